//! Photographs for a press as JPEG files.

use jpeg_encoder::{ColorType, Encoder};

use super::Pixels;

/// The quality of photographs in print, of 100; no channel is coarser than another.
pub const QUALITY: u8 = 94;

/// A JPEG file; four inks are written as Adobe does, the other way round.
///
/// Nothing where a side is longer than such a file can say, or the pixels are not as many.
pub fn jpeg(pixels: &Pixels, width: u32, height: u32) -> Option<Vec<u8>> {
    let (data, color) = match pixels {
        Pixels::Gray(data) => (data, ColorType::Luma),
        Pixels::Rgb(data) => (data, ColorType::Rgb),
        Pixels::Cmyk(data) => (data, ColorType::Cmyk),
    };
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, QUALITY);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(data, width.try_into().ok()?, height.try_into().ok()?, color).ok()?;
    Some(file)
}
