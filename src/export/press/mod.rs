//! The PDF for the printer: PDF/X-4 (ISO 15930-7), made of what typst-pdf writes.

mod boxes;
mod colours;
mod content;
mod images;
mod shadings;
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
    let standards = PdfStandards::new(&[PdfStandard::V_1_6]).map_err(super::Fault::standards)?;
    let bytes = write(document, standards, false, settings)?;
    let pdf = Document::load_mem(&bytes).map_err(super::Fault::file)?;
    separate(pdf, papers, press, about).map(Exported::new).map_err(super::Fault::file)
}

/// Turns colours into inks, and writes what PDF/X-4 asks for.
fn separate(mut pdf: Document, papers: &[Paper], press: &Press, about: &About) -> lopdf::Result<Vec<u8>> {
    let spaces = colours::Spaces::read(&pdf);
    let masks = colours::masks(&pdf);
    let added = colours::add(&mut pdf, press);
    images::separate(&mut pdf, press, &spaces)?;
    shadings::separate(&mut pdf, press, &spaces, &masks, &added)?;
    content::separate(&mut pdf, press, &spaces, &masks, &added)?;
    colours::groups(&mut pdf);
    boxes::write(&mut pdf, papers)?;
    x4::claim(&mut pdf, press, about)?;
    pdf.prune_objects();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)?;
    Ok(bytes)
}
