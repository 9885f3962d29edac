//! Files that blocks name: images and tables.

use crate::content::{At, csv};
use crate::picture;
use crate::source::{Finding, Place, Store, did_you_mean, file_id, listing_id};

use super::glyphs::Coverage;
use crate::book::{Entry, missing};

/// Checks the image at a path.
pub fn check(
    path: &At<String>,
    entry: &Entry,
    store: &Store,
    coverage: &Coverage,
    findings: &mut Vec<Finding>,
) {
    let place = entry.place(&path.range);
    let (name, page) = picture::split_page(&path.value);
    let file = match file_id(name) {
        Ok(file) => file,
        Err(reason) => return findings.push(Finding::error("bad-path", place, reason)),
    };
    match store.file(file) {
        Err(error) => {
            findings.push(missing("missing-image", place, name, &error).maybe_hint(neighbour(name, store)))
        }
        Ok(data) => {
            if let Err(fault) = picture::read(&data, page) {
                let finding = Finding::error(fault.name, place, format!("`{name}` {}", fault.message));
                return findings.push(finding.hint(fault.hint));
            }
            let missing = picture::words(&data).chars().find(|c| !coverage.has(*c));
            if let Some(c) = missing {
                let message = format!("no font has the character `{c}` (U+{:04X}) of `{name}`", c as u32);
                let finding = Finding::error("missing-glyph", place, message);
                findings.push(finding.hint("turn the drawing's text into paths, or write it in another way"));
            }
        }
    }
}

/// Checks the CSV file at a path.
pub fn check_csv(
    path: &At<String>,
    entry: &Entry,
    store: &Store,
    coverage: &Coverage,
    findings: &mut Vec<Finding>,
) {
    let place = entry.place(&path.range);
    let file = match file_id(&path.value) {
        Ok(file) => file,
        Err(reason) => return findings.push(Finding::error("bad-path", place, reason)),
    };
    let data = match store.file(file) {
        Ok(data) => data,
        Err(error) => {
            let hint = neighbour(&path.value, store);
            return findings.push(missing("missing-file", place, &path.value, &error).maybe_hint(hint));
        }
    };
    let Ok(text) = data.as_str() else {
        let finding = Finding::error("not-utf8", Place::file(file), "the file is not UTF-8");
        return findings.push(finding.hint("save it as `CSV UTF-8`"));
    };
    match csv::read(text) {
        Err((reason, range)) => findings.push(Finding::error("broken-csv", Place::new(file, range), reason)),
        Ok(_) => coverage.check(text, &(0..text.len()), (file, text), findings),
    }
}

/// A file of nearly the same name in the same folder.
fn neighbour(path: &str, store: &Store) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    let listing = store.file(listing_id(folder)?).ok()?;
    did_you_mean(name, listing.as_str().ok()?.lines())
}
