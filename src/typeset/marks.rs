//! Marks in the laid-out pages by which the block that something belongs to is found.

use typst_library::foundations::{Content, IntoValue, NativeElement, Value};
use typst_library::introspection::{MetadataElem, Tag};

use super::Workspace;
use super::anchors::{self, Spot};
use crate::source::{FileId, Place};

/// What the metadata of a mark says.
const MARK: &str = "block";

/// A mark: nothing to see, and the block of a file, or the head of a chapter, as its span.
pub fn mark(file: FileId, block: Option<usize>) -> Content {
    MetadataElem::new(MARK.into_value()).pack().spanned(Spot::Block(block).span(file))
}

/// The block, or the head of a chapter, that begins at a tag of a page's frame.
///
/// Whoever walks the pages in order takes each mark to hold until the next, over the ends
/// of pages too.
pub fn place_of(workspace: &Workspace, tag: &Tag) -> Option<Place> {
    let Tag::Start(content, _) = tag else { return None };
    let metadata = content.to_packed::<MetadataElem>()?;
    if !matches!(&metadata.value, Value::Str(value) if value.as_str() == MARK) {
        return None;
    }
    anchors::place(workspace, content.span())
}
