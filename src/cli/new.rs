//! `werkboek new`: a workbook to begin with.

use std::path::{Path, PathBuf};

use typst_library::foundations::Datetime;

use super::environment::today;
use super::folder;
use super::import::{Plan, Shelf, tell};
use super::outcome::Outcome;
use super::progress::Progress;
use super::say::say;
use super::shell::in_shell;
use super::sources::Sources;
use super::usage::no_new_folder;
use crate::export::{Failed, NewFolder};
use crate::pipeline::{Order, Refused, prepare};
use crate::source::{Finding, WORKBOOK, count};
use crate::starter::{Date, Starter, Wish, Wishes};

/// What the new workbook is to be like.
#[derive(Debug, Clone)]
pub struct NewOptions {
    /// Its folder.
    pub dir: PathBuf,
    /// Its language.
    pub language: String,
    /// Its title, if not that of the texts.
    pub title: Option<String>,
    /// Its accent, if not the program's.
    pub accent: Option<String>,
    /// Its paper, if not A4.
    pub paper: Option<String>,
    /// A file, or a folder of files, whose text it begins with, if not the example.
    pub from: Option<PathBuf>,
}

/// Makes a workbook, holds it to what every workbook is held to, and only then puts it in its place.
pub fn run(options: &NewOptions) -> Outcome {
    let date = match today() {
        Ok(date) => date,
        Err(message) => return refused(&message),
    };
    let starter = match no_new_folder(&options.dir) {
        Some(message) => Err(message),
        None => Starter::new(&wishes(options, &date)),
    };
    let mut starter = match starter {
        Ok(starter) => starter,
        Err(message) => return refused(&message),
    };
    let plan =
        match options.from.as_deref().map(|from| chapters(from, &starter, &options.language)).transpose() {
            Ok(plan) => plan,
            Err(outcome) => return outcome,
        };
    if let Some((plan, _)) = &plan {
        let title = options.title.is_none().then(|| plan.title()).flatten();
        starter = match Starter::new(&Wishes {
            description: plan.description(&options.language),
            title: options.title.clone().or(title),
            ..wishes(options, &date)
        }) {
            Ok(starter) => starter.with_chapters(plan.in_folder(Path::new(""))),
            Err(message) => return refused(&message),
        };
    }
    let new = match NewFolder::stage(&options.dir, &starter.files) {
        Ok(new) => new,
        Err(failed) => return unwritten(&failed),
    };
    if let Some(outcome) = unsound(&new, &starter, plan.is_some()) {
        return outcome;
    }
    if let Err(failed) = new.settle(WORKBOOK) {
        return unwritten(&failed);
    }
    if let Some((plan, sources)) = &plan {
        tell(plan, &sources.passed);
    }
    next(&options.dir, starter.files.len());
    Outcome::Fine
}

fn wishes(options: &NewOptions, date: &Datetime) -> Wishes {
    let NewOptions { language, title, accent, paper, .. } = options.clone();
    let (year, month, day) = (date.year(), date.month(), date.day());
    let (year, month, day) = (year.unwrap_or(1970), month.unwrap_or(1), day.unwrap_or(1));
    Wishes { language, title, accent, paper, date: Date { year, month, day }, description: None }
}

/// The chapters that files become, behind the contents that every new workbook has.
///
/// Errors, told, where a file cannot be read.
fn chapters(from: &Path, starter: &Starter, language: &str) -> Result<(Plan, Sources), Outcome> {
    let sources = Sources::find(from)?;
    let names = starter.contents().into_iter().collect();
    let plan = Plan::new(&sources, &Shelf { root: None, names, into: None, language, schema: true })?;
    Ok((plan, sources))
}

fn refused(message: &str) -> Outcome {
    say(&format!("error: {message}"));
    Outcome::Usage
}

fn unwritten((path, error): &Failed) -> Outcome {
    say(&format!("error: `{}` cannot be written ({error})", path.display()));
    Outcome::Machine
}

/// How the run ends where the new workbook has errors, each told by the option that it comes from.
fn unsound(new: &NewFolder, starter: &Starter, from: bool) -> Option<Outcome> {
    let workspace = match folder::open(&new.path()) {
        Ok(workspace) => workspace,
        Err(outcome) => return Some(outcome),
    };
    let progress = Progress::new(false);
    let made = prepare(&workspace, &Order::default(), &|step| progress.step(step));
    drop(progress);
    let findings = match made {
        Ok(ready) => ready.findings,
        Err(Refused::Content(findings)) => findings,
        Err(Refused::Usage(message)) => return Some(refused(&message)),
    };
    let wanted = |finding: &&Finding| !from || finding.is_error() || starter.wish(finding).is_some();
    for finding in findings.iter().filter(wanted) {
        let severity = if finding.is_error() { "error" } else { "warning" };
        say(&format!("{severity}: {}: {}", about(starter, finding), finding.message));
        finding.hints.iter().for_each(|hint| say(&format!("hint: {hint}")));
    }
    match Outcome::of(&findings) {
        Outcome::Fine => None,
        // What is wrong was given on the command line.
        Outcome::Problems => Some(Outcome::Usage),
        other => Some(other),
    }
}

/// What a finding is about, to who wrote no line of the workbook.
fn about(starter: &Starter, finding: &Finding) -> String {
    match starter.wish(finding) {
        Some(Wish::Language) => "`--language`".into(),
        Some(Wish::Title) => "`--title`".into(),
        Some(Wish::Accent) => "`--accent`".into(),
        Some(Wish::Paper) => "`--paper`".into(),
        None => match finding.place.as_ref().map(|place| place.file.get().vpath().get_without_slash()) {
            Some(path) if path != WORKBOOK => format!("in `{path}`, as it would be"),
            _ => "in the new workbook, as it was asked for".into(),
        },
    }
}

/// Says what was made, and which two commands come next.
fn next(dir: &Path, files: usize) {
    say(&format!("wrote {} into {}", count(files, "file"), dir.display()));
    say("next:");
    match dir == Path::new(".") {
        true => say("  werkboek check"),
        false => say(&format!("  cd {}", in_shell(&dir.display().to_string()))),
    }
    say("  werkboek build --open");
}
