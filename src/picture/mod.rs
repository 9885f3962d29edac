//! The third room: images, turned into what PDF/A-2 accepts.

mod jpeg;
mod page;
mod raster;
mod vector;

use typst_library::foundations::Bytes;

/// The most pixels that an image may have: 100 megapixels.
pub const MOST_PIXELS: u64 = 100_000_000;

/// An image that can be set.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Picture {
    /// The file's bytes, or those of what it was turned into.
    pub data: Bytes,
    /// Typst's name for the format: `png`, `jpg`, `webp` or `svg`.
    pub format: &'static str,
    /// Width in pixels, or in the units of a drawing.
    pub width: u32,
    /// Height in pixels, or in the units of a drawing.
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
pub fn read(data: &Bytes, page: usize) -> Result<Picture, Fault> {
    match data.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => raster::png(data),
        [0xFF, 0xD8, 0xFF, ..] => jpeg::read(data),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => raster::webp(data),
        [b'%', b'P', b'D', b'F', ..] => page::read(data, page),
        [] => Err(Fault::new("broken-image", "is empty", "copy it once more from where it came")),
        bytes if vector::is_svg(bytes) => vector::read(data),
        _ => Err(Fault::new(
            "unknown-image",
            "is not an image that can be set",
            "an image is an SVG, PNG, JPEG or WebP file, or a page of a PDF",
        )),
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

/// The words that are set as text in a drawing; a photograph has none.
pub fn words(data: &Bytes) -> String {
    if vector::is_svg(data) { vector::words(data) } else { String::new() }
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
