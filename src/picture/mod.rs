//! The third room: images, turned into what PDF/A-2 accepts.

mod jpeg;
mod kind;
mod page;
mod raster;
mod svg;

use typst_library::foundations::Bytes;

pub use svg::{Seen, faults};

/// The most pixels that an image may have: 100 megapixels.
pub const MOST_PIXELS: u64 = 100_000_000;

/// An image that can be set.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Picture {
    /// The file's bytes, or those of what it was turned into.
    pub data: Bytes,
    /// Typst's name for the format: `png`, `jpg`, `webp` or `svg`.
    pub format: &'static str,
    /// Width in pixels; that of a drawing is in proportion to its height.
    pub width: u32,
    /// Height in pixels; that of a drawing is in proportion to its width.
    pub height: u32,
}

/// Why an image cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fault {
    /// The stable name of the finding.
    pub name: &'static str,
    /// What is wrong, as the end of a sentence that names the file.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

impl Fault {
    fn new(name: &'static str, message: impl Into<String>, hint: &'static str) -> Self {
        Self { name, message: message.into(), hint }
    }

    fn broken(what: &str) -> Self {
        Self::new(
            "broken-image",
            format!("is not a sound {what} file"),
            "open it in an image editor and save it anew",
        )
    }

    fn truncated(what: &str) -> Self {
        Self::new(
            "truncated-image",
            format!("is a {what} file that ends too early"),
            "copy it once more from where it came",
        )
    }
}

/// Splits `plan.pdf#page=3` into the path and the page; other paths have page 1.
pub fn split_page(path: &str) -> (&str, usize) {
    let parts = path.rsplit_once("#page=");
    parts.and_then(|(path, page)| Some((path, page.parse().ok()?))).unwrap_or((path, 1))
}

/// Reads an image; `page` matters for a PDF only.
///
/// Errors where the file is of another kind, broken, truncated, or over 100 megapixels.
#[comemo::memoize]
pub fn read_picture(data: &Bytes, page: usize) -> Result<Picture, Fault> {
    match data.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => raster::png(data),
        [0xFF, 0xD8, 0xFF, ..] => jpeg::read_jpeg(data),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => raster::webp(data),
        [b'%', b'P', b'D', b'F', ..] => page::read_page(data, page),
        [] => Err(Fault::new("broken-image", "is empty", "copy it once more from where it came")),
        bytes if svg::is_svg(bytes) => svg::read_svg(data),
        bytes => Err(unknown(kind::of(bytes))),
    }
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

/// Whether a file is a photograph in four inks, as Adobe writes it, which a press of four inks can print as it is.
pub fn is_process(data: &Bytes) -> bool {
    data.starts_with(&[0xFF, 0xD8, 0xFF]) && jpeg::is_process(data)
}

/// The pixels of a photograph in four inks, upright, 4 bytes each, 255 being full ink.
pub fn inks(data: &Bytes) -> Option<Vec<u8>> {
    if is_process(data) { jpeg::inks(data) } else { None }
}

/// What a file is that cannot be set, if it is one that people take for an image, a table or a text.
pub fn kind(data: &Bytes) -> Option<&'static str> {
    let pdf = data.starts_with(b"%PDF").then_some("a PDF");
    pdf.or_else(|| kind::of(data).map(|kind| kind.name))
}

/// What a drawing shows and asks for; nothing of a photograph.
pub fn seen(data: &Bytes) -> Seen {
    if svg::is_svg(data) { svg::seen(data) } else { Seen::default() }
}

#[cfg(test)]
mod tests {
    use super::split_page;

    #[test]
    fn pages_of_a_pdf() {
        assert_eq!(split_page("a/plan.pdf#page=3"), ("a/plan.pdf", 3));
        assert_eq!(split_page("a/plan.pdf"), ("a/plan.pdf", 1));
        assert_eq!(split_page("a#page=x"), ("a#page=x", 1));
    }
}
