//! The texts of a chapter piece by piece, with the spots at which their letters must be on the pages.

use std::ops::Range;
use std::sync::Arc;

use typst_library::foundations::Bytes;
use typst_syntax::DiagSpan;

use super::anchors::{Spot, Written, anchors, is_chapter, texts};
use crate::content::csv::{self, Cell};
use crate::content::markdown::{Kind, Node, walk};
use crate::content::{OwnTypes, read_chapter};
use crate::source::{FileId, Literal};

/// A paragraph, or another block of Markdown, of one text: counted in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Paragraph {
    /// The text, of all texts of the chapter.
    pub field: usize,
    /// The paragraph in it.
    pub paragraph: usize,
}

/// A piece of text without markup.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// The paragraph that it belongs to.
    pub paragraph: Paragraph,
    /// Its first byte in the file, counted from the paragraph's, as spans count it.
    pub start: usize,
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// What it says.
    pub text: String,
    /// The block in which it stands; none for the head of the chapter.
    pub block: Option<usize>,
    /// Whether its spot is its own: far on in a text, many share one.
    pub is_told_apart: bool,
}

/// All pieces of a chapter's texts, or of a CSV file's cells, paragraph by paragraph, those of a paragraph
/// in the order of their spots.
#[comemo::memoize]
pub fn leaves(file: FileId, bytes: &Bytes, own: &OwnTypes) -> Arc<Vec<Leaf>> {
    if !is_chapter(file) {
        return Arc::new(cells(file, bytes));
    }
    let parsed = read_chapter(file, bytes, own);
    let (Some(chapter), Ok(source)) = (&parsed.value, bytes.as_str()) else { return Arc::default() };
    let anchors = anchors(file, bytes, own);
    let mut all = Vec::new();
    for Written { block, range, nodes, inline } in texts(chapter) {
        let Some(field) = anchors.field(range.start) else { continue };
        let literal = Literal::new(source, range.clone());
        for (index, node) in nodes.iter().enumerate() {
            let paragraph = if inline { 0 } else { index };
            let first = nodes.get(paragraph).map_or(0, |node| node.range.start);
            let from = literal.range(first..first).start;
            let add = |leaf: &Node, text: &str| {
                let range = literal.range(leaf.range.clone());
                let start = range.start.saturating_sub(from);
                let spot = Spot::Text { field, paragraph, start, length: range.len() };
                // What a span cannot hold is cut off there, and so here.
                let Some((paragraph, start)) =
                    paragraph_of(spot.span(file).into()).map(|(_, at, start)| (at, start))
                else {
                    return;
                };
                let is_told_apart = spot.is_told_apart();
                all.push(Leaf { paragraph, start, range, text: text.into(), block, is_told_apart });
            };
            pieces(std::slice::from_ref(node), add);
        }
    }
    all.sort_by_key(|leaf| (leaf.paragraph, leaf.start));
    Arc::new(all)
}

/// The cells of a CSV file, each a paragraph.
fn cells(file: FileId, bytes: &Bytes) -> Vec<Leaf> {
    let anchors = anchors(file, bytes, &OwnTypes::default());
    let csv = csv::decode(bytes).and_then(csv::read_csv);
    let cells = csv.into_iter().flat_map(|csv| csv.rows).flatten();
    let leaf = |cell: Cell| {
        let field = anchors.field(cell.range.start)?;
        let spot = Spot::Text { field, paragraph: 0, start: 0, length: cell.text.len() };
        let (_, paragraph, start) = paragraph_of(spot.span(file).into())?;
        let is_told_apart = spot.is_told_apart();
        Some(Leaf { paragraph, start, range: cell.range, text: cell.text, block: None, is_told_apart })
    };
    let mut all: Vec<Leaf> = cells.filter_map(leaf).collect();
    all.sort_by_key(|leaf| leaf.paragraph);
    all
}

/// Hands out the pieces of text without markup.
fn pieces(nodes: &[Node], mut add: impl FnMut(&Node, &str)) {
    walk(nodes, &mut |node| {
        if let Kind::Text(text) | Kind::Code(text) = &node.kind {
            add(node, text);
        }
    });
}

/// The file and the paragraph of a span, and its start counted from the paragraph's, if it is that of a text.
pub fn paragraph_of(span: DiagSpan) -> Option<(FileId, Paragraph, usize)> {
    match Spot::read(span)? {
        (file, Spot::Text { field, paragraph, start, .. }) => {
            Some((file, Paragraph { field, paragraph }, start))
        }
        (_, Spot::Block(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use typst_library::foundations::Bytes;

    use super::leaves;
    use crate::content::OwnTypes;
    use crate::source::file_id;

    /// Each cell of a CSV file is looked for, at its bytes.
    #[test]
    fn cells_of_a_file() {
        let text = "\u{feff}a;\"b \"\"c\"\"\"\n\u{e9};\n";
        let file = file_id("tables/a.csv").expect("a plain path");
        let leaves = leaves(file, &Bytes::from_string(text), &OwnTypes::default());
        let found: Vec<(&str, Option<&str>)> =
            leaves.iter().map(|leaf| (leaf.text.as_str(), text.get(leaf.range.clone()))).collect();
        let quoted = "\"b \"\"c\"\"\"";
        assert_eq!(
            found,
            [("a", Some("a")), ("b \"c\"", Some(quoted)), ("\u{e9}", Some("\u{e9}")), ("", Some(""))]
        );
    }
}
