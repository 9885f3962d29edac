//! What the fuzz targets share: a small workbook that holds an input is taken all the way to a PDF.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use werkboek::pipeline::{Order, Refused, make, prepare};
use werkboek::source::{Finding, Folder};
use werkboek::typeset::Workspace;

/// A `workbook.toml` with nothing unusual in it.
pub const WORKBOOK: &str = "title = \"Werkboek\"\nlanguage = \"nl\"\norganisation = \"Voorbeeld\"\n\n[edition]\nnumber = 1\ndate = 2021-09-17\n";

/// The line between `workbook.toml` and the chapter in an input that has both.
pub const BETWEEN: &str = "%%%\n";

/// A folder in which one workbook after the other stands.
struct Bench {
    dir: TempDir,
    workspace: Workspace,
}

impl Bench {
    fn new() -> Self {
        // Where there is a disk in memory, the real one is spared.
        let memory = Path::new("/dev/shm");
        let dir = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let dir = dir.expect("a temporary folder");
        fs::create_dir(dir.path().join("chapters")).expect("a folder for chapters");
        let workspace = Workspace::new(Folder::open(dir.path()).expect("the folder"));
        Self { dir, workspace }
    }

    fn run(&mut self, files: &[(&str, &[u8])]) {
        for (path, bytes) in files {
            fs::write(self.dir.path().join(path), bytes).expect("a file");
        }
        self.workspace.reset();
        // libFuzzer's own hook ends the process on a panic, before the pipeline makes a finding of it.
        let made = prepare(&self.workspace, &Order::default(), &|_| {})
            .and_then(|ready| make(&self.workspace, &ready, None).map_err(Refused::from));
        if let Err(Refused::Content(findings)) = made {
            let ours = findings.iter().find(|finding| Finding::is_internal(finding));
            assert!(ours.is_none(), "{ours:?}");
        }
    }
}

/// Takes a workbook all the way; findings are fine, panics and findings about the program itself are not.
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
