//! From laid-out pages back to the TOML: where a span or a mark stands in the workbook's files.

use typst_library::World;
use typst_library::introspection::Tag;
use typst_syntax::DiagSpan;

use super::anchors::{Spot, anchors};
use super::marks::mark_of;
use super::world::{Workspace, is_content};
use crate::source::Place;

/// Where a span stands in the workbook's files now, if it is of a chapter.
pub fn place(workspace: &Workspace, span: impl Into<DiagSpan>) -> Option<Place> {
    let (file, spot) = Spot::read(span.into())?;
    if !is_content(file) {
        return None;
    }
    let bytes = workspace.file(file).ok()?;
    let range = anchors(file, &bytes, &workspace.own_types()).range(spot)?;
    Some(Place::new(file, range))
}

/// The block, or the head of a chapter, that begins at a tag of a page's frame.
///
/// Whoever walks the pages in order takes each mark to hold until the next, over the ends
/// of pages too.
pub fn place_of(workspace: &Workspace, tag: &Tag) -> Option<Place> {
    place(workspace, mark_of(tag)?)
}
