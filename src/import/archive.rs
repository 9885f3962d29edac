//! The parts of a file that is a ZIP archive, as those of Word are, with limits to what unfolds.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

/// The most parts that a file may have.
const MOST_PARTS: usize = 10_000;

/// The most bytes that all parts of a file may unfold to, those that are read.
const MOST_BYTES: u64 = 256_000_000;

/// What is said of a file that ends too early, or was changed on its way.
const BROKEN: &str =
    "is not whole, or no Word file: open it in Word or LibreOffice, and save it anew as .docx";

/// How files begin that Word wrote before 2007, and those that are locked with a password.
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A part, folded.
struct Entry {
    way: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
}

/// The parts of a file, by their names in small letters.
pub struct Parts<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    entries: BTreeMap<String, Entry>,
    unfolded: Cell<u64>,
}

impl<'a> Parts<'a> {
    /// Looks into a file; nothing is unfolded yet.
    ///
    /// Errors with what is wrong, as the end of a sentence that begins with the file's name.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        if bytes.starts_with(&OLE) {
            return Err(locked(bytes));
        }
        let broken = |_| BROKEN.to_owned();
        let archive = ZipArchive::from_slice(bytes).map_err(broken)?;
        let mut entries = BTreeMap::new();
        let mut found = archive.entries();
        while let Some(entry) = found.next_entry().map_err(broken)? {
            if entries.len() >= MOST_PARTS {
                return Err(format!("has more than {MOST_PARTS} parts, and is not unfolded"));
            }
            if entry.flags().is_encrypted() {
                return Err("is locked with a password: save it without one".into());
            }
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).to_lowercase();
            let part = Entry { way: entry.wayfinder(), method: entry.compression_method() };
            if entries.insert(name.clone(), part).is_some() && !name.ends_with('/') {
                return Err(format!("holds two parts of the name `{name}`, and is not unfolded"));
            }
        }
        Ok(Self { archive, entries, unfolded: Cell::new(0) })
    }

    /// The names of all parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The bytes of a part, if it is there.
    ///
    /// Errors where it is not sound, or unfolds to too much.
    pub fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let Some(part) = self.entries.get(&name.to_lowercase()) else { return Ok(None) };
        let broken = |_| BROKEN.to_owned();
        let entry = self.archive.get_entry(part.way).map_err(broken)?;
        let folded: Box<dyn Read + '_> = match part.method {
            CompressionMethod::STORE => Box::new(entry.data()),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(entry.data())),
            _ => return Err(format!("holds `{name}`, folded in a way that Word does not use")),
        };
        let room = MOST_BYTES - self.unfolded.get();
        let mut bytes = Vec::new();
        let read = entry.verifying_reader(folded.take(room + 1)).read_to_end(&mut bytes);
        self.unfolded.set(self.unfolded.get() + (bytes.len() as u64).min(room));
        if bytes.len() as u64 > room {
            let most = MOST_BYTES / 1_000_000;
            return Err(format!(
                "unfolds to more than {most} MB, and is not read: save it with smaller pictures"
            ));
        }
        read.map_err(|_| BROKEN.to_owned())?;
        Ok(Some(bytes))
    }

    /// The text of a part, if it is there.
    ///
    /// Errors as [`Parts::bytes`] does, and where it is no text.
    pub fn text(&self, name: &str) -> Result<Option<String>, String> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let wide = |pair: fn([u8; 2]) -> u16| -> Option<String> {
            let units = bytes.chunks_exact(2).skip(1).filter_map(|unit| unit.try_into().ok()).map(pair);
            char::decode_utf16(units).collect::<Result<_, _>>().ok()
        };
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
            [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
            [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
            _ => String::from_utf8(bytes).ok(),
        };
        text.map(Some)
            .ok_or_else(|| format!("holds `{name}`, which is no text in UTF-8: save it anew as .docx"))
    }
}

/// What is said of a file in the format that Word had before 2007, which is that of locked files, too.
fn locked(bytes: &[u8]) -> String {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match bytes.windows(name.len()).any(|part| part == name) {
        true => "is locked with a password: open it in Word, and save it without one".into(),
        false => {
            "is a file of Word of before 2007 (.doc): open it in Word or LibreOffice, and save it as .docx"
                .into()
        }
    }
}
