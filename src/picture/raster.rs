//! Pixels: PNG and WebP files, and what all such files have in common.

use std::io::Cursor;

use image::{ImageDecoder, ImageFormat, ImageReader};
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

/// Reads a WebP file.
pub fn webp(data: &Bytes) -> Result<Picture, Fault> {
    small_enough(data, ImageFormat::WebP, "WebP")?;
    let length = data.get(4..8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
    if (data.len() as u64) < u64::from(length) + 8 {
        return Err(Fault::truncated("WebP"));
    }
    sound(data.clone(), ExchangeFormat::Webp, "webp", "WebP")
}

/// Looks at the size before anything is decoded; a pixel of more than 8 bits a channel counts twice.
///
/// Errors where there are more than 100 megapixels.
pub fn small_enough(data: &Bytes, format: ImageFormat, what: &str) -> Result<(), Fault> {
    let reader = ImageReader::with_format(Cursor::new(data), format);
    let decoder = reader.into_decoder().map_err(|_| Fault::broken(what))?;
    let (width, height) = decoder.dimensions();
    let color = decoder.color_type();
    let is_deep = color.bytes_per_pixel() > color.channel_count();
    let most = if is_deep { MOST_PIXELS / 2 } else { MOST_PIXELS };
    if u64::from(width) * u64::from(height) <= most {
        return Ok(());
    }
    let bits = if is_deep { " of 16 bits a channel" } else { "" };
    let message = format!("has {width} x {height} pixels{bits}, more than {} megapixels", most / 1_000_000);
    Err(Fault::new("oversized-image", message, "make it smaller: 300 pixels an inch is enough for print"))
}

/// How many pixels an image has that stands in a drawing, by its header.
pub fn pixels(data: &[u8]) -> u64 {
    if let [b'G', b'I', b'F', _, _, _, wide, wider, high, higher, ..] = *data {
        return u64::from(u16::from_le_bytes([wide, wider])) * u64::from(u16::from_le_bytes([high, higher]));
    }
    let reader = ImageReader::new(Cursor::new(data)).with_guessed_format();
    let size = reader.ok().and_then(|reader| reader.into_dimensions().ok());
    size.map_or(0, |(width, height)| u64::from(width) * u64::from(height))
}

/// Decodes through Typst, whose cache then holds the image for the layout.
///
/// Errors where the file is broken.
pub fn sound(data: Bytes, format: ExchangeFormat, name: &'static str, what: &str) -> Result<Picture, Fault> {
    let image = RasterImage::plain(data.clone(), format).map_err(|_| Fault::broken(what))?;
    Ok(Picture { data, format: name, width: image.width(), height: image.height(), own: image.width() })
}

/// Where a mark stands last in the file.
pub fn last(data: &[u8], mark: &[u8]) -> Option<usize> {
    data.windows(mark.len()).rposition(|window| window == mark)
}
