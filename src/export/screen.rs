//! The PDF for mail and screens: tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once, in RGB.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use typst_layout::PagedDocument;
use typst_library::visualize::{ExchangeFormat, Image, ImageKind, RasterFormat, RasterImage};
use typst_pdf::{PdfStandard, PdfStandards};

use super::pdf::{Exported, Fault, PdfSettings, write};
use crate::content::FileSize;
use crate::edition;

/// The coarsest resolution to which a budget brings photographs down, in pixels per inch.
const COARSEST: f64 = 36.0;

/// What a file weighs that does not fit its budget.
#[derive(Debug)]
pub struct Overweight {
    /// What it weighs with photographs as coarse as they get, in bytes.
    pub size: usize,
    /// What all but the photographs weighs, in bytes.
    pub bare: usize,
    /// What it may weigh, in bytes.
    pub limit: usize,
    /// The coarsest resolution, in pixels per inch.
    pub ppi: f64,
    /// The heaviest photographs with their bytes, as coarse as they get.
    pub images: Vec<(Image, usize)>,
}

/// Writes a document for screens, with photographs as fine as `ppi` and the budget allow.
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
    match fitting(document, ppi, (bytes.len(), limit), make)? {
        Some((ppi, bytes)) => Ok(Exported { bytes, ppi: Some(ppi) }),
        None => {
            let size = make(COARSEST)?.len();
            Err(Fault::Budget(Overweight {
                size,
                bare: size.saturating_sub(weight(document, COARSEST)),
                limit,
                ppi: COARSEST,
                images: heaviest(document, COARSEST),
            }))
        }
    }
}

/// The finest whole resolution whose file fits, with the file; nothing if none does.
///
/// `size` is what the file weighs at `ppi`, and `limit` what it may weigh.
fn fitting(
    document: &PagedDocument,
    ppi: f64,
    (size, limit): (usize, usize),
    make: impl Fn(f64) -> Result<Vec<u8>, Fault>,
) -> Result<Option<(f64, Vec<u8>)>, Fault> {
    let weigh = |ppi: f64| weight(document, ppi) as i64;
    // What weighs something beside photographs is known better after each try.
    let mut rest = size as i64 - weigh(ppi);
    let (mut known, mut least, mut most) = (None, COARSEST, ppi.ceil() - 1.0);
    while least <= most {
        let guess = finest(weigh, (least, most), limit as i64 - rest);
        let bytes = make(guess)?;
        rest = bytes.len() as i64 - weigh(guess);
        if bytes.len() <= limit {
            known = Some((guess, bytes));
            least = guess + 1.0;
            // The next finer one would be too heavy, as far as can be told without a try.
            if weigh(least) + rest > limit as i64 {
                break;
            }
        } else {
            most = guess - 1.0;
        }
    }
    Ok(known)
}

fn at(document: &PagedDocument, ppi: f64, settings: &PdfSettings) -> Result<Vec<u8>, Fault> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(Fault::standards)?;
    write(&edition::screen(document, ppi), standards, true, settings)
}

/// What photographs weigh grows as about this power of their resolution.
const GROWTH: f64 = 1.7;

/// How many tries are aimed, before those that halve what is left.
const AIMED: usize = 6;

/// The finest whole resolution between two at which all photographs together weigh no more than this,
/// or else the coarsest; the one after the finest is known to weigh more.
///
/// Each try makes all photographs anew: so each is aimed by what those before it weighed.
fn finest(weigh: impl Fn(f64) -> i64, (coarse, fine): (f64, f64), limit: i64) -> f64 {
    let (mut below, mut above) = ((coarse - 1.0, 0), (fine + 1.0, weigh(fine + 1.0)));
    for tries in 0.. {
        if above.0 - below.0 <= 1.0 {
            break;
        }
        let growth = match below.1 {
            1.. => (above.1 as f64 / below.1 as f64).ln() / (above.0 / below.0).ln(),
            _ => GROWTH,
        };
        let aim = above.0 * (limit.max(1) as f64 / above.1.max(1) as f64).powf(growth.max(0.1).recip());
        let next = if tries < AIMED { aim } else { (below.0 + above.0) / 2.0 };
        let next = (next + 1e-6).floor().clamp(below.0 + 1.0, above.0 - 1.0);
        match weigh(next) {
            weight if weight <= limit => below = (next, weight),
            weight => above = (next, weight),
        }
    }
    below.0.max(coarse)
}

/// The bytes of all photographs at a resolution.
fn weight(document: &PagedDocument, ppi: f64) -> usize {
    images(document, ppi).iter().map(|(_, bytes)| bytes).sum()
}

/// Each photograph with its bytes at a resolution.
fn images(document: &PagedDocument, ppi: f64) -> Vec<(Image, usize)> {
    let made = edition::images(document, ppi);
    let all = edition::resolutions(document);
    all.into_keys()
        .map(|image| {
            let bytes = bytes(made.get(&image).unwrap_or(&image));
            (image, bytes)
        })
        .collect()
}

/// What an image weighs in a PDF: JPEG as it is, all else deflated.
fn bytes(image: &Image) -> usize {
    match image.kind() {
        ImageKind::Raster(raster) if raster.format() == RasterFormat::Exchange(ExchangeFormat::Jpg) => {
            raster.data().len()
        }
        ImageKind::Raster(raster) => deflated(raster),
        ImageKind::Svg(svg) => svg.data().len(),
        ImageKind::Pdf(_) => 0,
    }
}

/// What pixels weigh when they are deflated.
#[comemo::memoize]
fn deflated(raster: &RasterImage) -> usize {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let bytes = raster.dynamic().as_bytes();
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(bytes.len(), |deflated| deflated.len())
}

/// The three heaviest images.
fn heaviest(document: &PagedDocument, ppi: f64) -> Vec<(Image, usize)> {
    let mut all = images(document, ppi);
    all.sort_by_key(|(image, bytes)| (std::cmp::Reverse(*bytes), typst_utils::hash128(image)));
    all.truncate(3);
    all
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::finest;

    /// The finest that fits, in fewer tries than by halving, for photographs that grow in several ways.
    #[test]
    fn few_tries_find_the_finest() {
        for power in [1.0, 1.4, 1.7, 2.0, 2.3] {
            let weight = |ppi: f64| (ppi.powf(power) * 100.0) as i64;
            let mut tries = 0;
            for wanted in 36..=149 {
                let count = Cell::new(0);
                let weigh = |ppi: f64| {
                    count.set(count.get() + 1);
                    weight(ppi)
                };
                let limit = weight(f64::from(wanted));
                assert_eq!(finest(weigh, (36.0, 149.0), limit), f64::from(wanted), "{power}");
                tries += count.get();
            }
            assert!(tries <= 6 * 114, "{power}: {tries}");
        }
        assert_eq!(finest(|_| 10, (36.0, 149.0), 5), 36.0);
    }
}
