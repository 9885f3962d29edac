//! Lists, also those that are ticked off.

use typst_library::foundations::{Content, NativeElement, Packed, Smart, elem};
use typst_library::model::{EnumElem, EnumItem, ListElem, ListItem, ListMarker, ParElem};

use super::text::Text;
use crate::content::markdown::{Kind, Node};

/// A box to tick; the layouts draw it.
#[elem]
pub struct TaskElem {
    /// `open` or `done`, or `blank` for the room that it takes.
    #[required]
    pub state: ecow::EcoString,
    /// Whether it hangs out to the left, where a bullet would stand.
    #[required]
    pub hanging: bool,
}

/// A list whose items each begin with a box, which stands where a bullet would.
pub fn ticked(items: impl Iterator<Item = (Content, bool)>) -> Content {
    let item = |(body, done): (Content, bool)| {
        let task = TaskElem::new(if done { "done" } else { "open" }.into(), true).pack();
        Packed::new(ListItem::new(ParElem::new(Content::sequence([task, body])).pack()))
    };
    boxed(ListElem::new(items.map(item).collect()))
}

/// A list with room for boxes in place of its bullets.
fn boxed(list: ListElem) -> Content {
    list.with_marker(ListMarker::Content(vec![TaskElem::new("blank".into(), false).pack()])).pack()
}

impl Text<'_> {
    /// A box to tick.
    pub fn task(&self, done: bool) -> Content {
        TaskElem::new(if done { "done" } else { "open" }.into(), self.ticked).pack()
    }

    /// Items of a tight list hold lines, those of a loose one paragraphs.
    pub fn list(&self, node: &Node, start: Option<u64>) -> Content {
        let tight =
            !node.children.iter().any(|item| item.children.iter().any(|child| child.kind == Kind::Paragraph));
        let ticked = start.is_none() && node.children.iter().all(|item| is_task(&item.children));
        let mut text = self.clone();
        text.ticked = ticked;
        let body = |item: &Node| Content::sequence(text.blocks_or_line(&item.children));
        let span = |item: &Node| self.span(&item.range);
        match start {
            None => {
                let item = |item: &Node| Packed::new(ListItem::new(body(item))).spanned(span(item));
                let list = ListElem::new(node.children.iter().map(item).collect()).with_tight(tight);
                if ticked { boxed(list) } else { list.pack() }
            }
            Some(first) => {
                let number = |item: &Node| match item.kind {
                    Kind::Item(Some(number)) => Smart::Custom(number),
                    _ => Smart::Auto,
                };
                let item = |item: &Node| {
                    Packed::new(EnumItem::new(body(item)).with_number(number(item))).spanned(span(item))
                };
                let items = node.children.iter().map(item).collect();
                EnumElem::new(items).with_tight(tight).with_start(Smart::Custom(first)).pack()
            }
        }
    }

    /// The lines of a tight item become paragraphs between its blocks: Typst remembers those
    /// when it sets the same columns again.
    fn blocks_or_line(&self, nodes: &[Node]) -> Vec<Content> {
        let is_block = |node: &Node| {
            matches!(
                node.kind,
                Kind::Paragraph
                    | Kind::List(_)
                    | Kind::Quote
                    | Kind::CodeBlock(_)
                    | Kind::Table(_)
                    | Kind::Heading
                    | Kind::Rule
            )
        };
        nodes
            .chunk_by(|a, b| is_block(a) == is_block(b))
            .flat_map(|run| match run {
                [first, ..] if !is_block(first) => vec![ParElem::new(self.line(run)).pack()],
                blocks => self.blocks(blocks),
            })
            .collect()
    }
}

/// Whether an item begins with a box.
fn is_task(nodes: &[Node]) -> bool {
    match nodes.first() {
        Some(Node { kind: Kind::Task(_), .. }) => true,
        Some(Node { kind: Kind::Paragraph, children, .. }) => is_task(children),
        _ => false,
    }
}
