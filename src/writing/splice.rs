//! Bytes of a file that are exchanged for others.

use std::ops::Range;

/// Ranges of bytes, each with what comes in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Splice(Vec<(Range<usize>, String)>);

impl Splice {
    /// One range.
    pub fn one(range: Range<usize>, by: impl Into<String>) -> Self {
        Self(vec![(range, by.into())])
    }

    /// Adds a range that lies in none of the others.
    pub fn add(&mut self, range: Range<usize>, by: impl Into<String>) {
        self.0.push((range, by.into()));
    }

    /// The text with all of it exchanged; nothing where a range is none of its.
    pub fn made(mut self, text: &str) -> Option<String> {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut made, mut at) = (String::with_capacity(text.len()), 0);
        for (range, by) in self.0 {
            made.push_str(text.get(at..range.start)?);
            made.push_str(&by);
            at = range.end;
        }
        made.push_str(text.get(at..)?);
        Some(made)
    }
}
