//! Places that hold still: the spans of laid-out text count from the paragraph that it stands in.
//!
//! An edit moves all bytes after it. If spans were bytes of the file, all text after the edited word
//! would be other content than before, and would be set anew. So a span names a field of the chapter,
//! a paragraph in it, and bytes in that; [`super::place`] finds where these are now.

use std::num::NonZeroU64;
use std::ops::Range;
use std::sync::Arc;

use typst_library::foundations::Bytes;
use typst_syntax::{DiagSpan, DiagSpanKind, Span};

use crate::content::csv::Cell;
use crate::content::fields::{Held, each};
use crate::content::markdown::Node;
use crate::content::{Chapter, Inline, OwnTypes, Rich, csv, read_chapter};
use crate::source::{FileId, Literal};

/// What a span stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Bytes in a paragraph (or another block of Markdown) of a text, both counted in their order.
    Text {
        /// The text, of all texts of the chapter.
        field: usize,
        /// The paragraph in it.
        paragraph: usize,
        /// The first byte, counted in the file from the paragraph's own.
        start: usize,
        /// How many bytes.
        length: usize,
    },
    /// A block of the chapter, or its head.
    Block(Option<usize>),
}

/// The bits of each part of a text's spot, from the lowest: length, start, paragraph, field.
const BITS: [u32; 4] = [7, 14, 9, 14];

/// The bits of a spot without its kind.
const PAYLOAD: u32 = 44;

impl Spot {
    /// The spot as a Typst span; detached where a chapter has more texts than fit.
    ///
    /// Typst 0.15.1 keeps its own constructor for range spans private; the bit layout is that of
    /// `typst-syntax/src/span.rs`, is not promised, and is held by a test.
    pub fn span(self, file: FileId) -> Span {
        let payload = match self {
            Self::Text { field, paragraph, start, length } => {
                if field >> BITS[3] > 0 {
                    return Span::detached();
                }
                let parts = [length, start, paragraph, field];
                let mut shift = 0;
                let mut bits = 1 << PAYLOAD;
                for (part, width) in parts.into_iter().zip(BITS) {
                    bits |= (part as u64).min((1 << width) - 1) << shift;
                    shift += width;
                }
                bits
            }
            Self::Block(block) => 2 << PAYLOAD | block.map_or(0, |block| block as u64 + 1),
        };
        let file = u64::from(file.into_raw().get()) << 48;
        let base = (1u64 << 47) + (1 << 46);
        NonZeroU64::new(file | (base + payload)).map_or(Span::detached(), Span::from_raw)
    }

    /// Whether a span tells it apart from all others: what lies further on in a long paragraph, or in one of
    /// very many paragraphs, shares its span.
    pub fn is_told_apart(self) -> bool {
        let most = |bits: u32| (1 << bits) - 1;
        match self {
            Self::Text { paragraph, start, length, .. } => {
                start + length < most(BITS[1]) && paragraph < most(BITS[2])
            }
            Self::Block(_) => true,
        }
    }

    /// The spot of a span, and its file, if it is one of ours.
    pub fn read(span: DiagSpan) -> Option<(FileId, Self)> {
        let DiagSpanKind::Range { id, range } = span.get() else { return None };
        let payload = (range.start as u64) << 23 | range.end as u64;
        let part = |from: usize| {
            let shift: u32 = BITS.iter().take(from).sum();
            let width = BITS.get(from).copied().unwrap_or_default();
            (payload >> shift & ((1 << width) - 1)) as usize
        };
        let spot = match payload >> PAYLOAD {
            1 => Self::Text { length: part(0), start: part(1), paragraph: part(2), field: part(3) },
            2 => Self::Block(((payload & ((1 << PAYLOAD) - 1)) as usize).checked_sub(1)),
            _ => return None,
        };
        Some((id, spot))
    }
}

/// Where the texts and blocks of a chapter stand in its file.
#[derive(Debug, Default)]
pub struct Anchors {
    /// The texts in their order.
    fields: Vec<Field>,
    blocks: Vec<Range<usize>>,
    /// The bytes of the file.
    length: usize,
}

/// Where a text stands.
#[derive(Debug)]
struct Field {
    /// Its bytes in the file, quotes included.
    range: Range<usize>,
    literal: Literal,
    /// Its paragraphs in its value.
    paragraphs: Vec<Range<usize>>,
}

impl Field {
    fn new(source: &str, range: Range<usize>, paragraphs: Vec<Range<usize>>) -> Self {
        Self { literal: Literal::new(source, range.clone()), range, paragraphs }
    }
}

