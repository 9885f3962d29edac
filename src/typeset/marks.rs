//! Marks in the laid-out pages by which the block that something belongs to is found.

use typst::WorldExt;
use typst_library::foundations::{Content, IntoValue, NativeElement, Value};
use typst_library::introspection::{MetadataElem, Tag};

use super::{Workspace, world};
use crate::source::Place;

/// What the metadata of a mark says.
const MARK: &str = "block";

/// A mark: nothing to see, and the place as its span.
pub fn mark(place: Place) -> Content {
    MetadataElem::new(MARK.into_value()).pack().spanned(place.span())
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
    let span = content.span();
    let file = span.id().filter(|file| world::is_content(*file))?;
    Some(Place::new(file, workspace.range(span)?))
}
