//! What should bleed: pictures and grounds that touch the edge must run over it.

use super::drawn::Drawn;
use super::sheets::Sheet;
use super::subject::asked;
use crate::book::Target;
use crate::source::Finding;

/// How near to the edge a thing is meant to touch it, in points.
pub const TOUCHES: f64 = 1.5;

/// What may be off by rounding, in points.
const ROUNDING: f64 = 0.1;

/// Lines thinner than this touch no edge, in points.
pub const THIN: f64 = 2.5;

/// Looks at images and filled boxes.
pub fn short_bleeds(sheets: &[Sheet], targets: &[Target]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in sheets {
        for thing in &sheet.things {
            let covers = match &thing.drawn {
                Drawn::Image(_) => true,
                Drawn::Shape(shape) => shape.fill.is_some(),
                Drawn::Text(_) | Drawn::Tag(_) => false,
            };
            let Some(area) = thing.seen().filter(|_| covers) else { continue };
            if area.width() < THIN || area.height() < THIN {
                continue;
            }
            let trim = sheet.trim;
            // How far the thing reaches over each edge.
            let over = [
                trim.left - area.left,
                trim.top - area.top,
                area.right - trim.right,
                area.bottom - trim.bottom,
            ];
            let Some(least) = over.into_iter().filter(|over| *over > -TOUCHES).reduce(f64::min) else {
                continue;
            };
            let bleed = |target: &&Target| target.printing().map(|printing| printing.bleed);
            let short: Vec<&Target> = targets
                .iter()
                .filter(|target| bleed(target).is_some_and(|bleed| least < bleed - ROUNDING))
                .collect();
            if short.is_empty() {
                continue;
            }
            let what = if matches!(thing.drawn, Drawn::Image(_)) { "an image" } else { "a box" };
            let mm = |points: f64| format!("{:.1} mm", (points * 25.4 / 72.0).max(0.0));
            let message = format!(
                "{what} on page {} touches the edge and runs {} over it, and {}",
                sheet.number,
                mm(least),
                asked(&short, |target| mm(bleed(&target).unwrap_or_default()))
            );
            let finding = Finding::warning("short-bleed", thing.owner.clone(), message);
            findings.push(finding.hint("set a figure with `width = \"bleed\"`, or keep it inside the page"));
        }
    }
    findings
}
