//! Pictures and boxes stay on the sheet, and nothing is clipped unseen.

use typst_layout::PagedDocument;
use typst_library::layout::{Frame, FrameItem, Point, Rect, Size, Transform};

use crate::book::sample_laid;
use crate::stress;

/// How far a ground or a picture may run off the page: 3 mm of bleed and half a stroke, in points.
const BLEED: f64 = 9.0;

/// What may be off by rounding, in points.
const ROUNDING: f64 = 0.6;

/// A box on a page: left, top, right and bottom, in points.
type Area = [f64; 4];

/// A page as it is walked.
struct Walk {
    sheet: Area,
    faults: Vec<String>,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, transform: Transform, clip: Option<Area>) {
        for (at, item) in frame.items() {
            let here = transform.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => {
                    let inner = here.pre_concat(group.transform);
                    let own = group.clip.as_ref().map(|curve| area(curve.bbox(None), inner));
                    self.frame(&group.frame, inner, own.or(clip));
                }
                FrameItem::Text(text) if !text.text.trim().is_empty() => {
                    let ink = area(text.bbox(), here);
                    if clip.is_some_and(|clip| !within(ink, clip, ROUNDING)) {
                        self.faults.push(format!("{:?} is clipped: {ink:.1?} in {clip:.1?}", text.text));
                    }
                }
                FrameItem::Shape(shape, _) if shape.fill.is_some() || shape.stroke.is_some() => {
                    self.placed("a shape", area(shape.bbox(true), here), clip);
                }
                FrameItem::Image(_, size, _) => {
                    self.placed("an image", area(sized(*size), here), clip);
                }
                _ => {}
            }
        }
    }

    /// What is clipped may reach as far as it likes: the clip itself must stay on the sheet.
    fn placed(&mut self, what: &str, area: Area, clip: Option<Area>) {
        let shown = clip.map_or(area, |clip| {
            [area[0].max(clip[0]), area[1].max(clip[1]), area[2].min(clip[2]), area[3].min(clip[3])]
        });
        if shown[0] < shown[2] && shown[1] < shown[3] && !within(shown, self.sheet, BLEED) {
            self.faults.push(format!("{what} runs off the sheet: {shown:.1?}"));
        }
    }
}

fn sized(size: Size) -> Rect {
    Rect::new(Point::zero(), size.to_point())
}

fn area(rect: Rect, transform: Transform) -> Area {
    let corners =
        [rect.min, rect.max, Point::new(rect.min.x, rect.max.y), Point::new(rect.max.x, rect.min.y)];
    let corners = corners.map(|corner| corner.transform(transform));
    let (x, y) = (corners.map(|corner| corner.x.to_pt()), corners.map(|corner| corner.y.to_pt()));
    let least = |sides: [f64; 4]| sides.into_iter().fold(f64::INFINITY, f64::min);
    let most = |sides: [f64; 4]| sides.into_iter().fold(f64::NEG_INFINITY, f64::max);
    [least(x), least(y), most(x), most(y)]
}

fn within(inner: Area, outer: Area, slack: f64) -> bool {
    inner[0] >= outer[0] - slack
        && inner[1] >= outer[1] - slack
        && inner[2] <= outer[2] + slack
        && inner[3] <= outer[3] + slack
}

fn stays(document: &PagedDocument) {
    let mut faults = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let mut walk = Walk { sheet: area(sized(page.frame.size()), Transform::identity()), faults: vec![] };
        walk.frame(&page.frame, Transform::identity(), None);
        faults.extend(walk.faults.into_iter().map(|fault| format!("page {}: {fault}", index + 1)));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(20)].join("\n"));
}

#[test]
fn the_sample_stays_on_its_sheets() {
    stays(&sample_laid().0);
}

#[test]
fn the_stress_book_stays_on_its_sheets() {
    stays(&stress::laid().0);
}
