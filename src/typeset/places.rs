//! From laid-out pages back to the TOML: where a span or a mark stands in the workbook's files.

use typst_library::World;
use typst_library::foundations::Value;
use typst_library::introspection::{MetadataElem, Tag};
use typst_syntax::DiagSpan;

use super::anchors::{Spot, anchors};
use super::marks::MARK;
use super::world::{Workspace, is_content};
use crate::source::Place;

/// Where a span stands in the workbook's files now, if it is of a chapter.
pub fn place(workspace: &Workspace, span: impl Into<DiagSpan>) -> Option<Place> {
    let (file, spot) = Spot::read(span.into())?;
    if !is_content(file) {
        return None;
    }
    let bytes = workspace.file(file).ok()?;
    let range = anchors(file, &bytes).range(spot, bytes.as_str().ok()?)?;
    Some(Place::new(file, range))
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
    place(workspace, content.span())
}
