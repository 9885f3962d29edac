//! Targets: profiles that can be used, bleeds, sheets, and extracts that hold a page.

use crate::content::target::{Declared, Imposition, Press, Target};
use crate::content::{At, FINDINGS, Length, Workbook, is_finding};
use crate::ink::{self, Profile, Spot};
use crate::source::{Finding, Place, Store, did_you_mean, file_id, list, listing_id};

use super::{Book, missing, parse_rgb};

/// The sheets of the book after trimming, width and height: A4 (ISO 216).
pub const TRIM: [Length; 2] = [Length(210.0), Length(297.0)];

/// The room outside the bleed in which marks stand.
pub const SLUG: Length = Length(10.0);

/// What marks take at least outside the bleed, where the sheet sets the room.
const MARKS: Length = Length(6.5);

/// The widest bleed.
const WIDEST_BLEED: f64 = 20.0;

/// Checks all targets by themselves.
pub fn check(book: &Book, store: &Store, findings: &mut Vec<Finding>) {
    let Some(workbook) = &book.workbook else { return };
    for declared in &workbook.targets {
        if let Some(press) = declared.press() {
            findings.extend(bleed(book, press));
            findings.extend(profile(press, store).err().map(|fault| *fault));
        }
        if let Target::Booklet(press, imposition) = &declared.target {
            findings.extend(sheet(book, declared, press, imposition));
        }
        findings.extend(extract(book, declared));
    }
    same_file(book, &workbook.targets, findings);
    findings.extend(workbook.preflight.ignore.iter().filter_map(|name| ignored(book, name)));
}

/// No two targets may be written to one file; many systems take capitals for small letters.
fn same_file(book: &Book, targets: &[Declared], findings: &mut Vec<Finding>) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for declared in targets {
        for name in declared.editions() {
            let file = name.to_ascii_lowercase();
            if let Some((_, other)) = seen.iter().find(|(known, _)| *known == file) {
                let message =
                    format!("the targets `{other}` and `{}` are written to the same file", declared.name);
                let place = Place::new(book.file, declared.range.clone());
                findings
                    .push(Finding::error("same-file", place, message).hint("give one of them another name"));
                break;
            }
            seen.push((file, &declared.name));
        }
    }
}

/// What is passed over must have a name that some finding has.
fn ignored(book: &Book, name: &At<String>) -> Option<Finding> {
    if is_finding(&name.value) {
        return None;
    }
    let place = Place::new(book.file, name.range.clone());
    let finding = Finding::error("unknown-finding", place, format!("no finding is called `{}`", name.value));
    let known = || FINDINGS.iter().map(|(name, _)| *name);
    Some(
        finding.hint(
            did_you_mean(&name.value, known())
                .unwrap_or_else(|| format!("findings are {}", list(known(), "and"))),
        ),
    )
}

/// The press of a target, with the workbook's own accent.
///
/// Errors where its profile cannot be used.
pub fn press(workbook: &Workbook, press: &Press, store: &Store) -> Result<ink::Press, Box<Finding>> {
    let profile = profile(press, store)?;
    let spot = spot(workbook, &profile);
    Ok(ink::Press { inks: press.inks, spot, profile })
}

/// The accent as an ink; its four inks come from the profile where the workbook does not give them.
fn spot(workbook: &Workbook, profile: &Profile) -> Spot {
    let accent = workbook.design.accent();
    let rgb = parse_rgb(&accent.rgb).unwrap_or_default();
    let cmyk = accent.cmyk.map_or_else(
        || {
            let inks = profile.separate(&rgb);
            std::array::from_fn(|ink| inks.get(ink).map_or(0.0, |ink| f32::from(*ink) / 255.0))
        },
        |inks| inks.map(|ink| ink as f32 / 100.0),
    );
    Spot { name: accent.name, rgb, cmyk }
}

fn at(range: &std::ops::Range<usize>) -> Option<Place> {
    Some(Place::new(file_id(crate::source::WORKBOOK).ok()?, range.clone()))
}

