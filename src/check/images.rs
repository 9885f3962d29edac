//! Files that blocks name: images and tables.

use unicode_normalization::UnicodeNormalization;

use crate::content::{At, csv};
use crate::picture::{self, Seen};
use crate::source::{FileId, Finding, Place, Store, list};

use super::glyphs::Coverage;
use super::{limits, paths};

/// The typeface that stands in for those that the program does not have.
const STAND_IN: &str = "Schibsted Grotesk";

/// What the stand-in is: a drawing that asks for no more than this gets it.
const GENERIC: [&str; 3] = ["sans-serif", "system-ui", "ui-sans-serif"];

/// Checks the image at a path.
pub fn check_image(
    path: &At<String>,
    file: FileId,
    store: &Store,
    coverage: &Coverage,
    findings: &mut Vec<Finding>,
) {
    let place = Place::new(file, path.range.clone());
    let (name, page) = picture::split_page(&path.value);
    let data = match paths::open(name, "missing-image", path, file, store) {
        Ok((_, data)) => data,
        Err(finding) => return findings.push(finding),
    };
    if let Err(faults) = picture::read_picture(&data, page) {
        return findings.extend(faults.into_iter().map(|fault| {
            let message = format!("`{name}` {}", fault.message);
            Finding::error(fault.name, place.clone(), message).hint(fault.hint)
        }));
    }
    if !picture::fits(&data, picture::is_four(&data)) {
        let message = format!("`{name}` carries a colour profile that cannot be used: it is set without it");
        let finding = Finding::warning("colour-profile", place.clone(), message);
        findings.push(
            finding.hint("open it in an image editor, convert it to the profile `sRGB`, and save it anew"),
        );
    }
    let seen = picture::seen(&data);
    if let Some(c) = seen.words.nfc().find(|c| !coverage.draws(*c)) {
        let message = format!("no font has the character `{c}` (U+{:04X}) of `{name}`", c as u32);
        let finding = Finding::error("missing-glyph", place.clone(), message);
        findings.push(finding.hint("turn the drawing's text into paths, or write it in another way"));
    }
    findings.extend(typefaces(name, &seen, place, coverage));
}

/// Typefaces that a drawing asks for and the program does not have.
fn typefaces(name: &str, seen: &Seen, place: Place, coverage: &Coverage) -> Option<Finding> {
    let is_there = |family: &String| coverage.has_family(family) || GENERIC.contains(&family.as_str());
    let lacks = |families: &&Vec<String>| {
        !families.iter().any(|family| coverage.has_family(family)) && !families.first().is_some_and(is_there)
    };
    let lists: Vec<&Vec<String>> = seen.families.keys().filter(lacks).collect();
    let mut lacking: Vec<&str> = lists.iter().filter_map(|list| list.first()).map(String::as_str).collect();
    lacking.dedup();
    let words = seen.families.get(*lists.first()?)?;
    let shown: String = words.chars().take(40).collect();
    let message = format!(
        "`{name}` asks for {}, which the program does not have: {STAND_IN} stands in, as for \u{201c}{shown}\u{201d}",
        list(lacking, "and")
    );
    let hint = format!(
        "export the drawing with its text as paths, or set it in {}",
        list(coverage.families().iter().map(String::as_str), "or")
    );
    Some(Finding::warning("drawing-typeface", place, message).hint(hint))
}

/// Checks the CSV file at a path.
pub fn check_csv(
    path: &At<String>,
    file: FileId,
    store: &Store,
    coverage: &Coverage,
    findings: &mut Vec<Finding>,
) {
    let named = Place::new(file, path.range.clone());
    let (file, data) = match paths::open(&path.value, "missing-file", path, file, store) {
        Ok(found) => found,
        Err(finding) => return findings.push(finding),
    };
    if let Some(kind) = picture::kind(&data) {
        let message = format!("`{}` is {kind}, and not a file of comma-separated values", path.value);
        let finding = Finding::error("broken-csv", named, message);
        return findings.push(finding.hint("open it in a spreadsheet and save it as `CSV UTF-8`"));
    }
    match csv::decode(&data).and_then(|text| Ok((text, csv::read_csv(text)?))) {
        Err(fault) => {
            let finding = Finding::error(fault.name, Place::new(file, fault.range), fault.message);
            findings.push(finding.hint(fault.hint));
        }
        Ok((text, csv)) => {
            findings.extend(limits::cells(&csv, file));
            let mut reported = std::collections::HashSet::new();
            for cell in csv.rows.iter().flatten() {
                let raw = text.get(cell.range.clone()).unwrap_or_default();
                for (at, c) in coverage.lacking(raw).filter(|(_, c)| reported.insert(*c)) {
                    let start = cell.range.start + at;
                    findings.push(Coverage::finding(c, Place::new(file, start..start + c.len_utf8())));
                }
            }
        }
    }
}
