//! Changes on disk: what a workbook asked for is watched, whatever editors do to save it.
//!
//! Folders are watched and not files, since many editors write a new file and move it over the old one. What the
//! system does not tell (a folder that goes and comes back, a disk over a network) is seen by looking once a second.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::signal::{Bell, Signal};
use crate::book::FONTS;
use crate::source::CHAPTERS;
use crate::typeset::LAYOUTS_FOLDER;

/// For how long nothing is to happen before a change counts as done: editors save in several steps.
const QUIET: Duration = Duration::from_millis(8);

/// How many such waits there are at most, so that whoever saves all the time sees something, too.
const WAITS: usize = 12;

/// How long it takes until what the system did not tell is seen.
const LOOK: Duration = Duration::from_millis(1000);

/// The same, where the system tells nothing at all.
const LOOK_ALONE: Duration = Duration::from_millis(200);

/// How many folders below those of a workbook are watched from the start, and how deep they lie.
const MOST: usize = 500;
const DEEPEST: usize = 5;

/// The largest file of which what is in it is compared, and not only when it was changed, in bytes.
const SMALL: u64 = 256 * 1024;

/// When a path was last changed, and how large it is; nothing where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// There is nothing.
    None,
    /// A small file, or the names in a folder, told by what is in it.
    Small(u64),
    /// Another file.
    Large(Option<SystemTime>, u64),
}

/// Waits for changes.
pub struct Watcher {
    system: Option<RecommendedWatcher>,
    events: Receiver<Signal>,
    bell: Bell,
    /// The folders that are watched.
    folders: BTreeSet<PathBuf>,
    /// How all that was asked for stood, before it was last read.
    states: BTreeMap<PathBuf, State>,
    /// Of that, what was asked for the first time: how it stood before is not known.
    fresh: BTreeSet<PathBuf>,
    /// Whether the system told of a change of such a path.
    stirred: bool,
    /// When the last waiting ended: what is read from then on may change while it is read.
    began: SystemTime,
}

/// How coarse the times of files are at most on the disks of today, as far as they matter here.
const COARSE: Duration = Duration::from_millis(50);

#[expect(clippy::disallowed_methods, reason = "compared with the times of files, and never written to one")]
fn now() -> SystemTime {
    SystemTime::now()
}

impl Watcher {
    /// Begins to watch a workbook's folder, and those in it that hold its parts.
    pub fn new(root: &Path) -> Self {
        let (sender, events) = channel();
        // Where the system cannot watch, as where it watches too much already, looking does.
        let bell = Bell::new(sender.clone());
        let system = notify::recommended_watcher(move |event| _ = sender.send(Signal::System(event))).ok();
        let mut watcher = Self {
            system,
            events,
            bell,
            folders: BTreeSet::new(),
            states: BTreeMap::new(),
            fresh: BTreeSet::new(),
            stirred: false,
            began: now(),
        };
        let mut folders = vec![root.to_owned()];
        for folder in [CHAPTERS, FONTS, LAYOUTS_FOLDER, "images"] {
            inner(&root.join(folder), DEEPEST, &mut folders);
        }
        folders.into_iter().for_each(|folder| _ = watcher.watch(folder));
        watcher
    }

    /// What is rung where the preview has written a file.
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Watches all that a workbook asked for, and nothing else.
    ///
    /// Gives whether a folder is among it that was not watched while it was read, or a file that may have changed
    /// meanwhile: then it is to be read again.
    pub fn follow(&mut self, asked: Vec<PathBuf>) -> bool {
        // What was known before it was read may have changed since.
        let known = |path: &PathBuf| self.states.get(path).copied().unwrap_or_else(|| state(path));
        self.fresh = asked.iter().filter(|path| !self.states.contains_key(*path)).cloned().collect();
        self.states = asked.into_iter().map(|path| (path.clone(), known(&path))).collect();
        // It may have changed after it was read, and before its folder was watched.
        let late = self.fresh.iter().any(|path| {
            let changed = fs::metadata(path).and_then(|known| known.modified());
            changed.is_ok_and(|changed| changed + COARSE > self.began)
        });
        self.began = now();
        self.watch_all() || late
    }

