//! What each file, and each part of one, may hold.

use std::sync::LazyLock;

use super::own_types::OwnTypes;
use super::targets::KINDS;
use crate::content::block::SHAPES;
use crate::content::chapter::{Common, Head};
use crate::content::shape::{Field, Shape};
use crate::content::workbook::Workbook;

/// The shape of `workbook.toml`, with the key under which its targets stand.
pub static WORKBOOK_SHAPE: LazyLock<Shape> =
    LazyLock::new(|| with_key(&Shape::of::<Workbook>(), "target", "The targets, each a `[target.NAME]`."));

/// The shape of a chapter's head, with the key under which its blocks stand.
pub static CHAPTER_SHAPE: LazyLock<Shape> = LazyLock::new(|| {
    with_key(&Shape::of::<Head>(), "block", "The blocks of the chapter, each a `[[block]]`.")
});

/// A shape with one more key, whose value is read elsewhere.
fn with_key(shape: &Shape, name: &str, doc: &str) -> Shape {
    let mut fields = shape.fields().to_vec();
    let (name, doc) = (name.into(), doc.into());
    fields.push(Field { name, required: false, shape: Shape::Anything, doc, default: None });
    Shape::Table(fields)
}

/// The shapes of the program's blocks with the keys that every block has.
pub static BLOCK_SHAPES: LazyLock<Vec<(&'static str, Shape)>> =
    LazyLock::new(|| SHAPES.iter().map(|(name, shape)| (*name, whole(shape.fields()))).collect());

/// The shape of a block with the keys that every block has.
pub fn whole(fields: &[Field]) -> Shape {
    static COMMON: LazyLock<Shape> = LazyLock::new(Shape::of::<Common>);
    Shape::Table([COMMON.fields(), fields].concat())
}

/// The shape of a block of a type, the program's or one of the workbook's own.
pub fn block_shape(name: &str, own: &OwnTypes) -> Option<Shape> {
    let known = BLOCK_SHAPES.iter().find(|(known, _)| *known == name).map(|(_, shape)| shape.clone());
    known.or_else(|| own.named(name).map(|own| whole(&own.fields)))
}

/// The shape of a target of a kind.
pub fn target_shape(kind: &str) -> Option<Shape> {
    let (_, shapes) = KINDS.iter().find(|(known, _)| *known == kind)?;
    Some(Shape::Table(shapes.iter().flat_map(|shape| shape.fields().to_vec()).collect()))
}
