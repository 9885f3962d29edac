//! The PDF for mail and screen: tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once, in RGB.

use typst_library::diag::HintedStrResult;
use typst_pdf::{PdfStandard, PdfStandards};

use super::Target;

/// The target for mail and screen.
///
/// A selection of pages has no structure of its own, since tags reach over page ends;
/// it is held to PDF/A-2u alone.
pub fn email(selection: bool) -> HintedStrResult<Target> {
    let standards =
        if selection { vec![PdfStandard::A_2u] } else { vec![PdfStandard::Ua_1, PdfStandard::A_2a] };
    Ok(Target { name: "email", standards: PdfStandards::new(&standards)?, tagged: !selection })
}
