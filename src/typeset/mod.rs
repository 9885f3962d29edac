//! The seventh room: Typst lays the checked content out, once for all targets.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod addresses;
mod alone;
mod anchors;
mod arrange;
mod assets;
mod blocks;
mod bound;
mod breaks;
mod chapter;
mod compounds;
mod design;
mod dots;
mod ease;
mod elisions;
mod ends;
mod exchanged;
mod extent;
mod families;
mod faults;
mod files;
mod fit;
mod flow;
mod frames;
mod front;
mod groups;
mod heads;
mod heights;
mod joined;
mod labels;
mod laying;
mod layouts;
mod leaves;
mod line_end;
mod lists;
mod lower;
mod marks;
mod natives;
mod notes;
mod own;
mod past;
mod pieces;
mod places;
mod quotes;
mod rag;
mod raised;
mod rows;
mod said;
mod signs;
mod tables;
mod text;
mod values;
mod voice;
mod words;
mod world;

use typst_layout::{Page, PagedDocument};
use typst_library::World;
use typst_library::diag::SourceDiagnostic;
use typst_library::model::Document;

use crate::source::Finding;
use ease::handed;
use laying::Laying;

pub use alone::alone;
pub use assets::fonts;
pub use ease::Plan;
pub use ends::{Filled, filled};
pub use exchanged::layout_exchanged;
pub use extent::{Extent, extents};
pub use faults::{blame, finding};
pub use layouts::{Difference, LAYOUTS_FOLDER, Layout, layout_named, layouts, marked, remarks, unused};
pub use leaves::{Leaf, Paragraph, leaves, paragraph_of};
pub use own::suspicion;
pub use past::past_edge;
pub use places::{Places, place, place_of};
pub use words::typographic;
pub use world::Workspace;

/// What Typst says of each drawing that names HTML; the checks have told whether words of it are lost.
const FOREIGN_OBJECT: &str = "image contains foreign object";

/// A laid-out book, and what the layout had to remark.
pub struct Laid {
    /// The pages.
    pub document: PagedDocument,
    /// The back cover as it lies on the other hand: a booklet has it on the left, wherever the book ends.
    pub back: Page,
    /// A page for notes, which is no part of the book: booklets are filled up with it.
    pub note: Page,
    /// How chapters gave way so that their pages end well.
    pub plan: Plan,
    /// Remarks.
    pub findings: Vec<Finding>,
}

/// Lays the book out. The content must have passed the checks.
///
/// Errors with findings at their TOML lines where Typst cannot go on.
pub fn layout(workspace: &Workspace) -> Result<Laid, Vec<Finding>> {
    let main = workspace.main();
    let lay = |plan: &Plan| set(&Laying { workspace, main, beside: handed(plan) }, workspace);
    let ((document, findings), plan) = ends::end_well(workspace, &lay)?;
    let Some((document, back, note)) = split(&document) else {
        return Err(vec![Finding::internal(None, "the layouts set no page for notes", None)]);
    };
    Ok(Laid { document, back, note, plan, findings })
}

/// Sets the pages of a world, the page for notes and all, and gives what Typst remarked.
///
/// Errors with findings at their TOML lines where Typst cannot go on.
fn set(world: &dyn World, workspace: &Workspace) -> Result<(PagedDocument, Vec<Finding>), Vec<Finding>> {
    let compiled = typst::compile::<PagedDocument>(world);
    let findings = |diagnostics: &[SourceDiagnostic]| {
        let told = diagnostics.iter().filter(|item| item.message != FOREIGN_OBJECT);
        let mut findings: Vec<Finding> = told.map(|item| finding(workspace, item)).collect();
        findings.sort_by(Finding::order);
        findings
    };
    let document = compiled.output.map_err(|errors| findings(&errors))?;
    Ok((joined::joined(document), findings(&compiled.warnings)))
}

/// The layouts set the back cover for the other hand and the page for notes last, after the book.
fn split(document: &PagedDocument) -> Option<(PagedDocument, Page, Page)> {
    let [pages @ .., back, note] = document.pages() else { return None };
    Some((PagedDocument::new(pages.into(), document.info().clone()), back.clone(), note.clone()))
}
