//! Markdown becomes Typst content, element by element: text is never run as code.

use std::num::NonZeroUsize;

use typst_library::foundations::{Content, NativeElement, Packed, Smart};
use typst_library::layout::{HAlignment, Sizing, TrackSizings};
use typst_library::model::{
    Destination, DividerElem, EmphElem, HeadingElem, LinkElem, LinkTarget, ParElem, QuoteElem, StrongElem,
    TableCell, TableChild, TableElem, TableHeader, TableItem, Url,
};
use typst_library::text::{SpaceElem, StrikeElem};

use super::line_end::line_end;
use super::text::{Lower, Text};
use super::values::id_label;
use super::words::Line;
use super::{addresses, rag, words};
use crate::content::markdown::{Align, Kind, Node};
use crate::content::{Inline, Rich};

impl<'a> Lower<'a> {
    /// Rich text as a sequence of paragraphs and other blocks.
    pub fn rich(&self, rich: &Rich) -> Content {
        Content::sequence(self.blocks(rich, false))
    }

    /// The blocks of a rich text; `said` if it stands between quotation marks.
    pub fn blocks(&self, rich: &Rich, said: bool) -> Vec<Content> {
        let mut text = self.text(&rich.text, &rich.range);
        text.said = said;
        let blocks = rich.nodes.iter().enumerate();
        let blocks = blocks.map(|(index, node)| {
            let before = index.checked_sub(1).and_then(|before| rich.nodes.get(before));
            let follows = before.map_or(self.follows, |before| before.kind == Kind::Paragraph);
            text.from(index, node).placed(node, follows)
        });
        blocks.collect()
    }

    /// Inline text.
    pub fn inline(&self, inline: &Inline) -> Content {
        let text = self.text(&inline.text, &inline.range);
        // All of it is one paragraph, whose place is that of its first node.
        inline.nodes.first().map_or_else(Content::empty, |first| text.from(0, first).line(&inline.nodes))
    }

    /// A plain string that has no place.
    pub fn bare(&self, text: &str) -> Content {
        let node = Node { kind: Kind::Text(text.to_owned()), range: 0..text.len(), children: vec![] };
        self.text("", &(0..0)).line(&[node])
    }
}

