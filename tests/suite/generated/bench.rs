//! A workbook goes all the way, as the program does it: to findings, to files, or to a fault of ours.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{LazyLock, Once};

use tempfile::TempDir;
use typst_library::World;
use typst_library::foundations::Datetime;
use typst_library::text::FontVariant;
use werkboek::check::{Coverage, check, pictures, press};
use werkboek::content::target::Declared;
use werkboek::export::{self, About, Fault as Refusal, PdfSettings};
use werkboek::preflight::{Subject, preflight};
use werkboek::source::{Finding, Folder};
use werkboek::target::{Context, Edition, Output, editions};
use werkboek::typeset::{Workspace, extents, layout};

use super::assets;
use super::made::Made;

/// The findings that tell of a fault of the program.
const OURS: [&str; 5] = ["internal", "layout", "export", "lost-text", "overlap"];

/// The characters that the fonts have.
static COVERAGE: LazyLock<Coverage> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    Coverage::new(Workspace::new(Folder::open(folder.path()).unwrap()).book())
});

/// How a book ended, where nothing is wrong with the program.
pub enum Outcome {
    /// In findings that stop it.
    Findings(Vec<Finding>),
    /// In files, with the remarks about them.
    Files(Vec<(String, Vec<u8>)>, Vec<Finding>),
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
        // A panic is known by its place.
        let alike = if name == "panic" { message.rsplit(" at ").next().unwrap_or_default() } else { message };
        // What our layouts call is no content.
        let marks = if OURS.contains(&name) { "\"" } else { "`\"" };
        for c in alike.chars().take(400) {
            match c {
                c if quoted.is_none() && marks.contains(c) => {
                    quoted = Some(c);
                    kind.push(c);
                }
                c if quoted == Some(c) => {
                    quoted = None;
                    kind.push(c);
                }
                _ if quoted.is_some() => {}
                c if c.is_ascii_digit() && kind.ends_with('0') => {}
                c if c.is_ascii_digit() => kind.push('0'),
                c => kind.push(c),
            }
        }
        Self { kind, message: format!("{name}: {message}") }
    }
}

