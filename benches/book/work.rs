//! What is measured, each from a cold start in a process of its own.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use typst_library::World;
use werkboek::check::{Coverage, check as checked};
use werkboek::cli::{self, Outcome};

use crate::measure::{self, Found};
use crate::{bare, generate};

/// A book on disk.
pub struct Book {
    folder: tempfile::TempDir,
}

/// Runs something and times it.
#[expect(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

impl Book {
    /// Generates a book.
    pub fn new(chapters: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        generate::write(folder.path(), chapters).expect("room for the generated book");
        Self { folder }
    }

    /// A generated book that declares four targets.
    pub fn with_targets(chapters: usize) -> Self {
        let book = Self::new(chapters);
        generate::declare(book.path()).expect("room for the generated book");
        book
    }

    /// A copy of the sample, which declares four targets.
    pub fn sample() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        generate::copy_sample(folder.path()).expect("room for the sample");
        Self { folder }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Measures something, by its name in `child::child`.
    pub fn measure(&self, what: &str) -> Found {
        measure::measure(what, self.path())
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        bare::compile(&bare::workspace(self.path())).pages().len()
    }
}

/// Everything before the layout: opening, reading, checking.
pub fn check(folder: &Path) -> Duration {
    let check = || {
        let workspace = bare::workspace(folder);
        let checked = checked(workspace.store(), &Coverage::new(workspace.book()));
        assert!(checked.book.is_some(), "the generated book has errors");
    };
    timed(check).0
}

/// Builds a folder with the program: the email target, as one file.
pub fn build(folder: &Path) {
    let file: PathBuf = folder.join("build/book.pdf");
    run(folder, &["-o".as_ref(), file.as_os_str()]);
}

/// Builds a folder with the program, whether or not it can be built.
pub fn attempt(folder: &Path) {
    let args = ["werkboek".as_ref(), "build".as_ref(), folder.as_os_str(), "--quiet".as_ref()];
    let outcome = cli::run(args.map(OsString::from));
    assert!(matches!(outcome, Outcome::Fine | Outcome::Problems), "the book ends in {outcome:?}");
}

/// Looks into the PDF of a folder.
pub fn inspect(folder: &Path) {
    let bytes = std::fs::read(folder.join("book.pdf")).expect("the PDF");
    werkboek::inspect::inspect(&bytes).expect("a sound PDF");
}

/// Measures the ink of the target for print at a resolution.
pub fn plates(folder: &Path, ppi: &str) {
    let args = ["werkboek".as_ref(), "plates".as_ref(), folder.as_os_str()];
    let more = ["--target", "print", "--ppi", ppi].map(OsString::from);
    assert_eq!(cli::run(args.map(OsString::from).into_iter().chain(more)), Outcome::Fine);
}

/// Builds a folder with the program, and some more arguments.
pub fn run(folder: &Path, more: &[impl AsRef<OsStr>]) {
    let args = ["werkboek".as_ref(), "build".as_ref(), folder.as_os_str(), "--quiet".as_ref()];
    let args = args.into_iter().chain(more.iter().map(AsRef::as_ref)).map(OsString::from);
    assert_eq!(cli::run(args), Outcome::Fine, "the book cannot be built");
}
