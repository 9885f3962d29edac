//! Photographs: JPEG files.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, RgbImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};
use rayon::prelude::*;
use typst_library::foundations::Bytes;
use typst_library::visualize::ExchangeFormat;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::profile::{Channels, to_srgb};
use super::raster::{last, small_enough, sound};
use super::{Fault, Picture};

/// The longest side of a JPEG file in pixels that the writer of PDF files takes.
pub const LONGEST: u32 = 16_384;

/// The quality of a JPEG file that was made shorter, of 100.
const QUALITY: u8 = 95;

/// Reads a JPEG file; four-colour ones are turned into RGB by their own profile, since the screen PDF has
/// none for them, and those that are too long for the writer of PDF files are made shorter.
///
/// Errors where the file is broken, truncated, or over 100 megapixels.
pub fn read_jpeg(data: &Bytes) -> Result<Picture, Fault> {
    small_enough(data, ImageFormat::Jpeg, "JPEG")?;
    // The end marker must come after the start of the last scan.
    if last(data, &[0xFF, 0xD9]) < last(data, &[0xFF, 0xDA]) {
        return Err(Fault::truncated("JPEG"));
    }
    let broken = || Fault::broken("JPEG");
    let mut decoder = JpegDecoder::new(Cursor::new(data)).map_err(|_| broken())?;
    let (width, height) = decoder.dimensions();
    let process = is_four(data);
    if !process && width.max(height) <= LONGEST {
        return sound(data.clone(), ExchangeFormat::Jpg, "jpg", "JPEG");
    }
    let orientation = decoder.orientation().map_err(|_| broken())?;
    let profile = decoder.icc_profile().ok().flatten();
    if !process {
        let decoded = DynamicImage::from_decoder(decoder).map_err(|_| broken())?;
        let made = shorter(decoded, orientation, profile).ok_or_else(broken)?;
        return sound(Bytes::new(made), ExchangeFormat::Jpg, "jpg", "JPEG");
    }
    let rgb = converted(data, profile.as_deref()).ok_or_else(broken)?;
    let mut rgb = DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, rgb).ok_or_else(broken)?);
    rgb.apply_orientation(orientation);
    let mut png = Cursor::new(Vec::new());
    rgb.write_to(&mut png, ImageFormat::Png).map_err(|_| broken())?;
    sound(Bytes::new(png.into_inner()), ExchangeFormat::Png, "png", "JPEG")
}

/// An upright JPEG file of the pixels, no longer than the writer of PDF files takes, with their profile.
fn shorter(pixels: DynamicImage, orientation: Orientation, profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    use fast_image_resize::{PixelType, Resizer, images::Image};
    let gray = !pixels.color().has_color();
    let mut pixels = if gray { pixels.into_luma8().into() } else { DynamicImage::from(pixels.into_rgb8()) };
    pixels.apply_orientation(orientation);
    let (kind, color) =
        if gray { (PixelType::U8, ColorType::Luma) } else { (PixelType::U8x3, ColorType::Rgb) };
    let (width, height) = (pixels.width(), pixels.height());
    let share = f64::from(LONGEST) / f64::from(width.max(height));
    let side = |side: u32| ((f64::from(side) * share).round() as u32).clamp(1, LONGEST);
    let from = Image::from_vec_u8(width, height, pixels.into_bytes(), kind).ok()?;
    let mut to = Image::new(side(width), side(height), kind);
    Resizer::new().resize(&from, &mut to, None).ok()?;
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, QUALITY);
    if let Some(profile) = profile {
        encoder.add_icc_profile(&profile).ok()?;
    }
    encoder
        .encode(to.buffer(), u16::try_from(to.width()).ok()?, u16::try_from(to.height()).ok()?, color)
        .ok()?;
    Some(file)
}

/// The sRGB pixels of four inks as they lie in the file: by their profile, or else by plain arithmetic.
fn converted(data: &[u8], profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let inks = raw_inks(data)?;
    let converted = profile.and_then(|profile| to_srgb(profile, Channels::Cmyk, &inks));
    let light = |ink: u8, black: u8| (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8;
    let plain = || {
        inks.par_chunks_exact(4)
            .flat_map_iter(|ink| [0, 1, 2].map(|colour| light(ink[colour], ink[3])))
            .collect()
    };
    Some(converted.unwrap_or_else(plain))
}

/// Whether the file has four inks, as Adobe writes them.
pub fn is_process(data: &[u8]) -> bool {
    is_four(data) && is_adobe(data)
}

/// The four inks of the pixels as they are to be seen, 255 being full ink.
pub fn inks(data: &[u8]) -> Option<RgbaImage> {
    let mut decoder = JpegDecoder::new(Cursor::new(data)).ok()?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().ok()?;
    // Four channels are turned as four channels, whatever they mean.
    let mut pixels = DynamicImage::ImageRgba8(RgbaImage::from_raw(width, height, raw_inks(data)?)?);
    pixels.apply_orientation(orientation);
    Some(pixels.into_rgba8())
}

/// The four inks of the pixels as they lie in the file, 255 being full ink.
///
/// Adobe writes them the other way round, and says so.
pub fn raw_inks(data: &[u8]) -> Option<Vec<u8>> {
    let luminance = space(data)? == ColorSpace::YCCK;
    let stored = if luminance { ColorSpace::YCCK } else { ColorSpace::CMYK };
    let options = options().jpeg_set_out_colorspace(stored);
    let mut pixels = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(data), options).decode().ok()?;
    match (luminance, is_adobe(data)) {
        (true, _) => pixels.par_chunks_exact_mut(4).for_each(of_luminance),
        (false, true) => pixels.par_iter_mut().for_each(|ink| *ink = 255 - *ink),
        (false, false) => {}
    }
    Some(pixels)
}

