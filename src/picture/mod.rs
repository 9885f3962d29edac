//! The third room: images, turned into what PDF/A-2 accepts.

mod apart;
mod fault;
mod jpeg;
mod kind;
mod known;
mod open;
mod page;
mod profile;
mod proportion;
mod raster;
mod svg;

use typst_library::foundations::Bytes;

pub use apart::{Apart, Question, busy_seconds, confine, forget_peak, open_apart, peak_megabytes, serve};
pub use fault::Fault;
pub use jpeg::{LONGEST, is_four, raw_inks};
pub use open::open_picture;
pub use profile::{Channels, fits, through, to_srgb};
pub use svg::Seen;

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
    /// How wide it is by its own size, in the pixels of browsers: 96 to the inch.
    pub own: u32,
}

/// A picture, or all that is wrong with it.
pub type Opened = Result<Picture, Vec<Fault>>;

/// Splits `plan.pdf#page=3` into the path and the page; other paths have page 1.
pub fn split_page(path: &str) -> (&str, usize) {
    let parts = path.rsplit_once("#page=");
    parts.and_then(|(path, page)| Some((path, page.parse().ok()?))).unwrap_or((path, 1))
}

/// Reads an image; `page` matters for a PDF only. One that may be costly is opened apart first: see [`open_apart`].
///
/// Errors with all that is wrong: the file is of another kind, broken, truncated, too large, or asks for too much.
#[comemo::memoize]
pub fn read_picture(data: &Bytes, page: usize) -> Opened {
    let apart = if known::is_cheap(data) { None } else { apart::ask(data, page) };
    apart.unwrap_or_else(|| open_picture(data, page))
}

/// Whether a file is a photograph in four inks, as Adobe writes it, which a press of four inks can print as it is.
pub fn is_process(data: &Bytes) -> bool {
    data.starts_with(&[0xFF, 0xD8, 0xFF]) && jpeg::is_process(data)
}

/// The pixels of a photograph in four inks, upright, 255 being full ink.
pub fn inks(data: &Bytes) -> Option<image::RgbaImage> {
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
