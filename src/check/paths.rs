//! Paths that blocks name: what is meant where they lead nowhere.

use typst_library::foundations::Bytes;

use crate::book::missing;
use crate::content::At;
use crate::source::{
    FileId, Finding, Place, Store, Unread, did_you_mean, file_id, list, listing_id, look_up,
};

/// The file at a path that a block names; `name` is the finding where there is none.
///
/// Errors with the finding.
pub fn open(
    path: &str,
    name: &'static str,
    written: &At<String>,
    file: FileId,
    store: &Store,
) -> Result<(FileId, Bytes), Finding> {
    let place = Place::new(file, written.range.clone());
    let clean = path.replace('\\', "/");
    if let Some((message, hint)) = elsewhere(path) {
        let hint = found(&clean, store).unwrap_or_else(|| hint.into());
        return Err(Finding::error("bad-path", place, message).hint(hint));
    }
    if clean != path {
        let message = "a path is written with `/`, not with `\\`";
        return Err(Finding::error("bad-path", place, message).maybe_hint(found(&clean, store)));
    }
    let (file, data) = match look_up(path, store) {
        Ok(known) => known,
        Err(reason) => {
            return Err(Finding::error("bad-path", place, reason).maybe_hint(found(&clean, store)));
        }
    };
    match data {
        Ok(data) => Ok((file, data)),
        Err(error) if Unread::of(&error).is_some() => Err(missing(name, place, path, &error)),
        Err(error) => {
            let hint = || found(&clean, store).or_else(|| neighbour(&clean, store));
            Err(missing(name, place, path, &error).maybe_hint(hint()))
        }
    }
}

/// What is wrong with a path that is an address, and what to do.
fn elsewhere(path: &str) -> Option<(&'static str, &'static str)> {
    let path = path.trim().to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
    let save =
        "save it into the workbook's folder, and write its path from there, such as `images/photo.jpg`";
    if begins(&["https:", "http:", "ftp:", "www.", "//"]) {
        return Some(("a file on the web is not fetched", save));
    }
    if begins(&["file:"]) {
        return Some(("a path is written from the workbook's folder, without `file:`", save));
    }
    if begins(&["data:"]) {
        return Some(("an image is a file of its own, and no text in TOML", save));
    }
    if begins(&["~"]) || path.starts_with('%') && path.trim_start_matches('%').contains('%') {
        return Some(("a path is written from the workbook's folder", save));
    }
    None
}

/// Where in the workbook's folder a file of the same name lies.
fn found(path: &str, store: &Store) -> Option<String> {
    let path = path.split(['?', '#']).next().unwrap_or(path).replace("%20", " ");
    let path = path.trim();
    if file_id(path).is_ok_and(|file| store.file(file).is_ok()) {
        return Some(format!("write `{path}`"));
    }
    let name = path.rsplit('/').find(|part| !part.is_empty())?;
    let found = store.loader().named(name.trim());
    match found.as_slice() {
        [] => None,
        [one] => Some(format!("did you mean `{one}`?")),
        several => Some(format!("did you mean {}?", list(several.iter().take(3).map(String::as_str), "or"))),
    }
}

/// A file of nearly the same name in the same folder.
fn neighbour(path: &str, store: &Store) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    let listing = store.file(listing_id(folder)?).ok()?;
    did_you_mean(name, listing.as_str().ok()?.lines())
}
