//! Marks in the laid-out pages by which the block that something belongs to is found.

use typst_library::foundations::{Content, IntoValue, NativeElement};
use typst_library::introspection::MetadataElem;

use super::anchors::Spot;
use crate::source::FileId;

/// What the metadata of a mark says.
pub const MARK: &str = "block";

/// A mark: nothing to see, and the block of a file, or the head of a chapter, as its span.
pub fn mark(file: FileId, block: Option<usize>) -> Content {
    MetadataElem::new(MARK.into_value()).pack().spanned(Spot::Block(block).span(file))
}
