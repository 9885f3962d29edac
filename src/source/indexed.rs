//! A file's text with its lines and columns, counted once however many findings point into it.

use std::sync::Arc;

use typst_library::foundations::Bytes;

/// How many bytes stand between two places whose characters are counted beforehand.
const STEP: usize = 1024;

/// A text in which places are found at once, also in a line of megabytes.
#[derive(Debug)]
pub struct Indexed {
    text: String,
    /// The first byte of each line.
    lines: Vec<usize>,
    /// How many characters begin before each step.
    counted: Vec<usize>,
}

/// The text of a file, if it is text; each byte that is not UTF-8 is a `?` if the file is to be read as text.
#[comemo::memoize]
pub fn indexed(bytes: &Bytes, anyway: bool) -> Option<Arc<Indexed>> {
    if let Ok(text) = bytes.as_str() {
        return Some(Arc::new(Indexed::new(text)));
    }
    anyway.then(|| {
        let chunks = bytes.utf8_chunks();
        let plain = chunks.map(|chunk| format!("{}{}", chunk.valid(), "?".repeat(chunk.invalid().len())));
        Arc::new(Indexed::new(&plain.collect::<String>()))
    })
}

impl Indexed {
    /// Counts the lines and characters of a text.
    pub fn new(text: &str) -> Self {
        let mut counted = vec![0];
        for step in text.as_bytes().chunks(STEP) {
            counted.push(counted.last().copied().unwrap_or_default() + starts(step));
        }
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { lines: lines.collect(), counted, text: text.to_owned() }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The line and the column of a byte, both counted from 1; columns are characters.
    pub fn position(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.start(line);
        (line, self.before(at) - self.before(start) + 1)
    }

    /// The first byte of a line, counted from 1.
    pub fn start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or_default()
    }

    /// The byte after the last of a line, counted from 1, without its line end.
    pub fn end(&self, line: usize) -> usize {
        self.lines.get(line).map_or(self.text.len(), |next| next - 1)
    }

    /// How many characters begin before a byte.
    fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let step = at / STEP;
        let rest = self.text.as_bytes().get(step * STEP..at).unwrap_or_default();
        self.counted.get(step).copied().unwrap_or_default() + starts(rest)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count()
}

#[cfg(test)]
mod tests {
    use super::Indexed;

    #[test]
    fn positions_are_those_of_a_count_by_hand() {
        let long = format!("a\r\n{}\n\n{}x", "é".repeat(3000), "€".repeat(2000));
        for text in ["", "a", "\n", "a\nb\n", "é\u{2028}b", long.as_str()] {
            let indexed = Indexed::new(text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let before = text.get(..at).expect("a boundary");
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
                assert_eq!(indexed.position(at), (line, column), "{at}");
                assert_eq!(indexed.start(line), before.rfind('\n').map_or(0, |at| at + 1));
                let after = text.get(at..).expect("a boundary");
                assert_eq!(indexed.end(line), at + after.find('\n').unwrap_or(after.len()));
            }
        }
    }

    /// A look-up does not walk the line: a hundred thousand in one of five megabytes.
    #[test]
    fn long_lines_are_walked_once() {
        let text = Indexed::new(&"é".repeat(2_500_000));
        let sum: usize = (0..100_000).map(|count| text.position(count * 50).1).sum();
        assert_eq!(sum, (0..100_000).map(|count| count * 25 + 1).sum::<usize>());
    }
}
