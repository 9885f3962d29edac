//! What the fuzz targets share: a small workbook that holds an input is taken all the way to a PDF.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use typst_library::World;
use typst_library::foundations::Datetime;
use werkboek::check::{Coverage, check};
use werkboek::export::{PdfSettings, screen};
use werkboek::source::Folder;
use werkboek::typeset::{Workspace, layout};

/// A `workbook.toml` with nothing unusual in it.
pub const WORKBOOK: &str = "title = \"Werkboek\"\nlanguage = \"nl\"\norganisation = \"Voorbeeld\"\n\n[edition]\nnumber = 1\ndate = 2021-09-17\n";

/// The line between `workbook.toml` and the chapter in an input that has both.
pub const BETWEEN: &str = "%%%\n";

/// After so many inputs, what Typst remembers of those before is forgotten.
const FORGET: usize = 200;

/// A folder in which one workbook after the other stands.
struct Bench {
    dir: TempDir,
    workspace: Workspace,
    coverage: Coverage,
    count: usize,
}

impl Bench {
    fn new() -> Self {
        // Where there is a disk in memory, the real one is spared.
        let memory = Path::new("/dev/shm");
        let dir = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let dir = dir.expect("a temporary folder");
        fs::create_dir(dir.path().join("chapters")).expect("a folder for chapters");
        let workspace = Workspace::new(Folder::open(dir.path()).expect("the folder"));
        let coverage = Coverage::new(workspace.book());
        Self { dir, workspace, coverage, count: 0 }
    }

    fn run(&mut self, files: &[(&str, &[u8])]) {
        for (path, bytes) in files {
            fs::write(self.dir.path().join(path), bytes).expect("a file");
        }
        self.workspace.reset();
        self.count += 1;
        if self.count.is_multiple_of(FORGET) {
            comemo::evict(4);
        }
        let checked = check(self.workspace.store(), &self.coverage);
        if checked.has_errors() {
            return;
        }
        let Ok(laid) = layout(&self.workspace) else { return };
        let date = Datetime::from_ymd_hms(2021, 9, 17, 0, 0, 0);
        let _ = screen(&laid.document, 150.0, None, &PdfSettings { ident: "fuzz".into(), date, pages: None });
    }
}

/// Takes a workbook all the way; findings are fine, panics are not.
pub fn all_the_way(files: &[(&str, &[u8])]) {
    thread_local!(static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) });
    BENCH.with_borrow_mut(|bench| bench.get_or_insert_with(Bench::new).run(files));
}

/// Takes a chapter all the way, in a workbook with nothing unusual in it and with these files beside it.
pub fn chapter(chapter: &str, files: &[(&str, &[u8])]) {
    let own = [("workbook.toml", WORKBOOK.as_bytes()), ("chapters/01.toml", chapter.as_bytes())];
    all_the_way(&[&own, files].concat());
}

/// A text as a TOML string.
pub fn quoted(text: &str) -> String {
    toml::Value::String(text.into()).to_string()
}
