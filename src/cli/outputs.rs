//! What is built, and where its files go.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::report::Format;
use crate::book::file_name;
use crate::content::target::Flip;
use crate::edition::Edition;
use crate::export::{self, Failed, Pages};
use crate::pipeline::Ready;

/// What to build, and where to.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// The names of the targets to build; all that are declared if there are none.
    pub targets: Vec<String>,
    /// Where the PDFs go.
    pub output: Output,
    /// The pages to write, if not all.
    pub pages: Option<Pages>,
    /// The folder for pictures of pages.
    pub png: Option<PathBuf>,
    /// The resolution of the pictures, in pixels per inch.
    pub ppi: f64,
    /// Whether to say nothing when all is well.
    pub quiet: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// The edge over which sheets are turned, if not the one that booklets declare.
    pub flip: Option<Flip>,
    /// Whether to open the PDF.
    pub open: bool,
    /// How findings and files are printed.
    pub format: Format,
    /// The folder at which paths begin, if one was named.
    pub paths_from: Option<PathBuf>,
}

/// Where the PDFs go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// `build/<title>-<edition date>-<target>.pdf` in the workbook's folder.
    Default,
    /// Files of the same names in another folder.
    Folder(PathBuf),
    /// A file.
    File(PathBuf),
    /// Standard output.
    Stdout,
    /// Nowhere: pictures are all that is wanted.
    Nowhere,
}

impl Output {
    /// Whether it holds one file alone.
    pub fn is_single(&self) -> bool {
        matches!(self, Self::File(_) | Self::Stdout)
    }

    /// The folder in which files get names of their own, if it is one; `dir` is the workbook's.
    pub fn folder(&self, dir: &Path) -> Option<PathBuf> {
        match self {
            Self::Default => Some(build(dir)),
            Self::Folder(folder) => Some(plain(folder).to_owned()),
            Self::File(_) | Self::Stdout | Self::Nowhere => None,
        }
    }

    /// Where the file of an edition goes; nowhere means standard output.
    pub fn path(&self, dir: &Path, ready: &Ready, edition: &str) -> Option<PathBuf> {
        if let Self::File(path) = self {
            return Some(path.clone());
        }
        let pages = ready.pages.as_ref().map_or_else(String::new, |pages| format!("-p{pages}"));
        let name = file_name(&ready.book.workbook, &format!("{edition}{pages}"));
        Some(self.folder(dir)?.join(name))
    }
}

/// The folder for what is built, in the workbook's.
pub fn build(dir: &Path) -> PathBuf {
    plain(dir).join("build")
}

/// A plain `build/...` reads better than `./build/...`.
fn plain(folder: &Path) -> &Path {
    folder.strip_prefix(".").unwrap_or(folder)
}

/// The paths of an edition's pictures; its name stands in them where there are several editions.
pub fn pictures(folder: &Path, ready: &Ready, edition: &Edition, alone: bool) -> Vec<PathBuf> {
    let numbers = ready.numbers(edition);
    let digits = numbers.iter().max().map_or(2, |last| last.to_string().len().max(2));
    let start = if alone { String::new() } else { format!("{}-", edition.name) };
    numbers.iter().map(|number| folder.join(format!("{start}page-{number:0digits$}.png"))).collect()
}

/// Makes a folder for outputs, if it is not there: itself alone, but in `build` all that lead to it.
///
/// Errors where it cannot be made.
pub fn make(folder: &Path, build: &Path) -> Result<(), Failed> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    let made = match export::is_within(folder, build) {
        true => fs::create_dir_all(folder),
        false => fs::create_dir(folder),
    };
    match made {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made.map_err(|error| (folder.to_owned(), error)),
    }
}
