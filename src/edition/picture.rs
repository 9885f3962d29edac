//! Pictures on their way to a target: where they stand, and how fine they are there.

use std::collections::HashMap;

use image::{DynamicImage, GenericImageView};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use typst_layout::PagedDocument;
use typst_library::foundations::{Bytes, Smart};
use typst_library::layout::{FrameItem, Size, Transform};
use typst_library::visualize::{
    ExchangeFormat, Image, ImageKind, PixelEncoding, PixelFormat, RasterFormat, RasterImage,
};

use super::walk::walk;
use crate::ink::grays;
use crate::picture::{Channels, to_srgb};

/// The size at which an image stands on paper: points along its width and its height.
pub fn placed_size(size: Size, transform: Transform) -> [f64; 2] {
    let along = |x: f64, y: f64| x.hypot(y);
    [
        size.x.to_pt() * along(transform.sx.get(), transform.ky.get()),
        size.y.to_pt() * along(transform.kx.get(), transform.sy.get()),
    ]
}

/// The resolution of an image as it is placed, in pixels per inch; the coarser of its two directions.
pub fn resolution(image: &RasterImage, placed: [f64; 2]) -> f64 {
    let along = |pixels: u32, points: f64| {
        if points > 0.0 { f64::from(pixels) * 72.0 / points } else { f64::INFINITY }
    };
    along(image.width(), placed[0]).min(along(image.height(), placed[1]))
}

/// The resolution of each photograph where it stands largest, in pixels per inch.
pub fn resolutions(document: &PagedDocument) -> HashMap<Image, f64> {
    let mut found = HashMap::new();
    for page in document.pages() {
        walk(&page.frame, &mut |placed| {
            if let FrameItem::Image(image, size, _) = placed.item
                && let ImageKind::Raster(raster) = image.kind()
            {
                let ppi = resolution(raster, placed_size(*size, placed.transform));
                let least = found.entry(image.clone()).or_insert(ppi);
                *least = ppi.min(*least);
            }
        });
    }
    found
}

/// The quality of photographs on screens, of 100.
const QUALITY: u8 = 82;

/// How much finer than needed an image may be before it is made coarser.
pub const SLACK: f64 = 1.1;

/// An image no finer than it needs to be: photographs as JPEG, drawings as they are.
///
/// `found` and `wanted` are resolutions in pixels per inch. Gives nothing where the image is fine as it is.
pub fn coarser(image: &Image, found: f64, wanted: f64) -> Option<Image> {
    let ImageKind::Raster(raster) = image.kind() else { return None };
    let fine = found > wanted * SLACK;
    let is_jpeg = raster.format() == RasterFormat::Exchange(ExchangeFormat::Jpg);
    let lost = raster.icc().is_some_and(|icc| is_lost(icc));
    if !fine && !lost && (is_jpeg || !is_photo(raster)) {
        return None;
    }
    let share = if fine { wanted / found } else { 1.0 };
    let side = |pixels: u32| ((f64::from(pixels) * share).ceil() as u32).max(1);
    let made = scaled(raster, side(raster.width()), side(raster.height()))?;
    Some(Image::new(made, image.alt().map(Into::into), image.scaling()))
}

/// An image in so many pixels; each is made once, however many files and tries take it.
#[comemo::memoize]
fn scaled(raster: &RasterImage, width: u32, height: u32) -> Option<RasterImage> {
    let pixels = resized(plain_pixels(raster), width, height)?;
    if is_photo(raster) { jpeg(&pixels) } else { plain(pixels) }
}

/// Whether an image is a photograph, whatever its format.
#[comemo::memoize]
fn is_photo(raster: &RasterImage) -> bool {
    raster.format() == RasterFormat::Exchange(ExchangeFormat::Jpg) || is_photograph(raster.dynamic())
}

/// Whether the writer of PDF/A-2 drops a profile in silence, as newer than the format.
fn is_lost(profile: &[u8]) -> bool {
    matches!(profile, [_, _, _, _, _, _, _, _, major, minor, ..] if *major > 4 || minor >> 4 > 2)
}

