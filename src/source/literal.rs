//! Where the characters of a TOML string stand in its file.

use std::ops::Range;
use std::sync::Arc;

/// A string literal in a TOML file: maps bytes of its value to bytes of the file.
#[derive(Debug, Clone)]
pub struct Literal {
    start: usize,
    end: usize,
    basic: bool,
    multiline: bool,
    escapes: Arc<[Escape]>,
}

/// An escape in a literal, such as `\t`, or a backslash at a line's end with all that it swallows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escape {
    /// Its bytes in the file.
    pub file: Range<usize>,
    /// The bytes of the value that it stands for; none where it swallows a line end.
    pub value: Range<usize>,
}

impl Literal {
    /// Reads the literal that stands at `span` (bytes, quotes included) in `source`, once.
    pub fn new(source: &str, span: Range<usize>) -> Self {
        let raw = source.get(span.clone()).unwrap_or_default();
        let basic = raw.starts_with('"');
        let multiline = raw.starts_with("\"\"\"") || raw.starts_with("'''");
        let quotes = if multiline { 3 } else { usize::from(raw.starts_with(['"', '\''])) };
        let mut start = (span.start + quotes).min(span.end);
        let end = span.end.saturating_sub(quotes).max(start);
        if multiline {
            let rest = source.get(start..end).unwrap_or_default();
            start += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        }
        let mut literal = Self { start, end: end.max(start), basic, multiline, escapes: [].into() };
        if basic {
            literal.escapes = literal.read(source).into();
        }
        literal
    }

    /// The bytes of the file that hold these bytes of the value.
    pub fn range(&self, value: Range<usize>) -> Range<usize> {
        // What a backslash swallows before the first byte or after the last is no part of it.
        let start = self.offset(value.start, |escape| escape.value.end <= value.start);
        let before = |escape: &Escape| {
            escape.value.end < value.end
                || escape.value.start < escape.value.end && escape.value.end == value.end
        };
        start..self.offset(value.end, before).max(start)
    }

    /// The escapes in their order.
    pub fn escapes(&self) -> &[Escape] {
        &self.escapes
    }

    /// How a backslash is written here: twice, but between single quotes.
    pub fn backslash(&self) -> &'static str {
        if self.basic { "\\\\" } else { "\\" }
    }

    /// Where a byte of the value is in the file, after those escapes for which `before` holds.
    fn offset(&self, wanted: usize, before: impl Fn(&Escape) -> bool) -> usize {
        let index = self.escapes.partition_point(before);
        let inside = self.escapes.get(index).filter(|escape| escape.value.start < wanted);
        let last = index.checked_sub(1).and_then(|last| self.escapes.get(last));
        let at = match (inside, last) {
            (Some(escape), _) => escape.file.end,
            (None, Some(last)) => last.file.end + wanted.saturating_sub(last.value.end),
            (None, None) => self.start + wanted,
        };
        at.min(self.end)
    }

    /// Walks file and value side by side, from escape to escape.
    fn read(&self, source: &str) -> Vec<Escape> {
        let mut rest = source.get(self.start..self.end).unwrap_or_default();
        let (mut at, mut value) = (self.start, 0);
        let mut escapes = Vec::new();
        while let Some((plain, from)) = rest.find('\\').and_then(|found| rest.split_at_checked(found)) {
            let (length, stands_for) = self.escape(from);
            at += plain.len();
            value += plain.len();
            escapes.push(Escape { file: at..at + length, value: value..value + stands_for });
            at += length;
            value += stands_for;
            rest = from.get(length..).unwrap_or_default();
        }
        escapes
    }

    /// An escape: its bytes in the file and in the value.
    fn escape(&self, from: &str) -> (usize, usize) {
        let after = from.get(1..).unwrap_or_default();
        let digits = match after.chars().next() {
            Some('u') => 4,
            Some('U') => 8,
            Some('x') => 2,
            Some(c) if self.multiline && c.is_whitespace() => {
                return (1 + after.len() - after.trim_start().len(), 0);
            }
            Some(c) => return (1 + c.len_utf8(), 1),
            None => return (1, 0),
        };
        let code = from.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        ((2 + digits).min(from.len()), code.and_then(char::from_u32).map_or(1, char::len_utf8))
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
        source.get(literal.range(at..at + needle.len())).expect("whole characters").to_owned()
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

    #[test]
    fn what_a_backslash_swallows_belongs_to_nothing() {
        let source = "k = \"\"\"abc\\\n   def\\ue9\"\"\"";
        let literal = Literal::new(source, 4..source.len());
        assert_eq!(source.get(literal.range(0..3)), Some("abc"));
        assert_eq!(source.get(literal.range(3..6)), Some("def"));
        assert_eq!(literal.escapes().first().map(|escape| escape.value.clone()), Some(3..3));
    }

    /// Each byte of a text with many escapes is found at once: a million in well under a second.
    #[test]
    fn a_look_up_does_not_walk_the_text() {
        let source = format!("\"{}\"", "a\\t".repeat(500_000));
        let literal = Literal::new(&source, 0..source.len());
        let wrong = (0..1_000_000).filter(|at| literal.range(*at..*at + 1).start != 1 + at / 2 * 3 + at % 2);
        assert_eq!(wrong.count(), 0);
    }
}
