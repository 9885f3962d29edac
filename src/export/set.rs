//! Files that are replaced together: all of them, or none, also where the program is killed on the way.
//!
//! All new files are written beside their places. Then the earlier ones get a second name, a journal
//! is written, and the new ones are moved to their places. Who is killed before the journal has
//! changed nothing; who is killed after it leaves the rest to the next writer in that folder.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File as Open};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::destination::{Closed, Destination, destination, folder};
use super::journal::{self, Journal, Move, NEW, OLD};
use super::lock::Held;

/// A path as the user wrote it, and why nothing could be written there.
pub type Failed = (PathBuf, io::Error);

/// A file to be written.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it goes.
    pub path: PathBuf,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Files that are replaced together.
#[derive(Debug)]
pub struct Set {
    held: Vec<Held>,
    staged: Vec<Staged>,
    streams: Vec<File>,
    begun: usize,
}

/// A file beside its place.
#[derive(Debug)]
struct Staged {
    /// The path as the user wrote it.
    path: PathBuf,
    folder: PathBuf,
    name: OsString,
    new: OsString,
}

/// Writes several files: all are replaced, or none.
///
/// Errors with the file that failed; the earlier files then all stay as they were.
pub fn replace_all(files: &[File]) -> Result<(), Failed> {
    let mut set = Set::open(files.iter().map(|file| file.path.as_path()))?;
    files.iter().try_for_each(|file| set.add(&file.path, &file.bytes))?;
    set.commit()
}

/// Brings to an end what a writer that was killed had begun in these folders.
///
/// Does nothing where there is none, or where it is still at work; errors where the folders cannot be written.
pub fn recover<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Result<(), Failed> {
    let marked = folders.into_iter().filter(|folder| Held::is_left(folder));
    let marked = marked.filter_map(|folder| Some((fs::canonicalize(folder).ok()?, folder.to_owned())));
    hold(marked.collect()).map(drop)
}

impl Set {
    /// Begins a set of files that go to these paths, and waits for other writers in their folders.
    ///
    /// Errors where a path leads nowhere, or its folder cannot be written.
    pub fn open<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<Self, Failed> {
        let mut folders = BTreeSet::new();
        for path in paths {
            if let Destination::File(real) = led(path)? {
                folders.insert((folder(&real).to_owned(), path.to_owned()));
            }
        }
        Ok(Self { held: hold(folders)?, staged: vec![], streams: vec![], begun: 0 })
    }

