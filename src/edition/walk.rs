//! Walks over the items of laid-out frames.

use typst_library::layout::{Frame, FrameItem, Point, Rect, Size, Transform};
use typst_library::visualize::{Curve, Geometry, Paint, Shape};

/// A box on a page, in points from its top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f64,
    /// The top edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The bottom edge.
    pub bottom: f64,
}

impl Area {
    /// The box around a rectangle that was transformed.
    pub fn of(rect: Rect, transform: Transform) -> Self {
        let (min, max) = (rect.min, rect.max);
        let corners = [min, max, Point::new(min.x, max.y), Point::new(max.x, min.y)];
        let corners = corners.map(|corner| corner.transform(transform));
        let (xs, ys) = (corners.map(|c| c.x.to_pt()), corners.map(|c| c.y.to_pt()));
        let least = |sides: [f64; 4]| sides.into_iter().fold(f64::INFINITY, f64::min);
        let most = |sides: [f64; 4]| sides.into_iter().fold(f64::NEG_INFINITY, f64::max);
        Self { left: least(xs), top: least(ys), right: most(xs), bottom: most(ys) }
    }

    /// The box of a size that was transformed.
    pub fn sized(size: Size, transform: Transform) -> Self {
        Self::of(Rect::new(Point::zero(), size.to_point()), transform)
    }

    /// What two boxes share, if anything.
    pub fn common(&self, other: &Self) -> Option<Self> {
        let common = Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        };
        (common.left < common.right && common.top < common.bottom).then_some(common)
    }

    /// Whether a box lies in this one, but for so many points.
    pub fn holds(&self, other: &Self, slack: f64) -> bool {
        other.left >= self.left - slack
            && other.top >= self.top - slack
            && other.right <= self.right + slack
            && other.bottom <= self.bottom + slack
    }

    /// The box with so many points added on each side.
    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The width in points.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// The height in points.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// An item where it stands.
pub struct Placed<'a> {
    /// The item; groups are walked into and not handed out.
    pub item: &'a FrameItem,
    /// From the item's own coordinates to the page's.
    pub transform: Transform,
    /// What can be seen of it at most.
    pub clip: Option<Area>,
}

/// Hands out all items of a frame in the order in which they are drawn.
pub fn walk<'a>(frame: &'a Frame, visit: &mut dyn FnMut(Placed<'a>)) {
    into(frame, Transform::identity(), None, visit);
}

fn into<'a>(frame: &'a Frame, outer: Transform, clip: Option<Area>, visit: &mut dyn FnMut(Placed<'a>)) {
    for (at, item) in frame.items() {
        let transform = outer.pre_concat(Transform::translate(at.x, at.y));
        let FrameItem::Group(group) = item else {
            visit(Placed { item, transform, clip });
            continue;
        };
        let inner = transform.pre_concat(group.transform);
        let own = group.clip.as_ref().map(|curve| Area::of(curve.bbox(None), inner));
        let clip = match (clip, own) {
            (Some(outer), Some(own)) => Some(outer.common(&own).unwrap_or(own)),
            (outer, own) => own.or(outer),
        };
        into(&group.frame, inner, clip, visit);
    }
}

/// Changes all items of a frame, groups and what is in them; those for which `keep` gives false go.
pub fn edit(frame: &mut Frame, keep: &mut dyn FnMut(&mut FrameItem) -> bool) {
    frame.retain(|item| {
        if let FrameItem::Group(group) = item {
            edit(&mut group.frame, keep);
        }
        keep(item)
    });
}

/// A filled rectangle.
pub fn rectangle(size: Size, paint: Paint) -> Shape {
    Geometry::Rect(size).filled(paint)
}

/// A clip of a rectangle at a point.
pub fn window(at: Point, size: Size) -> Curve {
    let mut curve = Curve::rect(size);
    curve.translate(at);
    curve
}
