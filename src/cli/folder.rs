//! The folder that the program is called on.

use std::io;
use std::path::{Path, PathBuf};

use super::outcome::Outcome;
use super::say::say;
use super::usage;
use crate::source::{Folder, WORKBOOK};
use crate::typeset::Workspace;

/// The folder that is meant by a path: whoever names its `workbook.toml` means the folder around it.
pub fn folder_meant(path: PathBuf) -> PathBuf {
    if path.file_name() != Some(WORKBOOK.as_ref()) || !path.is_file() {
        return path;
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Opens the workbook's folder.
pub fn open(dir: &Path) -> Result<Workspace, Outcome> {
    match Folder::open(dir) {
        Ok(folder) if folder.root().is_dir() => Ok(Workspace::new(folder)),
        Ok(_) => {
            let folder = usage::folder_of(dir);
            say(&format!("error: `{}` is a file: name the workbook's folder{folder}", dir.display()));
            Err(Outcome::Usage)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            say(&format!("error: there is no folder `{}`", dir.display()));
            Err(Outcome::Usage)
        }
        Err(error) => {
            say(&format!("error: the folder `{}` cannot be read ({error})", dir.display()));
            Err(Outcome::Machine)
        }
    }
}
