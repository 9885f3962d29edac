//! Nothing overlaps: no text is printed over other text, or runs past its own cell.

use typst_library::layout::{Abs, Point, Rect};
use typst_library::text::TextItem;

use super::drawn::{Drawn, is_of_marks};
use super::sheets::{Sheet, Thing};
use super::subject::Subject;
use crate::content::letters::is_right_to_left;
use crate::edition::Area;
use crate::source::Finding;
use crate::typeset::{paragraph_of, past_edge, place};

/// How high the letters stand that are looked at, in shares of the type size: about those without ascenders.
const HEIGHT: f64 = 0.45;

/// How far letters may reach over others by their slant or their fit, in shares of the smaller type size.
const REACH: f64 = 0.18;

/// Looks at the text of each page.
pub fn overlaps(subject: &Subject, sheets: &[Sheet]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = sheets.iter().flat_map(|sheet| over(subject, sheet)).collect();
    for page in subject.document.pages() {
        past_edge(&page.frame, &mut |text| {
            let place = text.glyphs.first().and_then(|glyph| place(subject.workspace, glyph.span.0));
            let message = format!("`{}` on page {} runs past its own place", shown(&text.text), page.number);
            let finding = Finding::error("overlap", place, message);
            findings.push(finding.hint("shorten it, or give it more room"));
        });
    }
    findings
}

/// A run of text with the band of its letters.
struct Run<'a> {
    thing: &'a Thing<'a>,
    text: &'a TextItem,
    band: Area,
    size: f64,
}

fn over(subject: &Subject, sheet: &Sheet) -> Vec<Finding> {
    let mut runs: Vec<Run> = sheet.things.iter().filter_map(run).collect();
    runs.sort_by(|a, b| a.band.top.total_cmp(&b.band.top));
    let mut findings = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let below = runs.iter().skip(index + 1).take_while(|other| other.band.top < run.band.bottom);
        for other in below.filter(|other| collide(run, other)) {
            let message = format!(
                "`{}` is printed over `{}` on page {}",
                shown(&other.text.text),
                shown(&run.text.text),
                sheet.number
            );
            let finding = Finding::error("overlap", other.thing.place(subject), message);
            findings.push(finding.hint("shorten one of them, or give them more room"));
        }
    }
    findings
}

/// A run of text that can be seen.
fn run<'a>(thing: &'a Thing<'a>) -> Option<Run<'a>> {
    let Drawn::Text(text) = &thing.drawn else { return None };
    if !text.text.chars().any(char::is_alphanumeric) || is_of_marks(text) {
        return None;
    }
    let ink = thing.ink?;
    let band = Rect::new(Point::new(ink.min.x, -HEIGHT * text.size), Point::new(ink.max.x, Abs::zero()));
    Some(Run { thing, text, band: Area::of(band, thing.transform), size: text.size.to_pt() * thing.scale })
}

fn collide(a: &Run, b: &Run) -> bool {
    let Some(common) = a.band.common(&b.band) else { return false };
    if joined(a, b) {
        return false;
    }
    let size = a.size.min(b.size);
    common.width() > REACH * size && common.height() > REACH * size
}

/// Whether two runs are parts of one line that is written from right to left, whose letters join.
fn joined(a: &Run, b: &Run) -> bool {
    let written = |run: &Run| run.text.text.chars().any(is_right_to_left);
    let paragraph = |run: &Run| run.text.glyphs.first().and_then(|glyph| paragraph_of(glyph.span.0.into()));
    let on_one_line = (a.band.bottom - b.band.bottom).abs() < 0.01 * a.size.min(b.size);
    on_one_line
        && written(a)
        && written(b)
        && paragraph(a).zip(paragraph(b)).is_some_and(|(a, b)| a.0 == b.0 && a.1 == b.1)
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
