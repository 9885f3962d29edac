//! A folder that is made with all that is in it, or not at all.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::destination::folder;
use super::set::{Failed, File};

/// How the name of the folder begins in which everything waits.
const START: &str = ".werkboek-new-";

/// A new folder, whole, that waits beside its place, and goes with this value if it does not get there.
#[derive(Debug)]
pub struct NewFolder {
    place: PathBuf,
    waiting: TempDir,
}

impl NewFolder {
    /// Writes files, by their paths in the folder, beside the place of the folder, or in it where it is there.
    ///
    /// Errors with what cannot be made, by its path in its place; nothing is left behind then.
    pub fn stage(place: &Path, files: &[File]) -> Result<Self, Failed> {
        let failed = |error| (place.to_owned(), error);
        let waiting = tempfile::Builder::new().prefix(START).tempdir_in(nearest(place)).map_err(failed)?;
        let new = Self { place: place.to_owned(), waiting };
        // That of a temporary folder is open to its owner alone.
        fs::create_dir(new.path()).map_err(failed)?;
        for File { path, bytes } in files {
            write(&new.path().join(path), bytes).map_err(|error| (place.join(path), error))?;
        }
        Ok(new)
    }

    /// Where it waits.
    pub fn path(&self) -> PathBuf {
        self.waiting.path().join("new")
    }

    /// Moves all of it to its place; `last` is the file that makes the folder what it is.
    ///
    /// Errors with what cannot be made; all is as it was before then.
    pub fn settle(self, last: &str) -> Result<(), Failed> {
        if self.place.is_dir() {
            return self.fill(last);
        }
        let made = make_all(folder(&self.place))?;
        fs::rename(self.path(), &self.place).map_err(|error| {
            made.iter().rev().for_each(|folder| _ = fs::remove_dir(folder));
            (self.place.clone(), error)
        })
    }

    /// Moves what is in it into a folder that is there.
    fn fill(&self, last: &str) -> Result<(), Failed> {
        let failed = |error| (self.place.clone(), error);
        let entries: io::Result<Vec<_>> = fs::read_dir(self.path()).map_err(failed)?.collect();
        let mut names: Vec<_> = entries.map_err(failed)?.iter().map(fs::DirEntry::file_name).collect();
        names.sort_by_key(|name| name == OsStr::new(last));
        for (done, name) in names.iter().enumerate() {
            let (from, to) = (self.path().join(name), self.place.join(name));
            let free = match fs::symlink_metadata(&to) {
                Ok(_) => Err(ErrorKind::AlreadyExists.into()),
                Err(_) => fs::rename(&from, &to),
            };
            if let Err(error) = free {
                let moved = names.iter().take(done);
                moved.for_each(|name| _ = fs::rename(self.place.join(name), self.path().join(name)));
                return Err((to, error));
            }
        }
        Ok(())
    }
}

/// The nearest folder that is there: the place itself, or one around it.
fn nearest(place: &Path) -> &Path {
    let named = |path: &'_ Path| !path.as_os_str().is_empty();
    place.ancestors().find(|path| named(path) && path.is_dir()).unwrap_or(Path::new("."))
}

/// Makes a folder and those around it; gives those that were not there.
///
/// Errors with the one that cannot be made, and takes away those that were.
fn make_all(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let missing = folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists());
    let missing: Vec<&Path> = missing.collect();
    let mut made: Vec<PathBuf> = Vec::new();
    for path in missing.into_iter().rev() {
        if let Err(error) = fs::create_dir(path) {
            made.iter().rev().for_each(|folder| _ = fs::remove_dir(folder));
            return Err((path.to_owned(), error));
        }
        made.push(path.to_owned());
    }
    Ok(made)
}

/// Writes a file, as far as the disk, in a folder that is made for it.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder(path))?;
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{File, NewFolder};

    fn files() -> Vec<File> {
        ["top", "in/a", "in/deep/b"].map(|path| File { path: path.into(), bytes: path.into() }).into()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into()).collect();
        names.sort();
        names
    }

    #[test]
    fn it_is_whole_in_a_new_place_and_in_an_empty_one() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join("empty")).expect("a folder");
        for place in ["new", "a/b/c", "empty", "slash/"] {
            let place = dir.path().join(place);
            NewFolder::stage(&place, &files()).expect("staged").settle("top").expect("settled");
            assert_eq!(names(&place), ["in", "top"]);
            assert_eq!(fs::read(place.join("in/deep/b")).expect("a file"), b"in/deep/b");
        }
        assert_eq!(names(dir.path()), ["a", "empty", "new", "slash"]);
    }

    #[test]
    fn what_does_not_get_there_leaves_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let place = dir.path().join("a/b");
        drop(NewFolder::stage(&place, &files()).expect("staged"));
        assert_eq!(names(dir.path()), [""; 0]);
        // Something came in between.
        let new = NewFolder::stage(&place, &files()).expect("staged");
        fs::write(dir.path().join("a"), "").expect("a file");
        assert!(new.settle("top").is_err());
        assert_eq!(names(dir.path()), ["a"]);
        let taken = dir.path().join("taken");
        fs::create_dir(&taken).expect("a folder");
        let new = NewFolder::stage(&taken, &files()).expect("staged");
        fs::write(taken.join("top"), "mine").expect("a file");
        assert!(new.settle("top").is_err());
        assert_eq!(names(&taken), ["top"]);
        assert_eq!(fs::read(taken.join("top")).expect("a file"), b"mine");
    }

    #[test]
    fn what_cannot_be_written_is_told_by_its_place() {
        let dir = tempfile::tempdir().expect("a folder");
        let twice = [files(), files()].concat();
        let (path, _) = NewFolder::stage(&dir.path().join("x"), &twice).expect_err("a file that is there");
        assert_eq!(path, dir.path().join("x/top"));
        assert_eq!(names(dir.path()), [""; 0]);
    }
}
