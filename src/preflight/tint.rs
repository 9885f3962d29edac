//! Tints: none so faint that a plate does not hold its dots. Photographs are left alone.

use std::collections::HashMap;

use super::drawn::{Drawn, rgb};
use super::parts::{Coat, Drawing, coated};
use super::sheets::{Sheet, Thing};
use super::subject::{Subject, is_paper, takes};
use crate::book::Target;
use crate::edition::{Edition, Output};
use crate::ink::Press;
use crate::source::Finding;

/// What a tint may be off by rounding: a level of 255.
const ROUNDING: f32 = 0.004;

/// How much of a part of a drawing must be there for it to count.
const SEEN: f32 = 0.001;

/// Looks at the filled boxes, the lines and the drawings of each printed edition.
pub fn faint_tints(subject: &Subject, sheets: &[Sheet], editions: &[(Target, Edition)]) -> Vec<Finding> {
    let printed = editions.iter().filter(|(_, edition)| is_paper(edition));
    let mut findings = Vec::new();
    for (target, edition) in printed {
        let Output::Paper { press, .. } = &edition.output else { continue };
        let mut tints =
            Tints { press, least: subject.book.settings.limits.faint_tint, known: HashMap::new() };
        for sheet in sheets.iter().filter(|sheet| takes(subject, target, sheet.index)) {
            for thing in &sheet.things {
                findings.extend(faint(subject, sheet, thing, &mut tints));
            }
        }
    }
    findings
}

/// A tint that is too faint: its plate, and how much of its ink, from 0 to 1.
type Faint = (String, f32);

/// What a press makes of colours.
struct Tints<'a> {
    press: &'a Press,
    least: f32,
    known: HashMap<[u8; 3], Option<Faint>>,
}

impl Tints<'_> {
    /// The strongest ink of a colour, if that is too faint.
    fn of(&mut self, colour: [u8; 3]) -> Option<Faint> {
        let (press, least) = (self.press, self.least);
        let judge = || {
            let mix = press.mix(colour);
            let inks = press.plates().into_iter().map(|plate| (plate, mix.on(plate)));
            let (plate, most) = inks.max_by(|a, b| a.1.total_cmp(&b.1))?;
            (most > ROUNDING && most < least - ROUNDING).then(|| (press.plate_name(plate), most))
        };
        self.known.entry(colour).or_insert_with(judge).clone()
    }
}

fn faint(subject: &Subject, sheet: &Sheet, thing: &Thing, tints: &mut Tints) -> Option<Finding> {
    let (colours, within) = match &thing.drawn {
        Drawn::Shape(shape) => {
            let stroke = shape.stroke.as_ref().map(|stroke| &stroke.paint);
            (shape.fill.as_ref().into_iter().chain(stroke).filter_map(rgb).collect(), "")
        }
        Drawn::Image(_) => (drawn(thing), " in the drawing"),
        Drawn::Text(_) | Drawn::Tag(_) => return None,
    };
    let found = colours.into_iter().filter_map(|colour| tints.of(colour));
    let (plate, share) = found.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let percent = |share: f32| (share * 100.0).round();
    let message = format!(
        "a tint of {} % `{plate}`{within} on page {} is too faint to print: it takes {} %",
        percent(share),
        sheet.number,
        percent(tints.least)
    );
    let finding = Finding::warning("faint-tint", thing.place(subject), message);
    Some(finding.hint("make it stronger, or leave the paper white"))
}

/// The colours of a drawing, as they come to lie on what is under them.
fn drawn(thing: &Thing) -> Vec<[u8; 3]> {
    let Some(mut drawing) = Drawing::of(thing) else { return vec![] };
    let mut colours = Vec::new();
    for index in 0..drawing.parts.len() {
        let Some(part) = drawing.parts.get(index) else { continue };
        colours.extend(part.shades());
        let (coats, middle) = ([part.fill(), part.stroke()], part.middle());
        for coat in coats.into_iter().flatten().filter(|coat| coat.1 > SEEN) {
            colours.extend(on_its_ground(&mut drawing, index, middle, coat));
        }
    }
    colours.sort_unstable();
    colours.dedup();
    colours
}

/// A coat that covers all is its colour; one that lets something through takes what lies under it.
fn on_its_ground(drawing: &mut Drawing, part: usize, at: [f32; 2], coat: Coat) -> Option<[u8; 3]> {
    if coat.1 > 0.99 {
        return Some(coat.0);
    }
    Some(coated(drawing.under(part, at)?, coat))
}
