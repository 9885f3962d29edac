//! The file for the printer: photographs no finer than they print, in the inks of the press.

use std::collections::HashMap;

use ecow::EcoVec;
use image::{DynamicImage, RgbaImage};
use rayon::prelude::*;
use typst_layout::{Page, PagedDocument};
use typst_library::foundations::Bytes;
use typst_library::layout::FrameItem;
use typst_library::model::Document;
use typst_library::visualize::{ExchangeFormat, Image, ImageKind, RasterFormat, RasterImage};

use super::picture::{SLACK, plain, plain_pixels, resized, resolutions};
use super::walk::edit;
use crate::book::Pictures;
use crate::content::target::Inks;
use crate::ink::{Pixels, Press, jpeg};
use crate::picture::{self, LONGEST};
use crate::source::Finding;

/// A document whose photographs are at most so fine, in pixels per inch, where each stands largest.
///
/// Those that came as JPEG files stay such, in the inks of the press; line art of two colours stays as it is.
/// Errors where a photograph cannot be made coarser.
pub fn printed(
    document: &PagedDocument,
    press: &Press,
    pictures: &Pictures,
    ppi: f64,
) -> Result<PagedDocument, Box<Finding>> {
    // One photograph with two descriptions is one all the same.
    let mut found: HashMap<u128, (RasterImage, f64)> = HashMap::new();
    for (image, ppi) in resolutions(document) {
        let ImageKind::Raster(raster) = image.kind() else { continue };
        let (_, least) = found.entry(typst_utils::hash128(raster)).or_insert((raster.clone(), ppi));
        *least = ppi.min(*least);
    }
    let made: Result<HashMap<u128, RasterImage>, Box<Finding>> = found
        .into_par_iter()
        .filter_map(|(key, (raster, found))| {
            let made = Photograph { raster: &raster, pictures, press }.at(found, ppi)?;
            Some(made.ok_or_else(|| fault(&raster, pictures)).map(|made| (key, made)))
        })
        .collect();
    let made = made?;
    if made.is_empty() {
        return Ok(document.clone());
    }
    let mut pages: EcoVec<Page> = document.pages().into();
    for page in pages.make_mut() {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Image(image, _, _) = item
                && let ImageKind::Raster(raster) = image.kind()
                && let Some(coarse) = made.get(&typst_utils::hash128(raster))
            {
                *image = Image::new(coarse.clone(), image.alt().map(Into::into), image.scaling());
            }
            true
        });
    }
    Ok(PagedDocument::new(pages, document.info().clone()))
}

fn fault(raster: &RasterImage, pictures: &Pictures) -> Box<Finding> {
    let (width, height) = (raster.width(), raster.height());
    let message = format!("a photograph of {width} x {height} pixels cannot be made coarser");
    let place = pictures.get(raster.data()).and_then(|origin| origin.places.first().cloned());
    Box::new(Finding::internal(place, &message, None))
}

/// A photograph on its way to a press.
struct Photograph<'a> {
    raster: &'a RasterImage,
    pictures: &'a Pictures,
    press: &'a Press,
}

impl Photograph<'_> {
    /// The photograph at a resolution in pixels per inch; nothing where it stays as it is, and nothing in it
    /// where it cannot be made.
    fn at(&self, found: f64, wanted: f64) -> Option<Option<RasterImage>> {
        let longest = self.raster.width().max(self.raster.height());
        let inks = self.inks_alone();
        let long = inks && longest > LONGEST;
        let fine = found > wanted * SLACK && !is_line_art(self.raster.dynamic());
        if !fine && !long {
            return None;
        }
        let share = if fine { wanted / found } else { 1.0 };
        let share = if long { share.min(f64::from(LONGEST) / f64::from(longest)) } else { share };
        let side = |pixels: u32| ((f64::from(pixels) * share).ceil() as u32).clamp(1, pixels);
        let size = (side(self.raster.width()), side(self.raster.height()));
        Some(if inks { self.of_inks(size) } else { self.of_colours(size) })
    }

    /// Whether it is printed in the four inks in which it came.
    fn inks_alone(&self) -> bool {
        self.press.inks != Inks::Two && picture::is_process(self.raster.data())
    }

    fn of_inks(&self, (width, height): (u32, u32)) -> Option<RasterImage> {
        let pixels = resized_inks(picture::inks(self.raster.data())?, width, height)?;
        encoded(&Pixels::Cmyk(pixels), width, height)
    }

    fn of_colours(&self, (width, height): (u32, u32)) -> Option<RasterImage> {
        let pixels = resized(plain_pixels(self.raster), width, height)?;
        if pixels.color().has_alpha() || !self.was_jpeg() {
            return plain(pixels);
        }
        let pixels = match pixels {
            DynamicImage::ImageLuma8(gray) => Pixels::Gray(gray.into_raw()),
            colours if self.press.inks == Inks::Rgb => Pixels::Rgb(colours.into_bytes()),
            colours => self.press.photo(colours.as_bytes(), None),
        };
        encoded(&pixels, width, height)
    }

    /// Whether it came as a JPEG file: one in four inks is laid out as another.
    fn was_jpeg(&self) -> bool {
        let origin = self.pictures.get(self.raster.data());
        self.raster.format() == RasterFormat::Exchange(ExchangeFormat::Jpg)
            || origin.is_some_and(|origin| origin.source.starts_with(&[0xFF, 0xD8, 0xFF]))
    }
}

fn encoded(pixels: &Pixels, width: u32, height: u32) -> Option<RasterImage> {
    RasterImage::plain(Bytes::new(jpeg(pixels, width, height)?), ExchangeFormat::Jpg).ok()
}

/// Resizes four inks, whose shares of the paper are mixed as they are.
fn resized_inks(pixels: RgbaImage, width: u32, height: u32) -> Option<Vec<u8>> {
    use fast_image_resize::{PixelType, ResizeOptions, Resizer, images::Image};
    let (wide, high) = pixels.dimensions();
    let from = Image::from_vec_u8(wide, high, pixels.into_raw(), PixelType::U8x4).ok()?;
    let mut to = Image::new(width, height, PixelType::U8x4);
    Resizer::new().resize(&from, &mut to, &ResizeOptions::new().use_alpha(false)).ok()?;
    Some(to.into_vec())
}

/// Whether pixels have two colours at most, whose edges would turn gray.
fn is_line_art(pixels: &DynamicImage) -> bool {
    let size = usize::from(pixels.color().bytes_per_pixel());
    let mut all = pixels.as_bytes().chunks_exact(size);
    let Some(first) = all.next() else { return true };
    let Some(second) = all.find(|pixel| *pixel != first) else { return true };
    all.all(|pixel| pixel == first || pixel == second)
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};

    use super::is_line_art;

    #[test]
    fn line_art_has_two_colours() {
        let check = |x: u32, y: u32| (x / 3 + y / 2).is_multiple_of(2);
        let gray = GrayImage::from_fn(50, 50, |x, y| Luma([if check(x, y) { 0 } else { 255 }]));
        let red = RgbImage::from_fn(50, 50, |x, y| Rgb(if check(x, y) { [216, 30, 5] } else { [255; 3] }));
        let mut third = red.clone();
        third.put_pixel(49, 49, Rgb([0; 3]));
        assert!(is_line_art(&DynamicImage::ImageLuma8(gray)) && is_line_art(&DynamicImage::ImageRgb8(red)));
        assert!(!is_line_art(&DynamicImage::ImageRgb8(third)));
        assert!(is_line_art(&DynamicImage::ImageRgb8(RgbImage::new(4, 4))));
    }
}
