//! Photographs: JPEG files.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, RgbImage, RgbaImage};
use typst_library::foundations::Bytes;
use typst_library::visualize::ExchangeFormat;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::raster::{last, small_enough, sound};
use super::{Fault, Picture};

/// The longest side of a JPEG file in pixels.
const LONGEST: u32 = 16_384;

/// Reads a JPEG file; four-colour ones are turned into RGB, since the screen PDF has no profile for them.
///
/// Errors where the file is broken, truncated, or over 100 megapixels.
pub fn read_jpeg(data: &Bytes) -> Result<Picture, Fault> {
    small_enough(data, ImageFormat::Jpeg, "JPEG")?;
    short_enough(data)?;
    // The end marker must come after the start of the last scan.
    if last(data, &[0xFF, 0xD9]) < last(data, &[0xFF, 0xDA]) {
        return Err(Fault::truncated("JPEG"));
    }
    let mut decoder = JpegDecoder::new(Cursor::new(data)).map_err(|_| Fault::broken("JPEG"))?;
    if components(data) != Some(4) {
        return sound(data.clone(), ExchangeFormat::Jpg, "jpg", "JPEG");
    }
    let orientation = decoder.orientation().map_err(|_| Fault::broken("JPEG"))?;
    let decoded = if is_adobe(data) { DynamicImage::from_decoder(decoder).ok() } else { positive(data) };
    let mut rgb = DynamicImage::ImageRgb8(decoded.ok_or_else(|| Fault::broken("JPEG"))?.into_rgb8());
    rgb.apply_orientation(orientation);
    let mut png = Cursor::new(Vec::new());
    rgb.write_to(&mut png, ImageFormat::Png).map_err(|_| Fault::broken("JPEG"))?;
    sound(Bytes::new(png.into_inner()), ExchangeFormat::Png, "png", "JPEG")
}

/// Looks at the sides, which the writer of PDF files takes no longer.
///
/// Errors where one of them is too long.
fn short_enough(data: &Bytes) -> Result<(), Fault> {
    let decoder = JpegDecoder::new(Cursor::new(data)).map_err(|_| Fault::broken("JPEG"))?;
    let (width, height) = decoder.dimensions();
    if width.max(height) <= LONGEST {
        return Ok(());
    }
    let message = format!("has {width} x {height} pixels, and a JPEG file may have {LONGEST} on a side");
    Err(Fault::new("oversized-image", message, "make it smaller, or save it as a PNG"))
}

/// Whether the file has four inks, as Adobe writes them.
pub fn is_process(data: &[u8]) -> bool {
    components(data) == Some(4) && is_adobe(data)
}

/// The four inks of the pixels as they are to be seen, 255 being full ink.
pub fn inks(data: &[u8]) -> Option<Vec<u8>> {
    let orientation = JpegDecoder::new(Cursor::new(data)).ok()?.orientation().ok()?;
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::CMYK);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(data), options);
    let inks = decoder.decode().ok()?.into_iter().map(|light| 255 - light).collect();
    let (width, height) = decoder.dimensions()?;
    // Four channels are turned as four channels, whatever they mean.
    let pixels = RgbaImage::from_raw(width.try_into().ok()?, height.try_into().ok()?, inks)?;
    let mut pixels = DynamicImage::ImageRgba8(pixels);
    pixels.apply_orientation(orientation);
    Some(pixels.into_bytes())
}

/// Decodes four colours of which 255 is full ink. Adobe writes them the other way round, and
/// decoders take that for granted.
fn positive(data: &[u8]) -> Option<DynamicImage> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::CMYK);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(data), options);
    let inks = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    let light = |ink: u8, black: u8| (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8;
    let pixels = inks.chunks_exact(4).flat_map(|ink| [0, 1, 2].map(|colour| light(ink[colour], ink[3])));
    RgbImage::from_raw(width.try_into().ok()?, height.try_into().ok()?, pixels.collect())
        .map(DynamicImage::ImageRgb8)
}

/// The number of colour components, as the decoder counts them: it steps over what lies between segments.
fn components(data: &[u8]) -> Option<usize> {
    let mut decoder = zune_jpeg::JpegDecoder::new(ZCursor::new(data));
    decoder.decode_headers().ok()?;
    Some(decoder.input_colorspace()?.num_components())
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

    use super::{is_process, read_jpeg};

    /// Four inks are told as such, whatever lies between the segments of the file.
    #[test]
    fn a_side_that_is_too_long_is_told() {
        let mut file = std::io::Cursor::new(Vec::new());
        let long = image::RgbImage::new(16_385, 1);
        long.write_to(&mut file, image::ImageFormat::Jpeg).expect("a photograph");
        let fault = read_jpeg(&typst_library::foundations::Bytes::new(file.into_inner()));
        assert_eq!(fault.map_err(|fault| fault.name).err(), Some("oversized-image"));
    }

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
}
