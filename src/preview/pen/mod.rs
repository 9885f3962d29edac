//! Who writes into the workbook's files for the preview: each change is on disk when it is answered.

mod disk;
mod follow;
mod history;

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use toml::Value;
use typst_utils::hash128;

use super::signal::Bell;
use crate::writing::{Change, Path, Refused, alike, at, cell, cell_changed, changed, reading};
use disk::Disk;
use follow::followed;
use history::{Done, History, Text, without};

/// How many versions of each file are known.
const VERSIONS: usize = 40;

/// Why something was not written.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// It cannot be.
    Refused(Refused),
    /// Somebody else has changed the same meanwhile; with what is there now, if anything is.
    Conflict(Option<Value>),
    /// There is nothing to take back.
    Nothing,
    /// The file is none of the workbook's, or no text.
    Foreign,
    /// The disk does not take it, with what the system says.
    Disk(String),
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrote {
    /// The file, from the workbook's folder.
    pub file: String,
    /// Where the change was made.
    pub path: Path,
    /// The version of the file now.
    pub version: String,
}

/// The time since some start.
pub type Clock = Box<dyn Fn() -> Duration + Send + Sync>;

/// Writes into a workbook's files.
pub struct Pen {
    disk: Disk,
    bell: Bell,
    clock: Clock,
    desk: Mutex<State>,
}

#[derive(Default)]
struct State {
    versions: HashMap<String, VecDeque<(String, Arc<str>)>>,
    history: History,
}

impl Pen {
    /// Writes in a folder, and rings where it has; what is typed in one go by a clock is one change.
    pub fn new(root: PathBuf, bell: Bell, clock: Clock) -> Self {
        Self { disk: Disk::new(root), bell, clock, desk: Mutex::default() }
    }

    /// What is in a file now, and its version.
    ///
    /// Errors where it is none of the workbook's texts.
    pub fn read(&self, file: &str) -> Result<(Arc<str>, String), Trouble> {
        let text = self.disk.text(file)?.ok_or(Trouble::Refused(Refused::Gone))?;
        let version = self.desk().note(file, &text);
        Ok((text, version))
    }

    /// Where in a file now is what a path led to in a version of it; nothing where it is gone.
    ///
    /// Errors where the file is none of the workbook's.
    pub fn follow(&self, file: &str, version: &str, path: Path) -> Result<Option<Path>, Trouble> {
        let (now, current) = self.read(file)?;
        let desk = self.desk();
        let seen = desk.seen(file, version).filter(|_| version != current && file.ends_with(".toml"));
        let Some((seen, now)) = seen.and_then(|seen| reading(seen)).zip(reading(&now)) else {
            return Ok(Some(path));
        };
        Ok(followed(&seen, &now, &path, false))
    }

    /// Changes a file that was seen in a version; `typed` says whether the change may be one with that before.
    ///
    /// Errors where it cannot be, and where somebody else has changed the same since then.
    pub fn change(&self, file: &str, version: &str, change: Change, typed: bool) -> Result<Wrote, Trouble> {
        let mut desk = self.desk();
        let now = self.disk.text(file)?.ok_or(Trouble::Refused(Refused::Gone))?;
        let change = desk.fitted(file, version, change, &now)?;
        let made: Arc<str> = if file.ends_with(".csv") {
            cells(&now, &change).map_err(Trouble::Refused)?.into()
        } else {
            changed(&now, &change).map_err(Trouble::Refused)?.into()
        };
        let path = change.path().clone();
        self.write(&mut desk, file, &path, Some(now), &Some(made), typed)
    }

    /// Puts a new file there.
    ///
    /// Errors where there is one already.
    pub fn create(&self, file: &str, text: &str) -> Result<Wrote, Trouble> {
        let mut desk = self.desk();
        if self.disk.text(file)?.is_some() {
            return Err(Trouble::Conflict(None));
        }
        self.write(&mut desk, file, &Path::new(), None, &Some(text.into()), false)
    }

    /// Takes a file away.
    ///
    /// Errors where it is another than that of the version.
    pub fn remove(&self, file: &str, version: &str) -> Result<Wrote, Trouble> {
        let mut desk = self.desk();
        let now = self.disk.text(file)?.ok_or(Trouble::Refused(Refused::Gone))?;
        if version_of(&now) != version {
            return Err(Trouble::Conflict(None));
        }
        self.write(&mut desk, file, &Path::new(), Some(now), &None, false)
    }