    /// Writes a file beside its place; what goes into a device or a pipe waits for the end.
    ///
    /// Errors where it cannot be written.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failed> {
        let real = match led(path)? {
            Destination::File(real) => real,
            Destination::Stream(_) => {
                self.streams.push(File { path: path.into(), bytes: bytes.into() });
                return Ok(());
            }
        };
        let failed = |error| (path.to_owned(), error);
        let (folder, name) = (folder(&real).to_owned(), real.file_name().unwrap_or_default().to_owned());
        if self.staged.iter().any(|other| other.folder == folder && other.name == name) {
            return Err(failed(io::Error::other("two files would be written there")));
        }
        let (new, mut file) = self.begin(&folder, &real).map_err(failed)?;
        self.staged.push(Staged { path: path.into(), folder, name, new });
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)
    }

    /// A new file beside its place, with the rights of the earlier one, or else those that the system gives.
    fn begin(&mut self, folder: &Path, real: &Path) -> io::Result<(OsString, Open)> {
        let earlier = fs::metadata(real).ok();
        loop {
            self.begun += 1;
            let new = journal::name(self.begun, NEW);
            let opened = Open::options().write(true).create_new(true).open(folder.join(&new));
            match opened {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
                Ok(file) => {
                    if let Some(earlier) = &earlier {
                        own(&file, earlier);
                        file.set_permissions(earlier.permissions())?;
                    }
                    return Ok((new, file));
                }
            }
        }
    }

    /// Writes into devices and pipes, and then moves all files to their places.
    ///
    /// Errors with the file that failed; the earlier files then all stay as they were.
    pub fn commit(mut self) -> Result<(), Failed> {
        for File { path, bytes } in &self.streams {
            // What an open file held before stays before it.
            let written = Open::options().append(true).open(path).and_then(|mut file| file.write_all(bytes));
            written.map_err(|error| (path.clone(), error))?;
        }
        if let [staged] = self.staged.as_slice() {
            let place = staged.folder.join(&staged.name);
            let moved = fs::rename(staged.folder.join(&staged.new), place);
            moved.map_err(|error| (staged.path.clone(), error))?;
            self.held.iter().for_each(Held::sync);
        } else if !self.staged.is_empty() {
            let journals = self.prepare()?;
            self.forward(&journals)?;
            self.close(&journals);
        }
        self.staged.clear();
        Ok(())
    }

    /// Gives earlier files their second names, and writes the journals; the last one decides.
    fn prepare(&mut self) -> Result<Vec<(usize, Journal)>, Failed> {
        let folders: BTreeSet<&PathBuf> = self.staged.iter().map(|staged| &staged.folder).collect();
        let all: Vec<OsString> = folders.iter().map(|folder| folder.as_os_str().to_owned()).collect();
        let id = RandomState::new().build_hasher().finish();
        let mut journals = Vec::new();
        for (index, held) in self.held.iter().enumerate().filter(|(_, held)| folders.contains(&held.folder)) {
            let mut moves = Vec::new();
            for staged in self.staged.iter().filter(|staged| staged.folder == held.folder) {
                self.begun += 1;
                let old = set_aside(staged, self.begun).map_err(|error| (staged.path.clone(), error))?;
                moves.push(Move { new: staged.new.clone(), name: staged.name.clone(), old });
            }
            journals.push((index, Journal { id, folders: all.clone(), moves }));
        }
        for (index, journal) in journals.iter().rev() {
            let Some(held) = self.held.get(*index) else { continue };
            held.sync();
            let path = self.staged.iter().find(|staged| staged.folder == held.folder);
            let path = path.map_or_else(PathBuf::new, |staged| staged.path.clone());
            journal.write(held).map_err(|error| (path, error))?;
        }
        Ok(journals)
    }

    /// Moves all files to their places, or puts all back.
    fn forward(&self, journals: &[(usize, Journal)]) -> Result<(), Failed> {
        let held = || journals.iter().filter_map(|(index, journal)| Some((self.held.get(*index)?, journal)));
        for (folder, journal) in held() {
            let Err((name, error)) = journal::forward(&folder.folder, &journal.moves) else { continue };
            // Whoever is killed now leaves this to the next writer, too.
            if let Some((first, _)) = held().next() {
                let _ = Journal::back(first);
            }
            held().for_each(|(held, journal)| journal::back(&held.folder, &journal.moves));
            self.close(journals);
            let at = |staged: &&Staged| staged.folder == folder.folder && staged.name == name;
            let path = self.staged.iter().find(at).map_or_else(|| name.into(), |staged| staged.path.clone());
            return Err((path, error));
        }
        Ok(())
    }

    /// Takes the journals away, the one that decides last, and the earlier files' second names.
    fn close(&self, journals: &[(usize, Journal)]) {
        let held =
            || journals.iter().rev().filter_map(|(index, journal)| Some((self.held.get(*index)?, journal)));
        held().for_each(|(held, _)| held.sync());
        held().for_each(|(held, _)| _ = held.write(b""));
        for (held, journal) in held() {
            let old = journal.moves.iter().filter_map(|step| step.old.as_ref());
            old.for_each(|old| _ = fs::remove_file(held.folder.join(old)));
        }
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        for staged in &self.staged {
            let _ = fs::remove_file(staged.folder.join(&staged.new));
        }
        self.held.iter().filter(|held| held.sure).for_each(journal::clean);
    }
}

fn led(path: &Path) -> Result<Destination, Failed> {
    destination(path).map_err(|closed: Closed| (path.to_owned(), closed.into()))
}

/// Takes folders, in one order so that no two writers wait for each other, and ends what was begun in them.
///
/// Each folder comes with the path that is to be named where it cannot be written.
pub(super) fn hold(folders: BTreeSet<(PathBuf, PathBuf)>) -> Result<Vec<Held>, Failed> {
    let mut wanted: BTreeSet<PathBuf> = folders.iter().map(|(folder, _)| folder.clone()).collect();
    let mut known = wanted.clone();
    loop {
        let mut held = Vec::new();
        for folder in &wanted {
            let named = folders.iter().find(|(own, _)| own == folder);
            match (Held::take(folder), named) {
                (Ok(taken), _) => held.push(taken),
                (Err(error), Some((_, path))) => return Err((path.clone(), error)),
                // Another folder of a writer that was killed: what is in it stays as it is.
                (Err(_), None) => {}
            }
        }
        let more: BTreeSet<PathBuf> = held.iter().flat_map(Journal::folders).map(PathBuf::from).collect();
        let more: Vec<PathBuf> = more.difference(&known).cloned().collect();
        if more.is_empty() {
            journal::recover(&held);
            return Ok(held);
        }
        held.iter_mut().for_each(|held| held.kept = true);
        known.extend(more.iter().cloned());
        wanted.extend(more);
    }
}

/// Gives the earlier file of a place a second name, by which it can be had back.
fn set_aside(staged: &Staged, number: usize) -> io::Result<Option<OsString>> {
    let place = staged.folder.join(&staged.name);
    match fs::symlink_metadata(&place) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(earlier) if earlier.is_dir() => return Err(Closed::Folder.into()),
        Ok(_) => {}
    }
    let old = journal::name(number, OLD);
    let aside = staged.folder.join(&old);
    // Not all file systems know second names.
    fs::hard_link(&place, &aside).or_else(|_| fs::copy(&place, &aside).map(drop))?;
    Ok(Some(old))
}

/// Gives a file to the owner of the earlier one, where that is allowed.
#[cfg(unix)]
fn own(file: &Open, earlier: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(earlier.uid()), Some(earlier.gid()));
}

#[cfg(not(unix))]
fn own(_: &Open, _: &fs::Metadata) {}

#[cfg(test)]
mod tests;
