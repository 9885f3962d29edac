//! The PDF for mail and screens: tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once, in RGB.

use typst_layout::PagedDocument;
use typst_library::visualize::{Image, ImageKind};
use typst_pdf::{PdfStandard, PdfStandards};

use super::pdf::{Exported, Fault, PdfSettings, write};
use crate::content::FileSize;
use crate::target;

/// The coarsest resolution to which a budget brings photographs down, in pixels per inch.
const COARSEST: f64 = 36.0;

/// What a file weighs that does not fit its budget.
#[derive(Debug)]
pub struct Overweight {
    /// What it weighs with photographs as coarse as they get, in bytes.
    pub size: usize,
    /// The coarsest resolution, in pixels per inch.
    pub ppi: f64,
    /// The heaviest images with their bytes.
    pub images: Vec<(Image, usize)>,
}

/// Writes a document for screens, with photographs as fine as `ppi` and the budget allow.
///
/// A selection of pages has no structure of its own, since tags reach over page ends;
/// it is held to PDF/A-2u alone.
///
/// Errors where the document cannot meet the standards, or no resolution fits the budget.
pub fn screen(
    document: &PagedDocument,
    ppi: f64,
    budget: Option<FileSize>,
    settings: &PdfSettings,
) -> Result<Exported, Fault> {
    let make = |ppi: f64| at(document, ppi, settings);
    let bytes = make(ppi)?;
    let Some(FileSize(limit)) = budget else { return Ok(Exported::new(bytes)) };
    let limit = limit as usize;
    if bytes.len() <= limit {
        return Ok(Exported::new(bytes));
    }
    let rest = bytes.len().saturating_sub(weight(document, ppi));
    let mut fitting = finest(document, ppi, limit.saturating_sub(rest));
    // The estimate leaves out what little the pages themselves change.
    while fitting >= COARSEST {
        let bytes = make(fitting)?;
        if bytes.len() <= limit {
            return Ok(Exported { bytes, ppi: Some(fitting) });
        }
        fitting = if fitting > COARSEST { (fitting * 0.95).floor().max(COARSEST) } else { 0.0 };
    }
    let size = make(COARSEST)?.len();
    Err(Fault::Budget(Overweight { size, ppi: COARSEST, images: heaviest(document, COARSEST) }))
}

fn at(document: &PagedDocument, ppi: f64, settings: &PdfSettings) -> Result<Vec<u8>, Fault> {
    let selection = settings.pages.is_some();
    let standards =
        if selection { vec![PdfStandard::A_2u] } else { vec![PdfStandard::Ua_1, PdfStandard::A_2a] };
    let standards = PdfStandards::new(&standards).map_err(Fault::standards)?;
    write(&target::screen(document, ppi), standards, !selection, settings)
}

/// The finest whole resolution at which all images together weigh no more than this; 0 if there is none.
fn finest(document: &PagedDocument, ppi: f64, limit: usize) -> f64 {
    let (mut low, mut high) = (COARSEST, ppi.floor());
    if weight(document, low) > limit {
        return low;
    }
    while high - low >= 1.0 {
        let middle = ((low + high) / 2.0).ceil();
        if weight(document, middle) <= limit { low = middle } else { high = middle - 1.0 }
    }
    low
}

/// The bytes of all photographs at a resolution.
fn weight(document: &PagedDocument, ppi: f64) -> usize {
    images(document, ppi).iter().map(|(_, bytes)| bytes).sum()
}

/// Each photograph with its bytes at a resolution.
fn images(document: &PagedDocument, ppi: f64) -> Vec<(Image, usize)> {
    let made = target::images(document, ppi);
    let all = target::resolutions(document);
    all.into_keys()
        .map(|image| {
            let bytes = bytes(made.get(&image).unwrap_or(&image));
            (image, bytes)
        })
        .collect()
}

fn bytes(image: &Image) -> usize {
    match image.kind() {
        ImageKind::Raster(raster) => raster.data().len(),
        ImageKind::Svg(svg) => svg.data().len(),
        ImageKind::Pdf(_) => 0,
    }
}

/// The three heaviest images.
fn heaviest(document: &PagedDocument, ppi: f64) -> Vec<(Image, usize)> {
    let mut all = images(document, ppi);
    all.sort_by_key(|(image, bytes)| (std::cmp::Reverse(*bytes), typst_utils::hash128(image)));
    all.truncate(3);
    all
}
