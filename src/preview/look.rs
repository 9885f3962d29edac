//! The fingerprint of a page: a hash of what can be seen of it.
//!
//! Tags, links and the places that text comes from are left out, so that an edit elsewhere leaves it as it was.

use std::hash::{Hash, Hasher};

use typst_layout::Page;
use typst_library::layout::{Abs, Frame, FrameItem, GroupItem};
use typst_library::text::TextItem;
use typst_utils::hash128;

/// A hash of what can be seen of a page.
///
/// It is the same for the same program alone, and is not to be kept.
pub fn look(page: &Page) -> u128 {
    hash128(&Seen(page))
}

/// A page as it is seen.
struct Seen<'a>(&'a Page);

impl Hash for Seen<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self(page) = self;
        page.bleed.hash(state);
        page.fill_or_white().hash(state);
        frame(&page.frame, state);
    }
}

fn frame<H: Hasher>(seen: &Frame, state: &mut H) {
    seen.size().hash(state);
    seen.kind().hash(state);
    for (at, item) in seen.items() {
        match item {
            FrameItem::Tag(_) | FrameItem::Link(..) => continue,
            // Groups that hold nothing to see are those around tags.
            FrameItem::Group(group) if is_empty(&group.frame) => continue,
            _ => at.hash(state),
        }
        match item {
            FrameItem::Group(GroupItem { frame: inner, transform, clip, .. }) => {
                (0u8, transform, clip).hash(state);
                frame(inner, state);
            }
            FrameItem::Text(item) => text(item, state),
            FrameItem::Shape(shape, _) => (2u8, shape).hash(state),
            FrameItem::Image(image, size, _) => (3u8, image, size).hash(state),
            FrameItem::Tag(_) | FrameItem::Link(..) => {}
        }
    }
    // What follows a group is not what is in it.
    4u8.hash(state);
}

fn is_empty(frame: &Frame) -> bool {
    frame.items().all(|(_, item)| match item {
        FrameItem::Tag(_) | FrameItem::Link(..) => true,
        FrameItem::Group(group) => is_empty(&group.frame),
        _ => false,
    })
}

/// Letters, where they stand and what they say: the page is searched, too.
fn text<H: Hasher>(item: &TextItem, state: &mut H) {
    let TextItem { font, size, fill, stroke, text, glyphs, .. } = item;
    (1u8, font, size, fill, stroke, text).hash(state);
    for glyph in glyphs {
        let advances = [glyph.x_advance, glyph.y_advance, glyph.x_offset, glyph.y_offset];
        (glyph.id, advances).hash(state);
    }
}

/// The width and height of a page with its bleed, in points, as it is drawn.
pub fn drawn_size(page: &Page) -> [f64; 2] {
    let size = page.frame.size();
    let bleed = page.bleed;
    [size.x + bleed.left + bleed.right, size.y + bleed.top + bleed.bottom].map(Abs::to_pt)
}
