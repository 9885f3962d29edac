//! One writer at a time in a folder: a hidden file that is locked, and holds the writer's journal.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// The name of the file; where another user's cannot be opened, a number follows.
const NAME: &str = ".werkboek";

/// How many names are tried.
const NAMES: usize = 100;

/// How long a writer waits before it looks again.
const PAUSE: Duration = Duration::from_millis(10);

/// How often it looks: ten minutes long.
const TRIES: usize = 60_000;

/// The longest journal that is read, in bytes.
const LONGEST: u64 = 16_000_000;

/// A folder in which nobody else writes as long as this is there.
#[derive(Debug)]
pub struct Held {
    /// The folder.
    pub folder: PathBuf,
    /// Whether the lock can be relied on; some file systems know none.
    pub sure: bool,
    /// Whether the journal is kept for the next writer.
    pub kept: bool,
    file: File,
    path: PathBuf,
}

impl Held {
    /// Waits until no other writer is in a folder, and takes it.
    ///
    /// Errors where the folder cannot be written, or another writer stays in it for ten minutes.
    pub fn take(folder: &Path) -> io::Result<Self> {
        let mut tries = 0..TRIES;
        while tries.next().is_some() {
            let (path, file) = opened(folder)?;
            let sure = match file.try_lock() {
                Ok(()) => true,
                Err(TryLockError::WouldBlock) => {
                    sleep(PAUSE);
                    continue;
                }
                Err(TryLockError::Error(_)) => false,
            };
            // The writer before may have taken the file away as it was opened here.
            if is_same(&file, &path) {
                return Ok(Self { folder: folder.into(), sure, kept: false, file, path });
            }
        }
        Err(io::Error::new(ErrorKind::TimedOut, "another build has been writing there for ten minutes"))
    }

    /// Whether a writer was here that did not come to its end, or is still here.
    pub fn is_marked(folder: &Path) -> bool {
        fs::symlink_metadata(folder.join(NAME)).is_ok_and(|known| known.is_file())
    }

    /// Whether a writer was here that did not come to its end, and is no longer here.
    pub fn is_left(folder: &Path) -> bool {
        Self::is_marked(folder) && File::open(folder.join(NAME)).is_ok_and(|file| file.try_lock().is_ok())
    }

    /// What stands in the journal.
    pub fn read(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut file = &self.file;
        // A journal that cannot be read was never finished.
        let _ = file.rewind().and_then(|()| file.take(LONGEST).read_to_end(&mut bytes));
        bytes
    }

    /// Writes the journal anew, as far as the disk.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = &self.file;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Adds a line to the journal, as far as the disk.
    pub fn append(&self, line: &str) -> io::Result<()> {
        let mut file = &self.file;
        file.seek(io::SeekFrom::End(0))?;
        writeln!(file, "{line}")?;
        file.sync_all()
    }

    /// Has the disk know which names the folder holds.
    pub fn sync(&self) {
        // Not all systems can; then the names are as safe as the system makes them.
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if !self.kept {
            // It goes before its lock does, so that nobody finds it open and unlocked.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The first file of the names that can be opened.
fn opened(folder: &Path) -> io::Result<(PathBuf, File)> {
    let mut refused = None;
    for number in 0..NAMES {
        let end = if number == 0 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{NAME}{end}"));
        // A pipe or a link of this name is none of ours.
        if fs::symlink_metadata(&path).is_ok_and(|known| !known.is_file()) {
            continue;
        }
        match File::options().read(true).write(true).create(true).truncate(false).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::PermissionDenied && path.exists() => {
                refused = Some(error)
            }
            Err(error) => return Err(error),
        }
    }
    Err(refused.unwrap_or_else(|| ErrorKind::PermissionDenied.into()))
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (open, named) = (file.metadata(), fs::symlink_metadata(path));
    open.ok()
        .zip(named.ok())
        .is_some_and(|(open, named)| (open.dev(), open.ino()) == (named.dev(), named.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Held, NAME};

    #[test]
    fn one_at_a_time() {
        let dir = tempfile::tempdir().expect("a folder");
        let (inside, rounds) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let held = Held::take(dir.path()).expect("the folder");
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        rounds.fetch_add(1, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(held);
                    }
                });
            }
        });
        assert_eq!(rounds.load(Ordering::SeqCst), 160);
        assert!(!dir.path().join(NAME).exists());
    }

    #[test]
    fn what_is_none_of_ours_is_passed_over() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join(NAME)).expect("a folder");
        let held = Held::take(dir.path()).expect("the folder");
        held.write(b"one\n").expect("written");
        held.append("two").expect("written");
        assert_eq!(held.read(), b"one\ntwo\n");
        drop(held);
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }
}
