//! The PDF for the printer: PDF/X-4 (ISO 15930-7), made of what typst-pdf writes.

mod boxes;
mod calculator;
mod colours;
mod content;
mod images;
mod masks;
mod shadings;
mod stops;
mod writer;
mod x4;

use lopdf::Document;
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards};

use super::pdf::{Exported, PdfSettings, write};
use crate::edition::Paper;
use crate::ink::Press;

pub use x4::About;

/// Writes a document for a press; `papers` are the boxes of its pages.
///
/// Errors where the document cannot be exported.
pub fn press(
    document: &PagedDocument,
    papers: &[Paper],
    press: &Press,
    about: &About,
    settings: &PdfSettings,
) -> Result<Exported, super::Fault> {
    // PDF 1.6 comes of it in the end. For the writer, that takes no profiles of images that are newer
    // than itself, and drops them in silence; here they are used and gone.
    let standards = PdfStandards::new(&[PdfStandard::V_1_5]).map_err(super::Fault::standards)?;
    let bytes = write(document, standards, false, settings)?;
    let pdf = Document::load_mem(&bytes)?;
    separate(pdf, papers, press, about).map(Exported::new)
}

/// Turns colours into inks, and writes what PDF/X-4 asks for.
fn separate(
    mut pdf: Document,
    papers: &[Paper],
    press: &Press,
    about: &About,
) -> Result<Vec<u8>, super::Fault> {
    let masks = masks::own(&mut pdf)?;
    let spaces = colours::Spaces::read(&pdf);
    let added = colours::add(&mut pdf, press);
    images::separate(&mut pdf, press, &spaces, &masks)?;
    shadings::separate(&mut pdf, press, &spaces, &masks, &added)?;
    content::separate(&mut pdf, press, &spaces, &masks, &added)?;
    colours::groups(&mut pdf, &masks);
    boxes::write(&mut pdf, papers)?;
    x4::claim(&mut pdf, press, about)?;
    pdf.prune_objects();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)?;
    Ok(bytes)
}
