//! What cannot be meant on the command line, seen before anything is laid out.

use std::collections::HashSet;
use std::path::Path;

use crate::source::WORKBOOK;

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

/// Why a PDF cannot be written to a path.
pub fn no_file(path: &Path) -> Option<String> {
    let shown = path.display();
    if path.as_os_str().is_empty() {
        return Some("`--output` names no file".into());
    }
    if path.is_dir() {
        return Some(format!(
            "`{shown}` is a folder: name a file in it, such as `{}`",
            path.join("workbook.pdf").display()
        ));
    }
    let pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    let content = path.is_file() && !pdf;
    content.then(|| format!("`{shown}` is there and is no PDF: name a file that ends in `.pdf`"))
}

/// Why pictures cannot be written to a path.
pub fn no_folder(path: &Path) -> Option<String> {
    if path.as_os_str().is_empty() {
        return Some("`--png` names no folder".into());
    }
    path.is_file().then(|| format!("`{}` is a file: `--png` takes a folder", path.display()))
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
