//! The workbook's folder: the only place from which anything is read.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use typst_kit::files::{FileLoader, FileStore};
use typst_library::diag::{FileError, FileResult};
use typst_library::foundations::Bytes;
use typst_syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};

use super::listing::UNREADABLE;
use super::unread::{self, HEAVIEST};

/// The file that makes a folder a workbook.
pub const WORKBOOK: &str = "workbook.toml";

/// The folder in which chapters are looked for.
pub const CHAPTERS: &str = "chapters";

/// The name by which a folder's listing is read: no file has it, and no path in TOML.
const LISTING: &str = "\0";

/// The workbook's files, each read once until the store is reset.
pub type Store = FileStore<Folder>;

/// A workbook's folder on disk.
///
/// Reading a folder's listing gives the names in it, one a line, sorted: so Typst can know who depends on them.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    /// Files that are read in the place of those on disk, by their paths with `/`.
    over: Arc<BTreeMap<String, Bytes>>,
}

impl Folder {
    /// Opens a folder.
    ///
    /// Errors if there is no such folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { root: fs::canonicalize(path)?, over: Arc::default() })
    }

    /// The same folder as it would be with some files in it, by their paths with `/`; nothing is written.
    pub fn with(self, files: BTreeMap<String, Bytes>) -> Self {
        Self { over: Arc::new(files), ..self }
    }

    /// The names in a folder, those of files that are not on disk included.
    fn listing(&self, path: &VirtualPath) -> FileResult<String> {
        let own = path.get_without_slash();
        let over = self.over.keys().filter_map(|path| match own {
            "" => path.split('/').next(),
            own => path.strip_prefix(own)?.strip_prefix('/')?.split('/').next(),
        });
        let mut over: Vec<String> = over.map(str::to_owned).collect();
        let found =
            self.resolve(path).and_then(|folder| names(&folder).map_err(|error| failed(&error, &folder)));
        match found {
            Err(FileError::NotFound(_)) if !over.is_empty() => {}
            found => over.extend(found?),
        }
        over.sort();
        over.dedup();
        Ok(over.join("\n"))
    }

    /// The folder's path, absolute and without symlinks.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file would be on disk; for a listing, its folder.
    pub fn path(&self, id: FileId) -> PathBuf {
        let path = id.get().vpath();
        let parent = || path.parent().unwrap_or_else(|| path.clone());
        let path = if path.file_name() == Some(LISTING) { parent() } else { path.clone() };
        self.root.join(path.get_without_slash())
    }

    /// The path on disk of a file or a folder in the workbook.
    ///
    /// Errors with `AccessDenied` where a symlink leads out of the folder.
    fn resolve(&self, path: &VirtualPath) -> FileResult<PathBuf> {
        let joined = self.root.join(path.get_without_slash());
        let real = fs::canonicalize(&joined).map_err(|error| failed(&error, &joined))?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(FileError::AccessDenied) }
    }
}

impl FileLoader for Folder {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if *id.get().root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        let path = id.get().vpath();
        if path.file_name() == Some(LISTING) {
            return self.listing(&path.parent().unwrap_or_else(|| path.clone())).map(Bytes::from_string);
        }
        if let Some(bytes) = self.over.get(path.get_without_slash()) {
            return Ok(bytes.clone());
        }
        read(&self.resolve(path)?)
    }
}

/// What is in a file, and in nothing else: a pipe would never end, and a device might not.
fn read(path: &Path) -> FileResult<Bytes> {
    let refused = |error| failed(&error, path);
    let known = fs::metadata(path).map_err(refused)?;
    if known.is_dir() {
        return Err(FileError::IsDirectory);
    } else if !known.is_file() {
        return Err(unread::no_file(known.file_type()));
    } else if known.len() > HEAVIEST {
        return Err(unread::heavy(known.len()));
    }
    let mut bytes = Vec::with_capacity(known.len() as usize);
    // A file may grow while it is read, and some hold more than they say.
    fs::File::open(path).and_then(|file| file.take(HEAVIEST + 1).read_to_end(&mut bytes)).map_err(refused)?;
    if bytes.len() as u64 > HEAVIEST { Err(unread::heavy(known.len())) } else { Ok(Bytes::new(bytes)) }
}

