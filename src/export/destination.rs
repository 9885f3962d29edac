//! Where a path leads that is written to: to a file, or into a device or a pipe.

use std::fmt;
use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// The most symlinks that are followed, as on Linux.
const MOST_LINKS: usize = 40;

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A file, or none yet, which is replaced whole: its path without symlinks.
    File(PathBuf),
    /// A device, a pipe or an open file, which is written into.
    Stream(PathBuf),
}

/// Why nothing can be written to a path.
#[derive(Debug)]
pub enum Closed {
    /// There is a folder of this name.
    Folder,
    /// There is a socket of this name.
    Socket,
    /// The folder in which it would lie is not there.
    NoFolder(PathBuf),
    /// It cannot be looked at.
    Unknown(io::Error),
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Folder => write!(f, "there is a folder of this name"),
            Self::Socket => write!(f, "there is a socket of this name"),
            Self::NoFolder(folder) => write!(f, "there is no folder `{}`", folder.display()),
            Self::Unknown(error) => write!(f, "{error}"),
        }
    }
}

impl From<Closed> for io::Error {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::Unknown(error) => error,
            Closed::NoFolder(_) => Self::new(ErrorKind::NotFound, closed.to_string()),
            Closed::Folder | Closed::Socket => Self::other(closed.to_string()),
        }
    }
}

/// Follows a path, symlink by symlink, also where the last one leads to nothing yet.
///
/// Errors where nothing can be written there.
pub fn destination(path: &Path) -> Result<Destination, Closed> {
    let mut at = path.to_owned();
    for _ in 0..=MOST_LINKS {
        // `a/` is a folder, whether or not it is there.
        if at.as_os_str().as_encoded_bytes().ends_with(b"/") {
            return Err(if folder(&at).is_dir() {
                Closed::Folder
            } else {
                Closed::NoFolder(folder(&at).into())
            });
        }
        let kind = match fs::symlink_metadata(&at) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return settled(&at).map(Destination::File),
            Err(error) => return Err(Closed::Unknown(error)),
        };
        if kind.is_dir() {
            return Err(Closed::Folder);
        } else if kind.is_file() {
            return settled(&at).map(Destination::File);
        } else if !kind.is_symlink() {
            return if is_socket(kind) { Err(Closed::Socket) } else { Ok(Destination::Stream(at)) };
        }
        // `/dev/stdout` leads to an open file under `/proc`, which no path names.
        if fs::canonicalize(folder(&at)).is_ok_and(|folder| folder.starts_with("/proc")) {
            return Ok(Destination::Stream(at));
        }
        let to = fs::read_link(&at).map_err(Closed::Unknown)?;
        at = at.parent().map_or_else(|| to.clone(), |folder| folder.join(&to));
    }
    Err(Closed::Unknown(io::Error::other("too many symlinks lead to each other")))
}

/// The folder of a path.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path of a file in its folder, without symlinks on the way to it.
fn settled(path: &Path) -> Result<PathBuf, Closed> {
    let name = path.file_name().ok_or(Closed::Folder)?;
    match fs::canonicalize(folder(path)) {
        Ok(real) => Ok(real.join(name)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Closed::NoFolder(folder(path).into())),
        Err(error) => Err(Closed::Unknown(error)),
    }
}

/// Whether a path lies in a folder, or is that folder, wherever symlinks lead; neither need be there.
pub fn is_within(path: &Path, outer: &Path) -> bool {
    let (path, outer) = (expected(path), expected(outer));
    path.zip(outer).is_some_and(|(path, outer)| path.starts_with(outer))
}

/// The path without symlinks of what is there, or would be.
fn expected(path: &Path) -> Option<PathBuf> {
    let here =
        |path: &Path| if path.as_os_str().is_empty() { Path::new(".").into() } else { path.to_owned() };
    let (known, real) =
        path.ancestors().find_map(|known| Some((known, fs::canonicalize(here(known)).ok()?)))?;
    let rest = path.strip_prefix(known).ok()?;
    let plain = rest.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    plain.then(|| real.join(rest))
}

#[cfg(unix)]
fn is_socket(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_socket()
}

#[cfg(not(unix))]
fn is_socket(_: FileType) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::{Closed, Destination, destination, is_within};

    #[test]
    fn every_kind_of_path() {
        let dir = tempfile::tempdir().expect("a folder");
        let root = fs::canonicalize(dir.path()).expect("a folder");
        let at = |name: &str| root.join(name);
        fs::create_dir(at("folder")).expect("a folder");
        fs::write(at("file"), "").expect("a file");
        let _socket = UnixListener::bind(at("socket")).expect("a socket");
        for (link, to) in [
            ("to-file", "file"),
            ("to-link", "to-file"),
            ("dangling", "folder/none"),
            ("far", "gone/none"),
            ("to-folder", "folder"),
            ("through", "to-folder/../file"),
            ("loop", "loop"),
            ("null", "/dev/null"),
            ("out", "/dev/stdout"),
        ] {
            symlink(to, at(link)).expect("a link");
        }
        for (name, leads) in [
            ("file", "file"),
            ("none", "none"),
            ("to-file", "file"),
            ("to-link", "file"),
            ("dangling", "folder/none"),
            ("to-folder/none", "folder/none"),
            ("through", "file"),
        ] {
            let found = destination(&at(name)).expect(name);
            assert_eq!(found, Destination::File(at(leads)), "{name}");
        }
        for name in ["null", "out"] {
            assert!(matches!(destination(&at(name)), Ok(Destination::Stream(_))), "{name}");
        }
        for name in ["folder", "to-folder", "folder/", "none/", "folder/.", "folder/.."] {
            assert!(matches!(destination(&at(name)), Err(Closed::Folder)), "{name}");
        }
        for name in ["gone/none", "gone/deep/none", "far", "gone/none/"] {
            assert!(matches!(destination(&at(name)), Err(Closed::NoFolder(_))), "{name}");
        }
        assert!(matches!(destination(&at("socket")), Err(Closed::Socket)));
        for name in ["loop", "file/none"] {
            assert!(matches!(destination(&at(name)), Err(Closed::Unknown(_))), "{name}");
        }
    }

    #[test]
    fn what_lies_in_a_folder() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        fs::create_dir(at("build")).expect("a folder");
        symlink("build", at("link")).expect("a link");
        for within in ["build", "build/a", "build/a/b", "link/a", "build/./a"] {
            assert!(is_within(&at(within), &at("build")), "{within}");
        }
        for without in ["", "builder", "a/build", "build/..", "build/a/../../b", "other"] {
            assert!(!is_within(&at(without), &at("build")), "{without}");
        }
        assert!(is_within(&at("gone/a"), &at("gone")));
    }
}
