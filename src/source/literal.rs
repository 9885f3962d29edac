//! Where the characters of a TOML string stand in its file.

use std::ops::Range;

/// A string literal in a TOML file: maps bytes of its value to bytes of the file.
#[derive(Debug, Clone)]
pub struct Literal<'a> {
    source: &'a str,
    start: usize,
    end: usize,
    escapes: bool,
    multiline: bool,
}

impl<'a> Literal<'a> {
    /// Reads the quotes of the literal that stands at `span` (bytes) in `source`.
    pub fn new(source: &'a str, span: Range<usize>) -> Self {
        let raw = source.get(span.clone()).unwrap_or_default();
        let escapes = raw.starts_with('"');
        let multiline = raw.starts_with("\"\"\"") || raw.starts_with("'''");
        let quotes = if multiline { 3 } else { usize::from(raw.starts_with(['"', '\''])) };
        let mut start = (span.start + quotes).min(span.end);
        let end = span.end.saturating_sub(quotes).max(start);
        if multiline {
            let rest = source.get(start..end).unwrap_or_default();
            start += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        }
        Self { source, start, end: end.max(start), escapes, multiline }
    }

    /// The bytes of the file that hold these bytes of the value.
    pub fn range(&self, value: Range<usize>) -> Range<usize> {
        let start = self.offset(value.start);
        start..self.offset(value.end).max(start)
    }

    /// Walks file and value side by side up to a byte of the value.
    fn offset(&self, wanted: usize) -> usize {
        let raw = self.source.get(self.start..self.end).unwrap_or_default();
        if !raw.contains('\\') {
            return (self.start + wanted).min(self.end);
        }
        let (mut at, mut value) = (0, 0);
        while value < wanted && at < raw.len() {
            let (bytes, chars) = self.step(&raw[at..]);
            at += bytes;
            value += chars;
        }
        // Steps over what a line-ending backslash swallows.
        while at < raw.len() && self.step(&raw[at..]).1 == 0 {
            at += self.step(&raw[at..]).0;
        }
        self.start + at
    }

    /// The next character: its bytes in the file and in the value.
    fn step(&self, rest: &str) -> (usize, usize) {
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some('\\'), Some(next)) if self.escapes => self.escape(rest, next),
            (Some(c), _) => (c.len_utf8(), c.len_utf8()),
            (None, _) => (1, 0),
        }
    }

    /// An escape: its bytes in the file and in the value.
    fn escape(&self, rest: &str, next: char) -> (usize, usize) {
        let digits = match next {
            'u' => 4,
            'U' => 8,
            'x' => 2,
            c if self.multiline && c.is_whitespace() => {
                let skipped = rest[1..].len() - rest[1..].trim_start().len();
                return (1 + skipped, 0);
            }
            _ => return (1 + next.len_utf8(), 1),
        };
        let code = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        (2 + digits, code.and_then(char::from_u32).map_or(1, char::len_utf8))
    }
}

#[cfg(test)]
mod tests {
    use super::Literal;

    fn found(source: &str, needle: &str) -> String {
        let table: toml::Table = toml::from_str(source).expect("valid TOML");
        let value = table["k"].as_str().expect("a string");
        let at = value.find(needle).expect("the needle");
        let start = source.find(['"', '\'']).expect("a quote");
        let literal = Literal::new(source, start..source.trim_end().len());
        source[literal.range(at..at + needle.len())].to_owned()
    }

    #[test]
    fn plain_escaped_and_folded_strings() {
        assert_eq!(found("k = \"abc def\"", "def"), "def");
        assert_eq!(found("k = \"a\\u00e9\\n\\\"def\"", "def"), "def");
        assert_eq!(found("k = \"\"\"\nabc\ndef\"\"\"", "def"), "def");
        assert_eq!(found("k = \"\"\"\r\nabc\r\ndef\"\"\"", "def"), "def");
        assert_eq!(found("k = \"\"\"abc \\\n   def\"\"\"", "def"), "def");
        assert_eq!(found("k = '''\na\\nb def'''", "def"), "def");
        assert_eq!(found("k = 'é\\ def'", "def"), "def");
    }
}
