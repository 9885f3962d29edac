//! A photograph as one plate prints it.

use image::{DynamicImage, GrayAlphaImage, LumaA};
use typst_library::foundations::{Bytes, Smart};
use typst_library::visualize::{PixelEncoding, PixelFormat, RasterImage};

use crate::content::target::Inks;
use crate::ink::{Pixels, Plate, Press, grays};
use crate::picture;

/// The photograph in the gray of its ink on a plate, with its own transparency.
#[comemo::memoize]
fn separated(raster: RasterImage, press: Key) -> Option<Vec<u8>> {
    if press.0.inks != Inks::Two
        && let Some(inks) = picture::inks(raster.data())
    {
        return Some(inks.into_raw());
    }
    let profile = raster.icc().map(|icc| icc.as_slice());
    let blacks = |gray: &[u8]| gray.iter().flat_map(|light| [0, 0, 0, 255 - light]).collect();
    if !raster.dynamic().color().has_color() {
        // Grays are black ink alone on any press.
        return Some(blacks(&grays(&raster.dynamic().to_luma8(), profile)));
    }
    match press.0.photo(&raster.dynamic().to_rgb8(), profile) {
        Pixels::Gray(gray) => Some(blacks(&gray)),
        Pixels::Cmyk(inks) => Some(inks),
        Pixels::Rgb(_) => None,
    }
}

/// A press as a key: presses of the same inks and profile separate alike.
#[derive(Clone)]
struct Key(Press);

impl std::hash::Hash for Key {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.inks.hash(state);
        self.0.profile.data.hash(state);
    }
}

/// The photograph in the gray of its ink on a plate, with its own transparency.
pub fn plate(raster: &RasterImage, press: &Press, plate: Plate) -> Option<RasterImage> {
    let inks = separated(raster.clone(), Key(press.clone()))?;
    let alpha = alpha(raster.dynamic());
    let ink = |pixel: usize| match plate {
        Plate::Process(ink) => inks[pixel * 4 + ink.min(3)],
        Plate::Spot => 0,
    };
    let (width, height) = (raster.width(), raster.height());
    let made = GrayAlphaImage::from_fn(width, height, |x, y| {
        let pixel = (y * width + x) as usize;
        LumaA([255 - ink(pixel), alpha.as_ref().map_or(255, |alpha| alpha[pixel])])
    });
    let format = PixelFormat { encoding: PixelEncoding::Lumaa8, width, height };
    RasterImage::new(Bytes::new(made.into_raw()), format, Smart::Auto).ok()
}

fn alpha(image: &DynamicImage) -> Option<Vec<u8>> {
    image.color().has_alpha().then(|| image.to_luma_alpha8().pixels().map(|pixel| pixel.0[1]).collect())
}
