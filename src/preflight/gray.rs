//! Photographs in colour on a press that has none for them.

use image::DynamicImage;
use typst_library::visualize::{ImageKind, RasterImage};

use super::drawn::Drawn;
use super::sheets::Sheet;
use super::subject::{Subject, takes};
use crate::book::Target;
use crate::content::target::Inks;
use crate::source::{Finding, list};

/// By how much the channels of a pixel differ at least where it has a colour, of 255.
const COLOUR: u8 = 12;

/// Says once that photographs turn gray, in all targets together in which any does.
pub fn gray_photos(subject: &Subject, sheets: &[Sheet], targets: &[Target]) -> Option<Finding> {
    let two = |target: &&Target| target.printing().is_some_and(|printing| printing.inks == Inks::Two);
    let mut two: Vec<&Target> = targets.iter().filter(two).collect();
    let pages: Vec<usize> = match two.is_empty() {
        true => return None,
        false => sheets.iter().filter(|sheet| has_colour(sheet)).map(|sheet| sheet.index).collect(),
    };
    two.retain(|target| pages.iter().any(|page| takes(subject, target, *page)));
    let first = two.first()?;
    let names = list(two.iter().map(|target| target.name.as_str()), "and");
    let message = format!("photographs turn gray in {names}: there is no ink for them but black");
    let finding = Finding::warning("gray-photos", first.place.clone(), message);
    Some(finding.hint(
        "`inks = \"cmyk\"` prints them in colour; if they may be gray, write `ignore = [\"gray-photos\"]` under `[preflight]`",
    ))
}

/// Whether a page has a photograph in colour.
fn has_colour(sheet: &Sheet) -> bool {
    sheet.things.iter().any(|thing| match &thing.drawn {
        Drawn::Image(image) => match image.kind() {
            ImageKind::Raster(raster) => is_coloured(raster),
            ImageKind::Svg(_) | ImageKind::Pdf(_) => false,
        },
        _ => false,
    })
}

/// Whether any pixel has a colour; many a gray photograph is stored as one in colour.
fn is_coloured(raster: &RasterImage) -> bool {
    let differ = |[r, g, b]: [u8; 3]| r.max(g).max(b) - r.min(g).min(b) >= COLOUR;
    match raster.dynamic().as_ref() {
        DynamicImage::ImageRgb8(pixels) => pixels.pixels().any(|pixel| differ(pixel.0)),
        DynamicImage::ImageRgba8(pixels) => {
            pixels.pixels().any(|pixel| pixel.0[3] > 0 && differ([pixel.0[0], pixel.0[1], pixel.0[2]]))
        }
        other => other.color().has_color(),
    }
}
