//! Files that are replaced whole or not at all, one or several.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

/// A file to be written.
pub struct File {
    /// Where it goes.
    pub path: PathBuf,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file that was moved to its place, and what stood there before.
struct Moved<'a> {
    path: &'a Path,
    earlier: Option<TempPath>,
}

/// Writes a file beside its place, and moves it there when all of it is on disk.
///
/// Errors where the folder cannot be made or written; the earlier file then stays as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    staged(path, bytes)?.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes several files: when all of them are on disk, all are moved to their places.
///
/// Errors with the file that failed; the earlier files then all stay as they were.
pub fn replace_all(files: &[File]) -> Result<(), (PathBuf, io::Error)> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let mut ready = Vec::new();
    for file in files {
        ready.push((&file.path, staged(&file.path, &file.bytes).map_err(failed(&file.path))?));
    }
    let mut moved: Vec<Moved> = Vec::new();
    for (path, file) in ready {
        let result = set_aside(path).and_then(|earlier| {
            moved.push(Moved { path, earlier });
            file.persist(path).map_err(|error| error.error)
        });
        if let Err(error) = result {
            moved.into_iter().rev().for_each(Moved::undo);
            return Err((path.clone(), error));
        }
    }
    Ok(())
}

impl Moved<'_> {
    /// Puts back what stood there before.
    fn undo(self) {
        // What cannot be put back is left where it was set aside: nothing more can be done.
        match self.earlier {
            Some(earlier) => drop(earlier.persist(self.path)),
            None => drop(fs::remove_file(self.path)),
        }
    }
}

/// Moves a file out of the way; it is gone for good when nobody puts it back.
fn set_aside(path: &Path) -> io::Result<Option<TempPath>> {
    if !path.exists() {
        return Ok(None);
    }
    let aside = NamedTempFile::new_in(folder(path))?.into_temp_path();
    fs::rename(path, &aside)?;
    Ok(Some(aside))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file beside its place, all of it on disk.
fn staged(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = folder(path);
    fs::create_dir_all(folder)?;
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "there is a folder of this name"));
    }
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    readable(&file)?;
    Ok(file)
}

/// Temporary files are private; a workbook is for all who may read its folder.
#[cfg(unix)]
fn readable(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{File, replace_all};

    fn file(folder: &Path, name: &str, bytes: &[u8]) -> File {
        File { path: folder.join(name), bytes: bytes.to_vec() }
    }

    /// The names in a folder, sorted.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_replaced_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        let old = [file(path, "a.pdf", b"old a"), file(path, "b.pdf", b"old b")];
        assert!(replace_all(&old).is_ok());
        // A folder stands in the way of the second file.
        fs::create_dir(path.join("c.pdf")).expect("a folder");
        let new = [file(path, "a.pdf", b"new a"), file(path, "c.pdf", b"new c")];
        assert!(replace_all(&new).is_err());
        assert_eq!(fs::read(path.join("a.pdf")).expect("the file"), b"old a");
        assert!(replace_all(&[file(path, "a.pdf", b"new a"), file(path, "b.pdf", b"new b")]).is_ok());
        assert_eq!(fs::read(path.join("b.pdf")).expect("the file"), b"new b");
        assert_eq!(names(path), ["a.pdf", "b.pdf", "c.pdf"]);
    }
}
