//! What stands so near to the trim that a knife may touch it, and is not meant to run over the edge.

use super::bleed::{THIN, TOUCHES};
use super::drawn::{Drawn, rgb};
use super::fit::SAFE;
use super::parts::{Drawing, Part};
use super::sheets::{Sheet, Thing};
use super::subject::{Subject, takes};
use crate::book::Target;
use crate::edition::Area;
use crate::source::Finding;

/// What may be off by rounding, in points.
const ROUNDING: f64 = 0.1;

/// Looks at text, lines, boxes and images on pages that are printed.
pub fn near_trims(subject: &Subject, sheets: &[Sheet], targets: &[Target]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_printed = |sheet: &&Sheet| {
        targets.iter().any(|target| target.printing().is_some() && takes(subject, target, sheet.index))
    };
    let least = subject.book.settings.limits.near_trim;
    for sheet in sheets.iter().filter(is_printed) {
        for thing in &sheet.things {
            let Some((what, gap)) = near(thing, &sheet.trim, least) else { continue };
            let mm = |points: f64| format!("{:.1} mm", points * 25.4 / 72.0);
            let message = format!(
                "{what} on page {} stands {} from the trim, where a knife may touch it: it takes {}",
                sheet.number,
                mm(gap),
                mm(least)
            );
            let finding = Finding::warning("near-trim", thing.place(subject), message);
            findings.push(finding.hint("move it further in, or let it run over the edge by the bleed"));
        }
    }
    findings
}

/// What stands too near to the trim, and how near, in points.
fn near(thing: &Thing, trim: &Area, least: f64) -> Option<(String, f64)> {
    let seen = thing.seen()?;
    let from = |low: f64| nearest(&seen, trim, low).filter(|gap| *gap < least - ROUNDING);
    match &thing.drawn {
        // What is nearer still does not fit, and is told of by that name.
        Drawn::Text(text) => {
            let shown: String = text.text.chars().take(40).collect();
            let gap = from(SAFE).filter(|_| !text.text.trim().is_empty())?;
            Some((format!("`{shown}`"), gap))
        }
        Drawn::Shape(shape) => {
            let is_seen = shape.stroke.is_some() || shape.fill.as_ref().map(rgb) != Some(thing.ground);
            let is_box = shape.fill.is_some() && seen.width() >= THIN && seen.height() >= THIN;
            // What touches the edge and does not run over it as far as it should is a short bleed.
            let gap = from(if is_box { TOUCHES } else { -ROUNDING }).filter(|_| is_seen)?;
            Some((if is_box { "a box" } else { "a line" }.into(), gap))
        }
        Drawn::Image(_) => {
            let whole = from(TOUCHES).map(|gap| ("an image".into(), gap));
            whole.or_else(|| part(thing, &seen, trim, least))
        }
        Drawn::Tag(_) => None,
    }
}

/// The distances from the edges of the trim, inwards: left, top, right and bottom.
fn gaps(area: &Area, trim: &Area) -> [f64; 4] {
    [area.left - trim.left, area.top - trim.top, trim.right - area.right, trim.bottom - area.bottom]
}

/// The least distance from an edge of the trim, of those that are not under a limit: what is over an edge
/// is meant to be.
fn nearest(area: &Area, trim: &Area, low: f64) -> Option<f64> {
    gaps(area, trim).into_iter().filter(|gap| *gap >= low).reduce(f64::min)
}

/// The part of a drawing over the edge that stands too near: its words, and its marks.
fn part(thing: &Thing, seen: &Area, trim: &Area, least: f64) -> Option<(String, f64)> {
    let inner = trim.grown(-least);
    if inner.holds(seen, 0.0) {
        return None;
    }
    let drawing = Drawing::of(thing)?;
    let shown = |part| Some((part, drawing.area(part).common(seen)?));
    let parts: Vec<(&Part, Area)> = drawing.parts.iter().filter_map(shown).collect();
    let edge = Edge { trim: *trim, inner, over: drawn_over(&parts, seen, trim) };
    let near = parts.iter().filter_map(|(part, area)| {
        let gap = if part.is_letter { edge.letters(area)? } else { edge.mark(part, area)? };
        (gap < least - ROUNDING).then(|| (if part.is_letter { "text" } else { "a mark" }, gap.max(0.0)))
    });
    let (what, gap) = near.min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((format!("{what} in a drawing"), gap))
}

/// The edges over which a drawing itself runs, and not only its ground: what stands along them is part of it.
fn drawn_over(parts: &[(&Part, Area)], seen: &Area, trim: &Area) -> [bool; 4] {
    let half = seen.width() * seen.height() / 2.0;
    let mut over = [false; 4];
    for (part, area) in parts {
        if !part.is_letter && (part.has_line() || area.width() * area.height() < half) {
            let gaps = gaps(area, trim);
            over = std::array::from_fn(|side| over[side] || gaps[side] < -ROUNDING);
        }
    }
    over
}

/// The edge of a page, under a drawing that runs over it.
struct Edge {
    trim: Area,
    /// Where nothing is too near.
    inner: Area,
    /// Which sides the drawing runs over: left, top, right and bottom.
    over: [bool; 4],
}

impl Edge {
    /// How near letters stand; those that are cut stand at the edge.
    fn letters(&self, area: &Area) -> Option<f64> {
        area.common(&self.trim)?;
        let is_whole = self.trim.holds(area, ROUNDING);
        if is_whole { nearest(area, &self.trim, -ROUNDING) } else { Some(0.0) }
    }

    /// How near a mark stands: what lies along the edge, or a frame around the page.
    ///
    /// A shape among others may end anywhere.
    fn mark(&self, part: &Part, area: &Area) -> Option<f64> {
        let gaps = gaps(area, &self.trim);
        let least = self.inner.left - self.trim.left;
        let near: [bool; 4] = std::array::from_fn(|side| {
            (-ROUNDING..least - ROUNDING).contains(&gaps[side]) && !self.over[side]
        });
        let is_frame = part.has_line() && (near[0] && near[2] || near[1] && near[3]);
        let counts = is_frame || self.inner.common(area).is_none();
        let sides = gaps.into_iter().zip(near).filter(|(_, near)| counts && *near);
        sides.map(|(gap, _)| gap).reduce(f64::min)
    }
}