thread_local! {
    /// What the last panic on this thread said, where it is listened to.
    static HEARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Has panics of these tests told as faults; all others go where they went.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let here = HEARD.with_borrow(Option::is_some);
            if !here {
                return before(info);
            }
            let said = info.payload();
            let said = said.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let said = said.or_else(|| info.payload().downcast_ref::<String>().cloned()).unwrap_or_default();
            let at = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
            let said = format!("{} at {}", said, at.unwrap_or_default());
            HEARD.with_borrow_mut(|heard| *heard = Some(said));
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
        HEARD.with_borrow_mut(|heard| *heard = Some(String::new()));
        let caught = catch_unwind(AssertUnwindSafe(|| self.run()));
        let heard = HEARD.take();
        caught.unwrap_or_else(|payload| {
            self.workspace = Workspace::new(Folder::open(self.dir.path()).unwrap());
            // A panic on a thread of Typst's own is heard there and not here.
            let said = payload.downcast_ref::<String>().cloned();
            let said = heard.filter(|heard| !heard.is_empty()).or(said).unwrap_or_default();
            Err(Fault::new("panic", &said))
        })
    }

    fn run(&self) -> Result<Outcome, Fault> {
        let checked = check(self.workspace.store(), &COVERAGE);
        let stops = |findings: &[Finding]| findings.iter().any(Finding::is_error);
        self.judge(&checked.findings)?;
        if checked.has_errors() {
            return Ok(Outcome::Findings(checked.findings));
        }
        let book = checked.book.unwrap();
        let workbook = book.workbook.as_ref().unwrap();
        let laid = match layout(&self.workspace) {
            Ok(laid) => laid,
            Err(findings) => {
                self.judge(&findings)?;
                return Ok(Outcome::Findings(findings));
            }
        };
        self.judge(&laid.findings)?;
        let extents = extents(&laid.document, &book);
        let pictures = pictures(&book, self.workspace.store());
        let face = self.workspace.book().select("schibsted grotesk", FontVariant::default());
        let context = Context {
            workbook,
            document: &laid.document,
            note: &laid.note,
            extents: &extents,
            pictures: &pictures,
            font: face.and_then(|index| self.workspace.font(index)),
            date: "2021-09-17".into(),
        };
        let mut made: Vec<(Declared, Edition)> = Vec::new();
        for declared in &workbook.targets {
            let press = declared.press().map(|own| press(workbook, own, self.workspace.store())).transpose();
            let press = match press {
                Ok(press) => press,
                Err(finding) => {
                    self.judge(std::slice::from_ref(&finding))?;
                    return Ok(Outcome::Findings(vec![*finding]));
                }
            };
            made.extend(
                editions(declared, press, &context).into_iter().map(|edition| (declared.clone(), edition)),
            );
        }
        let limits = &workbook.preflight;
        let subject = Subject {
            workspace: &self.workspace,
            document: &laid.document,
            extents: &extents,
            pictures: &pictures,
            limits,
        };
        let targets: Vec<&Declared> = workbook.targets.iter().collect();
        let mut findings = checked.findings;
        findings.extend(laid.findings);
        findings.extend(preflight(&subject, &targets, &made));
        self.judge(&findings)?;
        if stops(&findings) {
            return Ok(Outcome::Findings(findings));
        }
        let mut files = Vec::new();
        for (_, edition) in &made {
            match export_edition(workbook, edition) {
                Ok(bytes) => files.push((edition.name.clone(), bytes)),
                // The program tells it at the target's own line.
                Err(Refusal::Budget(_)) => {}
                Err(refusal) => return Err(Fault::new("export", &format!("{refusal:?}"))),
            }
        }
        Ok(Outcome::Files(files, findings))
    }

    /// Every finding has a place in a file of the book, and none tells of a fault of ours.
    fn judge(&self, findings: &[Finding]) -> Result<(), Fault> {
        for finding in findings {
            let name = finding.name;
            if OURS.contains(&name) {
                return Err(Fault::new(name, &format!("{} [{}]", finding.message, finding.hints.join("; "))));
            }
            let Some(place) = &finding.place else {
                return Err(Fault::new("no-place", &format!("{name}: {}", finding.message)));
            };
            let text = self.workspace.file(place.file);
            let text = text.as_ref().map_or("", |bytes| bytes.as_str().unwrap_or_default());
            if !place.range.is_empty()
                && text.get(place.range.clone()).is_none_or(str::is_empty)
                && !text.is_empty()
            {
                return Err(Fault::new("wrong-place", &format!("{name}: {}", finding.message)));
            }
            if finding
                .message
                .chars()
                .chain(finding.hints.iter().flat_map(|hint| hint.chars()))
                .any(char::is_control)
            {
                return Err(Fault::new(
                    "control-character",
                    &format!("{name}: {}", finding.message.escape_debug()),
                ));
            }
        }
        Ok(())
    }
}

fn export_edition(workbook: &werkboek::content::Workbook, edition: &Edition) -> Result<Vec<u8>, Refusal> {
    let date = Datetime::from_ymd_hms(2021, 9, 17, 0, 0, 0);
    let settings = PdfSettings { ident: edition.name.clone(), date, pages: None };
    let exported = match &edition.output {
        Output::Screen { ppi, budget, .. } => export::screen(&edition.document, *ppi, *budget, &settings),
        Output::Paper { press, papers } => {
            let about = About {
                title: workbook.running(),
                author: workbook.organisation.value.clone(),
                description: workbook.description.as_ref().map_or_else(String::new, |text| text.plain()),
                language: workbook.language.code().into(),
                date,
                ident: settings.ident.clone(),
            };
            export::press(&edition.document, papers, press, &about, &settings)
        }
    };
    exported.map(|exported| exported.bytes)
}

/// How often each finding was given.
pub type Tally = BTreeMap<&'static str, usize>;
