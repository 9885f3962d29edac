//! Heads of tables that are drawn again in every column and on every page over which the table runs.
//!
//! What repeats is no part of the text to who hears it, and may hold no link and no second note: so
//! the cells of a head know whether they are drawn for the first time.

use std::ops::ControlFlow;
use std::sync::Arc;

use comemo::Tracked;
use typst_library::diag::HintedStrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{
    Args, Content, Context, ContextElem, Func, IntoValue, NativeElement, NativeFunc, Selector, Str, Value,
    func,
};
use typst_library::introspection::{MetadataElem, QueryIntrospection};
use typst_library::model::{FootnoteElem, LinkElem};
use typst_syntax::Span;

use super::text::{Lower, Text};
use super::values::label;
use crate::content::Rich;
use crate::content::csv::Cell;
use crate::content::markdown::{Kind, Node};

/// Whether a content holds what may not stand twice.
fn is_single(content: &Content) -> bool {
    let found = content.traverse(&mut |part| {
        if part.is::<LinkElem>() || part.is::<FootnoteElem>() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    found.is_break()
}

/// A cell of a head: what it says at first, and what it says each time that it is drawn again.
///
/// The name is the cell's own in the book.
fn cell_of(name: &str, first: Content, again: impl FnOnce() -> Content) -> Content {
    if !is_single(&first) {
        return first;
    }
    let span = first.span();
    let mut args = Args::new(span, [name.into_value(), first.into_value(), again().into_value()]);
    ContextElem::new(Func::from(drawn::data()).with(&mut args)).pack().spanned(span)
}

/// What a cell of a head says where it stands.
#[func(contextual)]
fn drawn(
    engine: &mut Engine,
    context: Tracked<Context>,
    span: Span,
    /// The cell's own name in the book.
    name: Str,
    /// What it says at first.
    first: Content,
    /// What it says each time after.
    again: Content,
) -> HintedStrResult<Content> {
    let here = context.location()?;
    let Some(label) = label(&format!("head:{name}")) else { return Ok(first) };
    let before = Selector::Before {
        selector: Arc::new(Selector::Label(label)),
        end: Arc::new(Selector::Location(here)),
        inclusive: false,
    };
    let drawn = engine.introspect(QueryIntrospection(before, span));
    let mark = MetadataElem::new("head".into_value()).pack().spanned(span).labelled(label);
    Ok(Content::sequence([mark, if drawn.is_empty() { first } else { again }]))
}

impl Text<'_> {
    /// A cell of a table's head.
    pub fn head_cell(&self, cell: &Node) -> Content {
        let name = format!("{:x}", self.span(&cell.range).into_raw());
        let again = self.again();
        cell_of(&name, self.line(&cell.children), || again.line(&cell.children))
    }
}

impl Lower<'_> {
    /// A cell of a CSV file, line by line; it stands in the file that is lowered.
    pub fn csv_cell(&self, cell: &Cell) -> Content {
        let nodes = lines(cell);
        self.csv_text(cell, &nodes).line(&nodes)
    }

    /// A cell in the head of a CSV file; the name is the cell's own in the book.
    pub fn csv_head(&self, name: &str, cell: &Cell) -> Content {
        let nodes = lines(cell);
        cell_of(name, self.csv_cell(cell), || self.csv_text(cell, &nodes).again().line(&nodes))
    }

    fn csv_text<'t>(&'t self, cell: &'t Cell, nodes: &[Node]) -> Text<'t> {
        let text = self.text(&cell.text, &cell.range);
        nodes.first().map_or_else(|| text.clone(), |first| text.from(0, first))
    }

    /// The cells of a row of a table in `body`.
    pub fn row(&self, body: &Rich, cells: &[Node], head: bool) -> Vec<Value> {
        let text = self.text(&body.text, &body.range);
        // A table in `body` is the one block there.
        let text = body.nodes.first().map_or_else(|| text.clone(), |table| text.from(0, table));
        cells
            .iter()
            .map(|cell| {
                let body = if head { text.head_cell(cell) } else { text.line(&cell.children) };
                body.spanned(text.span(&cell.range)).into_value()
            })
            .collect()
    }
}

/// The lines of a cell, with breaks between them.
fn lines(cell: &Cell) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut start = 0;
    for line in cell.text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\r', '\n']);
        let (after, next) = (start + words.len(), start + line.len());
        nodes.push(Node { kind: Kind::Text(words.to_owned()), range: start..after, children: vec![] });
        if after < next {
            nodes.push(Node { kind: Kind::HardBreak, range: after..next, children: vec![] });
        }
        start = next;
    }
    nodes
}
