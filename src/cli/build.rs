//! `werkboek build`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use typst_layout::PagedDocument;

use super::Outcome;
use super::environment::Stopwatch;
use super::make::{Made, Ready, Refused, Wanted, make, ready, size};
use super::progress::Progress;
use super::report::{self, Format};
use crate::export::{self, Pages};
use crate::source::Folder;
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
    /// Whether to open the PDF.
    pub open: bool,
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
    let progress = Progress::new(options.quiet);
    let workspace = match open(&options.dir) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let wanted = Wanted {
        targets: options.targets.clone(),
        single: !matches!(options.output, Output::Default),
        pages: options.pages.clone(),
        strict: options.strict,
    };
    let made = all(&workspace, &wanted, &progress);
    drop(progress);
    let findings = match &made {
        Ok((ready, _)) => &ready.findings,
        Err(Refused::Content(findings)) => findings,
        Err(Refused::Usage(message)) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    if report::print(findings, &workspace, Format::Human, false).is_err() {
        return Outcome::Machine;
    }
    match made {
        Err(_) => {
            say(&format!("{}: nothing was written", report::count(findings)));
            Outcome::Problems
        }
        Ok((ready, made)) => written(&ready, made, options, clock),
    }
}

/// Makes all files in memory.
fn all(workspace: &Workspace, wanted: &Wanted, progress: &Progress) -> Result<(Ready, Vec<Made>), Refused> {
    let ready = ready(workspace, wanted, progress)?;
    progress.step("exporting");
    let made = make(workspace, &ready, wanted.pages.as_ref())?;
    if !matches!(wanted, Wanted { single: true, .. }) || made.len() == 1 {
        return Ok((ready, made));
    }
    Err(Refused::Usage("`--output` takes one file: name one target with `--target`".into()))
}

/// Opens the workbook's folder.
pub fn open(dir: &Path) -> Result<Workspace, Outcome> {
    match Folder::open(dir) {
        Ok(folder) if folder.root().is_dir() => Ok(Workspace::new(folder)),
        Ok(_) => {
            say(&format!("error: `{}` is a file and not a folder", dir.display()));
            Err(Outcome::Usage)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            say(&format!("error: there is no folder `{}`", dir.display()));
            Err(Outcome::Usage)
        }
        Err(error) => {
            say(&format!("error: the folder `{}` cannot be read ({error})", dir.display()));
            Err(Outcome::Machine)
        }
    }
}

/// Writes what was made, and says so.
fn written(ready: &Ready, made: Vec<Made>, options: &BuildOptions, clock: Stopwatch) -> Outcome {
    let pictures = options.png.as_deref().map_or(Ok(0), |folder| pictures(&ready.document, options, folder));
    let result = pictures.and_then(|_| save(ready, made, options));
    let lines = match result {
        Ok(lines) => lines,
        Err((path, error)) => {
            say(&format!("error: `{}` cannot be written ({error})", path.display()));
            return Outcome::Machine;
        }
    };
    if !options.quiet {
        for (path, said) in &lines {
            let name =
                path.as_ref().map_or("the PDF to standard output".into(), |path| path.display().to_string());
            let time = if lines.len() == 1 { format!(", {:.1} s", clock.seconds()) } else { String::new() };
            say(&format!("wrote {name}: {said}{time}"));
        }
        if lines.len() > 1 {
            say(&format!("{} files in {:.1} s", lines.len(), clock.seconds()));
        }
    }
    match lines.into_iter().next() {
        Some((Some(path), _)) if options.open => show(&path),
        _ => Outcome::Fine,
    }
}

/// A file that was written, and what is to be said of it.
type Line = (Option<PathBuf>, String);

/// Puts the files in their places, all or none.
fn save(ready: &Ready, made: Vec<Made>, options: &BuildOptions) -> Result<Vec<Line>, (PathBuf, io::Error)> {
    let mut lines = Vec::new();
    let mut files = Vec::new();
    for Made { name, pages, exported } in made {
        let pages = if pages == 1 { "1 page".into() } else { format!("{pages} pages") };
        let at = exported.ppi.map_or_else(String::new, |ppi| format!(" with photographs at {ppi} ppi"));
        let said = format!("{pages}, {}{at}", size(exported.bytes.len()));
        let path = path(ready, &name, options);
        match &path {
            Some(path) => files.push(export::File { path: path.clone(), bytes: exported.bytes }),
            None => io::stdout()
                .write_all(&exported.bytes)
                .and_then(|()| io::stdout().flush())
                .map_err(|error| ("standard output".into(), error))?,
        }
        lines.push((path, said));
    }
    export::replace_all(&files)?;
    Ok(lines)
}

/// Where a file goes; nowhere means standard output.
fn path(ready: &Ready, name: &str, options: &BuildOptions) -> Option<PathBuf> {
    match &options.output {
        Output::Default => {
            // A plain `build/...` reads better than `./build/...`.
            let dir = options.dir.strip_prefix(".").unwrap_or(&options.dir);
            Some(dir.join("build").join(export::file_name(&ready.workbook, name)))
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

/// A line for the user, on standard error.
pub fn say(line: &str) {
    // Nobody is left to tell if this fails.
    let _ = writeln!(io::stderr(), "{line}");
}
