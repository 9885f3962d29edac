//! Characters that no font has.

use std::collections::HashSet;
use std::ops::Range;

use typst_library::text::FontBook;

use crate::source::{Finding, Literal, Place};

use super::passage::Source;

/// The characters that the fonts have.
pub struct Coverage {
    known: HashSet<char>,
}

/// Characters that are set without a glyph of their own.
const INVISIBLE: &[char] = &[
    '\n', '\r', '\t', '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{200e}',
    '\u{200f}',
];

impl Coverage {
    /// The characters that any font of the book has.
    pub fn new(book: &FontBook) -> Self {
        let mut known: HashSet<char> = INVISIBLE.iter().copied().collect();
        for family in book.families() {
            for index in family.1 {
                if let Some(info) = book.info(index) {
                    known.extend(info.coverage.iter().filter_map(char::from_u32));
                }
            }
        }
        Self { known }
    }

    /// Whether any font has a character, or needs none for it.
    pub fn has(&self, c: char) -> bool {
        c.is_ascii_graphic() || c == ' ' || self.known.contains(&c)
    }

    /// Reports each character of a text that no font has, once a text.
    ///
    /// `range` is where the text stands in its file, quotes included.
    pub fn check(&self, text: &str, range: &Range<usize>, source: Source, findings: &mut Vec<Finding>) {
        let mut seen = HashSet::new();
        for (at, c) in text.char_indices() {
            if self.has(c) || !seen.insert(c) {
                continue;
            }
            let literal = Literal::new(source.1, range.clone());
            let place = Place::new(source.0, literal.range(at..at + c.len_utf8()));
            let shown = if c.is_control() { String::new() } else { format!("`{c}` ") };
            let message = format!("no font has the character {shown}(U+{:04X})", c as u32);
            findings.push(Finding::error("missing-glyph", place, message).hint("write it in another way"));
        }
    }
}
