//! Reads the workbook file and the chapters that it names.

use typst_library::diag::FileError;

use super::draft::{Draft, Entry};
use super::missing::missing;
use super::strays;
use crate::content::{OwnTypes, Workbook, read_chapter, read_workbook};
use crate::source::{
    CHAPTERS, Finding, Place, Store, UNREADABLE, Unread, WORKBOOK, chapter_names, did_you_mean, file_id,
    listing_id, look_up,
};

/// Reads `workbook.toml` and the chapters that it names.
pub fn load(store: &Store, findings: &mut Vec<Finding>) -> Option<Draft> {
    let file = file_id(WORKBOOK).ok()?;
    let bytes = match store.file(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(unreadable(&error, store));
            return None;
        }
    };
    let parsed = read_workbook(file, &bytes);
    findings.extend(parsed.findings.iter().cloned());
    let own = OwnTypes::find(&|file| store.file(file).ok());
    findings.extend(own.read().flat_map(|parsed| parsed.findings.clone()));
    let chapters = chapters(store, &own, parsed.value.as_ref(), findings);
    let workbook = parsed.value.clone();
    Some(Draft { file, text: String::from_utf8_lossy(&bytes).into_owned(), workbook, chapters })
}

/// A finding where the workbook takes no program of this version; then nothing else is to be told.
pub fn unmet(store: &Store) -> Option<Finding> {
    let file = file_id(WORKBOOK).ok()?;
    let parsed = read_workbook(file, &store.file(file).ok()?);
    parsed.findings.iter().find(|finding| finding.name == "wrong-version").cloned()
}

fn unreadable(error: &FileError, store: &Store) -> Finding {
    match error {
        FileError::NotFound(_) => {
            Finding::error("no-workbook", None, "there is no `workbook.toml` in this folder")
                .hint(strays::workbook_elsewhere(store))
        }
        FileError::AccessDenied => Finding::error(
            "no-workbook",
            None,
            "`workbook.toml` cannot be read: it leads out of the folder or is protected",
        ),
        _ if Unread::of(error).is_some() => missing("no-workbook", None, WORKBOOK, error),
        _ => Finding::error("no-workbook", None, "`workbook.toml` cannot be read")
            .hint("it must be a file of its own"),
    }
}

/// Reads the chapters: those that are listed, or else all of `chapters/*.toml` in natural order.
fn chapters(
    store: &Store,
    own: &OwnTypes,
    workbook: Option<&Workbook>,
    findings: &mut Vec<Finding>,
) -> Vec<Entry> {
    let root = file_id(WORKBOOK).ok();
    let listing = listing_id(CHAPTERS).map(|folder| store.file(folder));
    if let (Some(Err(error)), Some(root)) = (&listing, root)
        && !matches!(error, FileError::NotFound(_))
    {
        findings.push(missing("outside", Place::file(root), CHAPTERS, error));
        return vec![];
    }
    let listing = listing.and_then(Result::ok);
    let listing = listing.as_ref().and_then(|bytes| bytes.as_str().ok()).unwrap_or_default();
    let names = chapter_names(listing);
    let found: Vec<String> = names.iter().map(|name| format!("{CHAPTERS}/{name}")).collect();
    let Some(list) = workbook.and_then(|workbook| workbook.chapters.as_ref()) else {
        findings.extend(strays::among_chapters(store, listing, &names));
        if found.is_empty()
            && let Some(root) = root
        {
            let finding = Finding::error("no-chapters", Place::file(root), "the workbook has no chapters");
            findings.push(finding.hint(strays::chapters_elsewhere(store, listing)));
        }
        return found.iter().filter_map(|path| chapter(store, own, path, None, &found, findings)).collect();
    };
    let place = |range: &std::ops::Range<usize>| root.map(|root| Place::new(root, range.clone()));
    if list.value.is_empty() {
        let finding = Finding::error("no-chapters", place(&list.range), "the workbook has no chapters");
        findings.push(finding.hint(
            "name at least one file in `chapters`, or leave the key out to take all of `chapters/*.toml`",
        ));
    }
    let mut entries: Vec<Entry> = Vec::new();
    for path in &list.value {
        let Some(entry) = chapter(store, own, &path.value, place(&path.range), &found, findings) else {
            continue;
        };
        if entries.iter().any(|earlier| earlier.file == entry.file) {
            let message = format!("the chapter `{}` stands in the list twice", path.value);
            findings.push(Finding::error("duplicate-chapter", place(&path.range), message));
            continue;
        }
        entries.push(entry);
    }
    entries
}

fn chapter(
    store: &Store,
    own: &OwnTypes,
    path: &str,
    named: Option<Place>,
    found: &[String],
    findings: &mut Vec<Finding>,
) -> Option<Entry> {
    let (file, found_there) = match look_up(path, store) {
        Ok(known) => known,
        Err(reason) => {
            findings.push(Finding::error("bad-path", named, reason));
            return None;
        }
    };
    if path.contains(UNREADABLE) {
        findings.push(strays::unreadable_name(named.unwrap_or(Place::file(file)), path));
        return None;
    }
    let written = named.is_some();
    let place = named.unwrap_or(Place::file(file));
    match found_there {
        Ok(bytes) => {
            let parsed = read_chapter(file, &bytes, own);
            findings.extend(parsed.findings.iter().cloned());
            Some(Entry { file, text: String::from_utf8_lossy(&bytes).into_owned(), parsed })
        }
        Err(error) => {
            // A hint helps only with a path that somebody wrote.
            let near = || did_you_mean(path, found.iter().map(String::as_str));
            let hint = (written && Unread::of(&error).is_none())
                .then(|| strays::disguised(path, store).or_else(near))
                .flatten();
            findings.push(missing("missing-chapter", place, path, &error).maybe_hint(hint));
            None
        }
    }
}
