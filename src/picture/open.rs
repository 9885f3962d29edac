//! Opens a picture, in whatever process this is.

use typst_library::foundations::Bytes;

use super::proportion::slim_enough;
use super::{Fault, Opened, jpeg, kind, page, raster, svg};

/// Opens a picture in this process; `page` matters for a PDF only.
///
/// Errors with all that is wrong with it.
pub fn open_picture(data: &Bytes, page: usize) -> Opened {
    let one = |fault| vec![fault];
    let picture = match data.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => raster::png(data).map_err(one),
        [0xFF, 0xD8, 0xFF, ..] => jpeg::read_jpeg(data).map_err(one),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => raster::webp(data).map_err(one),
        [b'%', b'P', b'D', b'F', ..] => page::read_page(data, page),
        [] => Err(one(Fault::new("broken-image", "is empty", "copy it once more from where it came"))),
        bytes if svg::is_svg(bytes) => svg::read_svg(data),
        bytes => Err(one(unknown(kind::of(bytes)))),
    }?;
    slim_enough(picture.width, picture.height).map_err(one)?;
    Ok(picture)
}

/// A file that is no image, or none that can be set.
fn unknown(kind: Option<kind::FileKind>) -> Fault {
    match kind {
        Some(kind) => {
            Fault::new("unknown-image", format!("is {}, which cannot be set", kind.name), kind.hint)
        }
        None => Fault::new(
            "unknown-image",
            "is not an image that can be set",
            "an image is an SVG, PNG, JPEG or WebP file, or a page of a PDF",
        ),
    }
}
