//! Files that are there and are not read, for which Typst has no word of its own.

use std::fs::FileType;
use std::io;

use ecow::eco_format;
use typst_library::diag::FileError;

/// The heaviest file that is read, in bytes.
pub const HEAVIEST: u64 = 256_000_000;

/// Why a file that is there is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// The machine does not give it: permissions, the disk.
    Machine,
    /// It weighs more than [`HEAVIEST`].
    Heavy,
    /// It is a pipe, a device or a socket.
    NoFile,
}

/// How what is said of a machine begins.
const CANNOT: &str = "cannot be read (";

/// How what is said of a weight begins.
const WEIGHS: &str = "weighs ";

impl Unread {
    /// Why a file was not read, with the words that follow its name; nothing where Typst has words of its own.
    pub fn of(error: &FileError) -> Option<(Self, &str)> {
        let FileError::Other(Some(words)) = error else { return None };
        let why = match words.as_str() {
            words if words.starts_with(CANNOT) => Self::Machine,
            words if words.starts_with(WEIGHS) => Self::Heavy,
            _ => Self::NoFile,
        };
        Some((why, words))
    }
}

/// The machine does not give a file.
pub fn refused(error: &io::Error) -> FileError {
    FileError::Other(Some(eco_format!("{CANNOT}{error})")))
}

/// A file that is too heavy; its size in bytes, if the system knows it.
pub fn heavy(size: u64) -> FileError {
    let (size, most) = (size as f64 / 1e6, HEAVIEST / 1_000_000);
    FileError::Other(Some(match size > most as f64 {
        true => eco_format!("{WEIGHS}{size:.0} MB, and no file of more than {most} MB is read"),
        false => eco_format!("{WEIGHS}more than {most} MB, and no such file is read"),
    }))
}

/// What is neither a file nor a folder.
pub fn no_file(kind: FileType) -> FileError {
    FileError::Other(Some(eco_format!("is {} and not a file", named(kind))))
}

#[cfg(unix)]
fn named(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn named(_: FileType) -> &'static str {
    "a device"
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::{Unread, heavy, refused};

    #[test]
    fn reasons_are_told_apart() {
        for (error, why, words) in [
            (
                refused(&ErrorKind::PermissionDenied.into()),
                Unread::Machine,
                "cannot be read (permission denied)",
            ),
            (refused(&Error::other("x")), Unread::Machine, "cannot be read (x)"),
            (heavy(300_400_000), Unread::Heavy, "weighs 300 MB, and no file of more than 256 MB is read"),
            (heavy(0), Unread::Heavy, "weighs more than 256 MB, and no such file is read"),
        ] {
            assert_eq!(Unread::of(&error), Some((why, words)));
        }
    }
}
