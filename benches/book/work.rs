//! What is measured, each from a cold start unless it says otherwise.

use std::cell::Cell;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use typst_layout::PagedDocument;
use typst_library::World;
use werkboek::check::{Coverage, check};
use werkboek::cli::{self, Outcome};
use werkboek::typeset::Workspace;

use crate::bare::{self, Plain};
use crate::generate;

/// A generated book on disk.
pub struct Book {
    folder: tempfile::TempDir,
    chapters: usize,
    edits: Cell<usize>,
}

/// A book that was laid out, and is edited over and over in the same process.
pub struct Session<'a> {
    book: &'a Book,
    workspace: Workspace,
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
        Self { folder, chapters, edits: Cell::new(0) }
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
        Self { folder, chapters: 0, edits: Cell::new(0) }
    }

    /// The whole program for the email target alone, or for all four.
    pub fn targets(&self, all: bool) -> Duration {
        comemo::evict(0);
        let only: &[&str] = if all { &[] } else { &["--target", "email"] };
        timed(|| run(self.path(), only)).0
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The whole program: `werkboek build FOLDER --quiet`, from reading to the file on disk.
    pub fn build(&self) -> Duration {
        comemo::evict(0);
        timed(|| build(self.path())).0
    }

    /// Layout and export by Typst with our layouts: no checks, no file.
    pub fn bare(&self) -> Duration {
        comemo::evict(0);
        timed(|| bare(self.path())).0
    }

    /// Typst's layout alone, with our layouts.
    pub fn layout(&self) -> Duration {
        comemo::evict(0);
        timed(|| bare::compile(&bare::workspace(self.path()))).0
    }

    /// Everything before the layout: opening, reading, checking.
    pub fn check(&self) -> Duration {
        comemo::evict(0);
        timed(|| {
            let workspace = bare::workspace(self.path());
            let checked = check(workspace.store(), &Coverage::new(workspace.book()));
            assert!(!checked.has_errors(), "the generated book has errors");
        })
        .0
    }

    /// The laid-out book.
    pub fn document(&self) -> PagedDocument {
        bare::compile(&bare::workspace(self.path()))
    }

    /// Lays the book out once, to edit it afterwards.
    pub fn session(&self) -> Session<'_> {
        comemo::evict(0);
        let workspace = bare::workspace(self.path());
        bare::compile(&workspace);
        Session { book: self, workspace }
    }
}

impl Session<'_> {
    /// Changes a word to one that was never there, and lays out once more.
    pub fn edit(&mut self) -> Duration {
        self.book.edits.update(|edits| edits + 1);
        let word = generate::fresh_word(self.book.edits.get());
        generate::edit(self.book.path(), self.book.chapters, &word).expect("room for the edit");
        let (time, _) = timed(|| {
            self.workspace.reset();
            bare::compile(&self.workspace)
        });
        // Long sessions forget what ten layouts did not need, as Typst's own watcher does.
        comemo::evict(10);
        time
    }
}

/// The export of a laid-out book.
pub fn export(document: &PagedDocument) -> Duration {
    comemo::evict(0);
    timed(|| bare::export(document)).0
}

/// The same words as plain markup, laid out and exported by Typst.
pub fn plain(markup: &str) -> Duration {
    comemo::evict(0);
    timed(|| bare::export(&bare::compile(&Plain::new(markup.to_owned())))).0
}

/// Builds a folder with the program: the email target, as one file.
pub fn build(folder: &Path) {
    let file: PathBuf = folder.join("build/book.pdf");
    run(folder, &["-o".as_ref(), file.as_os_str()]);
}

fn run(folder: &Path, more: &[impl AsRef<OsStr>]) {
    let args = ["werkboek".as_ref(), "build".as_ref(), folder.as_os_str(), "--quiet".as_ref()];
    let args = args.into_iter().chain(more.iter().map(AsRef::as_ref)).map(OsString::from);
    assert_eq!(cli::run(args), Outcome::Fine, "the book cannot be built");
}

/// Lays out and exports a folder with Typst.
pub fn bare(folder: &Path) {
    bare::export(&bare::compile(&bare::workspace(folder)));
}
