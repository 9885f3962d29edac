//! What is said of an import: what was read, what waits, and what could not be placed.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use super::plan::{Plan, Planned};
use crate::cli::say::say;
use crate::source::count;

/// The most letters of what could not be placed that are shown.
const SHOWN: usize = 70;

/// The most lines of one kind.
const MOST: usize = 5;

/// What `import --format json` prints; its keys are promised in `docs/json.md`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "What `werkboek import --format json` prints")]
pub struct ImportReport {
    /// The version of this format; it changes only when a key goes or changes its meaning.
    version: u32,
    /// The files that were read.
    sources: Vec<Imported>,
    /// The files that were written, by their paths in the workbook.
    files: Vec<String>,
    /// The files of the folder that were not read, each with why.
    passed: Vec<String>,
}

/// A file that was read.
#[derive(Debug, Serialize, JsonSchema)]
struct Imported {
    /// Where it is.
    source: String,
    /// The path of the chapter that was made of it, or into which it went.
    chapter: String,
    /// Its title.
    title: String,
    /// How many blocks of each type were made.
    blocks: BTreeMap<&'static str, usize>,
    /// How many comments and changes wait in the chapter.
    comments: usize,
    /// What could not be placed.
    left: Vec<Lost>,
}

/// What could not be placed.
#[derive(Debug, Serialize, JsonSchema)]
struct Lost {
    /// What it is, such as `chart`.
    what: &'static str,
    /// The words in it, or what is known of it.
    words: String,
    /// The words before it.
    after: String,
}

impl ImportReport {
    /// What is said of a plan that was carried out.
    pub fn new(plan: &Plan, passed: &[String]) -> Self {
        let imported = |planned: &Planned| Imported {
            source: planned.source.clone(),
            chapter: planned.chapter.clone(),
            title: planned.made.title.clone(),
            blocks: planned.made.blocks.clone(),
            comments: planned.made.remarks,
            left: planned
                .made
                .left
                .iter()
                .map(|left| Lost { what: left.what, words: left.words.clone(), after: left.after.clone() })
                .collect(),
        };
        Self {
            version: 1,
            sources: plan.chapters.iter().map(imported).collect(),
            files: plan.files.keys().cloned().collect(),
            passed: passed.to_vec(),
        }
    }
}

/// Says what was read of each file, and what could not be placed.
pub fn tell(plan: &Plan, passed: &[String]) {
    for Planned { source, chapter, made } in &plan.chapters {
        let blocks: Vec<String> =
            made.blocks.iter().map(|(kind, number)| format!("{number} {kind}")).collect();
        let blocks = if blocks.is_empty() { "no blocks".into() } else { blocks.join(", ") };
        say(&format!("read {source} into {chapter}: {blocks}"));
        let left = grouped(made);
        if !left.is_empty() {
            say("  not placed:");
            left.iter().for_each(|line| say(&format!("  - {line}")));
        }
    }
    passed.iter().for_each(|why| say(&format!("passed over: {why}")));
    let remarks: usize = plan.chapters.iter().map(|planned| planned.made.remarks).sum();
    if remarks > 0 {
        let wait = if remarks == 1 { "waits" } else { "wait" };
        say(&format!("{} {wait} in the chapters: `werkboek check` lists them", count(remarks, "comment")));
    }
}

/// Says which files were written.
pub fn wrote(plan: &Plan, dir: &Path) {
    for path in plan.files.keys() {
        let path = if dir == Path::new(".") { path.into() } else { dir.join(path) };
        say(&format!("wrote {}", path.display()));
    }
}

/// What could not be placed, a line each; of what there is much, the first.
fn grouped(made: &crate::import::Made) -> Vec<String> {
    let mut kinds: Vec<&str> = Vec::new();
    for left in &made.left {
        if !kinds.contains(&left.what) {
            kinds.push(left.what);
        }
    }
    let mut lines = Vec::new();
    for kind in kinds {
        let of_kind: Vec<_> = made.left.iter().filter(|left| left.what == kind).collect();
        for left in of_kind.iter().take(MOST) {
            let words =
                if left.words.is_empty() { String::new() } else { format!(": {}", short(&left.words)) };
            let after =
                if left.after.is_empty() { String::new() } else { format!(", after “{}”", left.after) };
            lines.push(format!("{kind}{words}{after}"));
        }
        if let Some(more) = of_kind.len().checked_sub(MOST).filter(|more| *more > 0) {
            lines.push(format!("{kind}: {more} more; `--format json` lists all"));
        }
    }
    lines
}

fn short(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().count() > SHOWN {
        true => words.chars().take(SHOWN).chain(['…']).collect(),
        false => words,
    }
}
