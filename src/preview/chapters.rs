//! Chapters that come and go.

use super::pen::{Trouble, Wrote};
use super::writer::Writer;
use crate::content::read_workbook;
use crate::source::{CHAPTERS, WORKBOOK, chapter_names, file_id, listing_id};
use crate::typeset::Workspace;
use crate::writing::{Change, Step, reading};

/// The chapters of a workbook, in the order of the book.
pub fn chapters(workspace: &Workspace) -> Vec<String> {
    let store = workspace.store();
    let file = file_id(WORKBOOK).ok().and_then(|file| Some((file, store.file(file).ok()?)));
    let parsed = file.map(|(file, bytes)| read_workbook(file, &bytes));
    let workbook = parsed.as_ref().and_then(|parsed| parsed.value.as_ref());
    if let Some(list) = workbook.and_then(|workbook| workbook.chapters.as_ref()) {
        return list.value.iter().map(|path| path.value.clone()).collect();
    }
    let listing = listing_id(CHAPTERS).and_then(|folder| store.file(folder).ok());
    let listing = listing.as_ref().and_then(|bytes| bytes.as_str().ok()).unwrap_or_default();
    chapter_names(listing).into_iter().map(|name| format!("{CHAPTERS}/{name}")).collect()
}

/// Adds a chapter after another, or at the end.
///
/// Errors where it cannot be written.
pub fn add(desk: &Writer, after: &str, style: &str) -> Result<Wrote, Trouble> {
    if !["material", "redline"].contains(&style) {
        return Err(Trouble::Foreign);
    }
    let file = next_path(desk, after);
    let schema = desk.schema().map(|line| format!("{line}\n")).unwrap_or_default();
    let block = desk.block(if style == "redline" { "write" } else { "text" })?;
    let block = crate::writing::block(&block);
    let word = desk.word();
    let text = format!("{schema}style = \"{style}\"\ntitle = \"{word}\"\n\n{block}\n");
    add_text(desk, after, &file, &text)
}

/// Adds a chapter with a text after another, or at the end.
///
/// Errors where it cannot be written.
pub fn add_text(desk: &Writer, after: &str, file: &str, text: &str) -> Result<Wrote, Trouble> {
    let wrote = desk.pen.create(file, text)?;
    list(desk, place(desk, after), Some(file))?;
    Ok(wrote)
}

/// The path of a new chapter after another, or at the end.
pub fn next_path(desk: &Writer, after: &str) -> String {
    let place = place(desk, after);
    let name = |at: usize| desk.chapters.get(at).map(String::as_str);
    between(place.checked_sub(1).and_then(name), name(place))
}

fn place(desk: &Writer, after: &str) -> usize {
    desk.chapters.iter().position(|name| name == after).map_or(desk.chapters.len(), |at| at + 1)
}

/// Takes a chapter away, with its place in the list of chapters, if there is one.
///
/// Errors where it is not as it was seen.
pub fn remove(desk: &Writer, file: &str, version: &str) -> Result<Wrote, Trouble> {
    let place = desk.chapters.iter().position(|name| name == file).ok_or(Trouble::Foreign)?;
    let wrote = desk.pen.remove(file, version)?;
    list(desk, place, None)?;
    Ok(wrote)
}

/// Where `workbook.toml` lists its chapters, puts one in there, or takes one out.
fn list(desk: &Writer, place: usize, file: Option<&str>) -> Result<(), Trouble> {
    let (text, version) = desk.pen.read(WORKBOOK)?;
    if reading(&text).is_none_or(|root| root.get("chapters").is_none()) {
        return Ok(());
    }
    let path = vec![Step::key("chapters"), Step::Index(place)];
    let change = match file {
        Some(file) => Change::Insert(path, toml::Value::String(file.into())),
        None => Change::Remove(path),
    };
    desk.pen.change(WORKBOOK, &version, change, false).map(|_| ())
}

/// The name of a chapter's file that comes between two others.
fn between(before: Option<&str>, after: Option<&str>) -> String {
    let number = |name: Option<&str>| {
        let name = name?.rsplit('/').next()?;
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        Some((digits.parse::<u64>().ok()?, digits.len()))
    };
    let folder = before.and_then(|name| Some(name.rsplit_once('/')?.0)).unwrap_or(CHAPTERS);
    let path = |number: u64, width: usize| format!("{folder}/{number:0width$}.toml");
    match (number(before), number(after)) {
        (None, None) if before.is_none() => path(10, 2),
        (None, Some((last, width))) if last > 0 => path(last / 2, width),
        (Some((first, width)), None) => {
            path(if first >= 10 { (first / 10 + 1) * 10 } else { first + 1 }, width)
        }
        (Some((first, width)), Some((last, _))) if last > first + 1 => {
            path(u64::midpoint(first, last), width)
        }
        _ => {
            // Names sort naturally, so that what is longer comes after what it begins with.
            let stem = before.and_then(|name| name.strip_suffix(".toml")).unwrap_or("chapters/0");
            format!("{stem}-b.toml")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn names_come_between_others() {
        for (before, after, name) in [
            (None, None, "chapters/10.toml"),
            (Some("chapters/10.toml"), None, "chapters/20.toml"),
            (Some("chapters/10.toml"), Some("chapters/20-x.toml"), "chapters/15.toml"),
            (Some("chapters/10.toml"), Some("chapters/11.toml"), "chapters/10-b.toml"),
            (Some("chapters/01-a.toml"), Some("chapters/02.toml"), "chapters/01-a-b.toml"),
            (Some("chapters/09.toml"), None, "chapters/10.toml"),
            (Some("chapters/intro.toml"), None, "chapters/intro-b.toml"),
            (Some("parts/1.toml"), None, "parts/2.toml"),
        ] {
            assert_eq!(between(before, after), name, "{before:?} {after:?}");
        }
    }
}