    /// Waits until something changes, and those who change it are done.
    pub fn wait(&mut self) {
        let look = if self.system.is_some() { LOOK } else { LOOK_ALONE };
        loop {
            match self.events.recv_timeout(look) {
                Ok(Signal::Written) => break,
                Ok(Signal::System(event)) if !self.heed(&event) => continue,
                Ok(Signal::System(event)) => {
                    self.settle();
                    // What the preview wrote itself is known by now, and told once more by the system.
                    if event.is_err() || std::mem::take(&mut self.stirred) || self.differs() {
                        break;
                    }
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => sleep(look),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.differs() {
                // A folder may be another than the one that was watched.
                std::mem::take(&mut self.folders).iter().for_each(|folder| self.leave(folder));
                self.watch_all();
                break;
            }
        }
        self.began = now();
        self.states.iter_mut().for_each(|(path, known)| *known = state(path));
    }

    /// Whether anything that was asked for is another than it was.
    fn differs(&self) -> bool {
        self.states.iter().any(|(path, known)| state(path) != *known)
    }

    /// Waits until nothing happens for a moment.
    fn settle(&mut self) {
        for _ in 0..WAITS {
            match self.events.recv_timeout(QUIET) {
                Ok(Signal::System(event)) => _ = self.heed(&event),
                // It is laid out at once.
                Ok(Signal::Written) => return self.bell.ring(),
                Err(_) => return,
            }
        }
    }

    /// Takes note of an event; gives whether it may be a change of what was asked for.
    fn heed(&mut self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        // Where a folder goes, another may come that is watched anew.
        if matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        ) {
            for path in &event.paths {
                let gone: Vec<PathBuf> =
                    self.folders.iter().filter(|folder| folder.starts_with(path)).cloned().collect();
                gone.iter().for_each(|folder| self.leave(folder));
                self.folders.retain(|folder| !gone.contains(folder));
            }
        }
        let touches = |path: &PathBuf| {
            self.fresh.contains(path) || path.parent().is_some_and(|folder| self.fresh.contains(folder))
        };
        let matters = self.matters(event);
        self.stirred |= matters && event.paths.iter().any(touches);
        matters
    }

    /// Watches a folder; gives whether it was not watched before.
    fn watch(&mut self, folder: PathBuf) -> bool {
        if self.folders.contains(&folder) {
            return false;
        }
        let system = self.system.as_mut();
        let watched = system.is_some_and(|system| system.watch(&folder, RecursiveMode::NonRecursive).is_ok());
        watched && self.folders.insert(folder)
    }

    /// Watches the folders of all that was asked for; gives whether one is among them that was not watched.
    fn watch_all(&mut self) -> bool {
        let folders: BTreeSet<PathBuf> = self.states.keys().filter_map(|path| standing(path)).collect();
        folders.into_iter().filter(|folder| self.watch(folder.clone())).count() > 0
    }

    /// Watches a folder no more.
    fn leave(&mut self, folder: &Path) {
        if let Some(system) = &mut self.system {
            // What is gone is watched no more as it is.
            let _ = system.unwatch(folder);
        }
    }

    /// Whether an event may be a change of what was asked for.
    fn matters(&self, event: &Event) -> bool {
        let changes = match event.kind {
            EventKind::Any | EventKind::Create(_) | EventKind::Remove(_) | EventKind::Other => true,
            EventKind::Modify(kind) => !matches!(kind, ModifyKind::Metadata(_)),
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        };
        let is_asked = |path: &PathBuf| {
            let next = self.states.range(path.clone()..).next();
            next.is_some_and(|(next, _)| next.starts_with(path))
                || path.parent().is_some_and(|folder| self.states.contains_key(folder))
        };
        changes && (event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(is_asked))
    }
}

fn state(path: &PathBuf) -> State {
    let Ok(known) = fs::metadata(path) else { return State::None };
    let small = if known.is_dir() {
        names(path)
    } else if known.is_file() && known.len() <= SMALL {
        fs::read(path).ok()
    } else {
        None
    };
    small.map_or(State::Large(known.modified().ok(), known.len()), |bytes| State::Small(hash(&bytes)))
}

/// The names in a folder, but for those that are hidden: what is written beside its place has such names.
fn names(folder: &Path) -> Option<Vec<u8>> {
    let entries = fs::read_dir(folder).ok()?;
    let mut names: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().into_encoded_bytes())).collect();
    names.retain(|name| !name.starts_with(b"."));
    names.sort();
    Some(names.join(&0))
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// The folder of a path, or the nearest one around it that is there.
fn standing(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.to_owned());
    }
    path.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_owned)
}

/// A folder and those in it.
fn inner(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    if depth == 0 || found.len() >= MOST {
        return;
    }
    found.push(folder.to_owned());
    let folders =
        entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    folders.for_each(|entry| inner(&entry.path(), depth - 1, found));
}
