//! What cannot be meant on the command line, seen before anything is laid out.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::book::LONGEST_NAME;
use crate::export::{Closed, Destination, Pages, destination, folder, is_within};
use crate::source::WORKBOOK;

/// The longest selection of pages in a file's name, in bytes.
const LONGEST_SELECTION: usize = 60;

/// Why several targets cannot be meant together with one file, or with pages.
pub fn one_target(targets: &[String], output: bool, pages: bool) -> Option<String> {
    let names: HashSet<&String> = targets.iter().collect();
    let rule = match (output, pages) {
        (true, _) => "`--output` takes the file of one target",
        (false, true) => "`--pages` selects pages of one target",
        (false, false) => return None,
    };
    let several = names.len() > 1;
    several.then(|| format!("{rule}, and {} are named: name one with `--target`", names.len()))
}

/// Why a PDF cannot be written to a path; new folders are made in `build` alone.
pub fn no_file(path: &Path, build: &Path) -> Option<String> {
    let shown = path.display();
    if path.as_os_str().is_empty() {
        return Some("`--output` names no file".into());
    }
    if is_long(path) {
        return Some(format!("`{shown}` is too long a name for a file"));
    }
    match destination(path) {
        Err(Closed::Folder) => Some(format!(
            "`{shown}` is a folder: name a file in it, such as `{}`",
            path.join("workbook.pdf").display()
        )),
        Err(Closed::Socket) => Some(format!("`{shown}` is a socket: no file can be written there")),
        Err(Closed::NoFolder(folder)) if !is_within(&folder, build) => {
            Some(format!("there is no folder `{}`: make it first", folder.display()))
        }
        Ok(Destination::File(real)) if is_other(&real) => {
            Some(format!("`{shown}` is there and is no PDF: name a file that ends in `.pdf`"))
        }
        // What else stands in the way is told when it is written.
        Ok(_) | Err(Closed::NoFolder(_) | Closed::Unknown(_)) => None,
    }
}

/// Whether a name in a path is longer than systems take.
fn is_long(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().len() > LONGEST_NAME)
}

/// Whether a file is there, is not empty, and is no PDF.
fn is_other(path: &Path) -> bool {
    let pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    !pdf && fs::metadata(path).is_ok_and(|known| known.len() > 0)
}

/// Why files cannot be written into a folder that an option names; its parent must be there, or lie in `build`.
pub fn no_folder(option: &str, path: &Path, build: &Path) -> Option<String> {
    let shown = path.display();
    if path.as_os_str().is_empty() {
        return Some(format!("`{option}` names no folder"));
    }
    if is_long(path) {
        return Some(format!("`{shown}` is too long a name for a folder"));
    }
    if path.is_dir() || is_within(path, build) && !path.exists() {
        return None;
    }
    if fs::symlink_metadata(path).is_ok_and(|known| known.is_symlink()) && !path.exists() {
        return Some(format!("`{shown}` is a link that leads nowhere: `{option}` takes a folder"));
    }
    if path.exists() {
        return Some(format!("`{shown}` is a file: `{option}` takes a folder"));
    }
    let parent = folder(path);
    (!parent.is_dir()).then(|| format!("there is no folder `{}`: make it first", parent.display()))
}

/// Why a folder for PDFs is none, but what `--output` takes.
pub fn no_out_dir(path: &Path) -> Option<String> {
    let pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    if path.exists() || !pdf && path.as_os_str() != "-" {
        return None;
    }
    let shown = path.display();
    Some(format!("`--out-dir` takes a folder, and `{shown}` is none: write `--output {shown}`"))
}

/// Why no new workbook can be made in a folder: it, or the nearest that is there, must be one that can take it.
pub fn no_new_folder(path: &Path) -> Option<String> {
    let shown = path.display();
    if is_long(path) {
        return Some(format!("`{shown}` is too long a name for a folder"));
    }
    let is_link = fs::symlink_metadata(path).is_ok_and(|known| known.is_symlink());
    if is_link && !path.exists() {
        return Some(format!("`{shown}` is a link that leads nowhere: name another folder"));
    }
    let there = path.ancestors().find(|folder| folder.exists())?;
    if !there.is_dir() {
        let there = there.display();
        return Some(format!("`{there}` is a file: name a folder for the new workbook"));
    }
    if there != path {
        return None;
    }
    if path.join(WORKBOOK).exists() {
        return Some(format!("`{shown}` is a workbook already: name a folder that is not there yet"));
    }
    // What cannot be looked into is told when it is written. A repository may be there before its first file.
    let names = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let first = names.filter(|name| name != ".git").min()?;
    let first = first.display();
    Some(format!("`{shown}` is not empty, `{first}` is in it: name a folder that is empty or not there yet"))
}

/// Why a selection of pages cannot be part of a file's name.
pub fn long_selection(pages: &Pages) -> Option<String> {
    let long = pages.to_string().len() > LONGEST_SELECTION;
    long.then(|| "so many pages make too long a file's name: name the file with `--output`".into())
}

/// The folder with a `workbook.toml` above a file, as the end of a sentence; nothing if there is none.
pub fn folder_of(file: &Path) -> String {
    let named = file.ancestors().skip(1).map(|folder| match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    });
    let found = named.into_iter().find(|folder| folder.join(WORKBOOK).is_file());
    found.map_or_else(String::new, |folder| format!(", `{}`", folder.display()))
}
