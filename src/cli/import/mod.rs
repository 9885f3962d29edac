//! `werkboek import`: files of Word, Markdown and comma-separated values become chapters.

mod plan;
mod told;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use typst_library::foundations::Bytes;

pub use plan::{Plan, Shelf};
pub use told::{ImportReport, tell};

use super::folder::open;
use super::outcome::Outcome;
use super::progress::Progress;
use super::report::{self, Format, Prefix};
use super::say::{say, unprinted};
use super::shell::in_shell;
use super::sources::Sources;
use crate::content::read_workbook;
use crate::export::replace_all;
use crate::pipeline::{Order, Refused, prepare};
use crate::source::{CHAPTERS, Finding, Folder, WORKBOOK, chapter_names, file_id, listing_id};
use crate::typeset::Workspace;

/// The schema that chapters name, where it is there.
const SCHEMA: &str = "schemas/chapter.schema.json";

/// Findings that a chapter may have when it is written: they ask for a font or a picture, and not for other text.
const PASSABLE: [&str; 2] = ["image-resolution", "missing-glyph"];

/// What to import, and where it goes.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The file, or a folder of files.
    pub file: PathBuf,
    /// The workbook's folder.
    pub dir: PathBuf,
    /// The chapter into which all goes, if one is named.
    pub into: Option<String>,
    /// Whether one JSON object is printed.
    pub json: bool,
}

