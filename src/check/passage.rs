//! A text with all that it takes to say where something in it stands.

use std::ops::Range;

use crate::content::markdown::Node;
use crate::content::{Inline, Rich};
use crate::source::{FileId, Literal, Place};

/// The file and text in which a value stands.
pub type Source<'a> = (FileId, &'a str);

/// A rich or inline text, whichever it is.
pub trait Written {
    /// What was written.
    fn written(&self) -> (&str, &Range<usize>, &[Node]);
}

impl Written for Rich {
    fn written(&self) -> (&str, &Range<usize>, &[Node]) {
        (&self.text, &self.range, &self.nodes)
    }
}

impl Written for Inline {
    fn written(&self) -> (&str, &Range<usize>, &[Node]) {
        (&self.text, &self.range, &self.nodes)
    }
}

/// A text of one key with its literal in the file.
pub struct Passage<'a> {
    /// The value.
    pub text: &'a str,
    /// Its literal.
    pub literal: Literal,
    /// Whether it is text of one line.
    pub line: bool,
    source: Source<'a>,
}

impl<'a> Passage<'a> {
    /// A text whose literal stands at `range` in its file.
    pub fn new(text: &'a str, range: &Range<usize>, line: bool, source: Source<'a>) -> Self {
        Self { text, literal: Literal::new(source.1, range.clone()), line, source }
    }

    /// The place of bytes of the value, without the blanks at their end.
    pub fn place(&self, range: Range<usize>) -> Place {
        let words = self.text.get(range.clone()).unwrap_or_default().trim_end().len();
        let end = if words > 0 { range.start + words } else { range.end };
        Place::new(self.source.0, self.literal.range(range.start..end))
    }

    /// The bytes of the file at a place.
    pub fn raw(&self, range: Range<usize>) -> &str {
        self.source.1.get(range).unwrap_or_default()
    }

    /// A place of bytes of the file.
    pub fn spot(&self, range: Range<usize>) -> Place {
        Place::new(self.source.0, range)
    }
}
