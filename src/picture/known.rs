//! Pictures of which a quick look says that opening them costs little: they need no process of their own.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};

use super::{MOST_PIXELS, svg};

/// How often the pixels of 100 megapixels may be gone over, by the scans of a JPEG file.
const MOST_SCANS: u64 = 10;

/// The longest part of a PNG file that is packed and is no pixels: a profile or a text.
const LONGEST_NOTE: u32 = 256 << 10;

/// The flag of a moving picture in the header of a WebP file (VP8X).
const MOVING: u8 = 0x02;

/// Whether opening a picture costs no more than its size says.
pub fn is_cheap(data: &[u8]) -> bool {
    match data {
        [0x89, b'P', b'N', b'G', ..] => !has_long_notes(data),
        [0xFF, 0xD8, 0xFF, ..] => has_few_scans(data),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => !is_moving(data),
        [b'%', b'P', b'D', b'F', ..] => false,
        // What is no picture at all is not opened.
        bytes => !svg::is_svg(bytes) || svg::is_plain(bytes),
    }
}

/// Whether a PNG file holds a packed profile or text that may unfold to anything.
fn has_long_notes(data: &[u8]) -> bool {
    let mut rest = data.get(8..).unwrap_or_default();
    while let Some((header, after)) = rest.split_at_checked(8) {
        let (length, kind) = header.split_at(4);
        let length = length.try_into().map_or(0, u32::from_be_bytes);
        if matches!(kind, b"iCCP" | b"zTXt" | b"iTXt") && length > LONGEST_NOTE {
            return true;
        }
        // Twelve bytes are around each part, eight of them before it.
        rest = after.get(length as usize + 4..).unwrap_or_default();
    }
    false
}

/// Whether the scans of a JPEG file go over its pixels a few times only.
fn has_few_scans(data: &[u8]) -> bool {
    let scans = data.windows(2).filter(|pair| *pair == [0xFF, 0xDA]).count() as u64;
    let reader = ImageReader::with_format(Cursor::new(data), ImageFormat::Jpeg);
    let Ok((width, height)) = reader.into_dimensions() else { return true };
    u64::from(width) * u64::from(height) * scans <= MOST_PIXELS * MOST_SCANS
}

/// Whether a WebP file moves.
fn is_moving(data: &[u8]) -> bool {
    data.get(12..16) == Some(b"VP8X") && data.get(20).is_some_and(|flags| flags & MOVING != 0)
}
