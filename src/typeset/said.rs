//! What somebody said, between the quotation marks of its language.

use typst_library::foundations::{Content, NativeElement};
use typst_library::model::ParElem;
use typst_library::text::TextElem;
use typst_syntax::Span;

use super::quotes::Mark;
use super::signs::Signs;
use super::text::Lower;
use super::words;
use crate::content::markdown::{Kind, Node};
use crate::content::{Rich, Tag};

/// Marks with which a quotation begins or ends, in any language.
const MARKS: &str = "“”„‟‘’‚‛«»‹›";

impl Lower<'_> {
    /// Rich text between quotation marks; those that its author wrote around all of it are enough.
    pub fn said(&self, rich: &Rich) -> Content {
        if self.is_marked(&rich.nodes) {
            return self.rich(rich);
        }
        let signs = Signs::of(&Tag::of(self.language), false);
        let mark = |mark| TextElem::packed(signs.sign(true, mark)).spanned(Span::detached());
        let is_paragraph = |node: &Node| node.kind == Kind::Paragraph;
        let first = rich.nodes.iter().position(is_paragraph);
        let last = rich.nodes.iter().rposition(is_paragraph);
        let blocks = self.blocks(rich, true);
        let (Some(first), Some(last)) = (first, last) else {
            return mark(Mark::Open) + Content::sequence(blocks) + mark(Mark::Close);
        };
        Content::sequence(blocks.into_iter().enumerate().map(|(index, block)| {
            let Some(paragraph) = block.to_packed::<ParElem>().filter(|_| index == first || index == last)
            else {
                return block;
            };
            let mut body = paragraph.body.clone();
            if index == first {
                // A word that breaks at the edge takes its place from its first sign.
                body = mark(Mark::Open).spanned(block.span()) + body;
            }
            if index == last {
                body += mark(Mark::Close);
            }
            ParElem::new(body).pack().spanned(block.span())
        }))
    }

    /// Whether a text stands between one pair of marks that its author wrote.
    fn is_marked(&self, nodes: &[Node]) -> bool {
        let text = |node: Option<&Node>| {
            node.filter(|node| node.kind == Kind::Paragraph)
                .map(|node| words::plain(&node.children, self.voice()))
        };
        let (Some(first), Some(last)) = (text(nodes.first()), text(nodes.last())) else { return false };
        let Some(open) = first.trim().chars().next().filter(|c| MARKS.contains(*c)) else { return false };
        let ends = last.trim().trim_end_matches(['.', ',', '!', '?', '…']);
        let closes = ends
            .trim_end()
            .chars()
            .last()
            .is_some_and(|c| MARKS.contains(c) && c != '‘' || c == '‘' && open == '‚');
        closes && (nodes.len() > 1 || is_one(ends.trim(), open))
    }
}

/// Whether the mark with which a text begins is closed by that with which it ends, and not before.
fn is_one(text: &str, open: char) -> bool {
    let inner: Vec<char> = text.chars().skip(1).collect();
    let Some((close, inner)) = inner.split_last() else { return false };
    // An apostrophe within is no mark.
    let close_within = |at: usize| {
        inner.get(at) == Some(close)
            && !(*close == '’' && inner.get(at + 1).is_some_and(|c| c.is_alphabetic()))
    };
    let mut depth = 1_usize;
    for (at, c) in inner.iter().enumerate() {
        if close_within(at) {
            depth -= 1;
        } else if *c == open {
            depth += 1;
        }
        if depth == 0 {
            return false;
        }
    }
    true
}