/// Luminance, two colour differences and light in the place of black become the four inks.
fn of_luminance(pixel: &mut [u8]) {
    let [y, cb, cr, k] = pixel else { return };
    let (light, blue, red) = (f32::from(*y), f32::from(*cb) - 128.0, f32::from(*cr) - 128.0);
    let byte = |value: f32| value.round().clamp(0.0, 255.0) as u8;
    let [cyan, yellow] = [light + 1.402 * red, light + 1.772 * blue].map(byte);
    (*y, *cb, *cr) = (cyan, byte(light - 0.344_136 * blue - 0.714_136 * red), yellow);
    *k = 255 - *k;
}

/// Sides as long as a JPEG file can say.
fn options() -> DecoderOptions {
    let longest = usize::from(u16::MAX);
    DecoderOptions::default().set_max_width(longest).set_max_height(longest)
}

/// Whether the file has four components.
pub fn is_four(data: &[u8]) -> bool {
    space(data).is_some_and(|space| space.num_components() == 4)
}

/// The colour space, as the decoder takes it: it steps over what lies between segments.
fn space(data: &[u8]) -> Option<ColorSpace> {
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(data), options());
    decoder.decode_headers().ok()?;
    decoder.input_colorspace()
}

/// Whether Adobe's segment is there, which says that colours are written in the negative.
fn is_adobe(data: &[u8]) -> bool {
    segments(data).any(|(marker, body)| marker == 0xEE && body.starts_with(b"Adobe"))
}

/// The segments before the first scan, by their markers; decoders step over what lies between them.
fn segments(data: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut at = 2;
    std::iter::from_fn(move || {
        let is_marker = |pair: &[u8]| matches!(pair, [0xFF, marker] if !matches!(marker, 0 | 0xFF));
        at += data.get(at..)?.windows(2).position(is_marker)?;
        let [_, marker, high, low] = *data.get(at..at + 4)? else { return None };
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        let body = data.get(at + 4..end)?;
        at = end;
        (marker != 0xDA).then_some((marker, body))
    })
}

#[cfg(test)]
mod tests {
    use jpeg_encoder::{ColorType, Encoder};
    use typst_library::foundations::Bytes;

    use super::{LONGEST, inks, is_process, read_jpeg};

    /// Four inks are told as such, whatever lies between the segments of the file.
    #[test]
    fn four_inks_after_a_gap() {
        let mut jpeg = Vec::new();
        Encoder::new(&mut jpeg, 90).encode(&[90; 8 * 8 * 4], 8, 8, ColorType::Cmyk).expect("a photograph");
        for gap in [&[][..], &[0, 0, 0], &[0xFF, 0xFF], &[7, 0xFF, 0]] {
            let file = Bytes::new([&jpeg[..2], gap, &jpeg[2..]].concat());
            let picture = read_jpeg(&file).expect("a photograph");
            assert_eq!(picture.format, "png", "{gap:?}");
            assert!(is_process(&file), "{gap:?}");
        }
    }

    /// What is longer than the writer of PDF files takes is made shorter, or is no JPEG file any more.
    #[test]
    fn files_that_are_very_long() {
        for (color, format) in [(ColorType::Rgb, "jpg"), (ColorType::Luma, "jpg"), (ColorType::Cmyk, "png")] {
            for (width, height) in [(16_384, 2), (16_385, 2), (2, 16_385), (40_000, 3), (65_500, 1)] {
                let mut jpeg = Vec::new();
                let pixels = vec![90; usize::from(width) * usize::from(height) * color_count(color)];
                Encoder::new(&mut jpeg, 90).encode(&pixels, width, height, color).expect("a photograph");
                let picture = read_jpeg(&Bytes::new(jpeg.clone())).expect("a photograph");
                assert_eq!(picture.format, format, "{width} x {height}");
                let longest = picture.width.max(picture.height);
                let wanted = u32::from(width.max(height));
                let wanted = if format == "jpg" { wanted.min(LONGEST) } else { wanted };
                assert_eq!(longest, wanted, "{width} x {height}");
                if format == "png" {
                    let inks = inks(&jpeg).expect("four inks");
                    assert!(
                        inks.get_pixel(0, 0).0.iter().all(|ink| ink.abs_diff(90) < 3),
                        "{width} x {height}"
                    );
                }
            }
        }
    }

    fn color_count(color: ColorType) -> usize {
        match color {
            ColorType::Luma => 1,
            ColorType::Rgb => 3,
            _ => 4,
        }
    }

    /// Four inks are the same, whichever way the file says them.
    #[test]
    fn four_inks_in_every_manner() {
        let pixels = [0, 200, 100, 20].repeat(16 * 16);
        for color in [ColorType::Cmyk, ColorType::CmykAsYcck] {
            let mut jpeg = Vec::new();
            Encoder::new(&mut jpeg, 100).encode(&pixels, 16, 16, color).expect("a photograph");
            let found = inks(&jpeg).expect("four inks").get_pixel(8, 8).0;
            assert!(
                found.iter().zip([0, 200, 100, 20]).all(|(a, b)| a.abs_diff(b) < 4),
                "{color:?}: {found:?}"
            );
        }
    }
}
