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
use crate::ink::to_srgb;

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
const SLACK: f64 = 1.1;

/// An image no finer than it needs to be: photographs as JPEG, drawings as they are.
///
/// `found` and `wanted` are resolutions in pixels per inch. Gives nothing where the image is fine as it is.
pub fn coarser(image: &Image, found: f64, wanted: f64) -> Option<Image> {
    let ImageKind::Raster(raster) = image.kind() else { return None };
    let fine = found > wanted * SLACK;
    let is_jpeg = raster.format() == RasterFormat::Exchange(ExchangeFormat::Jpg);
    let photo = is_jpeg || is_photograph(raster.dynamic());
    if !fine && (is_jpeg || !photo) {
        return None;
    }
    let share = if fine { wanted / found } else { 1.0 };
    let side = |pixels: u32| ((f64::from(pixels) * share).ceil() as u32).max(1);
    let pixels = upright(raster);
    let pixels = resized(pixels, side(raster.width()), side(raster.height()))?;
    let made = if photo { jpeg(&pixels)? } else { plain(pixels)? };
    Some(Image::new(made, image.alt().map(Into::into), image.scaling()))
}

/// The pixels in sRGB or gray, eight bits a channel.
fn upright(raster: &RasterImage) -> DynamicImage {
    let dynamic = raster.dynamic();
    let gray = !dynamic.color().has_color();
    match (gray, dynamic.color().has_alpha()) {
        (true, false) => DynamicImage::ImageLuma8(dynamic.to_luma8()),
        (true, true) => DynamicImage::ImageLumaA8(dynamic.to_luma_alpha8()),
        (false, true) => DynamicImage::ImageRgba8(dynamic.to_rgba8()),
        (false, false) => {
            let mut rgb = dynamic.to_rgb8();
            if let Some(converted) = raster.icc().and_then(|icc| to_srgb(icc, &rgb)) {
                rgb = image::RgbImage::from_raw(rgb.width(), rgb.height(), converted).unwrap_or(rgb);
            }
            DynamicImage::ImageRgb8(rgb)
        }
    }
}

/// Resizes in linear light, so that fine contrasts keep their tone.
fn resized(pixels: DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
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
fn plain(pixels: DynamicImage) -> Option<RasterImage> {
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
