//! The book with recto and verso exchanged, for booklets in which a page lies on the other hand.

use typst_layout::PagedDocument;
use typst_library::model::Document;

use super::ease::{Plan, handed};
use super::laying::Laying;
use super::layouts::layout_id;
use super::world::Workspace;
use super::{set, split};
use crate::source::Finding;

/// The layout that starts with a page more.
const ENTRY: &str = "exchanged.typ";

/// Lays out the pages of a book that is laid out already once more: each with the folio, the margins and
/// all else of the other hand. Nothing is told twice.
///
/// Errors with findings where Typst cannot go on, or other pages come of it.
pub fn layout_exchanged(
    workspace: &Workspace,
    document: &PagedDocument,
    plan: &Plan,
) -> Result<PagedDocument, Vec<Finding>> {
    let fault = |message: &str| vec![Finding::internal(None, message, None)];
    let main = layout_id(ENTRY).ok_or_else(|| fault("the layouts have no entry for exchanged pages"))?;
    let (exchanged, _) = set(&Laying { workspace, main, beside: handed(plan) }, workspace)?;
    // Before the book stands the page that exchanges all others.
    let pages = split(&exchanged).map(|(book, ..)| book.pages().iter().skip(1).cloned().collect());
    let exchanged = PagedDocument::new(pages.unwrap_or_default(), document.info().clone());
    let numbers =
        |document: &PagedDocument| -> Vec<u64> { document.pages().iter().map(|page| page.number).collect() };
    if numbers(&exchanged) != numbers(document) {
        return Err(fault("the book has other pages when recto and verso are exchanged"));
    }
    Ok(exchanged)
}
