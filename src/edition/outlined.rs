//! Drawings whose words a PDF/A cannot hold as letters.

use typst_library::foundations::Bytes;
use typst_library::visualize::{Image, ImageKind, SvgImage};
use usvg::{Group, Node, WriteOptions};

/// A drawing with its words as outlines, where a letter of them is set from several glyphs: krilla would know the
/// letter of the first alone, and PDF/A-2a asks for that of each (ISO 19005-2, 6.2.11.7.2).
///
/// Gives nothing where the drawing is fine as it is.
pub fn outlined(image: &Image) -> Option<Image> {
    let ImageKind::Svg(svg) = image.kind() else { return None };
    Some(Image::new(outlines(svg)?, image.alt().map(Into::into), image.scaling()))
}

/// The drawing without letters; made once, however many targets take it.
#[comemo::memoize]
fn outlines(svg: &SvgImage) -> Option<SvgImage> {
    if !has_parts(svg.tree().root()) {
        return None;
    }
    let text = svg.tree().to_string(&WriteOptions { preserve_text: false, ..WriteOptions::default() });
    SvgImage::new(Bytes::from_string(text)).ok()
}

/// Whether a glyph has no letter of its own; drawings within the drawing, masks and patterns count.
fn has_parts(group: &Group) -> bool {
    let is_part = |node: &Node| match node {
        Node::Text(text) => {
            let mut glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
            glyphs.any(|glyph| glyph.text.is_empty())
        }
        Node::Group(group) => has_parts(group),
        _ => false,
    };
    let mut below = false;
    for node in group.children() {
        node.subroots(|group| below |= has_parts(group));
    }
    below || group.children().iter().any(is_part)
}