fn bleed(book: &Book, press: &Press) -> Option<Finding> {
    let bleed = press.bleed.as_ref()?;
    if (0.0..=WIDEST_BLEED).contains(&bleed.value.0) {
        return None;
    }
    let message = format!("`bleed` must be between 0 and {WIDEST_BLEED} mm, not {} mm", bleed.value.0);
    let place = Place::new(book.file, bleed.range.clone());
    Some(Finding::error("wrong-bleed", place, message).hint("printers ask for 3 mm, some for 5 mm"))
}

fn profile(press: &Press, store: &Store) -> Result<Profile, Box<Finding>> {
    let name = press.profile();
    if let Some(profile) = Profile::named(name) {
        return Ok(profile);
    }
    let place = press.profile.as_ref().and_then(|profile| at(&profile.range));
    let fault = |finding: Finding| Err(Box::new(finding));
    let file = match file_id(name) {
        Ok(file) => file,
        Err(reason) => return fault(Finding::error("bad-path", place, reason)),
    };
    let data = match store.file(file) {
        Ok(data) => data,
        Err(error) => {
            let place = place.unwrap_or(Place::file(file));
            let hint = near(press.profile.as_ref(), store);
            return fault(missing("missing-profile", place, name, &error).hint(hint));
        }
    };
    Profile::read(data).or_else(|reason| {
        let finding = Finding::error("wrong-profile", place, format!("`{name}` {reason}"));
        fault(
            finding.hint(
                "ask the printer for the ICC profile of the press and the paper, or leave `profile` out",
            ),
        )
    })
}

/// What may have been meant by a profile that is not there.
fn near(path: Option<&At<String>>, store: &Store) -> String {
    let near = path.and_then(|path| {
        let (folder, name) = path.value.rsplit_once('/').unwrap_or((".", &path.value));
        let listing = store.file(listing_id(folder)?).ok()?;
        did_you_mean(name, listing.as_str().ok()?.lines().chain(["FOGRA39"]))
    });
    near.unwrap_or_else(|| "write `FOGRA39`, which is shipped, or the path of an ICC file".into())
}

/// Two pages, and around them their marks, must find room on the sheet.
fn sheet(book: &Book, declared: &Declared, press: &Press, imposition: &Imposition) -> Option<Finding> {
    let sheet = imposition.sheet();
    let marks = press.marks.as_ref().is_some_and(|marks| marks.value);
    let edge = if marks { 2.0 * (press.bleed().0 + MARKS.0) } else { 0.0 };
    let (width, height) = (2.0 * TRIM[0].0 + edge, TRIM[1].0 + edge);
    if sheet.0 >= width - 0.01 && sheet.1 >= height - 0.01 {
        return None;
    }
    let range = imposition.sheet.as_ref().map_or(&declared.range, |sheet| &sheet.range);
    let with = if marks { " with their bleed and marks" } else { "" };
    let message = format!(
        "the sheet of {} x {} mm is too small: two pages{with} take {width} x {height} mm",
        sheet.0, sheet.1
    );
    let hint =
        if marks { "take a larger sheet, or `marks = false`" } else { "take a larger sheet, such as `a3`" };
    Some(Finding::error("small-sheet", Place::new(book.file, range.clone()), message).hint(hint))
}

/// An extract must hold a page.
fn extract(book: &Book, declared: &Declared) -> Option<Finding> {
    let style = declared.choice.style.as_ref()?;
    let broken = book.chapters.iter().any(|entry| entry.head().is_none());
    if broken || book.chapters.iter().any(|entry| entry.head().is_some_and(|head| head.style == style.value))
    {
        return None;
    }
    let word = style.value.name();
    let message = format!("the target `{}` holds no page: no chapter has the style `{word}`", declared.name);
    let finding = Finding::error("no-pages", Place::new(book.file, style.range.clone()), message);
    Some(finding.hint("take another `style`, or leave it out for the whole book"))
}
