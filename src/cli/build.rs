//! `werkboek build`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use typst_layout::PagedDocument;

use super::Outcome;
use super::environment::{self, Stopwatch};
use super::progress::Progress;
use super::report::{self, Format};
use crate::check::{Coverage, check};
use crate::content::Workbook;
use crate::export::{self, Pages, PdfSettings};
use crate::source::{Finding, Folder};
use crate::target;
use crate::typeset::{self, Workspace};
use typst_library::World;

/// What to build, and where to.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
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

/// A workbook that was checked, laid out and exported, but not written.
pub struct Built {
    /// What stands in `workbook.toml`.
    pub workbook: Workbook,
    /// The pages.
    pub document: PagedDocument,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// What was remarked.
    pub findings: Vec<Finding>,
}

/// Builds the workbook.
pub fn run(options: &BuildOptions) -> Outcome {
    let clock = Stopwatch::start();
    let progress = Progress::new(options.quiet);
    let workspace = match open(&options.dir) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let made = make(&workspace, options.pages.as_ref(), &progress);
    let findings = match &made {
        Ok(built) => &built.findings,
        Err(findings) => findings,
    };
    drop(progress);
    if report::print(findings, &workspace, Format::Human, false).is_err() {
        return Outcome::Machine;
    }
    match made {
        Err(findings) => {
            say(&format!("{}: nothing was written", report::count(&findings)));
            Outcome::Problems
        }
        Ok(built) => written(&built, options, clock),
    }
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

/// Checks, lays out and exports.
///
/// Errors with all findings of the stage that found errors.
pub fn make(
    workspace: &Workspace,
    pages: Option<&Pages>,
    progress: &Progress,
) -> Result<Built, Vec<Finding>> {
    progress.step("checking");
    let checked = check(workspace.store(), &Coverage::new(workspace.book()));
    let errors = checked.has_errors();
    let mut findings = checked.findings;
    let workbook = checked.book.and_then(|book| book.workbook).filter(|_| !errors);
    let Some(workbook) = workbook else { return Err(findings) };
    progress.step("laying out");
    let laid = typeset::layout(workspace)?;
    findings.extend(laid.findings);
    if let Some(pages) = pages
        && pages.count(laid.document.pages().len()) == 0
    {
        let message = format!("the selection holds none of the {} pages", laid.document.pages().len());
        return Err(vec![Finding::error("no-pages", None, message)]);
    }
    progress.step("exporting");
    let settings = PdfSettings {
        ident: format!("{} {} email", workbook.running(), workbook.edition.number),
        date: environment::date(&workbook),
        pages: pages.cloned(),
    };
    let target = target::email(pages.is_some())
        .map_err(|error| vec![Finding::error("standards", None, error.message().clone())])?;
    let exported = export::pdf(&laid.document, &target, &settings);
    let pdf = exported.map_err(|errors| {
        errors.iter().map(|error| typeset::finding(workspace, error)).collect::<Vec<_>>()
    })?;
    Ok(Built { workbook, document: laid.document, pdf, findings })
}

/// Writes what was built, and says so.
fn written(built: &Built, options: &BuildOptions, clock: Stopwatch) -> Outcome {
    let path = match &options.output {
        Output::Default => {
            // A plain `build/...` reads better than `./build/...`.
            let dir = options.dir.strip_prefix(".").unwrap_or(&options.dir);
            Some(dir.join("build").join(export::file_name(&built.workbook, "email")))
        }
        Output::File(path) => Some(path.clone()),
        Output::Stdout => None,
    };
    let pictures = options.png.as_deref().map_or(Ok(0), |folder| pictures(built, options, folder));
    let result = pictures.and_then(|_| match &path {
        Some(path) => export::replace(path, &built.pdf).map_err(|error| (path.clone(), error)),
        None => io::stdout()
            .write_all(&built.pdf)
            .and_then(|()| io::stdout().flush())
            .map_err(|error| ("standard output".into(), error)),
    });
    if let Err((path, error)) = result {
        say(&format!("error: `{}` cannot be written ({error})", path.display()));
        return Outcome::Machine;
    }
    if !options.quiet {
        let name =
            path.as_ref().map_or("the PDF to standard output".into(), |path| path.display().to_string());
        let count = options
            .pages
            .as_ref()
            .map_or(built.document.pages().len(), |pages| pages.count(built.document.pages().len()));
        let pages = if count == 1 { "1 page".into() } else { format!("{count} pages") };
        say(&format!("wrote {name}: {pages}, {}, {:.1} s", size(built.pdf.len()), clock.seconds()));
    }
    match (&path, options.open) {
        (Some(path), true) => show(path),
        _ => Outcome::Fine,
    }
}

/// Writes a picture of each page.
fn pictures(built: &Built, options: &BuildOptions, folder: &Path) -> Result<usize, (PathBuf, io::Error)> {
    let pages = built.document.pages();
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

/// A size in the units of mailboxes.
fn size(bytes: usize) -> String {
    match bytes as f64 {
        bytes if bytes < 1e6 => format!("{:.0} kB", (bytes / 1e3).max(1.0)),
        bytes => format!("{:.1} MB", bytes / 1e6),
    }
}
