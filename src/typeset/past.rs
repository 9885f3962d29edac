//! Marks on text that nothing could keep within its cell, column or card, for preflight to see.

use typst_library::layout::{Fragment, Frame, FrameItem, GroupItem, Point, Size};
use typst_library::text::TextItem;

use super::values::label;

/// The label of the group around such a text.
const PAST: &str = "werkboek:past-its-edge";

/// Marks all text of a fragment that is past its edge, by the place at which it stands.
pub fn mark(fragment: &mut Fragment, is_past: &dyn Fn(&TextItem, Point) -> bool) {
    fragment.iter_mut().for_each(|frame| mark_in(frame, Point::zero(), is_past));
}

fn mark_in(frame: &mut Frame, origin: Point, is_past: &dyn Fn(&TextItem, Point) -> bool) {
    let items: Vec<(Point, FrameItem)> = frame.items().cloned().collect();
    frame.clear();
    for (at, item) in items {
        let item = match item {
            FrameItem::Group(mut group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                mark_in(&mut group.frame, origin + at + moved, is_past);
                FrameItem::Group(group)
            }
            FrameItem::Text(text) if is_past(&text, origin + at) => {
                let mut inner = Frame::soft(Size::zero());
                inner.push(Point::zero(), FrameItem::Text(text));
                FrameItem::Group(GroupItem { label: label(PAST), ..GroupItem::new(inner) })
            }
            other => other,
        };
        frame.push(at, item);
    }
}

/// Hands out the text on a page that is past its edge.
pub fn past_edge<'a>(frame: &'a Frame, take: &mut dyn FnMut(&'a TextItem)) {
    for (_, item) in frame.items() {
        let FrameItem::Group(group) = item else { continue };
        let marked = group.label.is_some_and(|label| label.resolve().as_str() == PAST);
        match group.frame.items().next() {
            Some((_, FrameItem::Text(text))) if marked => take(text),
            _ => past_edge(&group.frame, take),
        }
    }
}
