//! What is too thin, too small or too pale: type and lines on coloured grounds, hairlines, contrast.

use typst_library::visualize::ImageKind;
use usvg::Node;

use super::drawn::{Drawn, rgb};
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

/// Looks at type, lines and drawings.
pub fn too_thin(subject: &Subject, sheets: &[Sheet]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in sheets {
        for thing in &sheet.things {
            match &thing.drawn {
                Drawn::Text(_) => {
                    findings.extend(knockout(subject, sheet, thing));
                    findings.extend(contrast(subject, sheet, thing));
                }
                Drawn::Shape(_) => findings.extend(line(subject, sheet, thing)),
                Drawn::Image(_) => findings.extend(drawing(subject, sheet, thing)),
                Drawn::Tag(_) => {}
            }
        }
    }
    findings
}

/// Whether a colour is paper that shines through a ground with ink.
fn is_knocked_out(colour: [u8; 3], ground: [u8; 3]) -> bool {
    colour.iter().all(|channel| *channel > 250) && luminance(ground) < 0.5
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

/// Lines have a least thickness.
fn line(subject: &Subject, sheet: &Sheet, thing: &Thing) -> Option<Finding> {
    let Drawn::Shape(shape) = &thing.drawn else { return None };
    let stroke = shape.stroke.as_ref()?;
    let thickness = stroke.thickness.to_pt() * thing.scale;
    let least = subject.book.settings.limits.hairline;
    (thickness > 0.0 && thickness < least - 0.005).then(|| {
        let message = format!(
            "a line of {thickness:.2} pt on page {} is too thin to print: it takes {least:.2} pt",
            sheet.number
        );
        Finding::warning("hairline", thing.owner.clone(), message)
            .hint("raise it, or lower `hairline` in `[preflight]`")
    })
}

/// The thinnest line of a drawing as it is placed.
fn drawing(subject: &Subject, sheet: &Sheet, thing: &Thing) -> Option<Finding> {
    let Drawn::Image(image) = &thing.drawn else { return None };
    let ImageKind::Svg(svg) = image.kind() else { return None };
    let scale = thing.size[0] / svg.width();
    let thinnest = thinnest(svg.tree().root())? * scale;
    let least = subject.book.settings.limits.hairline;
    (thinnest < least - 0.005).then(|| {
        let message = format!(
            "a line of {thinnest:.2} pt in the drawing on page {} is too thin to print: it takes {least:.2} pt",
            sheet.number
        );
        Finding::warning("hairline", thing.place(subject), message).hint("draw it thicker, or set the drawing larger")
    })
}

/// The thinnest stroke under a node, in the units of the drawing.
fn thinnest(group: &usvg::Group) -> Option<f64> {
    let own = |node: &Node| match node {
        Node::Group(group) => thinnest(group),
        Node::Path(path) if path.is_visible() => {
            let matrix = path.abs_transform();
            let scale = f64::from(matrix.sx).hypot(f64::from(matrix.ky));
            path.stroke().map(|stroke| f64::from(stroke.width().get()) * scale)
        }
        _ => None,
    };
    group.children().iter().filter_map(own).reduce(f64::min)
}
