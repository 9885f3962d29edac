//! The parts of a drawing: its lines and filled shapes, where they stand, and what lies under them.

use kurbo::{BezPath, Shape as _};
use typst_library::layout::{Abs, Point, Rect, Transform};
use typst_library::visualize::ImageKind;
use usvg::tiny_skia_path::{self, PathSegment};
use usvg::{Group, Node, Paint, Path};

use super::drawn::Drawn;
use super::sheets::Thing;
use crate::edition::Area;

/// How many comparisons are spent on what lies under the parts of one drawing.
const PATIENCE: usize = 4_000_000;

/// At how many places a line is looked at.
const PLACES: usize = 16;

/// A drawing where it stands.
pub struct Drawing<'a> {
    /// What is drawn, in its order.
    pub parts: Vec<Part<'a>>,
    /// From the units of the drawing to points, where it stands.
    pub scale: f64,
    transform: Transform,
    ground: Option<[u8; 3]>,
    patience: usize,
}

/// A line or a filled shape of a drawing.
pub struct Part<'a> {
    /// Whether it is of a text.
    pub is_letter: bool,
    /// What its groups leave of it, from 0 to 1.
    opacity: f32,
    path: &'a Path,
}

/// A colour, and how much of it covers what lies under it, from 0 to 1.
pub type Coat = ([u8; 3], f32);

impl<'a> Drawing<'a> {
    /// The drawing that a thing is, if it is one.
    pub fn of(thing: &Thing<'a>) -> Option<Self> {
        let Drawn::Image(image) = &thing.drawn else { return None };
        let ImageKind::Svg(svg) = image.kind() else { return None };
        let mut parts = Vec::new();
        collect(svg.tree().root(), 1.0, false, &mut parts);
        let size = [svg.width(), svg.height()];
        let [wide, high] = [0, 1].map(|side| thing.size[side] / thing.scale / size[side]);
        let scale = thing.size[0] / size[0];
        let transform = thing.transform.pre_concat(Transform::scale(
            typst_library::layout::Ratio::new(wide),
            typst_library::layout::Ratio::new(high),
        ));
        Some(Self { parts, scale, transform, ground: thing.ground, patience: PATIENCE })
    }

    /// Where a part stands on the page, with its line.
    pub fn area(&self, part: &Part) -> Area {
        let bounds = part.path.abs_stroke_bounding_box();
        let point = |x: f32, y: f32| Point::new(Abs::pt(x.into()), Abs::pt(y.into()));
        let rect = Rect::new(point(bounds.left(), bounds.top()), point(bounds.right(), bounds.bottom()));
        Area::of(rect, self.transform)
    }

    /// The colour under a part at a place, in units of the drawing; nothing where that cannot be told.
    pub fn under(&mut self, part: usize, at: [f32; 2]) -> Option<[u8; 3]> {
        let mut coats = Vec::new();
        let mut ground = self.ground;
        for below in self.parts.get(..part)?.iter().rev() {
            self.patience = self.patience.checked_sub(below.cost(at))?;
            if !below.covers(at) {
                continue;
            }
            let (colour, share) = below.fill()?;
            if share > 0.99 {
                ground = Some(colour);
                break;
            }
            coats.push((colour, share));
        }
        Some(coats.into_iter().rev().fold(ground?, coated))
    }
}

/// A ground with a coat over it.
pub fn coated(ground: [u8; 3], (colour, share): Coat) -> [u8; 3] {
    let channel = |at: usize| f32::from(ground[at]) * (1.0 - share) + f32::from(colour[at]) * share;
    [0, 1, 2].map(|at| channel(at).round() as u8)
}

fn collect<'a>(group: &'a Group, opacity: f32, is_letter: bool, parts: &mut Vec<Part<'a>>) {
    let opacity = opacity * group.opacity().get();
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, opacity, is_letter, parts),
            Node::Path(path) if path.is_visible() => parts.push(Part { is_letter, opacity, path }),
            Node::Text(text) => collect(text.flattened(), opacity, true, parts),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

