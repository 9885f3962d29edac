//! Files that blocks name: images and tables.

use crate::content::{At, csv};
use crate::picture;
use crate::source::{FileId, Finding, Place, Store, did_you_mean, file_id};

use super::glyphs::Coverage;
use super::{Entry, missing};

/// Checks the image at a path.
pub fn check(path: &At<String>, entry: &Entry, store: &Store, findings: &mut Vec<Finding>) {
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
                findings.push(
                    Finding::error(fault.name, place, format!("`{name}` {}", fault.message)).hint(fault.hint),
                );
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
    let listing = folder_id(folder).and_then(|folder| store.file(folder).ok())?;
    did_you_mean(name, listing.as_str().ok()?.lines())
}

fn folder_id(path: &str) -> Option<FileId> {
    file_id(path).ok()
}
