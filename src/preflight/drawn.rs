//! What can be on a page.

use typst_library::introspection::Tag;
use typst_library::text::TextItem;
use typst_library::visualize::{Image, Paint, Shape};

/// What something on a page is.
pub enum Drawn<'a> {
    /// A run of text.
    Text(&'a TextItem),
    /// A box, a line or another shape.
    Shape(&'a Shape),
    /// An image.
    Image(&'a Image),
    /// The start of an element.
    Tag(&'a Tag),
}

/// Whether a run has nothing but marks, which stand at letters of other runs: their text is that of the letters.
pub fn is_of_marks(text: &TextItem) -> bool {
    !text.glyphs.is_empty() && text.glyphs.iter().all(|glyph| glyph.x_advance.get() == 0.0)
}

/// The colour of a plain paint.
pub fn rgb(paint: &Paint) -> Option<[u8; 3]> {
    let Paint::Solid(color) = paint else { return None };
    let [r, g, b, alpha] =
        color.to_process_space(typst_library::visualize::ProcessColorSpace::Srgb).to_vec4_u8();
    (alpha == 255).then_some([r, g, b])
}
