//! A workbook goes all the way, as the program does it: to findings, to files, or to a fault of ours.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;

use tempfile::TempDir;
use typst_library::World;
use werkboek::pipeline::{Order, Refused, make, prepare};
use werkboek::source::{Finding, Folder};
use werkboek::typeset::Workspace;

use super::assets;
use super::made::Made;

/// The findings that tell of a fault of the program.
const OURS: [&str; 5] = ["internal", "layout", "export", "lost-text", "overlap"];

/// Finished files by the names of their editions.
pub type Files = Vec<(String, Vec<u8>)>;

/// How a book ended, where nothing is wrong with the program.
pub enum Outcome {
    /// In findings that stop it.
    Findings(Vec<Finding>),
    /// In files, with the remarks about them.
    Files(Files, Vec<Finding>),
}

/// A fault of the program.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What all faults of its kind have in common.
    pub kind: String,
    /// What was said.
    pub message: String,
}

impl Fault {
    /// A fault whose kind is its message without what differs from book to book.
    pub fn new(name: &str, message: &str) -> Self {
        let mut kind = format!("{name}: ");
        let mut quoted = None;
        for c in message.chars().take(400) {
            match (quoted, c) {
                (None, '`' | '"') => {
                    quoted = Some(c);
                    kind.push(c);
                }
                (Some(mark), c) if mark == c => {
                    quoted = None;
                    kind.push(c);
                }
                // The names in our layouts are no content.
                (Some('`'), c) if message.contains("has no method") => kind.push(c),
                (Some(_), _) => {}
                (None, c) if c.is_ascii_digit() && kind.ends_with('0') => {}
                (None, c) if c.is_ascii_digit() => kind.push('0'),
                (None, c) => kind.push(c),
            }
        }
        Self { kind, message: format!("{name}: {message}") }
    }

    /// A panic is known by its place in the program.
    fn panic(place: &str, message: &str) -> Self {
        Self { kind: format!("panic at {place}"), message: format!("panic at {place}: {message}") }
    }
}

thread_local! {
    /// Whether panics on this thread are those of a book.
    static LISTENING: RefCell<bool> = const { RefCell::new(false) };
}

/// Where the last panic of a book was.
static HEARD: Mutex<Option<String>> = Mutex::new(None);

/// Has panics of books tell their place to us; those of other tests go where they went.
///
/// Tests run on threads that have names, and what Typst does beside us on threads that have none.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !LISTENING.with_borrow(|listening| *listening) && thread::current().name().is_some() {
                return before(info);
            }
            let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
            *HEARD.lock().unwrap_or_else(PoisonError::into_inner) = place;
        }));
    });
}

/// A folder in which one book after the other stands.
pub struct Bench {
    dir: TempDir,
    workspace: Workspace,
}

impl Bench {
    /// A folder with all the files that books name.
    pub fn new() -> Self {
        listen();
        let dir = TempDir::new().unwrap();
        assets::write(dir.path());
        let workspace = Workspace::new(Folder::open(dir.path()).unwrap());
        Self { dir, workspace }
    }

    /// Takes a book all the way.
    pub fn outcome(&mut self, made: &Made) -> Result<Outcome, Fault> {
        made.write(self.dir.path());
        self.workspace.reset();
        LISTENING.set(true);
        let caught = catch_unwind(AssertUnwindSafe(|| self.run()));
        LISTENING.set(false);
        caught.unwrap_or_else(|_| {
            self.workspace = Workspace::new(Folder::open(self.dir.path()).unwrap());
            let place = HEARD.lock().unwrap_or_else(PoisonError::into_inner).take();
            Err(Fault::panic(&place.unwrap_or_default(), "a panic that nothing caught"))
        })
    }

    fn run(&self) -> Result<Outcome, Fault> {
        let stopped = |findings: Vec<Finding>| {
            self.judge(&findings)?;
            Ok(Outcome::Findings(findings))
        };
        let ready = match prepare(&self.workspace, &Order::default(), &|_| {}) {
            Ok(ready) => ready,
            Err(Refused::Content(findings)) => return stopped(findings),
            Err(Refused::Usage(message)) => return Err(Fault::new("usage", &message)),
        };
        self.judge(&ready.findings)?;
        match make(&self.workspace, &ready) {
            Ok(files) => {
                let files = files.into_iter().map(|file| (file.name, file.exported.bytes));
                Ok(Outcome::Files(files.collect(), ready.findings))
            }
            Err(findings) => stopped(findings),
        }
    }

    /// Every finding has a place in a file of the book, and none tells of a fault of ours.
    fn judge(&self, findings: &[Finding]) -> Result<(), Fault> {
        findings.iter().try_for_each(|finding| self.sound(finding))
    }

    /// The type of the block in which a finding has its place.
    fn owner(&self, finding: &Finding) -> String {
        let Some(place) = &finding.place else { return "no file".into() };
        let bytes = self.workspace.file(place.file);
        let text = bytes.as_ref().map_or("", |bytes| bytes.as_str().unwrap_or_default());
        // The header of the block itself may be the place.
        let end = place.range.start + "[[block]]".len();
        let block =
            text.get(..end).or(text.get(..place.range.start)).and_then(|text| text.rfind("[[block]]"));
        let kind = block.and_then(|at| text.get(at..)?.split_once("\ntype = \"")?.1.split('"').next());
        kind.unwrap_or("no block").into()
    }

    fn sound(&self, finding: &Finding) -> Result<(), Fault> {
        let (name, message) = (finding.name, &finding.message);
        // Words of a drawing that cannot be set are lost by its author.
        let drawing = name == "lost-text" && !message.contains("is not on the pages");
        if OURS.contains(&name) && !drawing {
            let hints = finding.hints.join("; ");
            let message = format!("{message} [{hints}]");
            let heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner).take();
            return Err(match heard.filter(|_| finding.is_internal()) {
                Some(place) => Fault::panic(&place, &message),
                None if finding.is_internal() => Fault::new(name, &message),
                None => Fault::new(&format!("{name} in {}", self.owner(finding)), &message),
            });
        }
        let fault = |kind: &str| Err(Fault::new(kind, &format!("{name}: {}", message.escape_debug())));
        let Some(place) = &finding.place else { return fault("no-place") };
        let text = self.workspace.file(place.file);
        let text = text.as_ref().map_or("", |bytes| bytes.as_str().unwrap_or_default());
        let points = text.get(place.range.clone()).is_some_and(|part| !part.is_empty());
        if !points && !place.range.is_empty() && !text.is_empty() {
            return fault("wrong-place");
        }
        Ok(())
    }
}
