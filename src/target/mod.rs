//! The sixth room: what differs between outputs, done to the laid-out document.

mod email;

use typst_library::diag::SourceDiagnostic;
use typst_pdf::PdfStandards;

pub use email::email;

/// A kind of output: a document made ready for it, and the standards that the file claims.
pub struct Target {
    /// The name in the file's name and in messages.
    pub name: &'static str,
    /// The standards that the file is held to.
    pub standards: PdfStandards,
    /// Whether the file carries its structure.
    pub tagged: bool,
}

/// Diagnostics of Typst, as they come from its export.
pub type Diagnostics = ecow::EcoVec<SourceDiagnostic>;
