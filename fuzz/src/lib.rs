//! What the fuzz targets share: a small workbook that holds an input is taken all the way to a PDF.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use tempfile::TempDir;
use werkboek::edition::Output;
use werkboek::export::png;
use werkboek::picture::{Apart, open_apart};
use werkboek::pipeline::{Order, Ready, Refused, make, prepare};
use werkboek::plates::page_plates;
use werkboek::source::{Finding, Folder};
use werkboek::typeset::Workspace;

/// A `workbook.toml` with nothing unusual in it.
pub const WORKBOOK: &str = "title = \"Werkboek\"\nlanguage = \"nl\"\norganisation = \"Voorbeeld\"\n\n[edition]\nnumber = 1\ndate = 2021-09-17\n";

/// Targets for screens and for print.
const PRINTED: &str = "\n[target.email]\nkind = \"screen\"\n\n[target.inks]\nkind = \"print\"\ninks = \"cmyk\"\n\n[target.spot]\nkind = \"print\"\ninks = \"two\"\n";

/// The resolution of pictures of pages and plates, in pixels per inch.
const PPI: f64 = 30.0;

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

    /// Writes the files of a workbook, and goes all the way with it.
    fn run(&mut self, files: &[(&str, &[u8])], end: End) {
        for (path, bytes) in files {
            fs::write(self.dir.path().join(path), bytes).expect("a file");
        }
        self.workspace.reset();
        // libFuzzer's own hook ends the process on a panic, before the pipeline makes a finding of it.
        let order = Order { targets: end.targets(), ..Order::default() };
        let ready = prepare(&self.workspace, &order, &|_| {});
        let done = ready.and_then(|ready| Ok(end.reach(&self.workspace, &ready)?));
        if let Err(Refused::Content(findings)) = done {
            let ours = findings.iter().find(|finding| Finding::is_internal(finding));
            assert!(ours.is_none(), "{ours:?}");
        }
    }
}

/// What is made of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Its files.
    Files,
    /// Pictures of its pages, and its files.
    Pages,
    /// Its plates.
    Plates,
}

impl End {
    /// The targets of [`PRINTED`] that are wanted; all that there are, if none.
    fn targets(self) -> Vec<String> {
        match self {
            Self::Files | Self::Pages => vec![],
            Self::Plates => vec!["inks".into(), "spot".into()],
        }
    }

    fn reach(self, workspace: &Workspace, ready: &Ready) -> Result<(), Vec<Finding>> {
        match self {
            Self::Files => drop(make(workspace, ready)?),
            Self::Pages => {
                ready.document.pages().iter().for_each(|page| drop(png(page, PPI)));
                make(workspace, ready)?;
            }
            Self::Plates => {
                for (_, edition) in &ready.editions {
                    let Output::Paper { press, papers, .. } = &edition.output else { continue };
                    for (page, paper) in edition.document.pages().iter().zip(papers) {
                        page_plates(page, paper, press, PPI).iter().for_each(|print| drop(print.png()));
                    }
                }
            }
        }
        Ok(())
    }
}

/// Takes a workbook all the way; findings are fine, panics and findings about the program itself are not.
pub fn all_the_way(files: &[(&str, &[u8])]) {
    to(files, End::Files);
}

/// Takes a workbook as far as is wanted.
fn to(files: &[(&str, &[u8])], end: End) {
    thread_local!(static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) });
    BENCH.with_borrow_mut(|bench| bench.get_or_insert_with(Bench::new).run(files, end));
}

/// Takes a picture as far as is wanted, in a workbook for screens and for print: the program opens it apart
/// first, as a user's does, so that what goes down here passed it there.
pub fn picture(data: &[u8], end: End) {
    static APART: Once = Once::new();
    APART.call_once(|| {
        let program = std::env::var_os("WERKBOEK").expect("`WERKBOEK` names the program; fuzz/run sets it");
        let arguments = vec!["open-pictures".into(), "--picture-seconds=20".into()];
        open_apart(Some(Apart { program: program.into(), arguments, limit: Duration::from_secs(20), ppi: Some(PPI) }));
    });
    let workbook = format!("{WORKBOOK}{PRINTED}");
    let figure =
        "style = \"material\"\ntitle = \"a\"\n[[block]]\ntype = \"figure\"\nimage = \"a\"\nalt = \"a\"\n";
    to(&[("workbook.toml", workbook.as_bytes()), ("chapters/01.toml", figure.as_bytes()), ("a", data)], end);
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