/// Makes chapters of files, holds them to what every chapter is held to, and only then writes them.
pub fn run(options: &ImportOptions) -> Outcome {
    match import(options) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn refused(message: &str) -> Outcome {
    say(&format!("error: {message}"));
    Outcome::Usage
}

fn import(options: &ImportOptions) -> Result<Outcome, Outcome> {
    let workspace = open(&options.dir)?;
    let root = workspace.store().loader().root().to_owned();
    if !root.join(WORKBOOK).is_file() {
        let dir = options.dir.display();
        let how = "name the workbook's folder with `--dir`, or begin with `werkboek new DIR --from FILE`";
        return Err(refused(&format!("`{dir}` has no `{WORKBOOK}`: {how}")));
    }
    if let Some(message) = options.into.as_deref().and_then(plan::no_chapter) {
        return Err(refused(&message));
    }
    let sources = Sources::find(&options.file)?;
    let (language, listed) = known(&workspace);
    let shelf = Shelf {
        root: Some(&root),
        names: chapters(&workspace),
        into: options.into.as_deref(),
        language: &language,
        schema: root.join(SCHEMA).is_file(),
    };
    let plan = Plan::new(&sources, &shelf)?;
    inside(&root, &plan)?;
    hold(options, &plan)?;
    write(&root, &plan)?;
    if options.json {
        let report = ImportReport::new(&plan, &sources.passed);
        let printed = report::object(&mut std::io::stdout().lock(), &report);
        return Ok(unprinted(printed).unwrap_or(Outcome::Fine));
    }
    tell(&plan, &sources.passed);
    told::wrote(&plan, &options.dir);
    let unlisted =
        |path: &String| path.ends_with(".toml") && !listed.as_ref().is_none_or(|list| list.contains(path));
    if let Some(path) = plan.files.keys().find(|path| unlisted(path)) {
        say(&format!(
            "`{WORKBOOK}` lists its chapters: add `{path}` to `chapters` there, to have it in the book"
        ));
    }
    say("next:");
    match options.dir == Path::new(".") {
        true => say("  werkboek check"),
        false => say(&format!("  werkboek check {}", in_shell(&options.dir.display().to_string()))),
    }
    Ok(Outcome::Fine)
}

/// The language of the workbook, and the chapters that it lists, if it does.
fn known(workspace: &Workspace) -> (String, Option<Vec<String>>) {
    let bytes = file_id(WORKBOOK).ok().and_then(|file| Some((file, workspace.store().file(file).ok()?)));
    let parsed = bytes.map(|(file, bytes)| read_workbook(file, &bytes));
    let workbook = parsed.as_ref().and_then(|parsed| parsed.value.as_ref());
    let language = workbook.map_or_else(String::new, |workbook| workbook.language.value.to_string());
    let listed = workbook.and_then(|workbook| workbook.chapters.as_ref());
    let listed = listed.map(|list| list.value.iter().map(|path| path.value.clone()).collect());
    (language, listed)
}

/// The names of the chapters that are there.
fn chapters(workspace: &Workspace) -> Vec<String> {
    let listing = listing_id(CHAPTERS).and_then(|folder| workspace.store().file(folder).ok());
    let listing = listing.as_ref().and_then(|bytes| bytes.as_str().ok()).unwrap_or_default();
    chapter_names(listing).into_iter().map(str::to_owned).collect()
}

/// Holds the workbook, as it would be, to its checks; what stands elsewhere in it stays as it is.
///
/// Errors, told, where what is to be written has errors.
fn hold(options: &ImportOptions, plan: &Plan) -> Result<(), Outcome> {
    let over: BTreeMap<String, Bytes> =
        plan.files.iter().map(|(path, bytes)| (path.clone(), Bytes::new(bytes.clone()))).collect();
    let folder = Folder::open(&options.dir).map_err(|error| {
        say(&format!("error: `{}` cannot be read ({error})", options.dir.display()));
        Outcome::Machine
    })?;
    let workspace = Workspace::new(folder.with(over));
    let progress = Progress::new(options.json);
    let made = prepare(&workspace, &Order::default(), &|step| progress.step(step));
    drop(progress);
    let findings = match made {
        Ok(_) => return Ok(()),
        Err(Refused::Content(findings)) => findings,
        Err(Refused::Usage(message)) => return Err(refused(&message)),
    };
    let errors = || findings.iter().filter(|finding| finding.is_error());
    let own: Vec<Finding> = errors().filter(|finding| is_own(finding, plan)).cloned().collect();
    if own.is_empty() {
        let elsewhere = errors().filter(|finding| !PASSABLE.contains(&finding.name)).count();
        if elsewhere > 0 && !options.json {
            say(
                "the workbook has errors elsewhere, so that its pages could not be looked at: `werkboek check` lists them",
            );
        }
        return Ok(());
    }
    if let Ok(prefix) = Prefix::new(&options.dir, workspace.store().loader(), Format::Human, None, None) {
        // Nobody is left to tell if this fails.
        let _ = report::print(&own, &workspace, Format::Human, &prefix, false);
    }
    say("nothing was written: what would be has these errors");
    Err(Outcome::of(&own))
}

/// Whether a finding is about what is to be written, and cannot be passed.
fn is_own(finding: &Finding, plan: &Plan) -> bool {
    let path = finding.place.as_ref().map(|place| place.file.get().vpath().get_without_slash().to_owned());
    let own = path.is_some_and(|path| plan.files.contains_key(&path));
    // What another version would read is not for this one to write.
    let other = finding.name == "wrong-version";
    (own || other || finding.is_internal()) && !PASSABLE.contains(&finding.name)
}

/// Sees that no folder into which is written leads out of the workbook.
///
/// Errors, told, where one does.
fn inside(root: &Path, plan: &Plan) -> Result<(), Outcome> {
    for path in plan.files.keys() {
        let place = root.join(path);
        let there = place.ancestors().find(|folder| fs::symlink_metadata(folder).is_ok());
        let real = there.and_then(|there| fs::canonicalize(there).ok());
        if !real.is_some_and(|real| real.starts_with(root)) {
            return Err(refused(&format!("`{path}` leads out of the workbook's folder")));
        }
    }
    Ok(())
}

/// Writes all files, or none.
///
/// Errors, told, with what cannot be written; folders that were made for it are taken away.
fn write(root: &Path, plan: &Plan) -> Result<(), Outcome> {
    let files = plan.in_folder(root);
    let mut made: Vec<PathBuf> = Vec::new();
    let folders: Vec<&Path> = files.iter().filter_map(|file| file.path.parent()).collect();
    let result = folders
        .iter()
        .flat_map(|folder| {
            folder.ancestors().take_while(|path| path.starts_with(root)).collect::<Vec<_>>().into_iter().rev()
        })
        .try_for_each(|folder| match fs::create_dir(folder) {
            Ok(()) => {
                made.push(folder.to_owned());
                Ok(())
            }
            Err(_) if folder.is_dir() => Ok(()),
            Err(error) => Err((folder.to_owned(), error)),
        })
        .and_then(|()| replace_all(&files));
    result.map_err(|(path, error)| {
        made.iter().rev().for_each(|folder| _ = fs::remove_dir(folder));
        say(&format!("error: `{}` cannot be written ({error})", path.display()));
        Outcome::Machine
    })
}
