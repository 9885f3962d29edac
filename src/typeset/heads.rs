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
    Args, Content, Context, ContextElem, Func, IntoValue, NativeElement, NativeFunc, Selector, Str, func,
};
use typst_library::introspection::{MetadataElem, QueryIntrospection};
use typst_library::model::{FootnoteElem, LinkElem};
use typst_syntax::Span;

use super::lower::label;

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
pub fn cell(name: &str, first: Content, again: impl FnOnce() -> Content) -> Content {
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
