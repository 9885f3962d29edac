//! A text on its way to Typst: where it comes from, and how it is to be lowered.

use std::ops::Range;

use typst_syntax::Span;

use super::anchors::{Anchors, Spot};
use super::voice::Voice;
use crate::check::Coverage;
use crate::content::markdown::Node;
use crate::source::{FileId, Literal};

/// Lowers the texts of one file.
#[derive(Clone, Copy)]
pub struct Lower<'a> {
    /// Where the text comes from; without it, content remembers no place.
    pub source: Option<Source<'a>>,
    /// The language of the text.
    pub language: &'a str,
    /// The characters that the fonts have.
    pub coverage: &'a Coverage,
    /// The level of subheadings.
    pub level: usize,
    /// Whether a rich text goes on after a paragraph of another.
    pub follows: bool,
}

/// A chapter's file.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The file.
    pub file: FileId,
    /// Where everything in it stands.
    pub anchors: &'a Anchors,
}

/// One text on its way.
#[derive(Clone)]
pub struct Text<'a> {
    /// How it is lowered.
    pub lower: Lower<'a>,
    /// Whether it stands in a link already.
    pub linked: bool,
    /// Whether it stands in a list that is ticked off, whose boxes stand where its bullets would.
    pub ticked: bool,
    /// Whether all of it is what somebody said, and stands between quotation marks.
    pub said: bool,
    /// The text itself, whole.
    value: &'a str,
    /// Whether it is drawn again, in the head of a table, and goes without links and notes.
    pub again: bool,
    origin: Option<Origin>,
}

/// Where a paragraph comes from.
#[derive(Clone)]
struct Origin {
    file: FileId,
    literal: Literal,
    /// The text and the paragraph in it, counted in their order.
    field: usize,
    paragraph: usize,
    /// The paragraph's first byte in the file.
    start: usize,
}

impl<'a> Lower<'a> {
    /// How its texts are set.
    pub fn voice(&self) -> Voice<'a> {
        Voice { language: self.language, coverage: self.coverage }
    }

    /// A text on its way, from the start.
    pub fn text<'t>(&self, value: &'t str, range: &Range<usize>) -> Text<'t>
    where
        'a: 't,
    {
        let origin = self.source.and_then(|Source { file, anchors }| {
            let field = anchors.field(range.start)?;
            let literal = anchors.literal(field)?.clone();
            Some(Origin { file, literal, field, paragraph: 0, start: range.start })
        });
        Text { lower: *self, linked: false, ticked: false, said: false, again: false, value, origin }
    }
}

impl Text<'_> {
    /// The text as it is drawn again.
    pub fn again(&self) -> Self {
        Self { linked: true, again: true, ..self.clone() }
    }

    /// The text from its paragraph (or other block) on that has this index.
    pub fn from(&self, paragraph: usize, node: &Node) -> Self {
        let mut text = self.clone();
        if let Some(origin) = &mut text.origin {
            origin.paragraph = paragraph;
            origin.start = origin.literal.range(node.range.clone()).start;
        }
        text
    }

    /// A name for something in this text that no other text of the book gives.
    pub fn name(&self, kind: &str, name: &str) -> String {
        let origin = self.origin.as_ref();
        let place = origin.map(|origin| (origin.file.get().vpath().get_without_slash(), origin.field));
        let (path, field) = place.unwrap_or_default();
        format!("{kind}:{path}:{field}:{name}")
    }

    /// The text itself, whole.
    pub fn whole(&self) -> &str {
        self.value
    }

    /// What stands at some bytes of the text.
    pub fn value(&self, range: &Range<usize>) -> Option<&str> {
        self.value.get(range.clone())
    }

    /// The place of some bytes of the text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let Some(origin) = &self.origin else { return Span::detached() };
        let range = origin.literal.range(range.clone());
        let (start, length) = (range.start.saturating_sub(origin.start), range.len());
        Spot::Text { field: origin.field, paragraph: origin.paragraph, start, length }.span(origin.file)
    }
}
