//! The folder that the program is called on.

use std::io;
use std::path::Path;

use super::outcome::Outcome;
use super::say::say;
use super::usage;
use crate::source::Folder;
use crate::typeset::Workspace;

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
