//! Small workbooks in temporary folders, and the program run on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;
use typst_layout::PagedDocument;
use typst_library::World;
use werkboek::check::{Coverage, check};
use werkboek::export::{PdfSettings, screen};
use werkboek::source::Folder;
use werkboek::typeset::{Workspace, layout};

/// A `workbook.toml` with nothing unusual in it.
pub const WORKBOOK: &str = r#"title = "Werkboek"
language = "nl"
organisation = "Voorbeeld"

[edition]
number = 1
date = 2021-09-17
"#;

/// A chapter with nothing unusual in it.
pub const CHAPTER: &str = r#"style = "material"
title = "Een hoofdstuk"
number = 0

[[block]]
type = "text"
body = "Een alinea."
"#;

/// A workbook in a temporary folder.
pub struct Book {
    dir: TempDir,
}

impl Book {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A workbook with one chapter.
    pub fn with(chapter: &str) -> Self {
        Self::empty().file("workbook.toml", WORKBOOK).file("chapters/01.toml", chapter)
    }

    /// Adds a file.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs the program in the folder.
    pub fn run(&self, args: &[&str]) -> Run {
        let mut command = program();
        command.args(args).current_dir(self.path());
        Run::of(command)
    }

    /// Lays the book out, with its PDF.
    pub fn laid(&self) -> (PagedDocument, Vec<u8>) {
        laid(self.path())
    }

    /// Lays it out.
    pub fn document(&self) -> PagedDocument {
        document(self.path())
    }
}

/// Lays out a workbook.
pub fn document(dir: &Path) -> PagedDocument {
    let workspace = Workspace::new(Folder::open(dir).unwrap());
    let checked = check(workspace.store(), &Coverage::new(workspace.book()));
    assert!(checked.book.is_some(), "{:#?}", checked.findings);
    layout(&workspace).map_err(|findings| format!("{findings:#?}")).unwrap().document
}

/// Lays out a workbook, and exports it as the program does.
pub fn laid(dir: &Path) -> (PagedDocument, Vec<u8>) {
    let document = document(dir);
    let date = typst_library::foundations::Datetime::from_ymd_hms(2021, 9, 17, 0, 0, 0);
    let settings = PdfSettings { ident: "test".into(), date };
    let exported = screen(&document, 150.0, None, &settings);
    (document, exported.map_err(|fault| format!("{fault:#?}")).unwrap().bytes)
}

/// The sample as it is laid out and exported, once for all tests.
pub fn sample_laid() -> &'static (PagedDocument, Vec<u8>) {
    static LAID: OnceLock<(PagedDocument, Vec<u8>)> = OnceLock::new();
    LAID.get_or_init(|| laid(&sample()))
}

/// The repository, which is itself a workbook.
pub fn sample() -> PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

/// The program itself.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_werkboek"));
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_WORKSPACE").env_remove("CI_PROJECT_DIR");
    command
}

/// What a run of the program said.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: Vec<u8>,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Runs a command.
    pub fn of(mut command: Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Self { code: status.code().unwrap(), out: stdout, err: String::from_utf8(stderr).unwrap() }
    }

    /// Standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }
}
