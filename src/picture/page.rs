//! A page of a PDF, turned into a drawing: PDF/A-2 takes no embedded PDF.

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};
use hayro_syntax::{LoadPdfError, Pdf};
use typst_library::foundations::Bytes;

use super::{Fault, Opened, svg};

/// Reads a page of a PDF; pages count from 1.
///
/// Errors where the file is broken or encrypted, or has no such page.
pub fn read_page(data: &Bytes, page: usize) -> Opened {
    let pdf = Pdf::new(data.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            vec![Fault::new("encrypted-image", "is an encrypted PDF", "save it without a password")]
        }
        LoadPdfError::Invalid => vec![Fault::broken("PDF")],
    })?;
    let count = pdf.pages().len();
    let Some(found) = page.checked_sub(1).and_then(|index| pdf.pages().get(index)) else {
        let message = format!("has no page {page}: it has {count}");
        let hint = "write the page after the path, as in `plan.pdf#page=2`";
        return Err(vec![Fault::new("missing-page", message, hint)]);
    };
    let svg =
        convert(found, &RenderCache::new(), &InterpreterSettings::default(), &SvgRenderSettings::default());
    svg::read_svg(&Bytes::from_string(svg))
}
