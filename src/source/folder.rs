//! The workbook's folder: the only place from which anything is read.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use typst_kit::files::{FileLoader, FileStore};
use typst_library::diag::{FileError, FileResult};
use typst_library::foundations::Bytes;
use typst_syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};

use super::listing::UNREADABLE;

/// The file that makes a folder a workbook.
pub const WORKBOOK: &str = "workbook.toml";

/// The folder in which chapters are looked for.
pub const CHAPTERS: &str = "chapters";

/// The name by which a folder's listing is read, as in `chapters/*`.
const LISTING: &str = "*";

/// The workbook's files, each read once until the store is reset.
pub type Store = FileStore<Folder>;

/// A workbook's folder on disk.
///
/// Reading `*` in a folder gives the names in it, one a line, sorted: so Typst can know who depends on them.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens a folder.
    ///
    /// Errors if there is no such folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { root: fs::canonicalize(path)? })
    }

    /// The folder's path, absolute and without symlinks.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path on disk of a file in the workbook.
    ///
    /// Errors with `AccessDenied` where a symlink leads out of the folder.
    fn resolve(&self, id: FileId) -> FileResult<PathBuf> {
        let path = id.get().vpath().get_without_slash();
        let joined = self.root.join(path.strip_suffix(LISTING).unwrap_or(path));
        let real = fs::canonicalize(&joined).map_err(|error| FileError::from_io(error, &joined))?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(FileError::AccessDenied) }
    }
}

impl FileLoader for Folder {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if *id.get().root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        let path = self.resolve(id)?;
        let failed = |error| FileError::from_io(error, &path);
        if id.get().vpath().file_name() == Some(LISTING) {
            return names(&path).map(Bytes::from_string).map_err(failed);
        }
        if fs::metadata(&path).map_err(failed)?.is_dir() {
            return Err(FileError::IsDirectory);
        }
        fs::read(&path).map(Bytes::new).map_err(failed)
    }
}

/// The names in a folder, sorted, one a line; what would break a line is [`UNREADABLE`], as what is not UTF-8 is.
fn names(path: &Path) -> io::Result<String> {
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().replace(['\n', '\r'], UNREADABLE);
    let mut names = fs::read_dir(path)?.map(|entry| Ok(name(entry?))).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names.join("\n"))
}

/// The id of a file in the workbook, from its path as written in TOML.
///
/// Errors with the reason if the path is absolute, empty or holds `..` or a backslash.
pub fn file_id(path: &str) -> Result<FileId, &'static str> {
    if path.trim().is_empty() {
        return Err("a path cannot be empty");
    }
    if path.contains('\\') {
        return Err("a path is written with `/`, not with `\\`");
    }
    let drive = path.as_bytes().get(1) == Some(&b':');
    for component in Path::new(path).components() {
        match component {
            Component::Normal(_) | Component::CurDir if !drive => {}
            Component::ParentDir => return Err("a path cannot lead out of the workbook's folder with `..`"),
            _ => return Err("a path cannot be absolute: write it from the workbook's folder"),
        }
    }
    let path = VirtualPath::new(path).map_err(|_| "this is not a path to a file")?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The id under which the names in a folder are read.
pub fn listing_id(folder: &str) -> Option<FileId> {
    file_id(&format!("{folder}/{LISTING}")).ok()
}

#[cfg(test)]
mod tests {
    use super::file_id;

    #[test]
    fn only_paths_below_the_folder() {
        for bad in ["", " ", "/etc/passwd", "../x", "a/../../x", "C:/x", "a\\b"] {
            assert!(file_id(bad).is_err(), "{bad}");
        }
        for good in ["a.png", "./a.png", "chapters/images/a b.svg"] {
            assert!(file_id(good).is_ok(), "{good}");
        }
    }
}
