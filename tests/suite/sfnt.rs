//! Font files taken apart and put together again (OpenType 1.9, the font file).

/// A font: its kind, and its tables.
#[derive(Clone)]
pub struct Sfnt {
    kind: [u8; 4],
    tables: Vec<([u8; 4], Vec<u8>)>,
}

fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    bytes[at..at + length].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

impl Sfnt {
    /// Reads a font file, or one of a collection.
    pub fn read(bytes: &[u8], index: usize) -> Self {
        let start = if bytes.starts_with(b"ttcf") { number(bytes, 12 + 4 * index, 4) } else { 0 };
        let count = number(bytes, start + 4, 2);
        let tables = (0..count).map(|table| {
            let record = start + 12 + 16 * table;
            let (offset, length) = (number(bytes, record + 8, 4), number(bytes, record + 12, 4));
            (bytes[record..record + 4].try_into().unwrap(), bytes[offset..offset + length].to_vec())
        });
        Self { kind: bytes[start..start + 4].try_into().unwrap(), tables: tables.collect() }
    }

    /// A table.
    pub fn table(&mut self, tag: &[u8; 4]) -> &mut Vec<u8> {
        &mut self.tables.iter_mut().find(|(known, _)| known == tag).unwrap().1
    }

    /// The font without some tables.
    pub fn without(mut self, tags: &[&[u8; 4]]) -> Self {
        self.tables.retain(|(tag, _)| !tags.contains(&tag));
        self
    }

    /// The font with this permission in `fsType`.
    pub fn permitting(mut self, bits: u16) -> Self {
        self.table(b"OS/2")[8..10].copy_from_slice(&bits.to_be_bytes());
        self
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = self.kind.to_vec();
        out.extend((self.tables.len() as u16).to_be_bytes());
        out.extend([0; 6]);
        let mut offset = 12 + 16 * self.tables.len();
        for (tag, data) in &self.tables {
            out.extend(tag);
            out.extend([0; 4]);
            out.extend((offset as u32).to_be_bytes());
            out.extend((data.len() as u32).to_be_bytes());
            offset += data.len().next_multiple_of(4);
        }
        for (_, data) in &self.tables {
            out.extend(data);
            out.resize(out.len().next_multiple_of(4), 0);
        }
        out
    }
}
