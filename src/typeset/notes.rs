//! Footnotes.

use typst_library::foundations::{Content, NativeElement};
use typst_library::model::FootnoteElem;

use super::text::Text;
use super::values::label;
use crate::content::markdown::{Kind, Node};

impl Text<'_> {
    /// A note; if it is `shared`, with the name by which others refer to it.
    pub fn footnote(&self, name: &str, shared: bool, nodes: &[Node]) -> Content {
        let note = FootnoteElem::with_content(self.note_text(nodes)).pack();
        match label(&self.name("note", name)).filter(|_| shared) {
            Some(label) => note.labelled(label),
            None => note,
        }
    }

    /// A further reference to a note.
    pub fn note_again(&self, name: &str) -> Content {
        label(&self.name("note", name))
            .map_or_else(Content::empty, |label| FootnoteElem::with_label(label).pack())
    }

    /// A note of one paragraph is a line.
    fn note_text(&self, nodes: &[Node]) -> Content {
        match nodes {
            [Node { kind: Kind::Paragraph, children, .. }] => self.line(children),
            _ => Content::sequence(self.blocks(nodes)),
        }
    }
}
