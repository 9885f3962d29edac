//! `werkboek fonts`.

mod human;

use std::io::{self, Write};
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use super::folder::open;
use super::outcome::Outcome;
use super::progress::Progress;
use super::report;
use super::say::{say, unprinted};
use crate::pipeline::{Family, Step, fonts};

/// Whose typefaces to list, and how.
#[derive(Debug, Clone)]
pub struct FontsOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// Whether to print one JSON object.
    pub json: bool,
}

/// All typefaces; its keys are promised in `docs/json.md`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "What `werkboek fonts --format json` prints")]
pub struct FontsReport {
    /// The version of this format.
    pub version: u32,
    /// The typefaces by their names.
    pub families: Vec<Family>,
}

/// Lists the typefaces of the workbook and of the program, and what the book uses them for.
pub fn run(options: &FontsOptions) -> Outcome {
    let workspace = match open(&options.dir) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let progress = Progress::new(options.json);
    progress.step(Step::LayingOut);
    let (families, findings) = fonts(&workspace);
    drop(progress);
    let report = FontsReport { version: 1, families };
    let mut out = io::stdout().lock();
    let written = match options.json {
        true => report::object(&mut out, &report),
        false => write!(out, "{}", human::text(&report.families)),
    };
    let printed = written.and_then(|()| out.flush());
    drop(out);
    if let Some(outcome) = unprinted(printed) {
        return outcome;
    }
    let outcome = Outcome::of(&findings);
    if outcome != Outcome::Fine {
        say("error: which of them the book uses is not known, since it has problems: see `werkboek check`");
    }
    outcome
}
