//! The native functions that the layouts call: content comes through them, tracked.

use std::num::NonZeroUsize;

use typst_library::diag::{At, SourceResult};
use typst_library::engine::Engine;
use typst_library::foundations::{Content, Dict, Func, Scope, func};
use typst_library::layout::{Abs, Length};
use typst_library::pdf::PdfMarkerTag;
use typst_syntax::Span;

use super::lists::TaskElem;
use super::{breaks, fit as fits, flow, front};
use crate::source::file_id;

/// Puts the functions into the scope of all layouts.
pub fn define(scope: &mut Scope) {
    scope.define_func::<workbook>();
    scope.define_func::<chapter>();
    scope.define_func::<fit>();
    scope.define_func::<snap>();
    scope.define_func::<balance>();
    scope.define_func::<rest>();
    scope.define_func::<toc>();
    scope.define_elem::<TaskElem>();
    scope.define_func::<breakable>();
}

/// The workbook: what is known of the book as a whole.
#[func]
fn workbook(engine: &mut Engine, span: Span) -> SourceResult<Dict> {
    front::workbook(engine).at(span)
}

/// A chapter with its blocks.
#[func]
fn chapter(
    engine: &mut Engine,
    span: Span,
    /// The path of the chapter's file.
    path: typst_library::foundations::Str,
) -> SourceResult<Dict> {
    let file = file_id(&path).map_err(ecow::EcoString::from).at(span)?;
    super::chapter::chapter(engine, file).at(span)
}

/// A block whose words break where they would run past its edge.
#[func]
fn fit(
    /// What is set.
    body: Content,
) -> Content {
    fits::fit(body)
}

/// A block whose height is rounded up to the grid.
#[func]
fn snap(
    /// What is set.
    body: Content,
    /// The distance of the grid's lines.
    #[named]
    #[default(Abs::pt(12.75).into())]
    grid: Length,
) -> Content {
    flow::snap(body, grid)
}

/// A block that takes the rest of its page, or the next page where the rest is too little.
#[func]
fn rest(
    /// Called with the width and height that there are.
    func: Func,
    /// The least height.
    #[named]
    #[default(Abs::zero().into())]
    least: Length,
) -> Content {
    flow::rest(func, least)
}

/// Columns that break over pages and end at one height on the last.
#[func]
fn balance(
    /// What is set.
    body: Content,
    /// The number of columns.
    #[named]
    #[default(NonZeroUsize::MIN.saturating_add(1))]
    count: NonZeroUsize,
    /// The space between columns.
    #[named]
    #[default(Abs::mm(5.0).into())]
    gutter: Length,
    /// The distance of the grid's lines.
    #[named]
    #[default(Abs::pt(12.75).into())]
    grid: Length,
) -> Content {
    flow::balance(body, count, gutter, grid)
}

/// A table of contents to who hears the book; its lines are outline entries.
#[func]
fn toc(
    /// What is set.
    body: Content,
) -> Content {
    PdfMarkerTag::OutlineBody(body)
}

/// Text that breaks at its soft hyphens, and after the marks of words too long for a line; no sign of
/// this stays in the text.
#[func]
fn breakable(
    /// The text.
    body: Content,
) -> Content {
    breaks::breakable(&body)
}
