//! Type that is too small or too pale for its ground.

use super::drawn::{Drawn, rgb};
use super::lines::is_knocked_out;
use super::sheets::{Sheet, Thing};
use super::subject::Subject;
use crate::ink::luminance;
use crate::source::Finding;

/// From this weight on, type is bold and may be smaller where it is knocked out.
const BOLD: u16 = 600;

/// How much smaller bold type may be.
const BOLD_SHARE: f64 = 0.8;

/// From this size on, type is large and takes less contrast (WCAG 2.2, 1.4.3): 18 pt, or 14 pt bold.
const LARGE: (f64, f64) = (18.0, 14.0);

/// The least contrast of large type.
const LARGE_CONTRAST: f64 = 3.0;

/// The least contrast of other type.
const CONTRAST: f64 = 4.5;

/// Looks at all type.
pub fn hard_to_read(subject: &Subject, sheets: &[Sheet]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in sheets {
        for thing in &sheet.things {
            findings.extend(knockout(subject, sheet, thing));
            findings.extend(contrast(subject, sheet, thing));
        }
    }
    findings
}

/// White type is eaten by the ink around it.
fn knockout(subject: &Subject, sheet: &Sheet, thing: &Thing) -> Option<Finding> {
    let Drawn::Text(text) = &thing.drawn else { return None };
    let (colour, ground) = (rgb(&text.fill)?, thing.ground?);
    if text.text.trim().is_empty() || !is_knocked_out(colour, ground) {
        return None;
    }
    let bold = text.font.font().info().variant.weight.to_number() >= BOLD;
    let least = subject.book.settings.limits.knockout_type * if bold { BOLD_SHARE } else { 1.0 };
    let size = text.size.to_pt() * thing.scale;
    if size >= least - 0.01 {
        return None;
    }
    let message = format!(
        "white type of {size:.1} pt on a dark ground on page {} is too small to print: it takes {least:.1} pt",
        sheet.number
    );
    let finding = Finding::warning("knockout-type", thing.place(subject), message);
    Some(finding.hint("give it fewer columns or more room, so that it is set larger"))
}

/// Type must stand out from its ground.
fn contrast(subject: &Subject, sheet: &Sheet, thing: &Thing) -> Option<Finding> {
    let Drawn::Text(text) = &thing.drawn else { return None };
    let (colour, ground) = (rgb(&text.fill)?, thing.ground?);
    let (light, dark) = (luminance(colour).max(luminance(ground)), luminance(colour).min(luminance(ground)));
    let found = f64::from((light + 0.05) / (dark + 0.05));
    let bold = text.font.font().info().variant.weight.to_number() >= BOLD;
    let large = text.size.to_pt() >= if bold { LARGE.1 } else { LARGE.0 };
    let default = if large { LARGE_CONTRAST } else { CONTRAST };
    let least = subject.book.settings.limits.contrast.unwrap_or(default);
    // A mark that is only a sign, such as a dash in an empty cell, is no text to be read.
    let is_read = text.text.chars().any(char::is_alphanumeric);
    if found >= least - 0.05 || !is_read {
        return None;
    }
    let shown: String = text.text.chars().take(40).collect();
    let message = format!(
        "`{shown}` on page {} has a contrast of {found:.1}:1 with its ground, and needs {least:.1}:1",
        sheet.number
    );
    Some(Finding::warning("contrast", thing.place(subject), message).hint("choose a darker accent"))
}
