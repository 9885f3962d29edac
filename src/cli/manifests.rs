//! The manifest of each folder into which a build writes several files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::export::{self, Failed, ListedFile, ListedPicture, MANIFEST, Manifest, Set};
use crate::pipeline::Ready;

/// The manifests of a build, one for each folder.
pub struct Manifests(Vec<Folder>);

/// A folder, as it was named and as it is, with what was made in it.
struct Folder {
    named: PathBuf,
    real: PathBuf,
    manifest: Manifest,
}

impl Manifests {
    /// Empty ones for folders, which must be there; a folder that was named twice has one.
    pub fn new(ready: &Ready, folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let workbook = &ready.book.workbook;
        let date = workbook.edition.date.value.date.map_or_else(String::new, |date| date.to_string());
        let mut all: Vec<Folder> = vec![];
        for named in folders {
            let real = real(&named);
            if !all.iter().any(|known| known.real == real) {
                all.push(Folder { named, real, manifest: Manifest::new(&workbook.title.value, &date) });
            }
        }
        Self(all)
    }

    /// Where they go.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.0.iter().map(|folder| folder.named.join(MANIFEST)).collect()
    }

    /// Lists a PDF, if it goes into one of the folders.
    pub fn file(&mut self, path: &Path, target: &str, pages: usize, bytes: &[u8]) {
        if let Some((manifest, path)) = self.of(path) {
            let (target, sha256) = (target.to_owned(), export::sum(bytes));
            manifest.files.push(ListedFile { path, target, pages, bytes: bytes.len(), sha256 });
        }
    }

    /// Lists the picture of a page, if it goes into one of the folders.
    pub fn picture(&mut self, path: &Path, target: &str, page: usize, bytes: &[u8]) {
        if let Some((manifest, path)) = self.of(path) {
            let (target, sha256) = (target.to_owned(), export::sum(bytes));
            manifest.pictures.push(ListedPicture { path, target, page, bytes: bytes.len(), sha256 });
        }
    }

    /// Adds the manifests to the set of what they list.
    ///
    /// Errors with the one that cannot be written.
    pub fn add(self, set: &mut Set) -> Result<(), Failed> {
        for Folder { named, mut manifest, .. } in self.0 {
            let path = named.join(MANIFEST);
            // The set holds the folder: nobody writes another one meanwhile.
            if let Some(before) = Manifest::read(&path) {
                manifest.follow(before, &named);
            }
            set.add(&path, &manifest.bytes())?;
        }
        Ok(())
    }

    /// The manifest of a file's folder, and the file's name.
    fn of(&mut self, path: &Path) -> Option<(&mut Manifest, String)> {
        let real = real(export::folder(path));
        let folder = self.0.iter_mut().find(|folder| folder.real == real)?;
        Some((&mut folder.manifest, path.file_name()?.to_string_lossy().into_owned()))
    }
}

/// A folder without links on the way.
fn real(folder: &Path) -> PathBuf {
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    fs::canonicalize(named).unwrap_or_else(|_| named.to_owned())
}
