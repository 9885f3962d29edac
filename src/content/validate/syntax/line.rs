//! A line of TOML that the parser stumbled over.

use std::ops::Range;

use super::written::Written;

/// A line, and what the parser says of it.
pub struct Line<'a> {
    /// The whole file.
    pub file: &'a Written<'a>,
    /// Where the line begins in its file.
    pub start: usize,
    /// The line, without the spaces around it.
    pub text: &'a str,
    /// What stands before the first `=` outside quotes, if there is one.
    pub key: Option<&'a str>,
    /// What stands after it, without a comment.
    pub value: &'a str,
    /// Where the parser stumbled, in the file.
    pub range: Range<usize>,
    /// What the parser says, in small letters.
    pub message: String,
}

impl<'a> Line<'a> {
    /// The line that begins at a byte.
    pub fn new(file: &'a Written<'a>, start: usize, range: Range<usize>, message: &str) -> Self {
        let whole = file.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let text = whole.trim_start_matches('\u{feff}').trim();
        let (key, value) = match equals(text) {
            Some((key, value)) => (Some(key.trim()), uncommented(value).trim()),
            None => (None, ""),
        };
        let message = message.to_lowercase().replace('\n', " ");
        Self { file, start, text, key, value, range, message }
    }

    /// The key, or dots where there is none.
    pub fn named(&self) -> &str {
        self.key.filter(|key| !key.is_empty()).unwrap_or("...")
    }

    /// Where a part of the line stands in the file.
    pub fn place(&self, part: &str) -> Option<Range<usize>> {
        let rest = self.file.text.get(self.start..)?;
        let at = self.start + rest.find(part)?;
        (!part.is_empty()).then(|| at..at + part.len())
    }

    /// What the parser points at.
    pub fn token(&self) -> &'a str {
        self.file.text.get(self.range.clone()).unwrap_or_default().trim()
    }
}

/// Splits a line at the first `=` that is not inside quotes.
fn equals(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '=') => return text.get(..at).zip(text.get(at + 1..)),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

/// A value without the comment behind it; a `#` at its start is part of it.
fn uncommented(value: &str) -> &str {
    let mut quote = None;
    for (at, c) in value.char_indices() {
        match (quote, c) {
            (None, '#') if !value.get(..at).is_some_and(|before| before.trim().is_empty()) => {
                return value.get(..at).unwrap_or(value);
            }
            (None, '"') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    value
}

/// Whether a character is a quotation mark that is not straight.
pub fn is_curly(c: char) -> bool {
    matches!(
        c,
        '\u{2018}'
            ..='\u{201f}'
                | '\u{ab}'
                | '\u{bb}'
                | '\u{2039}'
                | '\u{203a}'
                | '\u{2033}'
                | '\u{2032}'
                | '`'
                | '\u{b4}'
    )
}
