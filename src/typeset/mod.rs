//! The seventh room: Typst lays the checked content out, once for all targets.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod addresses;
mod anchors;
mod assets;
mod blocks;
mod breaks;
mod chapter;
mod elisions;
mod extent;
mod faults;
mod files;
mod fit;
mod flow;
mod front;
mod groups;
mod heads;
mod leaves;
mod lists;
mod lower;
mod marks;
mod natives;
mod notes;
mod past;
mod places;
mod quotes;
mod said;
mod signs;
mod tables;
mod text;
mod values;
mod words;
mod world;

use typst_layout::{Page, PagedDocument};
use typst_library::diag::SourceDiagnostic;
use typst_library::model::Document;

use crate::source::Finding;

pub use assets::fonts;
pub use extent::{Extent, extents};
pub use faults::{blame, finding};
pub use leaves::{Leaf, Paragraph, leaves, paragraph_of};
pub use past::past_edge;
pub use places::{place, place_of};
pub use words::typographic;
pub use world::Workspace;

/// What Typst says of each drawing that names HTML; the checks have told whether words of it are lost.
const FOREIGN_OBJECT: &str = "image contains foreign object";

/// A laid-out book, and what the layout had to remark.
pub struct Laid {
    /// The pages.
    pub document: PagedDocument,
    /// A page for notes, which is no part of the book: booklets are filled up with it.
    pub note: Page,
    /// Remarks.
    pub findings: Vec<Finding>,
}

/// Lays the book out. The content must have passed the checks.
///
/// Errors with findings at their TOML lines where Typst cannot go on.
pub fn layout(workspace: &Workspace) -> Result<Laid, Vec<Finding>> {
    let compiled = typst::compile::<PagedDocument>(workspace);
    let findings = |diagnostics: &[SourceDiagnostic]| {
        let told = diagnostics.iter().filter(|item| item.message != FOREIGN_OBJECT);
        let mut findings: Vec<Finding> = told.map(|item| finding(workspace, item)).collect();
        findings.sort_by(Finding::order);
        findings
    };
    let document = compiled.output.map_err(|errors| findings(&errors))?;
    let Some((document, note)) = split(&document) else {
        return Err(vec![Finding::internal(None, "the layouts set no page for notes", None)]);
    };
    Ok(Laid { document, note, findings: findings(&compiled.warnings) })
}

/// The layouts set the page for notes last, after the book.
fn split(document: &PagedDocument) -> Option<(PagedDocument, Page)> {
    let (note, pages) = document.pages().split_last()?;
    Some((PagedDocument::new(pages.into(), document.info().clone()), note.clone()))
}
