//! What a writer means to do in a folder, so that the next one can bring it to an end.
//!
//! New files lie beside their places, whole, before the journal is written. From then on they are
//! moved; who is killed in between has said all that is needed to move the rest.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::lock::Held;

/// How the names of files begin that are on their way.
const START: &str = ".werkboek-";

/// The end of a new file's name.
pub const NEW: &str = "new";

/// The end of an earlier file's name.
pub const OLD: &str = "old";

/// The line that says that all is to be as it was before.
const BACK: &str = "back";

/// What is to be moved in a folder.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Journal {
    /// The writer, by a number that no other has.
    pub id: u64,
    /// The folders that it writes into; in the first, its journal is written last, and decides.
    pub folders: Vec<OsString>,
    /// The moves in this folder.
    pub moves: Vec<Move>,
}

/// A new file that takes its place; the names are those of files in one folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Move {
    /// The new file's name beside its place.
    pub new: OsString,
    /// The name of its place.
    pub name: OsString,
    /// The name by which the earlier file can be had back, if there was one.
    pub old: Option<OsString>,
}

impl Journal {
    /// Writes the journal into its folder.
    pub fn write(&self, held: &Held) -> io::Result<()> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        held.write(&line)
    }

    /// The journal of a folder, if a whole one stands there, and whether all goes back.
    fn read(held: &Held) -> Option<(Self, bool)> {
        let text = held.read();
        let mut lines = text.split_inclusive(|byte| *byte == b'\n');
        let journal: Self = serde_json::from_slice(lines.next()?.strip_suffix(b"\n")?).ok()?;
        // Names lead to files of this folder and to no others, whoever wrote them.
        let plain = |name: &OsString| Path::new(name).file_name() == Some(name.as_os_str());
        let on_its_way = |name: &OsString| plain(name) && is_on_its_way(name);
        let whole = journal
            .moves
            .iter()
            .all(|step| on_its_way(&step.new) && plain(&step.name) && step.old.iter().all(on_its_way));
        whole.then(|| (journal, lines.next() == Some(format!("{BACK}\n").as_bytes())))
    }

    /// The folders of a writer that did not come to its end, as far as it left its mark in them.
    pub fn folders(held: &Held) -> Vec<OsString> {
        let folders = Self::read(held).map_or_else(Vec::new, |(journal, _)| journal.folders);
        folders.into_iter().filter(|folder| Held::is_marked(Path::new(folder))).collect()
    }

    /// Says that all is to be as it was before.
    pub fn back(held: &Held) -> io::Result<()> {
        held.append(BACK)
    }
}

/// Moves the new files to their places, as far as they have not been.
///
/// Errors with the name of the place that could not be taken.
pub fn forward(folder: &Path, moves: &[Move]) -> Result<(), (OsString, io::Error)> {
    for step in moves {
        match fs::rename(folder.join(&step.new), folder.join(&step.name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err((step.name.clone(), error)),
            _ => {}
        }
    }
    Ok(())
}

/// Puts back what stood there before.
pub fn back(folder: &Path, moves: &[Move]) {
    for step in moves.iter().rev() {
        // What cannot be put back stays as it is: nothing more can be done.
        let _ = match &step.old {
            Some(old) => fs::rename(folder.join(old), folder.join(&step.name)),
            None if folder.join(&step.new).exists() => Ok(()),
            None => fs::remove_file(folder.join(&step.name)),
        };
    }
}

/// Brings to an end what writers that were killed had begun in these folders, and takes away what they left.
pub fn recover(held: &[Held]) {
    let journals: Vec<(&Held, Journal, bool)> = held
        .iter()
        .filter(|held| held.sure)
        .filter_map(|held| Journal::read(held).map(|(journal, goes_back)| (held, journal, goes_back)))
        .collect();
    let first = |journal: &Journal| journal.folders.first().cloned();
    let leads = |(held, journal, _): &(&Held, Journal, bool)| {
        first(journal).as_deref() == Some(held.folder.as_os_str())
    };
    for leader in journals.iter().filter(|journal| leads(journal)) {
        let (_, decided, goes_back) = leader;
        let own = |(_, journal, _): &&(&Held, Journal, bool)| {
            journal.id == decided.id && first(journal) == first(decided)
        };
        let parts: Vec<_> = journals.iter().filter(own).collect();
        let moved = !goes_back
            && parts.iter().all(|(held, journal, _)| forward(&held.folder, &journal.moves).is_ok());
        if !moved {
            // Where another thing stands in the way by now, the earlier files are the whole set.
            parts.iter().for_each(|(held, journal, _)| back(&held.folder, &journal.moves));
        }
        parts.iter().for_each(|(held, ..)| held.sync());
        // The journal that decides goes last.
        let (leading, others): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| leads(part));
        others.into_iter().chain(leading).for_each(|(held, ..)| _ = held.write(b""));
    }
    held.iter().filter(|held| held.sure).for_each(clean);
}

/// Takes away all files of a folder that were on their way: nobody else is in it.
pub fn clean(held: &Held) {
    for entry in fs::read_dir(&held.folder).into_iter().flatten().flatten() {
        if is_on_its_way(&entry.file_name()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// How many files of a folder are on their way.
pub fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| is_on_its_way(&entry.file_name())).count()
}

/// The name of a file on its way.
pub fn name(number: usize, end: &str) -> OsString {
    format!("{START}{number}.{end}").into()
}

fn is_on_its_way(name: &OsStr) -> bool {
    let number =
        name.to_str().and_then(|name| name.strip_prefix(START)).and_then(|rest| rest.split_once('.'));
    number.is_some_and(|(number, end)| number.parse::<usize>().is_ok() && [NEW, OLD].contains(&end))
}
