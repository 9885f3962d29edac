//! The native functions that the layouts call: content comes through them, tracked.

use std::num::NonZeroUsize;

use comemo::Tracked;
use ecow::eco_format;
use typst_library::diag::{At, SourceResult};
use typst_library::engine::Engine;
use typst_library::foundations::{Content, Context, Dict, Func, NativeElement, Scope, Str, func};
use typst_library::introspection::Location;
use typst_library::layout::{Abs, Em, Length};
use typst_library::model::DirectLinkElem;
use typst_library::pdf::PdfMarkerTag;
use typst_library::text::{Lang, Region, SuperElem, TextElem};
use typst_syntax::Span;

use super::line_end::LineEndElem;
use super::lists::TaskElem;
use super::{arrange, breaks, design as look, fit as fits, flow, front, labels, rag as rags};
use crate::content::Tag;
use crate::source::file_id;

/// Puts the functions into the scope of all layouts.
pub fn define(scope: &mut Scope) {
    scope.define_func::<workbook>();
    scope.define_func::<chapter>();
    scope.define_func::<word>();
    scope.define_func::<design>();
    scope.define_func::<letters_width>();
    scope.define_func::<first_bearing>();
    scope.define_func::<fit>();
    scope.define_func::<rag>();
    scope.define_func::<snapped>();
    scope.define_func::<balanced>();
    scope.define_func::<rest>();
    scope.define_func::<toc>();
    scope.define_elem::<TaskElem>();
    scope.define_elem::<LineEndElem>();
    scope.define_func::<breakable>();
    scope.define_func::<seamed>();
    scope.define_func::<lead>();
    scope.define_func::<named_mark>();
    arrange::define(scope);
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
    path: Str,
) -> SourceResult<Dict> {
    let file = file_id(&path).map_err(ecow::EcoString::from).at(span)?;
    super::chapter::chapter(engine, file).at(span)
}

/// The design: paper, margins, size, line and faces, and what the letters of these measure.
#[func]
fn design(engine: &mut Engine, span: Span) -> SourceResult<Dict> {
    look::design(engine).at(span)
}

/// How wide a text is, in ems.
#[func]
fn letters_width(
    engine: &mut Engine,
    /// The text.
    text: Str,
    /// The families, the first that is there setting it.
    font: Vec<Str>,
    /// The weight.
    weight: i64,
) -> f64 {
    let font: Vec<String> = font.into_iter().map(Into::into).collect();
    look::width(engine.world, &text, &font, weight.clamp(1, 1000) as u16)
}

/// How far the first letter of a text stands off to its left.
#[func]
fn first_bearing(
    engine: &mut Engine,
    /// The text.
    text: Str,
    /// The families, the first that is there setting it.
    font: Vec<Str>,
    /// The weight.
    weight: i64,
) -> Length {
    let font: Vec<String> = font.into_iter().map(Into::into).collect();
    Em::new(look::first_bearing(engine.world, &text, &font, weight.clamp(1, 1000) as u16)).into()
}

/// A word of the layout in the language of a text.
#[func]
fn word(
    engine: &mut Engine,
    span: Span,
    /// Its key.
    key: Str,
    /// The language of the text.
    lang: Lang,
    /// Its region, if it has one.
    region: Option<Region>,
) -> SourceResult<Str> {
    let tag = match region {
        Some(region) => format!("{}-{}", lang.as_str(), region.as_str()),
        None => lang.as_str().to_owned(),
    };
    let word = labels::word(engine, &Tag::of(&tag), &key).at(span)?;
    word.map(Str::from).ok_or_else(|| eco_format!("the layout has no word `{key}`")).at(span)
}

/// A block whose words break where they would run past its edge.
#[func]
fn fit(
    /// What is set.
    body: Content,
) -> Content {
    fits::fit(body)
}

/// A paragraph whose line ends are chosen on all of it at once, by the costs of its text.
#[func]
fn rag(
    context: Tracked<Context>,
    span: Span,
    /// The paragraph.
    par: Content,
) -> SourceResult<Content> {
    Ok(rags::rag(&par, context.styles().at(span)?))
}

/// A block whose height is rounded up to the grid.
#[func]
fn snapped(
    /// What is set.
    body: Content,
    /// The distance of the grid's lines.
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
fn balanced(
    /// What is set.
    body: Content,
    /// The number of columns.
    count: NonZeroUsize,
    /// The space between columns.
    gutter: Length,
    /// The distance of the grid's lines.
    grid: Length,
    /// How many lines stay free at the foot of the page before the last.
    #[named]
    #[default(0)]
    early: usize,
) -> Content {
    flow::balance(body, count, gutter, grid, early)
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

/// A long word of a title, which breaks between the words that it is made of.
#[func]
fn seamed(
    context: Tracked<Context>,
    span: Span,
    /// The word.
    word: Content,
) -> SourceResult<Content> {
    let language = context.styles().at(span)?.get(TextElem::lang);
    Ok(breaks::seamed(&word, language.as_str()))
}

/// A link within the book that tells who hears it where it leads.
#[func]
fn lead(
    span: Span,
    /// Where it leads.
    place: Location,
    /// What it says to who hears it.
    said: Str,
    /// What it reads.
    body: Content,
) -> Content {
    DirectLinkElem::new(place, body, Some(said.into())).pack().spanned(span)
}

/// The mark of a note at its text, whose link back says what it is and not its number alone.
#[func]
fn named_mark(
    /// The mark.
    mark: Content,
    /// The word for a note.
    word: Str,
) -> Content {
    let mut mark = mark;
    if let Some(raised) = mark.to_packed_mut::<SuperElem>()
        && let Some(link) = raised.body.to_packed_mut::<DirectLinkElem>()
    {
        link.alt = link.alt.as_ref().map(|number| eco_format!("{word} {number}"));
    }
    mark
}
