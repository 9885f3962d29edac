//! The fifth room: the book as read, and the book with every choice made.

mod conditions;
mod design;
mod draft;
mod fonts;
mod load;
mod missing;
mod name;
mod pictures;
mod press;
mod settings;
mod strays;
mod target;
mod trim;

use crate::content::{Words, Workbook, words};
use crate::source::Store;

pub use design::{Design, Faces, Margins, least_margins};
pub use draft::{Draft, Entry};
pub use fonts::{BROKEN_FONT, Embedding, FONTS, FontFace, FontFile, FontFiles, font_files};
pub use load::{load, unmet};
pub use missing::missing;
pub use name::{LONGEST_NAME, file_name, slug};
pub use pictures::{Origin, Pictures, pictures};
pub use press::{press, profile_fault};
pub use settings::{Accent, Limits, Settings};
pub use target::{Imposition, Medium, Printing, Screen, Target};
pub use trim::{MARKS, SLUG};

/// A book that passed the checks, with every choice made: what the later rooms take.
pub struct Book {
    /// What stands in `workbook.toml`.
    pub workbook: Workbook,
    /// What that decides.
    pub settings: Settings,
    /// The words of the layout in the language of the book.
    pub words: Words,
    /// The chapters in their order.
    pub chapters: Vec<Entry>,
    /// What each image that is set comes from.
    pub pictures: Pictures,
}

impl Book {
    /// Makes every choice; nothing where the draft does not hold.
    pub fn new(draft: Draft, store: &Store) -> Option<Self> {
        let pictures = pictures(&draft, store);
        let workbook = draft.workbook?;
        let settings = Settings::new(&workbook, draft.file)?;
        let words = words(&workbook, &workbook.tag());
        Some(Self { workbook, settings, words, chapters: draft.chapters, pictures })
    }
}
