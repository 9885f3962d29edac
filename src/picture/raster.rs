//! Photographs and other pixels.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, ImageFormat, ImageReader};
use typst_library::foundations::Bytes;
use typst_library::visualize::{ExchangeFormat, RasterImage};

use super::{Fault, MOST_PIXELS, Picture};

/// Reads a PNG file.
pub fn png(data: &Bytes) -> Result<Picture, Fault> {
    small_enough(data, ImageFormat::Png, "PNG")?;
    if last(data, b"IEND").is_none() {
        return Err(Fault::truncated("PNG"));
    }
    sound(data.clone(), ExchangeFormat::Png, "png", "PNG")
}

/// Reads a JPEG file; four-colour ones are turned into RGB, since the screen PDF has no profile for them.
pub fn jpeg(data: &Bytes) -> Result<Picture, Fault> {
    small_enough(data, ImageFormat::Jpeg, "JPEG")?;
    // The end marker must come after the start of the last scan.
    if last(data, &[0xFF, 0xD9]) < last(data, &[0xFF, 0xDA]) {
        return Err(Fault::truncated("JPEG"));
    }
    let decoder = JpegDecoder::new(Cursor::new(data)).map_err(|_| Fault::broken("JPEG"))?;
    if components(data) == Some(4) {
        let decoded = DynamicImage::from_decoder(decoder).map_err(|_| Fault::broken("JPEG"))?;
        let mut png = Cursor::new(Vec::new());
        let rgb = DynamicImage::ImageRgb8(decoded.into_rgb8());
        rgb.write_to(&mut png, ImageFormat::Png).map_err(|_| Fault::broken("JPEG"))?;
        return sound(Bytes::new(png.into_inner()), ExchangeFormat::Png, "png", "JPEG");
    }
    sound(data.clone(), ExchangeFormat::Jpg, "jpg", "JPEG")
}

/// Reads a WebP file.
pub fn webp(data: &Bytes) -> Result<Picture, Fault> {
    small_enough(data, ImageFormat::WebP, "WebP")?;
    let length = data.get(4..8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
    if (data.len() as u64) < u64::from(length) + 8 {
        return Err(Fault::truncated("WebP"));
    }
    sound(data.clone(), ExchangeFormat::Webp, "webp", "WebP")
}

/// Looks at the size before anything is decoded.
fn small_enough(data: &Bytes, format: ImageFormat, what: &str) -> Result<(), Fault> {
    let reader = ImageReader::with_format(Cursor::new(data), format);
    let (width, height) = reader.into_dimensions().map_err(|_| Fault::broken(what))?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= MOST_PIXELS {
        return Ok(());
    }
    let message = format!("has {width} x {height} pixels, more than 100 megapixels");
    Err(Fault::new("oversized-image", message, "make it smaller: 300 pixels an inch is enough for print"))
}

/// Decodes through Typst, whose cache then holds the image for the layout.
fn sound(data: Bytes, format: ExchangeFormat, name: &'static str, what: &str) -> Result<Picture, Fault> {
    let image = RasterImage::plain(data.clone(), format).map_err(|_| Fault::broken(what))?;
    Ok(Picture { data, format: name, width: image.width(), height: image.height() })
}

/// The number of colour components, from the frame header (ITU T.81, B.2.2).
fn components(data: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let [0xFF, marker, high, low] = *data.get(at..at + 4)? else { return None };
        if matches!(marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) {
            return data.get(at + 9).copied();
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// Where a mark stands last in the file.
fn last(data: &[u8], mark: &[u8]) -> Option<usize> {
    data.windows(mark.len()).rposition(|window| window == mark)
}
