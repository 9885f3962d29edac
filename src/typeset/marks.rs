//! Marks in the laid-out pages by which the block that something belongs to is found.

use typst_library::foundations::{Content, IntoValue, NativeElement, Value};
use typst_library::introspection::{MetadataElem, Tag};
use typst_syntax::Span;

use super::anchors::Spot;
use crate::source::FileId;

/// What the metadata of a mark says.
const MARK: &str = "block";

/// A mark: nothing to see, and the block of a file, or the head of a chapter, as its span.
pub fn mark(file: FileId, block: Option<usize>) -> Content {
    MetadataElem::new(MARK.into_value()).pack().spanned(Spot::Block(block).span(file))
}

/// The span of a mark, if a tag begins one.
pub fn mark_of(tag: &Tag) -> Option<Span> {
    let Tag::Start(content, _) = tag else { return None };
    let metadata = content.to_packed::<MetadataElem>()?;
    let is_mark = matches!(&metadata.value, Value::Str(value) if value.as_str() == MARK);
    is_mark.then(|| content.span())
}
