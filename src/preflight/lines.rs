//! Lines: none so thin that it breaks, and white ones thick enough that the ink around them leaves them open.

use super::drawn::{Drawn, rgb};
use super::parts::Drawing;
use super::sheets::{Sheet, Thing};
use super::subject::Subject;
use crate::source::{Finding, Place};

/// What a thickness may be off by rounding, in points.
const ROUNDING: f64 = 0.005;

/// From this level of a channel on, of 255, a colour is paper.
const PAPER: u8 = 250;

/// Under this level of any channel, a ground has enough ink to close what is knocked out of it.
const INK: u8 = 188;

/// Looks at all lines, those of drawings too.
pub fn thin_lines(subject: &Subject, sheets: &[Sheet]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in sheets {
        for thing in &sheet.things {
            match &thing.drawn {
                Drawn::Shape(_) => findings.extend(line(subject, sheet, thing)),
                Drawn::Image(_) => findings.extend(drawing(subject, sheet, thing)),
                Drawn::Text(_) | Drawn::Tag(_) => {}
            }
        }
    }
    findings
}

/// Whether a colour is paper that shines through a ground with ink.
pub fn is_knocked_out(colour: [u8; 3], ground: [u8; 3]) -> bool {
    colour.iter().all(|channel| *channel > PAPER) && ground.iter().any(|channel| *channel < INK)
}

/// A line of the layout.
fn line(subject: &Subject, sheet: &Sheet, thing: &Thing) -> Option<Finding> {
    let Drawn::Shape(shape) = &thing.drawn else { return None };
    let stroke = shape.stroke.as_ref()?;
    let colour = rgb(&stroke.paint);
    let is_reversed = colour.zip(thing.ground).is_some_and(|(colour, ground)| is_knocked_out(colour, ground));
    let found = Found { thickness: stroke.thickness.to_pt() * thing.scale, is_reversed };
    found.told(subject, sheet, "", thing.owner.clone(), "raise it, or lower `KEY` in `[preflight]`")
}

/// The thinnest line of a drawing as it is placed, and the thinnest white one in ink.
fn drawing(subject: &Subject, sheet: &Sheet, thing: &Thing) -> Vec<Finding> {
    let Some(mut drawing) = Drawing::of(thing) else { return vec![] };
    let limits = &subject.book.settings.limits;
    let most = limits.hairline.max(limits.knockout_line);
    let mut thinnest = [f64::INFINITY; 2];
    for index in 0..drawing.parts.len() {
        let Some(part) = drawing.parts.get(index) else { continue };
        let Some(thickness) = part.thickness().map(|thickness| thickness * drawing.scale) else { continue };
        if thickness >= most {
            continue;
        }
        let white = part.stroke().map(|(colour, _)| colour).filter(|colour| is_knocked_out(*colour, [0; 3]));
        let places = if white.is_some() { part.places() } else { vec![] };
        let is_reversed = white.is_some_and(|colour| {
            let mut grounds = places.into_iter().filter_map(|place| drawing.under(index, place));
            grounds.any(|ground| is_knocked_out(colour, ground))
        });
        let least = &mut thinnest[usize::from(is_reversed)];
        *least = least.min(thickness);
    }
    let told = |(is_reversed, thickness): (bool, f64)| {
        let hint = "draw it thicker, or set the drawing larger";
        Found { thickness, is_reversed }.told(subject, sheet, " in the drawing", thing.place(subject), hint)
    };
    [false, true].into_iter().zip(thinnest).filter_map(told).collect()
}

/// A line.
struct Found {
    /// In points.
    thickness: f64,
    is_reversed: bool,
}

impl Found {
    /// What is to be told of it, if it is too thin; `KEY` in the hint stands for the key that says so.
    fn told(
        &self,
        subject: &Subject,
        sheet: &Sheet,
        within: &str,
        place: Option<Place>,
        hint: &str,
    ) -> Option<Finding> {
        let limits = &subject.book.settings.limits;
        let (least, key) = match self.is_reversed {
            true => (limits.knockout_line.max(limits.hairline), "knockout-line"),
            false => (limits.hairline, "hairline"),
        };
        let kind = if self.is_reversed { "a white line" } else { "a line" };
        let on = if self.is_reversed { " on a dark ground" } else { "" };
        let thickness = self.thickness;
        (thickness > 0.0 && thickness < least - ROUNDING).then(|| {
            let message = format!(
                "{kind} of {thickness:.2} pt{on}{within} on page {} is too thin to print: it takes {least:.2} pt",
                sheet.number
            );
            Finding::warning("hairline", place, message).hint(hint.replace("KEY", key))
        })
    }
}