/// Reads where everything in a chapter stands; `own` are the types of block that the workbook has of its own.
#[comemo::memoize]
pub fn anchors(file: FileId, bytes: &Bytes, own: &OwnTypes) -> Arc<Anchors> {
    if !is_chapter(file) {
        return Arc::new(cells(bytes));
    }
    let parsed = read_chapter(file, bytes, own);
    let (Some(chapter), Ok(source)) = (&parsed.value, bytes.as_str()) else { return Arc::default() };
    let paragraphs = |nodes: &[Node]| nodes.iter().map(|node| node.range.clone()).collect();
    let field = |text: Written| Field::new(source, text.range.clone(), paragraphs(text.nodes));
    let mut fields: Vec<Field> = texts(chapter).into_iter().map(field).collect();
    fields.sort_by_key(|field| field.range.start);
    let blocks = chapter.blocks.iter().map(|placed| placed.range.clone()).collect();
    Arc::new(Anchors { fields, blocks, length: source.len() })
}

/// A text of a chapter.
pub struct Written<'a> {
    /// The block in which it stands; none for the head of the chapter.
    pub block: Option<usize>,
    /// Its bytes in the file, quotes included.
    pub range: &'a Range<usize>,
    /// What it says.
    pub nodes: &'a [Node],
    /// Whether it is one line, and so one paragraph.
    pub inline: bool,
}

impl<'a> Written<'a> {
    fn rich(block: Option<usize>, text: &'a Rich) -> Self {
        Self { block, range: &text.range, nodes: &text.nodes, inline: false }
    }

    fn line(block: Option<usize>, text: &'a Inline) -> Self {
        Self { block, range: &text.range, nodes: &text.nodes, inline: true }
    }
}

/// The texts of a chapter.
pub fn texts(chapter: &Chapter) -> Vec<Written<'_>> {
    let mut all = Vec::new();
    if let Some(head) = &chapter.head {
        all.push(Written::line(None, &head.title));
        all.extend(head.lede.iter().map(|lede| Written::rich(None, lede)));
    }
    for (index, placed) in chapter.blocks.iter().enumerate() {
        each(placed.block.table(), &mut |_, held| match held {
            Held::Rich(text) => all.push(Written::rich(Some(index), text)),
            Held::Inline(text) => all.push(Written::line(Some(index), text)),
            _ => {}
        });
    }
    all
}

/// Whether a file is a chapter; of the others, only CSV files have texts.
pub fn is_chapter(file: FileId) -> bool {
    file.get().vpath().get_without_slash().ends_with(".toml")
}

/// The cells of a CSV file, each a text of one paragraph.
fn cells(bytes: &Bytes) -> Anchors {
    let Ok(source) = csv::decode(bytes) else { return Anchors::default() };
    let cells = csv::read_csv(source).into_iter().flat_map(|csv| csv.rows).flatten();
    let field = |cell: Cell| Field::new(source, cell.range, std::iter::once(0..cell.text.len()).collect());
    let mut fields: Vec<Field> = cells.map(field).collect();
    fields.sort_by_key(|field| field.range.start);
    Anchors { fields, blocks: vec![], length: source.len() }
}

impl Anchors {
    /// Which text begins at a byte.
    pub fn field(&self, start: usize) -> Option<usize> {
        self.fields.binary_search_by_key(&start, |field| field.range.start).ok()
    }

    /// How a text is written in the file.
    pub fn literal(&self, field: usize) -> Option<&Literal> {
        self.fields.get(field).map(|field| &field.literal)
    }

    /// Which block begins at a byte.
    pub fn block(&self, start: usize) -> Option<usize> {
        self.blocks.binary_search_by_key(&start, |range| range.start).ok()
    }

    /// Where a spot is in the file.
    pub fn range(&self, spot: Spot) -> Option<Range<usize>> {
        match spot {
            Spot::Block(None) => Some(0..self.blocks.first().map_or(self.length, |first| first.start)),
            Spot::Block(Some(block)) => self.blocks.get(block).cloned(),
            Spot::Text { field, paragraph, start, length } => {
                let Field { range, literal, paragraphs } = self.fields.get(field)?;
                let from = literal.range(paragraphs.get(paragraph)?.clone()).start + start;
                let from = from.min(range.end);
                Some(from..(from + length).min(range.end))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use typst_syntax::DiagSpan;

    use super::Spot;
    use crate::source::file_id;

    #[test]
    fn a_spot_survives_typst() {
        let file = file_id("chapters/one.toml").expect("a plain path");
        let text = |field, paragraph, start, length| Spot::Text { field, paragraph, start, length };
        for spot in [
            text(0, 0, 0, 1),
            text(16_383, 511, 16_383, 127),
            text(3, 7, 1234, 56),
            Spot::Block(None),
            Spot::Block(Some(0)),
            Spot::Block(Some(4000)),
        ] {
            assert_eq!(Spot::read(DiagSpan::from(spot.span(file))), Some((file, spot)));
        }
        assert!(text(16_384, 0, 0, 0).span(file).is_detached());
    }
}
