//! `werkboek check`.

use std::path::PathBuf;

use super::environment::{repository, source_date};
use super::folder::open;
use super::outcome::Outcome;
use super::progress::Progress;
use super::report::{self, Format, Prefix};
use super::say::{say, unprinted};
use crate::pipeline::{Order, Refused, Step, make, prepare};
use crate::source::count;

/// What to check, and how to say it.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// The names of the targets to hold the book to; all that are declared if there are none.
    pub targets: Vec<String>,
    /// How findings are printed.
    pub format: Format,
    /// Whether to say nothing when all is well.
    pub quiet: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// The folder at which paths begin, if one was named.
    pub paths_from: Option<PathBuf>,
}

/// Does everything that a build does, but writing; findings go to standard output.
pub fn run(options: &CheckOptions) -> Outcome {
    let workspace = match open(&options.dir) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let progress = Progress::new(options.quiet || options.format.is_object());
    let date = match source_date() {
        Ok(date) => date,
        Err(message) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    let (folder, from) = (workspace.store().loader(), options.paths_from.as_deref());
    let prefix = match Prefix::new(&options.dir, folder, options.format, from, repository()) {
        Ok(prefix) => prefix,
        Err(message) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    let order = Order { targets: options.targets.clone(), strict: options.strict, date, ..Order::default() };
    let made = prepare(&workspace, &order, &|step| progress.step(step)).and_then(|ready| {
        progress.step(Step::Exporting);
        make(&workspace, &ready)?;
        Ok(ready)
    });
    drop(progress);
    let (findings, pages) = match made {
        Ok(ready) => (ready.findings, Some(ready.document.pages().len())),
        Err(Refused::Content(findings)) => (findings, None),
        Err(Refused::Usage(message)) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    let printed = report::print(&findings, &workspace, options.format, &prefix, true);
    if let Some(outcome) = unprinted(printed) {
        return outcome;
    }
    let silent = options.format.is_object() || options.quiet && findings.is_empty();
    if !silent {
        let pages = pages.map_or_else(String::new, |pages| format!(" in {}", count(pages, "page")));
        say(&format!("{}{pages}", report::count(&findings)));
    }
    Outcome::of(&findings)
}
