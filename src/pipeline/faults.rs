//! Faults of the program itself: caught, and led back to the block in which they arise.

use ecow::EcoString;
use typst_layout::PagedDocument;
use typst_library::World;
use typst_library::foundations::Datetime;

use crate::book::Book;
use crate::export::{self, Fault, PdfSettings};
use crate::source::{Finding, Place, guarded};
use crate::typeset::{self, Workspace};

/// Does something that may fail or panic; a panic is a finding as any other.
pub fn caught<T, E: From<Vec<Finding>>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    guarded(work).unwrap_or_else(|fault| Err(vec![*fault].into()))
}

/// Gives each fault of the program that has no place the block in which it arises.
pub fn placed(workspace: &Workspace, book: &Book, findings: Vec<Finding>) -> Vec<Finding> {
    let place = |mut finding: Finding| {
        if finding.is_internal() && finding.place.is_none() {
            let found = typeset::blame(workspace, book, &finding.message, &attempt);
            finding.place = found.or_else(|| title(book));
        }
        finding
    };
    findings.into_iter().map(place).collect()
}

/// The book's title, where no block alone has the fault.
fn title(book: &Book) -> Option<Place> {
    let file = crate::source::file_id(crate::source::WORKBOOK).ok()?;
    Some(Place::new(file, book.workbook.title.range.clone()))
}

/// Lays out and exports what there is, and tells what fails.
fn attempt(world: &dyn World) -> Vec<EcoString> {
    let message = |message: &str| Finding::internal(None, message, None).message;
    let tried = guarded(|| match typst::compile::<PagedDocument>(world).output {
        Err(errors) => errors.iter().map(|error| message(&error.message)).collect(),
        Ok(document) => {
            let settings =
                PdfSettings { ident: "attempt".into(), date: Datetime::from_ymd_hms(1970, 1, 1, 0, 0, 0) };
            match export::screen(&document, f64::INFINITY, None, &settings) {
                Err(Fault::Document(errors)) => errors.iter().map(|error| message(&error.message)).collect(),
                Err(Fault::Inner(inner)) => vec![message(&inner)],
                Err(Fault::Budget(_)) | Ok(_) => vec![],
            }
        }
    });
    tried.unwrap_or_else(|fault| vec![fault.message])
}