impl Text<'_> {
    /// Blocks one after the other.
    pub fn blocks(&self, nodes: &[Node]) -> Vec<Content> {
        let mut follows = false;
        let block = |node: &Node| {
            let block = self.placed(node, follows);
            follows = node.kind == Kind::Paragraph;
            block
        };
        nodes.iter().map(block).collect()
    }

    /// A block with its place; `follows` where a paragraph stands right before it.
    fn placed(&self, node: &Node, follows: bool) -> Content {
        let block = self.block(node).spanned(self.span(&node.range));
        if follows && node.kind == Kind::Paragraph { rag::following(block) } else { block }
    }

    fn block(&self, node: &Node) -> Content {
        match &node.kind {
            Kind::Paragraph => ParElem::new(self.line(&node.children)).pack(),
            Kind::Heading => self.heading(node),
            Kind::List(start) => self.list(node, *start),
            Kind::Quote => {
                QuoteElem::new(Content::sequence(self.blocks(&node.children))).with_block(true).pack()
            }
            Kind::Rule => DividerElem::new().pack(),
            Kind::CodeBlock(_) => {
                let code = crate::content::markdown::plain(&node.children);
                words::code(code.replace('\r', "").trim_end_matches('\n'), self.lower.coverage)
                    .with_block(true)
                    .pack()
            }
            Kind::Table(columns) => self.table(node, columns),
            _ => self.line(std::slice::from_ref(node)),
        }
    }

    fn heading(&self, node: &Node) -> Content {
        let level = NonZeroUsize::new(self.lower.level).unwrap_or(NonZeroUsize::MIN);
        HeadingElem::new(self.line(&node.children))
            .with_depth(level)
            .with_outlined(false)
            .with_bookmarked(Smart::Custom(false))
            .pack()
    }

    fn table(&self, node: &Node, columns: &[Align]) -> Content {
        let cell = |head: bool, (column, cell): (usize, &Node)| {
            let align = columns.get(column).copied().unwrap_or(Align::Start);
            let body = if head { self.head_cell(cell) } else { self.line(&cell.children) };
            let body = TableCell::new(super::fit::fit(body));
            let packed = match alignment(align) {
                Some(align) => body.with_align(Smart::Custom(align.into())),
                None => body,
            };
            TableItem::Cell(Packed::new(packed).spanned(self.span(&cell.range)))
        };
        let mut children = Vec::new();
        for row in &node.children {
            let head = row.kind == Kind::TableHead;
            let cells: Vec<TableItem> =
                row.children.iter().enumerate().map(|item| cell(head, item)).collect();
            if head {
                children.push(TableChild::Header(Packed::new(TableHeader::new(cells))));
            } else {
                children.extend(cells.into_iter().map(TableChild::Item));
            }
        }
        let tracks = TrackSizings(vec![Sizing::Auto; columns.len()].into());
        TableElem::new(children).with_columns(tracks).pack()
    }

    /// A paragraph or another text of one line: its quotes are read together.
    pub fn line(&self, nodes: &[Node]) -> Content {
        let nodes = addresses::whole(nodes, self.whole());
        let mut line = Line::read(&nodes, self.lower.voice(), self.said);
        self.inlines(&nodes, &mut line)
    }

    fn inlines(&self, nodes: &[Node], line: &mut Line) -> Content {
        Content::sequence(nodes.iter().flat_map(|node| self.inline(node, line)))
    }

    fn inline(&self, node: &Node, line: &mut Line) -> Vec<Content> {
        let span = self.span(&node.range);
        let one = match &node.kind {
            Kind::Text(text) => return self.words(text, node, line),
            Kind::Code(code) => {
                line.pass(node);
                words::code(code, self.lower.coverage).pack()
            }
            Kind::Emphasis => EmphElem::new(self.inlines(&node.children, line)).pack(),
            Kind::Strong => StrongElem::new(self.inlines(&node.children, line)).pack(),
            Kind::Strike => StrikeElem::new(self.inlines(&node.children, line)).pack(),
            Kind::Link(target) => self.link(target, &node.children, line),
            Kind::Task(done) => self.task(*done),
            Kind::Footnote { .. } | Kind::FootnoteAgain(_) if self.again => return vec![],
            Kind::Footnote { label, shared } => self.footnote(label, *shared, &node.children),
            Kind::FootnoteAgain(label) => self.note_again(label),
            // The checks have told of it.
            Kind::Problem(_) => return vec![],
            Kind::SoftBreak => {
                line.pass(node);
                SpaceElem::shared().clone()
            }
            Kind::HardBreak => {
                let spaced = line.is_spaced();
                line.pass(node);
                line_end(spaced)
            }
            _ => self.inlines(&node.children, line),
        };
        vec![one.spanned(span)]
    }

    fn link(&self, target: &str, children: &[Node], line: &mut Line) -> Content {
        let mut inner = self.clone();
        inner.linked = true;
        let body = inner.inlines(children, line);
        if self.again {
            return body;
        }
        let destination = match target.strip_prefix('#') {
            Some(id) => id_label(id).map(LinkTarget::Label),
            None => Url::new(target).ok().map(|url| LinkTarget::Dest(Destination::Url(url))),
        };
        match destination {
            Some(destination) => LinkElem::new(destination, body).pack(),
            None => body,
        }
    }
}

/// The alignment of a column, if it is not that of the language.
pub fn alignment(align: Align) -> Option<HAlignment> {
    match align {
        Align::Start => None,
        Align::Left => Some(HAlignment::Left),
        Align::Center => Some(HAlignment::Center),
        Align::Right => Some(HAlignment::Right),
    }
}
