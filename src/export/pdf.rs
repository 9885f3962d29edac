//! PDF, by typst-pdf and krilla.

use ecow::{EcoString, EcoVec};
use typst_layout::PagedDocument;
use typst_library::diag::{HintedString, SourceDiagnostic};
use typst_library::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandards, Timestamp};

/// What a PDF says of itself, apart from its pages.
#[derive(Debug, Clone)]
pub struct PdfSettings {
    /// A name that stays the same over all builds of this edition and target.
    pub ident: String,
    /// The date of creation, in UTC.
    pub date: Option<Datetime>,
}

/// A finished file.
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// The resolution to which photographs had to come down, in pixels per inch, if they had.
    pub ppi: Option<f64>,
}

impl Exported {
    /// A file whose photographs are as fine as the target says.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, ppi: None }
    }
}

/// Why a file could not be made.
#[derive(Debug)]
pub enum Fault {
    /// The document cannot meet the standards: diagnostics of Typst.
    Document(EcoVec<SourceDiagnostic>),
    /// The file is heavier than it may be.
    Budget(super::Overweight),
    /// Something that should not happen, in words.
    Inner(EcoString),
}

impl Fault {
    /// The standards do not go together.
    pub fn standards(error: HintedString) -> Self {
        Self::Inner(error.message().clone())
    }
}

/// The file that typst-pdf wrote cannot be changed.
impl From<lopdf::Error> for Fault {
    fn from(error: lopdf::Error) -> Self {
        Self::Inner(ecow::eco_format!("the PDF cannot be prepared for the printer ({error})"))
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        lopdf::Error::from(error).into()
    }
}

/// Writes a document as a PDF.
///
/// Errors where the document cannot meet the standards.
pub fn write(
    document: &PagedDocument,
    standards: PdfStandards,
    tagged: bool,
    settings: &PdfSettings,
) -> Result<Vec<u8>, Fault> {
    let options = PdfOptions {
        ident: Smart::Custom(settings.ident.clone()),
        creator: Smart::Custom(Some(format!("werkboek {}", env!("CARGO_PKG_VERSION")))),
        timestamp: settings.date.map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged,
        pretty: false,
    };
    typst_pdf::pdf(document, &options).map_err(Fault::Document)
}