/// The pixels in sRGB or its gray, eight bits a channel, whatever their profile.
pub fn plain_pixels(raster: &RasterImage) -> DynamicImage {
    let dynamic = raster.dynamic();
    let profile = raster.icc().map(|icc| icc.as_slice());
    let gray = !dynamic.color().has_color();
    let (width, height) = (dynamic.width(), dynamic.height());
    let made = match (gray, dynamic.color().has_alpha()) {
        (true, false) => {
            let luma = dynamic.to_luma8();
            let luma = grays(&luma, profile).into_owned();
            image::GrayImage::from_raw(width, height, luma).map(DynamicImage::ImageLuma8)
        }
        (true, true) => {
            let both = dynamic.to_luma_alpha8();
            let luma: Vec<u8> = both.pixels().map(|pixel| pixel.0[0]).collect();
            let luma = grays(&luma, profile);
            let both = luma.iter().zip(both.pixels()).flat_map(|(luma, pixel)| [*luma, pixel.0[1]]).collect();
            image::GrayAlphaImage::from_raw(width, height, both).map(DynamicImage::ImageLumaA8)
        }
        (false, false) => {
            let rgb = dynamic.to_rgb8();
            let converted = profile.and_then(|profile| to_srgb(profile, Channels::Rgb, &rgb));
            let rgb = converted.unwrap_or_else(|| rgb.into_raw());
            image::RgbImage::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8)
        }
        (false, true) => {
            let all = dynamic.to_rgba8();
            let rgb: Vec<u8> = all.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
            let rgb = profile.and_then(|profile| to_srgb(profile, Channels::Rgb, &rgb)).unwrap_or(rgb);
            let pixels = rgb.chunks_exact(3).zip(all.pixels());
            let all = pixels.flat_map(|(rgb, pixel)| [rgb[0], rgb[1], rgb[2], pixel.0[3]]).collect();
            image::RgbaImage::from_raw(width, height, all).map(DynamicImage::ImageRgba8)
        }
    };
    made.unwrap_or_else(|| DynamicImage::clone(dynamic))
}

/// Resizes in linear light, so that fine contrasts keep their tone.
pub fn resized(pixels: DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    use fast_image_resize::{ResizeOptions, Resizer, create_srgb_mapper, images};
    if (width, height) == (pixels.width(), pixels.height()) {
        return Some(pixels);
    }
    let (from, to) = match pixels.color() {
        image::ColorType::L8 => (fast_image_resize::PixelType::U8, fast_image_resize::PixelType::U16),
        image::ColorType::La8 => (fast_image_resize::PixelType::U8x2, fast_image_resize::PixelType::U16x2),
        image::ColorType::Rgb8 => (fast_image_resize::PixelType::U8x3, fast_image_resize::PixelType::U16x3),
        _ => (fast_image_resize::PixelType::U8x4, fast_image_resize::PixelType::U16x4),
    };
    let (wide, high, color) = (pixels.width(), pixels.height(), pixels.color());
    let source = images::Image::from_vec_u8(wide, high, pixels.into_bytes(), from).ok()?;
    let mapper = create_srgb_mapper();
    let mut linear = images::Image::new(wide, high, to);
    mapper.forward_map(&source, &mut linear).ok()?;
    let mut small = images::Image::new(width, height, to);
    Resizer::new().resize(&linear, &mut small, &ResizeOptions::new()).ok()?;
    let mut out = images::Image::new(width, height, from);
    mapper.backward_map(&small, &mut out).ok()?;
    let bytes = out.into_vec();
    match color {
        image::ColorType::L8 => {
            image::GrayImage::from_raw(width, height, bytes).map(DynamicImage::ImageLuma8)
        }
        image::ColorType::La8 => {
            image::GrayAlphaImage::from_raw(width, height, bytes).map(DynamicImage::ImageLumaA8)
        }
        image::ColorType::Rgb8 => {
            image::RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
        }
        _ => image::RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8),
    }
}

/// A JPEG file of opaque pixels.
fn jpeg(pixels: &DynamicImage) -> Option<RasterImage> {
    let mut data = Vec::new();
    let mut encoder = Encoder::new(&mut data, QUALITY);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let color = if pixels.color().has_color() { ColorType::Rgb } else { ColorType::Luma };
    let (width, height) = (u16::try_from(pixels.width()).ok()?, u16::try_from(pixels.height()).ok()?);
    encoder.encode(pixels.as_bytes(), width, height, color).ok()?;
    RasterImage::plain(Bytes::new(data), ExchangeFormat::Jpg).ok()
}

/// Pixels that lose nothing.
pub fn plain(pixels: DynamicImage) -> Option<RasterImage> {
    let encoding = match pixels.color() {
        image::ColorType::L8 => PixelEncoding::Luma8,
        image::ColorType::La8 => PixelEncoding::Lumaa8,
        image::ColorType::Rgb8 => PixelEncoding::Rgb8,
        _ => PixelEncoding::Rgba8,
    };
    let format = PixelFormat { encoding, width: pixels.width(), height: pixels.height() };
    RasterImage::new(Bytes::new(pixels.into_bytes()), format, Smart::Auto).ok()
}

/// Whether opaque pixels are a photograph, and not a drawing or a screenshot: many tones beside each other.
fn is_photograph(pixels: &DynamicImage) -> bool {
    const SAMPLES: u32 = 160;
    const TONES: usize = 600;
    if pixels.color().has_alpha() {
        return false;
    }
    let (width, height) = pixels.dimensions();
    let mut tones = std::collections::HashSet::new();
    for (across, down) in (0..SAMPLES).flat_map(|down| (0..SAMPLES).map(move |across| (across, down))) {
        let image::Rgba([r, g, b, _]) = pixels.get_pixel(across * width / SAMPLES, down * height / SAMPLES);
        tones.insert([r >> 2, g >> 2, b >> 2]);
    }
    // Grays have 64 such tones at most.
    let few = if pixels.color().has_color() { TONES } else { 56 };
    tones.len() > few
}
