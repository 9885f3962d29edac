//! Pixels: PNG and WebP files, and what all such files have in common.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};
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

/// Looks at the size before anything is decoded.
///
/// Errors where there are more than 100 megapixels.
pub fn small_enough(data: &Bytes, format: ImageFormat, what: &str) -> Result<(), Fault> {
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
///
/// Errors where the file is broken.
pub fn sound(data: Bytes, format: ExchangeFormat, name: &'static str, what: &str) -> Result<Picture, Fault> {
    let image = RasterImage::plain(data.clone(), format).map_err(|_| Fault::broken(what))?;
    Ok(Picture { data, format: name, width: image.width(), height: image.height() })
}

/// Where a mark stands last in the file.
pub fn last(data: &[u8], mark: &[u8]) -> Option<usize> {
    data.windows(mark.len()).rposition(|window| window == mark)
}
