//! PDF, by typst-pdf and krilla.

use typst_layout::PagedDocument;
use typst_library::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, Timestamp};

use super::Pages;
use crate::target::{Diagnostics, Target};

/// What a PDF says of itself, apart from its pages.
#[derive(Debug, Clone)]
pub struct PdfSettings {
    /// A name that stays the same over all builds of this edition and target.
    pub ident: String,
    /// The date of creation, in UTC.
    pub date: Option<Datetime>,
    /// The pages to write, if not all.
    pub pages: Option<Pages>,
}

/// Writes a document as a PDF.
///
/// Errors where the document cannot meet the target's standards.
pub fn pdf(
    document: &PagedDocument,
    target: &Target,
    settings: &PdfSettings,
) -> Result<Vec<u8>, Diagnostics> {
    let options = PdfOptions {
        ident: Smart::Custom(settings.ident.clone()),
        creator: Smart::Custom(Some(format!("werkboek {}", env!("CARGO_PKG_VERSION")))),
        timestamp: settings.date.map(Timestamp::new_utc),
        page_ranges: settings.pages.as_ref().map(Pages::ranges),
        standards: target.standards.clone(),
        tagged: target.tagged,
        pretty: false,
    };
    typst_pdf::pdf(document, &options)
}
