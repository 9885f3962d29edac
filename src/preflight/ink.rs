//! Ink: no more in one spot than the paper takes.

use super::drawn::{Drawn, rgb};
use super::sheets::{Sheet, Thing};
use super::subject::{Subject, is_paper};
use crate::book::{Medium, Target};
use crate::content::target::Inks;
use crate::edition::{Edition, Output};
use crate::ink::Press;
use crate::plates::{page_plates, total_ink};
use crate::source::{Finding, Place};
use typst_library::visualize::ImageKind;

/// The resolution at which ink is measured, in pixels per inch.
const PPI: f64 = 36.0;

/// Looks at every printed edition.
pub fn too_much_ink(subject: &Subject, sheets: &[Sheet], editions: &[(Target, Edition)]) -> Vec<Finding> {
    let printed = editions.iter().filter(|(_, edition)| is_paper(edition));
    printed.filter_map(|(target, edition)| edition_ink(subject, sheets, target, edition)).collect()
}

fn edition_ink(subject: &Subject, sheets: &[Sheet], target: &Target, edition: &Edition) -> Option<Finding> {
    let Output::Paper { press, papers, .. } = &edition.output else { return None };
    let given = subject.book.settings.limits.total_ink;
    // Two inks cannot reach what any profile allows.
    if press.inks == Inks::Two && given.is_none_or(|limit| limit >= 200.0) {
        return None;
    }
    let limit = given.unwrap_or_else(|| press.profile.total_ink());
    if !may_exceed(sheets, press, limit) {
        return None;
    }
    let pages = edition.document.pages().iter().zip(papers).enumerate();
    let measured =
        pages.map(|(index, (page, paper))| (index, total_ink(&page_plates(page, paper, press, PPI))));
    let (page, (most, at)) = measured.max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
    // A pixel on the border of two colours may be off by a little.
    (most > limit + 2.0).then(|| {
        let message = format!(
            "the target `{}` has {most:.0} % of ink in one spot on its page {}, and its paper takes {limit:.0} %",
            edition.name,
            page + 1
        );
        let place = match target.medium {
            Medium::Print(_) => {
                let number = edition.document.pages()[page].number;
                sheets.iter().find(|sheet| sheet.number == number).and_then(|sheet| cause(subject, sheet, at))
            }
            // A side of a sheet has two pages of the book.
            _ => None,
        };
        let finding = Finding::warning("total-ink", place.or_else(|| target.place.clone()), message);
        finding.hint("lighten the photograph, or ask the printer for the limit and set `total-ink` in `[preflight]`")
    })
}

/// What is drawn last where the ink is; `share` is the spot in shares of the upright page.
fn cause(subject: &Subject, sheet: &Sheet, share: [f64; 2]) -> Option<Place> {
    let trim = sheet.trim;
    // A page that lies on its side in the book is turned in print.
    let [width, height] = subject.book.settings.design.paper;
    let [x, y] =
        if (trim.width() > trim.height()) != (width > height) { [1.0 - share[1], share[0]] } else { share };
    let (x, y) = (trim.left + x * trim.width(), trim.top + y * trim.height());
    let covers = |thing: &&Thing| {
        let area = thing.area;
        area.left <= x && x <= area.right && area.top <= y && y <= area.bottom
    };
    let is_drawn = |thing: &&Thing| !matches!(thing.drawn, Drawn::Tag(_)) && covers(thing);
    let thing = sheet.things.iter().rfind(is_drawn);
    let place = thing.and_then(|thing| match thing.drawn {
        Drawn::Image(_) => thing.place(subject),
        _ => thing.owner.clone(),
    });
    place.or_else(|| sheet.things.iter().find_map(|thing| thing.owner.clone()))
}

/// Whether any colour, with black over it, could exceed the limit.
fn may_exceed(sheets: &[Sheet], press: &Press, limit: f64) -> bool {
    sheets.iter().flat_map(|sheet| &sheet.things).any(|thing| match &thing.drawn {
        Drawn::Image(image) => !matches!(image.kind(), ImageKind::Pdf(_)) && press.inks != Inks::Two,
        Drawn::Shape(shape) => {
            let fill = shape.fill.as_ref().and_then(rgb);
            fill.is_some_and(|fill| press.mix(fill).total() + 100.0 > limit)
        }
        Drawn::Text(_) | Drawn::Tag(_) => false,
    }) || press.mix(press.spot.rgb).total() + 100.0 > limit
}
