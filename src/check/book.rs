//! The book as read: the workbook file and its chapters in order.

use std::sync::Arc;

use crate::content::{Chapter, Head, Parsed, Placed, Workbook, read_chapter};
use crate::source::{CHAPTERS, FileId, Finding, Place, Store, WORKBOOK, did_you_mean, file_id, listing_id};
use typst_library::diag::FileError;

use super::missing;

/// A workbook with its chapters.
pub struct Book {
    /// `workbook.toml`.
    pub file: FileId,
    /// The text of `workbook.toml`.
    pub text: String,
    /// What stands in it, if that holds.
    pub workbook: Option<Workbook>,
    /// The chapters in the order of the book.
    pub chapters: Vec<Entry>,
}

/// A chapter's file and what was read of it.
pub struct Entry {
    /// The file.
    pub file: FileId,
    /// Its text, as far as it is text.
    pub text: String,
    /// What was read.
    pub parsed: Arc<Parsed<Chapter>>,
}

impl Book {
    /// All blocks of all chapters, with the chapters they stand in.
    pub fn blocks(&self) -> impl Iterator<Item = (&Entry, &Placed)> {
        self.chapters.iter().flat_map(|entry| entry.blocks().map(move |block| (entry, block)))
    }
}

impl Entry {
    /// The chapter's head, if it holds.
    pub fn head(&self) -> Option<&Head> {
        self.parsed.value.as_ref()?.head.as_ref()
    }

    /// The blocks that hold.
    pub fn blocks(&self) -> impl Iterator<Item = &Placed> {
        self.parsed.value.iter().flat_map(|chapter| &chapter.blocks)
    }

    /// A place in the chapter's file.
    pub fn place(&self, range: &std::ops::Range<usize>) -> Place {
        Place::new(self.file, range.clone())
    }
}

/// The names of the TOML files in the listing of a folder.
pub fn toml_names(listing: &str) -> impl Iterator<Item = &str> {
    listing.lines().filter(|name| name.ends_with(".toml") && !name.starts_with('.'))
}

/// Reads the chapters: those that are listed, or else all of `chapters/*.toml` in name order.
pub fn read_chapters(store: &Store, workbook: Option<&Workbook>, findings: &mut Vec<Finding>) -> Vec<Entry> {
    let root = file_id(WORKBOOK).ok();
    let listing = listing_id(CHAPTERS).map(|folder| store.file(folder));
    if let (Some(Err(error @ FileError::AccessDenied)), Some(root)) = (&listing, root) {
        findings.push(missing("outside", Place::file(root), CHAPTERS, error));
        return vec![];
    }
    let listing = listing.and_then(Result::ok);
    let listing = listing.as_ref().and_then(|bytes| bytes.as_str().ok()).unwrap_or_default();
    let found: Vec<String> = toml_names(listing).map(|name| format!("{CHAPTERS}/{name}")).collect();
    let Some(list) = workbook.and_then(|workbook| workbook.chapters.as_ref()) else {
        if found.is_empty()
            && let Some(root) = root
        {
            let finding = Finding::error("no-chapters", Place::file(root), "the workbook has no chapters");
            findings.push(finding.hint("write the first one in `chapters/01.toml`"));
        }
        return found.iter().filter_map(|path| read(store, path, None, &found, findings)).collect();
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
        let Some(entry) = read(store, &path.value, place(&path.range), &found, findings) else { continue };
        if entries.iter().any(|earlier| earlier.file == entry.file) {
            let message = format!("the chapter `{}` stands in the list twice", path.value);
            findings.push(Finding::error("duplicate-chapter", place(&path.range), message));
            continue;
        }
        entries.push(entry);
    }
    entries
}

fn read(
    store: &Store,
    path: &str,
    named: Option<Place>,
    found: &[String],
    findings: &mut Vec<Finding>,
) -> Option<Entry> {
    let file = match file_id(path) {
        Ok(file) => file,
        Err(reason) => {
            findings.push(Finding::error("bad-path", named, reason));
            return None;
        }
    };
    let written = named.is_some();
    let place = named.unwrap_or(Place::file(file));
    match store.file(file) {
        Ok(bytes) => {
            let parsed = read_chapter(file, &bytes);
            findings.extend(parsed.findings.iter().cloned());
            Some(Entry { file, text: String::from_utf8_lossy(&bytes).into_owned(), parsed })
        }
        Err(error) => {
            // A hint helps only with a path that somebody wrote.
            let hint = written.then(|| did_you_mean(path, found.iter().map(String::as_str))).flatten();
            findings.push(missing("missing-chapter", place, path, &error).maybe_hint(hint));
            None
        }
    }
}
