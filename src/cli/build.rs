//! `werkboek build`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;
use typst_layout::PagedDocument;

use super::environment::{Stopwatch, source_date};
use super::folder::open;
use super::outcome::Outcome;
use super::progress::Progress;
use super::report::{self, Findings, Format};
use super::say::say;
use super::usage;
use crate::content::target::Flip;
use crate::export::{self, Pages, size};
use crate::pipeline::{Made, Order, Ready, Refused, Step, make, prepare};
use crate::source::{Finding, count};
use crate::typeset::Workspace;

/// What to build, and where to.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// The names of the targets to build; all that are declared if there are none.
    pub targets: Vec<String>,
    /// Where the PDF goes.
    pub output: Output,
    /// The pages to write, if not all.
    pub pages: Option<Pages>,
    /// The folder for pictures of pages.
    pub png: Option<PathBuf>,
    /// The resolution of the pictures, in pixels per inch.
    pub ppi: f64,
    /// Whether to say nothing when all is well.
    pub quiet: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// The edge over which sheets are turned, if not the one that booklets declare.
    pub flip: Option<Flip>,
    /// Whether to open the PDF.
    pub open: bool,
    /// Whether to print one JSON object in place of lines.
    pub json: bool,
}

/// Where the PDF goes.
#[derive(Debug, Clone)]
pub enum Output {
    /// `build/<title>-<edition date>-<target>.pdf` in the workbook's folder.
    Default,
    /// A file.
    File(PathBuf),
    /// Standard output.
    Stdout,
}

