//! Markdown becomes Typst content, element by element: text is never run as code.

use std::num::NonZeroUsize;
use std::ops::Range;

use typst_library::foundations::{Content, NativeElement, Packed, Smart};
use typst_library::layout::{HAlignment, Sizing, TrackSizings};
use typst_library::model::{
    Destination, DividerElem, EmphElem, EnumElem, EnumItem, FootnoteElem, HeadingElem, LinkElem, LinkTarget,
    ListElem, ListItem, ParElem, QuoteElem, StrongElem, TableCell, TableChild, TableElem, TableHeader,
    TableItem, Url,
};
use typst_library::text::{LinebreakElem, RawContent, RawElem, SpaceElem};
use typst_syntax::Span;

use super::anchors::{Anchors, Spot};
use super::breaks;
use super::values::id_label;
use crate::content::markdown::{Align, Kind, Node};
use crate::content::{Inline, Rich};
use crate::source::{FileId, Literal};

/// Lowers the texts of one file.
#[derive(Clone, Copy)]
pub struct Lower<'a> {
    /// Where the text comes from; without it, content remembers no place.
    pub source: Option<Source<'a>>,
    /// The language of the text.
    pub language: &'a str,
    /// The level of subheadings.
    pub level: usize,
}

/// A chapter's file.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The file.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
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
    /// Whether it is drawn again, in the head of a table, and goes without links and notes.
    again: bool,
    origin: Option<Origin<'a>>,
}

/// Where a paragraph comes from.
#[derive(Clone)]
struct Origin<'a> {
    file: FileId,
    literal: Literal<'a>,
    /// The text and the paragraph in it, counted in their order.
    field: usize,
    paragraph: usize,
    /// The paragraph's first byte in the file.
    start: usize,
}

impl<'a> Lower<'a> {
    /// Rich text as a sequence of paragraphs and other blocks.
    pub fn rich(&self, rich: &Rich) -> Content {
        let text = self.text(&rich.range);
        let blocks = rich.nodes.iter().enumerate();
        let blocks = blocks.map(|(index, node)| (text.from(index, node), node));
        Content::sequence(blocks.map(|(text, node)| text.block(node).spanned(text.span(&node.range))))
    }

    /// Inline text.
    pub fn inline(&self, inline: &Inline) -> Content {
        let text = self.text(&inline.range);
        let parts = inline.nodes.iter().enumerate();
        Content::sequence(parts.flat_map(|(index, node)| text.from(index, node).inline(node)))
    }

    /// A plain string that has no place.
    pub fn bare(&self, text: &str) -> Content {
        Content::sequence(self.text(&(0..0)).words(text, Span::detached()))
    }

    pub fn text(&self, range: &Range<usize>) -> Text<'a> {
        let origin = self.source.and_then(|Source { file, text, anchors }| {
            let literal = Literal::new(text, range.clone());
            Some(Origin {
                file,
                literal,
                field: anchors.field(range.start)?,
                paragraph: 0,
                start: range.start,
            })
        });
        Text { lower: *self, linked: false, again: false, origin }
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

    pub fn span(&self, range: &Range<usize>) -> Span {
        let Some(origin) = &self.origin else { return Span::detached() };
        let range = origin.literal.range(range.clone());
        let (start, length) = (range.start.saturating_sub(origin.start), range.len());
        Spot::Text { field: origin.field, paragraph: origin.paragraph, start, length }.span(origin.file)
    }

    fn blocks(&self, nodes: &[Node]) -> Vec<Content> {
        nodes.iter().map(|node| self.block(node).spanned(self.span(&node.range))).collect()
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
                raw(code.replace('\r', "").trim_end_matches('\n')).with_block(true).pack()
            }
            Kind::Table(columns) => self.table(node, columns),
            _ => Content::sequence(self.inline(node)),
        }
    }

    fn heading(&self, node: &Node) -> Content {
        let level = NonZeroUsize::new(self.lower.level).unwrap_or(NonZeroUsize::MIN);
        HeadingElem::new(self.line(&node.children))
            .with_level(Smart::Custom(level))
            .with_outlined(false)
            .with_bookmarked(Smart::Custom(false))
            .pack()
    }

    /// Items of a tight list hold lines, those of a loose one paragraphs.
    fn list(&self, node: &Node, start: Option<u64>) -> Content {
        let tight =
            !node.children.iter().any(|item| item.children.iter().any(|child| child.kind == Kind::Paragraph));
        let body = |item: &Node| Content::sequence(self.blocks_or_line(&item.children));
        let span = |item: &Node| self.span(&item.range);
        match start {
            None => {
                let item = |item: &Node| Packed::new(ListItem::new(body(item))).spanned(span(item));
                ListElem::new(node.children.iter().map(item).collect()).with_tight(tight).pack()
            }
            Some(first) => {
                let item = |item: &Node| Packed::new(EnumItem::new(body(item))).spanned(span(item));
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

    pub fn line(&self, nodes: &[Node]) -> Content {
        Content::sequence(self.inlines(nodes))
    }

    fn inlines(&self, nodes: &[Node]) -> Vec<Content> {
        nodes.iter().flat_map(|node| self.inline(node)).collect()
    }

    fn inline(&self, node: &Node) -> Vec<Content> {
        let span = self.span(&node.range);
        let one = match &node.kind {
            Kind::Text(text) => return self.words(text, span),
            Kind::Code(code) => raw(code).pack(),
            Kind::Emphasis => EmphElem::new(self.line(&node.children)).pack(),
            Kind::Strong => StrongElem::new(self.line(&node.children)).pack(),
            Kind::Link(target) => self.link(target, &node.children),
            Kind::Footnote(_) if self.again => return vec![],
            Kind::Footnote(_) => {
                let text = self.note(&node.children);
                FootnoteElem::with_content(text).pack()
            }
            Kind::SoftBreak => SpaceElem::shared().clone(),
            Kind::HardBreak => LinebreakElem::new().pack(),
            _ => self.line(&node.children),
        };
        vec![one.spanned(span)]
    }

    /// A note of one paragraph is a line.
    fn note(&self, nodes: &[Node]) -> Content {
        match nodes {
            [Node { kind: Kind::Paragraph, children, .. }] => self.line(children),
            _ => Content::sequence(self.blocks(nodes)),
        }
    }

    fn link(&self, target: &str, children: &[Node]) -> Content {
        let body = Self { linked: true, ..self.clone() }.line(children);
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

fn raw(code: &str) -> RawElem {
    RawElem::new(RawContent::Text(breaks::soften_code(code).into()))
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