    /// Takes the last change back, or makes again what was taken back last.
    ///
    /// Errors where there is none, or where somebody else has changed the same since then.
    pub fn turn(&self, back: bool) -> Result<Wrote, Trouble> {
        let mut desk = self.desk();
        let next = desk.history.next(back).cloned().ok_or(Trouble::Nothing)?;
        let now = self.disk.text(&next.file)?;
        let made = without(&now, &next.after, &next.before);
        let made = made.filter(|made| sound(&next.file, made)).ok_or(Trouble::Conflict(None))?;
        self.disk.save(&next.file, &made)?;
        desk.history.took(back, now, made.clone(), (self.clock)());
        let version = made.map_or_else(String::new, |text| desk.note(&next.file, &text));
        self.bell.ring();
        Ok(Wrote { file: next.file, path: next.path, version })
    }

    /// Whether something can be taken back, and whether something can be made again.
    pub fn ways(&self) -> [bool; 2] {
        self.desk().history.ways()
    }

    /// The folder, for files that are no texts.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    fn desk(&self) -> MutexGuard<'_, State> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(
        &self,
        desk: &mut State,
        file: &str,
        path: &Path,
        before: Text,
        after: &Text,
        typed: bool,
    ) -> Result<Wrote, Trouble> {
        if before != *after {
            self.disk.save(file, after)?;
            let (file, path) = (file.to_owned(), path.clone());
            let done = Done { file, before, after: after.clone(), path, typed };
            desk.history.add(done, (self.clock)());
            self.bell.ring();
        }
        let version = after.as_ref().map_or_else(String::new, |text| desk.note(file, text));
        Ok(Wrote { file: file.into(), path: path.clone(), version })
    }
}

impl State {
    /// Remembers a version of a file.
    fn note(&mut self, file: &str, text: &Arc<str>) -> String {
        let version = version_of(text);
        let known = self.versions.entry(file.to_owned()).or_default();
        known.retain(|(other, _)| *other != version);
        known.push_back((version.clone(), text.clone()));
        if known.len() > VERSIONS {
            known.pop_front();
        }
        version
    }

    /// A version of a file, if it is known.
    fn seen(&self, file: &str, version: &str) -> Option<&Arc<str>> {
        self.versions.get(file)?.iter().find(|(other, _)| other == version).map(|(_, text)| text)
    }

    /// A change to a version of a file, as it is to be made to the file as it is now.
    fn fitted(&self, file: &str, version: &str, change: Change, now: &str) -> Result<Change, Trouble> {
        if version_of(now) == version {
            return Ok(change);
        }
        let seen = self.seen(file, version).ok_or(Trouble::Conflict(None))?;
        if file.ends_with(".csv") {
            let place = place_of(change.path()).ok_or(Trouble::Foreign)?;
            let (seen, now) = (cell(seen, place.0, place.1), cell(now, place.0, place.1));
            return if seen == now { Ok(change) } else { Err(Trouble::Conflict(now.map(Value::String))) };
        }
        let (seen, now) = (reading(seen), reading(now).ok_or(Trouble::Refused(Refused::Broken))?);
        let seen = seen.ok_or(Trouble::Conflict(None))?;
        let is_new = matches!(change, Change::Insert(..));
        let path = followed(&seen, &now, change.path(), is_new).ok_or(Trouble::Conflict(None))?;
        let (old, new) = (at(&seen, change.path()), at(&now, &path));
        let alike =
            is_new || old.zip(new).is_some_and(|(a, b)| alike(a, b)) || old.is_none() && new.is_none();
        if alike { Ok(change.moved(path)) } else { Err(Trouble::Conflict(new.cloned())) }
    }
}

/// Whether a file is well formed.
fn sound(file: &str, text: &Text) -> bool {
    let Some(text) = text else { return true };
    !file.ends_with(".toml") || reading(text).is_some()
}

/// The row and the column that a path in a CSV file leads to.
pub fn place_of(path: &Path) -> Option<(usize, usize)> {
    match path.as_slice() {
        [crate::writing::Step::Index(row), crate::writing::Step::Index(column)] => Some((*row, *column)),
        _ => None,
    }
}

fn cells(text: &str, change: &Change) -> Result<String, Refused> {
    let Change::Set(path, Value::String(new)) = change else { return Err(Refused::Unfit) };
    let (row, column) = place_of(path).ok_or(Refused::Gone)?;
    cell_changed(text, row, column, new)
}

fn version_of(text: &str) -> String {
    format!("{:032x}", hash128(text))
}
