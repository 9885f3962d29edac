//! Where the paths of findings begin.

use std::fs;
use std::path::{Path, PathBuf};

use super::Format;
use crate::source::{Folder, Place};

/// What stands before the path of a file from the workbook's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefix(String);

impl Prefix {
    /// The prefix for a format: paths begin at `from` if that is given, in formats for services at the root of
    /// the `repository` or else where the program runs, and in all others at the workbook's folder.
    ///
    /// `dir` is the workbook's folder as it was named. Errors with what to tell where `from` is no folder.
    pub fn new(
        dir: &Path,
        folder: &Folder,
        format: Format,
        from: Option<&Path>,
        repository: Option<PathBuf>,
    ) -> Result<Self, String> {
        let rooted = format.is_rooted();
        if let Some(from) = from {
            let real = fs::canonicalize(from).ok().filter(|real| real.is_dir());
            let real =
                real.ok_or_else(|| format!("`--paths-from`: there is no folder `{}`", from.display()))?;
            return Ok(Self(within(folder.root(), &real).unwrap_or_else(|| slashed(folder.root()))));
        }
        let repository = repository.filter(|_| rooted).and_then(|root| fs::canonicalize(root).ok());
        let from_there = repository.and_then(|root| within(folder.root(), &root));
        Ok(Self(from_there.unwrap_or_else(|| if rooted { slashed(dir) } else { String::new() })))
    }

    /// The path of a place's file, with forward slashes.
    pub fn path(&self, place: &Place) -> String {
        self.before(place.file.get().vpath().get_without_slash())
    }

    /// A path from the workbook's folder, with what stands before it.
    pub fn before(&self, path: &str) -> String {
        match self.0.as_str() {
            "" => path.into(),
            "/" => format!("/{path}"),
            prefix => format!("{prefix}/{path}"),
        }
    }
}

/// The way from one folder to another in it.
fn within(folder: &Path, outer: &Path) -> Option<String> {
    folder.strip_prefix(outer).ok().map(slashed)
}

/// A path with forward slashes, without those that say nothing.
fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let rooted = if path.starts_with('/') { "/" } else { "" };
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    format!("{rooted}{}", parts.join("/"))
}
