//! The end of a line that is no end of a paragraph.

use typst_library::foundations::{Content, NativeElement, elem};
use typst_library::text::TextElem;

/// A hard line end, which the layouts set.
#[elem]
pub struct LineEndElem {
    /// What it is to who hears, copies or searches the text, and in bookmarks: a space, or nothing after one.
    #[required]
    pub body: Content,
}

/// A hard line end; `spaced` where a space stands before it.
pub fn line_end(spaced: bool) -> Content {
    LineEndElem::new(if spaced { Content::empty() } else { TextElem::packed(" ") }).pack()
}
