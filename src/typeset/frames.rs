//! Laid-out frames, item by item.

use typst_library::layout::{Frame, FrameItem, Point};

/// Hands out all items of a frame but groups, with their places; nothing in it may be turned.
pub fn each_item<'a>(frame: &'a Frame, origin: Point, take: &mut impl FnMut(&'a FrameItem, Point)) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                each_item(&group.frame, origin + *at + moved, take);
            }
            item => take(item, origin + *at),
        }
    }
}
