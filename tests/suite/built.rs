//! Books that are built once for all tests, by the program itself, for every target.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::book::{Book, sample};
use crate::hard;

/// A book with all its files.
pub struct Built {
    /// What the build said.
    pub said: String,
    /// The files by their targets' names.
    files: BTreeMap<String, PathBuf>,
    /// The same, made once more.
    again: BTreeMap<String, Vec<u8>>,
    /// What `plates --format json` says.
    pub plates: serde_json::Value,
}

static HARD: LazyLock<Built> = LazyLock::new(|| Built::new("hard", &hard::book()));

static SAMPLE: LazyLock<Built> = LazyLock::new(|| {
    let mut book = Book::empty();
    for path in ["workbook.toml", "chapters", "chapters/images"] {
        book = copied(book, path);
    }
    Built::new("sample", &book)
});

/// The book made to be hard.
pub fn hard() -> &'static Built {
    &HARD
}

/// The sample.
pub fn samples() -> &'static Built {
    &SAMPLE
}

/// Both.
pub fn both() -> [(&'static str, &'static Built); 2] {
    [("hard", hard()), ("sample", samples())]
}

/// Puts a file, or the files of a folder, of the sample into a book.
pub fn copied(book: Book, path: &str) -> Book {
    let from = sample().join(path);
    if from.is_file() {
        return book.file(path, fs::read(from).unwrap());
    }
    let files =
        fs::read_dir(from).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.path().is_file());
    files.fold(book, |book, file| {
        let name = format!("{path}/{}", file.file_name().to_string_lossy());
        book.file(&name, fs::read(file.path()).unwrap())
    })
}

/// The name of a target in a file's name, after the title and the date.
fn target(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().splitn(5, '-').last().unwrap().to_owned()
}

/// The files in the folder of a book's builds.
pub fn outcome(book: &Book) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(book.path().join("build")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let pdfs = paths.filter(|path| path.extension().is_some_and(|kind| kind == "pdf"));
    pdfs.map(|path| (target(&path), fs::read(path).unwrap())).collect()
}

impl Built {
    fn new(name: &str, book: &Book) -> Self {
        let run = book.run(&["build"]);
        assert_eq!(run.code, 0, "{name}: {}{}", run.text(), run.err);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        let files = outcome(book).into_iter().map(|(target, bytes)| {
            let path = folder.join(format!("{target}.pdf"));
            fs::write(&path, bytes).unwrap();
            (target, path)
        });
        let files = files.collect();
        let second = book.run(&["build", "--quiet"]);
        assert_eq!(second.code, 0, "{name}: {}", second.err);
        let plates = book.run(&["plates", "--format", "json", "--ppi", "150"]);
        assert_eq!(plates.code, 0, "{name}: {}{}", plates.text(), plates.err);
        let plates = serde_json::from_slice(&plates.out).unwrap();
        Self { said: run.err, files, again: outcome(book), plates }
    }

    /// The names of all targets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The names of the targets that are printed, with their inks.
    pub fn printed(&self) -> impl Iterator<Item = &str> {
        self.names().filter(|name| !["email", "redlines"].contains(name))
    }

    /// The path of a target's file.
    pub fn path(&self, target: &str) -> &Path {
        &self.files[target]
    }

    /// A target's file.
    pub fn bytes(&self, target: &str) -> Vec<u8> {
        fs::read(self.path(target)).unwrap()
    }
}

#[test]
fn every_target_has_the_same_bytes_twice() {
    for (book, built) in both() {
        assert!(built.files.len() >= 4);
        for target in built.names() {
            assert!(built.bytes(target) == built.again[target], "{book}: {target} differs");
        }
    }
}
