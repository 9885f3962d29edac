//! The eighth room: what differs between outputs, done to the laid-out document.
//!
//! Each target is a function from document to document, in a file of its name: [`screen`],
//! [`print`], [`booklet`], and before any of them [`extract`]; [`cut`] takes some pages of the outcome.

mod booklet;
mod bound;
mod cut;
mod editions;
mod extract;
mod marks;
mod outlined;
mod photographs;
mod picture;
mod print;
mod process;
mod screen;
mod walk;

use typst_layout::PagedDocument;

pub use booklet::{Folding, Side, booklet, sides};
pub use cut::cut;
pub use editions::{Context, Edition, Output, any_exchanged, editions};
pub use extract::extract;
pub use marks::{Marks, process};
pub use photographs::printed;
pub use picture::{placed_size, resolution, resolutions};
pub use print::{Margins, print};
pub use screen::{images, screen};
pub use walk::{Area, Placed, edit, walk};

/// A document made ready for paper.
pub struct Made {
    /// The pages, with all that is around their trim.
    pub document: PagedDocument,
    /// The boxes of each page.
    pub papers: Vec<Paper>,
}

/// The boxes of a page, in points from the top left of its MediaBox (ISO 32000-1, 14.11.2).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Width and height of the MediaBox.
    pub media: [f64; 2],
    /// The TrimBox.
    pub trim: Area,
    /// The BleedBox.
    pub bleed: Area,
}

impl Paper {
    /// The boxes of a page whose medium reaches so far around its trim.
    fn around(trim: Area, bleed: f64, around: f64) -> Self {
        let (width, height) = (trim.width(), trim.height());
        let trim = Area { left: around, top: around, right: around + width, bottom: around + height };
        Self { media: [width + 2.0 * around, height + 2.0 * around], trim, bleed: trim.grown(bleed) }
    }

    /// The boxes of a page on a sheet of its own.
    fn within(trim: Area, bleed: f64, media: [f64; 2]) -> Self {
        Self { media, trim, bleed: trim.grown(bleed) }
    }
}
