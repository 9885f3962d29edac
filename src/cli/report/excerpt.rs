//! The lines of a file that a finding shows: safe for a terminal, and cut around the place.

use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};

use super::shown::{push, shown};
use crate::source::Indexed;

/// The most letters of a line that are shown.
const MOST: usize = 200;

/// How many of them stand before the place, where the line is cut.
const BEFORE: usize = 60;

/// The lines around a place, as codespan prints them.
pub struct Excerpt {
    name: String,
    source: String,
    /// Where each line begins in `source`.
    starts: Vec<usize>,
    /// Where the place begins in the file.
    location: Location,
    /// The place in `source`.
    pub range: Range<usize>,
}

impl Excerpt {
    /// The excerpt of a file's text around a range of its bytes.
    pub fn new(name: &str, file: &Indexed, range: &Range<usize>) -> Self {
        let text = file.as_str();
        let start = floor(text, range.start);
        let end = floor(text, range.end).max(start);
        let (line_number, column_number) = file.position(start);
        let begin = file.start(line_number);
        let until = file.end(file.position(end).0);
        let mut excerpt = Self {
            name: shown(name).into_owned(),
            source: String::new(),
            starts: vec![],
            location: Location { line_number, column_number },
            range: 0..0,
        };
        let mut at = begin;
        for line in text.get(begin..until).unwrap_or_default().split('\n') {
            excerpt.add(line, at, start, end);
            at += line.len() + 1;
        }
        excerpt.range.end = excerpt.range.end.max(excerpt.range.start);
        excerpt
    }

    /// Adds a line that begins at a byte of the file, and marks where the place begins and ends in it.
    fn add(&mut self, line: &str, at: usize, start: usize, end: usize) {
        self.starts.push(self.source.len());
        let here = |place: usize| place.checked_sub(at).filter(|place| *place <= line.len());
        let (start, end) = (here(start), here(end));
        let anchor = start.or(end).unwrap_or_default();
        // The line may be of megabytes: only what is shown of it is walked.
        let before = line.get(..anchor).filter(|_| line.chars().nth(MOST).is_some());
        let from = before.and_then(|before| before.char_indices().rev().nth(BEFORE - 1));
        let from = from.map_or(0, |(from, _)| from);
        if from > 0 {
            self.source.push('\u{2026}');
        }
        let mark = |range: &mut Range<usize>, byte: usize, source: &str| {
            if start.is_some_and(|start| byte <= start) {
                range.start = source.len();
            }
            if end.is_some_and(|end| byte <= end) {
                range.end = source.len();
            }
        };
        let shown = line.strip_suffix('\r').unwrap_or(line);
        let mut last = shown.len();
        let letters = shown.get(from..).unwrap_or_default().char_indices();
        for (count, (byte, c)) in letters.map(|(byte, c)| (from + byte, c)).enumerate() {
            mark(&mut self.range, byte, &self.source);
            if count == MOST {
                self.source.push('\u{2026}');
                last = byte;
                break;
            }
            if c == '\t' { self.source.push(c) } else { push(&mut self.source, c) }
        }
        mark(&mut self.range, last, &self.source);
        if end.is_some_and(|end| end > last) {
            self.range.end = self.source.len();
        }
        self.source.push('\n');
    }
}

/// The nearest start of a character at a byte or before it.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.source)
    }

    fn line_index(&'a self, (): (), byte: usize) -> Result<usize, Error> {
        Ok(self.starts.partition_point(|start| *start <= byte).saturating_sub(1))
    }

    fn line_number(&'a self, (): (), index: usize) -> Result<usize, Error> {
        Ok(self.location.line_number + index)
    }

    fn line_range(&'a self, (): (), index: usize) -> Result<Range<usize>, Error> {
        let max = self.starts.len();
        let start = *self.starts.get(index).ok_or(Error::LineTooLarge { given: index, max })?;
        Ok(start..self.starts.get(index + 1).copied().unwrap_or(self.source.len()))
    }

    fn location(&'a self, (): (), _: usize) -> Result<Location, Error> {
        Ok(self.location)
    }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, Indexed};

    /// The lines that are shown, and what is marked in them.
    fn excerpt(text: &str, range: std::ops::Range<usize>) -> (String, String, usize, usize) {
        let excerpt = Excerpt::new("a", &Indexed::new(text), &range);
        let marked = excerpt.source.get(excerpt.range.clone()).unwrap_or("not whole").to_owned();
        (excerpt.source, marked, excerpt.location.line_number, excerpt.location.column_number)
    }

    #[test]
    fn lines_are_those_of_the_place() {
        for (text, range, source, marked, line, column) in [
            ("ab\ncd\nef", 3..5, "cd\n", "cd", 2, 1),
            ("ab\r\ncd\r\nef", 5..6, "cd\n", "d", 2, 2),
            ("ab\ncd\nef", 1..7, "ab\ncd\nef\n", "b\ncd\ne", 1, 2),
            ("ab\ncd", 5..5, "cd\n", "", 2, 3),
            ("", 0..0, "\n", "", 1, 1),
            ("ab\n", 3..3, "\n", "", 2, 1),
            ("é\u{1b}[2Jx", 3..6, "é\\u{1b}[2Jx\n", "[2J", 1, 3),
            ("é\u{1b}x", 2..3, "é\\u{1b}x\n", "\\u{1b}", 1, 2),
            ("\u{202e}b", 3..4, "\\u{202e}b\n", "b", 1, 2),
            ("é", 1..9, "é\n", "é", 1, 1),
        ] {
            let found = excerpt(text, range);
            assert_eq!(found, (source.into(), marked.into(), line, column), "{text:?}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let long = "é".repeat(500_000);
        for (text, start, length) in [
            (format!("x = {long}FAULT{long}"), 1_000_004, 5),
            (format!("FAULT{long}"), 0, 5),
            (format!("{long}FAULT"), 1_000_000, 5),
        ] {
            let (source, marked, line, _) = excerpt(&text, start..start + length);
            assert_eq!((marked.as_str(), line), ("FAULT", 1));
            assert!(source.chars().count() < 205, "{}", source.len());
        }
        let (source, marked, ..) = excerpt(&long, 0..long.len());
        assert!(source.chars().count() < 205 && marked.chars().count() > 190);
        let text = format!("{long}\n{long}");
        let (source, ..) = excerpt(&text, 4..text.len() - 4);
        assert!(source.chars().count() < 410);
    }
}
