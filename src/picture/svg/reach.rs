//! How far the parts of a drawing reach out of it.

use usvg::{Group, Node, Tree};

use super::super::Fault;

/// How many times its own size a drawing may reach out of itself, on any side. At numbers that are larger by far,
/// those who draw fail at one scale and not at another.
const FARTHEST: f32 = 1e5;

/// Looks at how far the parts of a drawing reach.
///
/// Errors where any lies too far outside.
pub fn near_enough(tree: &Tree) -> Result<(), Fault> {
    let farthest = tree.size().width().max(tree.size().height()) * FARTHEST;
    if holds(tree.root(), farthest) {
        return Ok(());
    }
    let message = "has parts that are too large to be drawn, or lie too far outside of it";
    let hint = "take away what lies outside of the page in the drawing program, or save it as a PNG";
    Err(Fault { hint: hint.into(), ..Fault::heavy(message) })
}

fn holds(group: &Group, farthest: f32) -> bool {
    let is_near = |[left, top, right, bottom]: [f32; 4]| {
        left >= -farthest && top >= -farthest && right <= farthest && bottom <= farthest
    };
    let filters = group.filters().iter().map(|filter| filter.rect());
    let mut is_held =
        filters.into_iter().all(|area| is_near([area.left(), area.top(), area.right(), area.bottom()]));
    for node in group.children() {
        let area = node.abs_stroke_bounding_box();
        is_held = is_held && is_near([area.left(), area.top(), area.right(), area.bottom()]);
        node.subroots(|inner| is_held = is_held && holds(inner, farthest));
        if let (true, Node::Group(inner)) = (is_held, node) {
            is_held = holds(inner, farthest);
        }
    }
    is_held
}
