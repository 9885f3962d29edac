//! Markdown becomes Typst content, element by element: text is never run as code.

use std::num::NonZeroUsize;
use std::ops::Range;

use typst_library::foundations::{Content, NativeElement, Packed, Smart};
use typst_library::layout::{HAlignment, Sizing, TrackSizings};
use typst_library::model::{
    Destination, DividerElem, EmphElem, HeadingElem, LinkElem, LinkTarget, ParElem, QuoteElem, StrongElem,
    TableCell, TableChild, TableElem, TableHeader, TableItem, Url,
};
use typst_library::text::{LinebreakElem, RawContent, RawElem, SpaceElem, StrikeElem};
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
    /// Whether it stands in a list that is ticked off, whose boxes stand where its bullets would.
    pub ticked: bool,
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

    fn text(&self, range: &Range<usize>) -> Text<'a> {
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
        Text { lower: *self, linked: false, ticked: false, origin }
    }
}

impl Text<'_> {
    /// The text from its paragraph (or other block) on that has this index.
    fn from(&self, paragraph: usize, node: &Node) -> Self {
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

    /// The place of bytes of the text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let Some(origin) = &self.origin else { return Span::detached() };
        let range = origin.literal.range(range.clone());
        let (start, length) = (range.start.saturating_sub(origin.start), range.len());
        Spot::Text { field: origin.field, paragraph: origin.paragraph, start, length }.span(origin.file)
    }

    /// Blocks one after the other.
    pub fn blocks(&self, nodes: &[Node]) -> Vec<Content> {
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

    fn table(&self, node: &Node, columns: &[Align]) -> Content {
        let cell = |(column, cell): (usize, &Node)| {
            let align = columns.get(column).copied().unwrap_or(Align::Start);
            let body = TableCell::new(self.line(&cell.children));
            let packed = match alignment(align) {
                Some(align) => body.with_align(Smart::Custom(align.into())),
                None => body,
            };
            TableItem::Cell(Packed::new(packed).spanned(self.span(&cell.range)))
        };
        let mut children = Vec::new();
        for row in &node.children {
            let cells: Vec<TableItem> = row.children.iter().enumerate().map(cell).collect();
            if row.kind == Kind::TableHead {
                children.push(TableChild::Header(Packed::new(TableHeader::new(cells))));
            } else {
                children.extend(cells.into_iter().map(TableChild::Item));
            }
        }
        let tracks = TrackSizings(vec![Sizing::Auto; columns.len()].into());
        TableElem::new(children).with_columns(tracks).pack()
    }

    /// Nodes in a line.
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
            Kind::Task(done) => self.task(*done),
            Kind::Strike => StrikeElem::new(self.line(&node.children)).pack(),
            Kind::Footnote { label, shared } => self.footnote(label, *shared, &node.children),
            Kind::FootnoteAgain(label) => self.note_again(label),
            Kind::SoftBreak => SpaceElem::shared().clone(),
            // The checks have told of it.
            Kind::Problem(_) => return vec![],
            Kind::HardBreak => LinebreakElem::new().pack(),
            _ => self.line(&node.children),
        };
        vec![one.spanned(span)]
    }

    fn link(&self, target: &str, children: &[Node]) -> Content {
        let body = Self { linked: true, ..self.clone() }.line(children);
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

impl Lower<'_> {
    /// The cells of a row of a table in `body`.
    pub fn row(&self, body: &Rich, cells: &[Node]) -> Vec<typst_library::foundations::Value> {
        use typst_library::foundations::IntoValue;
        let text = self.text(&body.range);
        // A table in `body` is the one block there.
        let text = body.nodes.first().map_or_else(|| text.clone(), |table| text.from(0, table));
        cells
            .iter()
            .map(|cell| text.line(&cell.children).spanned(text.span(&cell.range)).into_value())
            .collect()
    }
}
