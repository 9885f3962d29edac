//! `werkboek build`.

use std::io;
use std::path::{Path, PathBuf};

use typst_library::foundations::Datetime;

use super::environment::{Stopwatch, repository, source_date};
use super::folder::open;
use super::outcome::Outcome;
use super::outputs::{self, BuildOptions, Output};
use super::progress::Progress;
use super::report::{self, Findings, Format, Prefix};
use super::say::{say, unprinted};
use super::usage;
use super::written::{BuildReport, Written, tell, write};
use crate::export::{self, MANIFEST, Manifest};
use crate::pipeline::{Made, Order, Ready, Refused, Step, make, prepare};
use crate::source::Finding;
use crate::typeset::Workspace;

/// Builds the workbook.
pub fn run(options: &BuildOptions) -> Outcome {
    let clock = Stopwatch::start();
    match ready(options) {
        Ok((workspace, prefix, date)) => once(&workspace, &prefix, date, options, clock),
        Err(outcome) => outcome,
    }
}

/// Opens the workbook, and ends what a build that was killed left; gives where paths begin and the date, too.
///
/// Errors where it is called wrongly, which is told.
pub fn ready(options: &BuildOptions) -> Result<(Workspace, Prefix, Option<Datetime>), Outcome> {
    if let Some(message) = misused(options) {
        say(&format!("error: {message}"));
        return Err(Outcome::Usage);
    }
    let workspace = open(&options.dir)?;
    let (folder, from) = (workspace.store().loader(), options.paths_from.as_deref());
    let prefix = Prefix::new(&options.dir, folder, options.format, from, repository());
    let (prefix, date) = prefix.and_then(|prefix| Ok((prefix, source_date()?))).map_err(|message| {
        say(&format!("error: {message}"));
        Outcome::Usage
    })?;
    recover(options);
    Ok((workspace, prefix, date))
}

/// Builds a workbook as it is read, and tells of it.
pub fn once(
    workspace: &Workspace,
    prefix: &Prefix,
    date: Option<Datetime>,
    options: &BuildOptions,
    clock: Stopwatch,
) -> Outcome {
    let progress = Progress::new(options.quiet || options.format.is_object());
    let made = all(workspace, &order(options, date), options, &progress);
    drop(progress);
    let findings = match &made {
        Ok((ready, _)) => &ready.findings,
        Err(Refused::Content(findings)) => findings,
        Err(Refused::Usage(message)) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    if let Some(outcome) = told(findings, workspace, prefix, options.format) {
        return outcome;
    }
    let (json, alone) = (options.format == Format::Json, options.format.is_object());
    let findings = |found| Findings::new(found, workspace, prefix);
    match made {
        Err(refused) => {
            let found = refused.findings();
            if json {
                return object(Written::default(), findings(&found), Outcome::of(&found));
            }
            if !alone {
                say(&format!("{}: nothing was written", report::count(&found)));
            }
            Outcome::of(&found)
        }
        Ok((ready, made)) => match write(&ready, made, options) {
            Ok(written) if json => object(written, findings(&ready.findings), Outcome::Fine),
            Ok(written) => {
                if !options.quiet && !alone {
                    tell(&written, options, clock.seconds());
                }
                written.first().filter(|_| options.open).map_or(Outcome::Fine, show)
            }
            Err((path, error)) => {
                say(&format!("error: `{}` cannot be written ({error})", path.display()));
                Outcome::Machine
            }
        },
    }
}

/// Prints what was found before anything is written, but for JSON, which tells both at once; gives how the run
/// ends where that fails.
fn told(findings: &[Finding], workspace: &Workspace, prefix: &Prefix, format: Format) -> Option<Outcome> {
    if format == Format::Json {
        return None;
    }
    let printed = report::print(findings, workspace, format, prefix, !format.is_for_people());
    // Where no person reads what is found, it is built all the same.
    if format.is_for_people() { None } else { unprinted(printed) }
}

/// What cannot be meant.
fn misused(options: &BuildOptions) -> Option<String> {
    let output = &options.output;
    if !options.format.is_for_people() && *output == Output::Stdout {
        let message =
            "the PDF and the findings cannot both go to standard output: name a file with `--output`";
        return Some(message.into());
    }
    let build = outputs::build(&options.dir);
    let path = || match output {
        Output::File(path) => usage::no_file(path, &build),
        Output::Folder(folder) => {
            usage::no_folder("--out-dir", folder, &build).or_else(|| usage::no_out_dir(folder))
        }
        _ => None,
    };
    let name = || options.pages.as_ref().filter(|_| !output.is_single()).and_then(usage::long_selection);
    usage::one_target(&options.targets, output.is_single(), options.pages.is_some())
        .or_else(path)
        .or_else(|| options.png.as_deref().and_then(|folder| usage::no_folder("--png", folder, &build)))
        .or_else(name)
        .or_else(|| taken(options))
}

/// Why a folder cannot have the manifest of what is made in it.
fn taken(options: &BuildOptions) -> Option<String> {
    let folder = options.output.folder(&options.dir);
    let mut folders = folder.into_iter().chain(options.png.clone());
    let path = folders.find(|folder| Manifest::is_taken(folder))?.join(MANIFEST);
    Some(format!(
        "`{}` is there and is none of this program's: move it away, or name another folder",
        path.display()
    ))
}

/// Brings to an end what a build that was killed had begun to write.
fn recover(options: &BuildOptions) {
    let file = match &options.output {
        Output::File(path) => Some(export::folder(path).to_owned()),
        _ => None,
    };
    let folders: Vec<PathBuf> =
        options.output.folder(&options.dir).into_iter().chain(file).chain(options.png.clone()).collect();
    let named = |folder: &PathBuf| if folder.as_os_str().is_empty() { ".".into() } else { folder.clone() };
    let folders: Vec<PathBuf> = folders.iter().map(named).collect();
    // What stands in the way is told when this build writes.
    let _ = export::recover(folders.iter().map(PathBuf::as_path));
}

fn order(options: &BuildOptions, date: Option<Datetime>) -> Order {
    let drawn = options.output == Output::Nowhere && options.targets.is_empty();
    Order {
        targets: options.targets.clone(),
        single: options.output.is_single() || options.pages.is_some() || drawn,
        pages: options.pages.clone(),
        strict: options.strict,
        flip: options.flip,
        date,
    }
}

/// Prints what was built as one JSON object.
fn object(written: Written, findings: Findings, outcome: Outcome) -> Outcome {
    let report = BuildReport { findings, written };
    unprinted(report::object(&mut io::stdout().lock(), &report)).unwrap_or(outcome)
}

/// Makes all files in memory.
fn all(
    workspace: &Workspace,
    order: &Order,
    options: &BuildOptions,
    progress: &Progress,
) -> Result<(Ready, Vec<Made>), Refused> {
    let ready = prepare(workspace, order, &|step| progress.step(step))?;
    progress.step(Step::Exporting);
    if options.output == Output::Nowhere {
        return Ok((ready, vec![]));
    }
    let made = make(workspace, &ready)?;
    if options.output.is_single() && made.len() > 1 {
        let message =
            "`--output` takes one file, and the fronts and backs of this booklet are two: leave it out";
        return Err(Refused::Usage(message.into()));
    }
    Ok((ready, made))
}

fn show(path: &Path) -> Outcome {
    match open::that_detached(path) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            say(&format!("error: `{}` was written, and cannot be opened ({error})", path.display()));
            Outcome::Machine
        }
    }
}
