//! Files that are not where the program looks for them, or not called as it calls them.

use crate::source::{
    CHAPTERS, Finding, Place, Store, UNREADABLE, WORKBOOK, chapter_names, copy_of, did_you_mean, file_id,
    listing_id, renamed,
};

/// Other words for a workbook, by which its file may be called.
const WORKBOOKS: [&str; 8] =
    ["werkboek", "book", "boek", "cahier", "arbeitsbuch", "arbeitsheft", "werkbook", "config"];

/// The most files of a folder that are looked into.
const MOST: usize = 200;

/// What is not read among the chapters, and what is read twice.
///
/// `listing` is that of the chapters' folder, and `names` are the chapters in it.
pub fn among_chapters(store: &Store, listing: &str, names: &[&str]) -> Vec<Finding> {
    listing.lines().filter_map(|name| stray(store, name, names)).collect()
}

fn stray(store: &Store, name: &str, names: &[&str]) -> Option<Finding> {
    let path = format!("{CHAPTERS}/{name}");
    let place = Place::file(file_id(&path).ok()?);
    if let Some(real) = renamed(name) {
        let finding = Finding::warning("stray-file", place, format!("`{path}` is not read as a chapter"));
        return Some(finding.hint(format!("rename it to `{real}`, or take it out of the folder")));
    }
    if names.contains(&name) {
        let original = copy_of(name, names)?;
        let message = format!("`{path}` looks like a copy of `{original}`, and is in the book, too");
        let finding = Finding::warning("stray-file", place, message);
        return Some(finding.hint("take it out of the folder, or give it a name of its own"));
    }
    let inner = listed(store, &path);
    let first = *chapter_names(&inner).first()?;
    let finding = Finding::warning("stray-file", place, format!("the chapters in `{path}` are not read"));
    Some(finding.hint(format!(
        "move `{first}` and its neighbours into `{CHAPTERS}` itself, or name them in `chapters` in `{WORKBOOK}`"
    )))
}

/// What to do where there are no chapters: they may be elsewhere.
pub fn chapters_elsewhere(store: &Store, listing: &str) -> String {
    if let Some((name, real)) = listing.lines().find_map(|name| Some((name, renamed(name)?))) {
        return format!("rename `{CHAPTERS}/{name}` to `{CHAPTERS}/{real}`");
    }
    let root = listed(store, ".");
    let names = || root.lines().take(MOST);
    if let Some(name) = names().find(|name| *name != WORKBOOK && is_chapter(store, name)) {
        return format!("move `{name}` into a folder `{CHAPTERS}`");
    }
    if is_file(store, CHAPTERS) {
        return format!("`{CHAPTERS}` is a file: make a folder of that name, and put the chapters into it");
    }
    let folder = |name: &&str| *name != CHAPTERS && holds_chapters(store, name);
    if let Some(name) = names().find(folder) {
        return format!("rename the folder `{name}` to `{CHAPTERS}`");
    }
    "write the first one in `chapters/01.toml`".into()
}

/// What to do where there is no workbook: it may be called otherwise.
pub fn workbook_elsewhere(store: &Store) -> String {
    let root = listed(store, ".");
    let names = || root.lines().take(MOST);
    let stem = WORKBOOK.trim_end_matches(".toml");
    let called_otherwise = |name: &&str| {
        let real = renamed(name).unwrap_or_else(|| (*name).to_owned()).to_lowercase();
        let Some(written) = real.strip_suffix(".toml") else { return false };
        WORKBOOKS.contains(&written) || written == stem || did_you_mean(written, [stem]).is_some()
    };
    if let Some(name) = names().find(called_otherwise) {
        return format!("rename `{name}` to `{WORKBOOK}`");
    }
    let inner = |name: &&str| is_file(store, &format!("{name}/{WORKBOOK}"));
    if let Some(name) = names().filter(|name| !name.starts_with('.')).find(inner) {
        return format!("there is one in `{name}`: name that folder, as `werkboek build {name}`");
    }
    "go to the workbook's folder, or name it: `werkboek build FOLDER`".into()
}

/// The way out where a path is right, and the file's name has an end too many.
pub fn disguised(path: &str, store: &Store) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    let listing = listed(store, folder);
    let written = listing.lines().find(|other| renamed(other).is_some_and(|real| real == name))?;
    Some(format!("rename `{written}` in that folder to `{name}`"))
}

/// A file whose name is no text.
pub fn unreadable_name(place: Place, path: &str) -> Finding {
    let message = format!("the name of `{path}` holds something that is not text, shown as `{UNREADABLE}`");
    Finding::error("bad-path", place, message).hint("rename the file, with letters, digits and `-`")
}

/// The names in a folder; none if there is no such folder.
fn listed(store: &Store, folder: &str) -> String {
    let bytes = listing_id(folder).and_then(|id| store.file(id).ok());
    bytes.and_then(|bytes| bytes.as_str().ok().map(str::to_owned)).unwrap_or_default()
}

fn is_file(store: &Store, path: &str) -> bool {
    file_id(path).is_ok_and(|id| store.file(id).is_ok())
}

/// Whether a file is called and written like a chapter.
fn is_chapter(store: &Store, path: &str) -> bool {
    let chapter = path.ends_with(".toml") || renamed(path).is_some();
    let bytes = file_id(path).ok().filter(|_| chapter).and_then(|id| store.file(id).ok());
    bytes.is_some_and(|bytes| {
        bytes.as_str().is_ok_and(|text| {
            text.lines()
                .map(str::trim_start)
                .any(|line| line.starts_with("[[block]]") || line.starts_with("style"))
        })
    })
}

fn holds_chapters(store: &Store, folder: &str) -> bool {
    let listing = listed(store, folder);
    listing.lines().take(MOST).any(|name| is_chapter(store, &format!("{folder}/{name}")))
}
