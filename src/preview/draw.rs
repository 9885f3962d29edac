//! Pictures of pages.

use std::borrow::Cow;
use std::io::{Error, Result};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use typst_layout::{Page, PagedDocument};
use typst_library::model::Document;
use typst_render::RenderOptions;

use super::look::drawn_size;
use super::view::View;
use crate::edition;
use crate::ink::Plate;
use crate::plates::{page_plate, proof};

/// How a page is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// In the colours in which it was laid out.
    Colours,
    /// In its inks on paper, as the printing condition shows them.
    Proof,
    /// One plate, in gray.
    Plate(Plate),
}

/// The most pixels of a picture; what would be larger is drawn coarser.
const MOST: f64 = 24e6;

/// Draws a page of a view as a PNG file, at a scale in pixels per point.
///
/// Errors where there is no such page or plate, or it cannot be encoded.
pub fn draw(view: &View, index: usize, mode: Mode, scale: f64) -> Result<Vec<u8>> {
    let gone = || Error::other("the page is not there");
    let page = view.document.pages().get(index).ok_or_else(gone)?;
    let [width, height] = drawn_size(page);
    let scale = scale.min((MOST / (width * height).max(1.0)).sqrt());
    let paper = || view.sheets.get(index).and_then(|sheet| sheet.paper).ok_or_else(gone);
    match (mode, &view.press) {
        (Mode::Colours, _) => coloured(&as_on_screen(view, page), scale),
        (Mode::Proof, Some(press)) => proof(page, &paper()?, press, scale * 72.0),
        (Mode::Plate(plate), Some(press)) => page_plate(page, &paper()?, press, plate, scale * 72.0).png(),
        (_, None) => Err(gone()),
    }
}

/// The page with its photographs as coarse as in the file.
fn as_on_screen<'a>(view: &View, page: &'a Page) -> Cow<'a, Page> {
    let Some(ppi) = view.ppi else { return Cow::Borrowed(page) };
    let alone = PagedDocument::new([page.clone()].into(), view.document.info().clone());
    edition::screen(&alone, ppi).pages().first().map_or(Cow::Borrowed(page), |page| Cow::Owned(page.clone()))
}

/// A page as a PNG file that is quickly made rather than small: it goes no further than this machine.
fn coloured(page: &Page, scale: f64) -> Result<Vec<u8>> {
    let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: true };
    let drawn = typst_render::render(page, &options);
    let rgb: Vec<u8> =
        drawn.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up)
        .write_image(&rgb, drawn.width(), drawn.height(), ExtendedColorType::Rgb8)
        .map_err(Error::other)?;
    Ok(png)
}