/// What is said of a path that cannot be read.
fn failed(error: &io::Error, path: &Path) -> FileError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
            FileError::NotFound(path.into())
        }
        ErrorKind::PermissionDenied => unread::refused(error),
        // A symlink that leads to itself leads nowhere.
        _ if path.is_symlink() => FileError::NotFound(path.into()),
        _ => unread::refused(error),
    }
}

/// The names in a folder; what would break a line is [`UNREADABLE`], as what is not UTF-8 is.
fn names(path: &Path) -> io::Result<Vec<String>> {
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().replace(['\n', '\r'], UNREADABLE);
    fs::read_dir(path)?.map(|entry| Ok(name(entry?))).collect()
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
    let plain = Some(path).filter(|path| !path.contains(LISTING));
    let path = plain.and_then(|path| VirtualPath::new(path).ok()).ok_or("this is not a path to a file")?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The file at a path as written in TOML, with its id, or why there is none.
///
/// Errors as [`file_id`] does.
pub fn look_up(path: &str, store: &Store) -> Result<(FileId, FileResult<Bytes>), &'static str> {
    let id = file_id(path)?;
    let found = store.file(id);
    // With `/` at its end a path is that of a folder, whatever file has the rest of it as its name.
    let of_folder = path.ends_with('/') || path.ends_with("/.");
    Ok((id, if of_folder && found.is_ok() { Err(FileError::NotFound(path.into())) } else { found }))
}

/// The id under which the names in a folder are read.
pub fn listing_id(folder: &str) -> Option<FileId> {
    let folder = file_id(folder).ok()?.get();
    Some(RootedPath::new(VirtualRoot::Project, folder.vpath().join(LISTING).ok()?).intern())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use typst_kit::files::FileLoader;
    use typst_library::diag::FileError;

    use super::super::Unread;
    use super::{Folder, HEAVIEST, file_id, listing_id};

    #[test]
    fn only_paths_below_the_folder() {
        for bad in ["", " ", "/etc/passwd", "../x", "a/../../x", "C:/x", "a\\b", "\0", "a/\0", "a\0"] {
            assert!(file_id(bad).is_err(), "{bad:?}");
        }
        for good in ["a.png", "./a.png", "chapters/images/a b.svg", ".", "a.svg*", "*"] {
            assert!(file_id(good).is_ok(), "{good}");
        }
    }

    /// A name is a name, whatever it means to a shell.
    #[test]
    fn names_are_taken_to_the_letter() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["a.svg", "b.toml", "[c]"] {
            fs::write(dir.path().join(name), name).expect("a file");
        }
        let folder = Folder::open(dir.path()).expect("a folder");
        let load = |path: &str| folder.load(file_id(path).expect("a path"));
        for none in [
            "*",
            "a.svg*",
            "*.svg",
            "a.sv?",
            "a.svg**",
            "[a-z].svg",
            "{a,b}.svg",
            "~",
            "$HOME",
            "c",
            "%61.svg",
        ] {
            assert!(matches!(load(none), Err(FileError::NotFound(_))), "{none}: {:?}", load(none));
        }
        assert_eq!(load("[c]").expect("the file").as_slice(), b"[c]");
        let listing = listing_id(".").expect("a listing");
        assert_eq!(folder.load(listing).expect("a listing").as_slice(), b"[c]\na.svg\nb.toml");
        assert!(listing_id("a.svg").is_some_and(|id| matches!(folder.load(id), Err(FileError::NotFound(_)))));
        fs::write(dir.path().join("*"), "star").expect("a file");
        assert_eq!(load("*").expect("the file").as_slice(), b"star");
    }

    #[test]
    fn heavy_files_are_not_read() {
        let dir = tempfile::tempdir().expect("a folder");
        for (name, size) in [("light", 1000), ("heavy", HEAVIEST + 1), ("vast", 1 << 40)] {
            let file = fs::File::create(dir.path().join(name)).expect("a file");
            file.set_len(size).expect("a size");
        }
        let folder = Folder::open(dir.path()).expect("a folder");
        let load = |path: &str| folder.load(file_id(path).expect("a path"));
        assert_eq!(load("light").map(|bytes| bytes.len()), Ok(1000));
        for name in ["heavy", "vast"] {
            let error = load(name).expect_err("a heavy file");
            assert_eq!(Unread::of(&error).map(|(why, _)| why), Some(Unread::Heavy), "{error:?}");
        }
    }
}