/// Builds the workbook.
pub fn run(options: &BuildOptions) -> Outcome {
    let clock = Stopwatch::start();
    let progress = Progress::new(options.quiet || options.json);
    if options.json && matches!(options.output, Output::Stdout) {
        say("error: the PDF and the JSON cannot both go to standard output: name a file with `--output`");
        return Outcome::Usage;
    }
    let named = usage::one_target(
        &options.targets,
        !matches!(options.output, Output::Default),
        options.pages.is_some(),
    );
    let file = || match &options.output {
        Output::File(path) => usage::no_file(path),
        _ => None,
    };
    if let Some(message) = named.or_else(file).or_else(|| options.png.as_deref().and_then(usage::no_folder)) {
        say(&format!("error: {message}"));
        return Outcome::Usage;
    }
    let workspace = match open(&options.dir) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let date = match source_date() {
        Ok(date) => date,
        Err(message) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    let order = Order {
        targets: options.targets.clone(),
        single: !matches!(options.output, Output::Default) || options.pages.is_some(),
        pages: options.pages.clone(),
        strict: options.strict,
        flip: options.flip,
        date,
    };
    let made = all(&workspace, &order, &progress);
    drop(progress);
    let findings = match &made {
        Ok((ready, _)) => &ready.findings,
        Err(Refused::Content(findings)) => findings,
        Err(Refused::Usage(message)) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    if !options.json && report::print(findings, &workspace, Format::Human, false).is_err() {
        return Outcome::Machine;
    }
    match made {
        Err(_) if options.json => object(vec![], findings, &workspace, Outcome::of(findings)),
        Err(_) => {
            say(&format!("{}: nothing was written", report::count(findings)));
            Outcome::of(findings)
        }
        Ok((ready, made)) => match written(&ready, made, options) {
            Ok(files) if options.json => object(files, &ready.findings, &workspace, Outcome::Fine),
            Ok(files) => told(&files, options, clock),
            Err((path, error)) => {
                say(&format!("error: `{}` cannot be written ({error})", path.display()));
                Outcome::Machine
            }
        },
    }
}

/// Prints what was built as one JSON object.
fn object(files: Vec<Built>, findings: &[Finding], workspace: &Workspace, outcome: Outcome) -> Outcome {
    let report = BuildReport { findings: Findings::new(findings, workspace), files };
    if report::object(&mut io::stdout().lock(), &report).is_err() { Outcome::Machine } else { outcome }
}

/// Makes all files in memory.
fn all(workspace: &Workspace, order: &Order, progress: &Progress) -> Result<(Ready, Vec<Made>), Refused> {
    let ready = prepare(workspace, order, &|step| progress.step(step))?;
    progress.step(Step::Exporting);
    let made = make(workspace, &ready, order.pages.as_ref())?;
    if order.single && made.len() > 1 {
        let message =
            "`--output` takes one file, and the fronts and backs of this booklet are two: leave it out";
        return Err(Refused::Usage(message.into()));
    }
    Ok((ready, made))
}

/// What `build --format json` prints; its keys are promised in `docs/json.md`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "What `werkboek build --format json` prints")]
pub struct BuildReport<'a> {
    /// What was found.
    #[serde(flatten)]
    findings: Findings<'a>,
    /// The files that were written; none where there are errors.
    files: Vec<Built>,
}

/// A file that was written.
#[derive(Serialize, JsonSchema)]
pub struct Built {
    /// The target, with the side of its sheets where fronts and backs stand apart.
    target: String,
    /// Where it is; null on standard output.
    path: Option<String>,
    /// The number of its pages.
    pages: usize,
    /// Its size in bytes.
    bytes: usize,
    /// The resolution to which photographs had to come down, in pixels per inch, if they had.
    ppi: Option<f64>,
}

/// Writes what was made, pictures and files.
fn written(
    ready: &Ready,
    made: Vec<Made>,
    options: &BuildOptions,
) -> Result<Vec<Built>, (PathBuf, io::Error)> {
    if let Some(folder) = &options.png {
        pictures(&ready.document, options, folder)?;
    }
    let mut built = Vec::new();
    let mut files = Vec::new();
    for Made { name, pages, exported } in made {
        let (bytes, ppi) = (exported.bytes.len(), exported.ppi);
        let path = path(ready, &name, options);
        match &path {
            Some(path) => files.push(export::File { path: path.clone(), bytes: exported.bytes }),
            None => io::stdout()
                .write_all(&exported.bytes)
                .and_then(|()| io::stdout().flush())
                .map_err(|error| ("standard output".into(), error))?,
        }
        let path = path.map(|path| path.display().to_string());
        built.push(Built { target: name, path, pages, bytes, ppi });
    }
    export::replace_all(&files)?;
    Ok(built)
}

/// Says what was written, a line each.
fn told(files: &[Built], options: &BuildOptions, clock: Stopwatch) -> Outcome {
    let time = format!("{:.1} s", clock.seconds());
    for file in files.iter().filter(|_| !options.quiet) {
        let name = file.path.as_deref().unwrap_or("the PDF to standard output");
        let pages = count(file.pages, "page");
        let at = file.ppi.map_or_else(String::new, |ppi| format!(" with photographs at {ppi} ppi"));
        let time = if files.len() == 1 { format!(", {time}") } else { String::new() };
        say(&format!("wrote {name}: {pages}, {}{at}{time}", size(file.bytes)));
    }
    if files.len() > 1 && !options.quiet {
        say(&format!("{} in {time}", count(files.len(), "file")));
    }
    match files.first().and_then(|file| file.path.as_ref()) {
        Some(path) if options.open => show(Path::new(path)),
        _ => Outcome::Fine,
    }
}

/// Where a file goes; nowhere means standard output.
fn path(ready: &Ready, name: &str, options: &BuildOptions) -> Option<PathBuf> {
    match &options.output {
        Output::Default => {
            // A plain `build/...` reads better than `./build/...`.
            let dir = options.dir.strip_prefix(".").unwrap_or(&options.dir);
            Some(dir.join("build").join(export::file_name(&ready.book.workbook, name)))
        }
        Output::File(path) => Some(path.clone()),
        Output::Stdout => None,
    }
}

/// Writes a picture of each page.
fn pictures(
    document: &PagedDocument,
    options: &BuildOptions,
    folder: &Path,
) -> Result<usize, (PathBuf, io::Error)> {
    let pages = document.pages();
    let digits = pages.len().to_string().len().max(2);
    let chosen = pages
        .iter()
        .enumerate()
        .filter(|(index, _)| options.pages.as_ref().is_none_or(|pages| pages.contains(index + 1)));
    let mut count = 0;
    for (index, page) in chosen {
        let path = folder.join(format!("page-{:0digits$}.png", index + 1));
        let failed = |error| (path.clone(), error);
        export::replace(&path, &export::png(page, options.ppi).map_err(failed)?).map_err(failed)?;
        count += 1;
    }
    Ok(count)
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