impl Part<'_> {
    /// Its filling; nothing where it has none, or one of many colours.
    pub fn fill(&self) -> Option<Coat> {
        let fill = self.path.fill()?;
        Some((solid(fill.paint())?, fill.opacity().get() * self.opacity))
    }

    /// Its line; nothing where it has none, or one of many colours.
    pub fn stroke(&self) -> Option<Coat> {
        let stroke = self.path.stroke()?;
        Some((solid(stroke.paint())?, stroke.opacity().get() * self.opacity))
    }

    /// Whether it has a line.
    pub fn has_line(&self) -> bool {
        self.path.stroke().is_some()
    }

    /// The thickness of its line, in units of the drawing.
    pub fn thickness(&self) -> Option<f64> {
        let matrix = self.path.abs_transform();
        let scale = f64::from(matrix.sx).hypot(f64::from(matrix.ky));
        Some(f64::from(self.path.stroke()?.width().get()) * scale)
    }

    /// The strongest colours of its shadings, each as if it covered all.
    pub fn shades(&self) -> Vec<[u8; 3]> {
        let paints = self.path.fill().map(usvg::Fill::paint).into_iter();
        let paints = paints.chain(self.path.stroke().map(usvg::Stroke::paint));
        let stops = paints.filter_map(|paint| match paint {
            Paint::LinearGradient(gradient) => Some(gradient.stops()),
            Paint::RadialGradient(gradient) => Some(gradient.stops()),
            Paint::Color(_) | Paint::Pattern(_) => None,
        });
        let seen = |stop: &usvg::Stop| {
            let colour = stop.color();
            let share = stop.opacity().get() * self.opacity;
            coated([255; 3], ([colour.red, colour.green, colour.blue], share))
        };
        let darkest =
            |stops: &[usvg::Stop]| stops.iter().map(seen).min_by_key(|[r, g, b]| (*r).min(*g).min(*b));
        stops.filter_map(darkest).collect()
    }

    /// The middle of it, in units of the drawing.
    pub fn middle(&self) -> [f32; 2] {
        let bounds = self.path.abs_bounding_box();
        [(bounds.left() + bounds.right()) / 2.0, (bounds.top() + bounds.bottom()) / 2.0]
    }

    /// Places on its line, in units of the drawing.
    pub fn places(&self) -> Vec<[f32; 2]> {
        let mut from = tiny_skia_path::Point::zero();
        let mut start = from;
        let mut places = Vec::new();
        for segment in self.path.data().segments().take(PLACES * 2) {
            let to = match segment {
                PathSegment::MoveTo(to) => {
                    (from, start) = (to, to);
                    continue;
                }
                PathSegment::LineTo(to) | PathSegment::QuadTo(_, to) | PathSegment::CubicTo(_, _, to) => to,
                PathSegment::Close => start,
            };
            let between = match segment {
                PathSegment::QuadTo(bend, _) => middle(&[from, bend, bend, to]),
                PathSegment::CubicTo(a, b, _) => middle(&[from, a, a, a, b, b, b, to]),
                _ => middle(&[from, to]),
            };
            places.push(between);
            from = to;
        }
        places.truncate(PLACES);
        self.path.abs_transform().map_points(&mut places);
        places.into_iter().map(|place| [place.x, place.y]).collect()
    }

    /// Whether it is filled at a place.
    fn covers(&self, at: [f32; 2]) -> bool {
        let Some(fill) = self.path.fill() else { return false };
        let Some(back) = self.within(at).then(|| self.path.abs_transform().invert()).flatten() else {
            return false;
        };
        let mut place = tiny_skia_path::Point::from_xy(at[0], at[1]);
        back.map_point(&mut place);
        let winding = outline(self.path).winding((f64::from(place.x), f64::from(place.y)).into());
        match fill.rule() {
            usvg::FillRule::NonZero => winding != 0,
            usvg::FillRule::EvenOdd => winding % 2 != 0,
        }
    }

    fn within(&self, at: [f32; 2]) -> bool {
        let bounds = self.path.abs_bounding_box();
        (bounds.left()..=bounds.right()).contains(&at[0]) && (bounds.top()..=bounds.bottom()).contains(&at[1])
    }

    /// What it costs to say whether it covers a place.
    fn cost(&self, at: [f32; 2]) -> usize {
        if self.within(at) { 1 + self.path.data().len() } else { 1 }
    }
}

/// The middle of some points.
fn middle(points: &[tiny_skia_path::Point]) -> tiny_skia_path::Point {
    let share = 1.0 / points.len().max(1) as f32;
    let sum = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.x, y + point.y));
    tiny_skia_path::Point::from_xy(sum.0 * share, sum.1 * share)
}

/// The colour of a plain paint.
fn solid(paint: &Paint) -> Option<[u8; 3]> {
    match paint {
        Paint::Color(colour) => Some([colour.red, colour.green, colour.blue]),
        Paint::LinearGradient(_) | Paint::RadialGradient(_) | Paint::Pattern(_) => None,
    }
}

/// A path as one of kurbo's, which tells what lies inside.
fn outline(path: &Path) -> BezPath {
    let point = |point: tiny_skia_path::Point| kurbo::Point::new(point.x.into(), point.y.into());
    let mut outline = BezPath::new();
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(to) => outline.move_to(point(to)),
            PathSegment::LineTo(to) => outline.line_to(point(to)),
            PathSegment::QuadTo(bend, to) => outline.quad_to(point(bend), point(to)),
            PathSegment::CubicTo(a, b, to) => outline.curve_to(point(a), point(b), point(to)),
            PathSegment::Close => outline.close_path(),
        }
    }
    outline
}
