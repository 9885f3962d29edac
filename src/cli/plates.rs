//! `werkboek plates`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use super::folder::open;
use super::outcome::Outcome;
use super::outputs;
use super::progress::Progress;
use super::report::{self, Format, Prefix, shown};
use super::say::{say, unprinted};
use super::usage;
use crate::book::{Target, slug};
use crate::edition::Output;
use crate::export::{self, Failed, File};
use crate::ink::{Plate, Press};
use crate::pipeline::{Order, Ready, Refused, prepare};
use crate::plates::{Print, plates};
use crate::source::list;

/// Whose plates to draw, and how to say it.
#[derive(Debug, Clone)]
pub struct PlatesOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// The names of the targets; all that are printed if there are none.
    pub targets: Vec<String>,
    /// The folder for pictures of plates.
    pub png: Option<PathBuf>,
    /// The resolution of the pictures, in pixels per inch.
    pub ppi: f64,
    /// Whether to print one JSON object.
    pub json: bool,
    /// The folder at which paths begin, if one was named.
    pub paths_from: Option<PathBuf>,
}

/// The ink of all targets; its keys are promised in `docs/json.md`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "What `werkboek plates --format json` prints")]
pub struct PlatesReport {
    /// The version of this format.
    pub version: u32,
    /// The targets that are printed.
    pub targets: Vec<TargetPlates>,
}

/// The ink of a target.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TargetPlates {
    /// The target's name.
    pub name: String,
    /// The names of the plates that it is printed with.
    pub plates: Vec<String>,
    /// Its pages, or its sides of sheets.
    pub pages: Vec<PagePlates>,
}

/// The ink of a page inside its trim.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PagePlates {
    /// The page of the file, counted from 1.
    pub page: usize,
    /// The ink of each plate in percent of full ink all over.
    pub ink: Vec<PlateInk>,
    /// The plates that carry ink and should not.
    pub unexpected: Vec<String>,
}

/// The ink of a plate.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlateInk {
    /// The plate's name.
    pub plate: String,
    /// In percent of full ink all over, to a tenth.
    pub percent: f64,
}

/// Prints the ink of each page and plate, and draws the plates.
pub fn run(options: &PlatesOptions) -> Outcome {
    let build = outputs::build(&options.dir);
    let no_folder = |folder| usage::no_folder("--png", folder, &build);
    if let Some(message) = options.png.as_deref().and_then(no_folder) {
        say(&format!("error: {message}"));
        return Outcome::Usage;
    }
    let workspace = match open(&options.dir) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let (folder, from) = (workspace.store().loader(), options.paths_from.as_deref());
    let prefix = match Prefix::new(&options.dir, folder, Format::Human, from, None) {
        Ok(prefix) => prefix,
        Err(message) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    let progress = Progress::new(options.json);
    let order = Order { targets: options.targets.clone(), ..Order::default() };
    let ready = match prepare(&workspace, &order, &|step| progress.step(step)) {
        Ok(ready) => ready,
        Err(Refused::Usage(message)) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
        Err(Refused::Content(findings)) => {
            drop(progress);
            // Where nobody reads what is found, the exit code tells it all the same.
            let _ = report::print(&findings, &workspace, Format::Human, &prefix, false);
            return Outcome::of(&findings);
        }
    };
    if let Some(message) = not_printed(&ready, options) {
        drop(progress);
        say(&format!("error: {message}"));
        return Outcome::Usage;
    }
    progress.say("drawing plates");
    let report = drawn(&ready, options);
    drop(progress);
    match report {
        Ok(report) if report.targets.is_empty() => {
            say("error: no target is printed: declare one with `kind = \"print\"` or `kind = \"booklet\"`");
            Outcome::Usage
        }
        Ok(report) => said(&report, options.json),
        Err((path, error)) => {
            say(&format!("error: `{}` cannot be written ({error})", path.display()));
            Outcome::Machine
        }
    }
}

/// Says of a target that was named that it is not printed.
fn not_printed(ready: &Ready, options: &PlatesOptions) -> Option<String> {
    let targets = &ready.book.settings.targets;
    let named = |target: &&Target| options.targets.contains(&target.name) && target.printing().is_none();
    let screen = targets.iter().find(named)?;
    let printed = targets.iter().filter(|target| target.printing().is_some());
    let printed = list(printed.map(|target| target.name.as_str()), "and");
    let instead =
        if printed.is_empty() { "no target here is".into() } else { format!("those that are: {printed}") };
    Some(format!("the target `{}` is for screens and is not printed; {instead}", screen.name))
}

fn drawn(ready: &Ready, options: &PlatesOptions) -> Result<PlatesReport, Failed> {
    let (mut targets, mut files) = (Vec::new(), Vec::new());
    for (_, edition) in &ready.editions {
        let Output::Paper { press, papers, .. } = &edition.output else { continue };
        let digits = papers.len().to_string().len().max(2);
        let take = |index: usize, print: Print| {
            let name = format!("{}-{:0digits$}", edition.name, index + 1);
            let file =
                options.png.as_ref().map(|folder| picture(folder, &name, &print, press)).transpose()?;
            let percent = (print.percent() * 10.0).round() / 10.0;
            let ink = PlateInk { plate: press.plate_name(print.plate), percent };
            Ok::<_, Failed>(((print.plate, ink), file))
        };
        let drawn = plates((&edition.document, papers), press, options.ppi, take)?;
        let mut pages = Vec::with_capacity(drawn.len());
        for page in drawn {
            let (inks, pictures): (Vec<_>, Vec<_>) = page.into_iter().unzip();
            files.extend(pictures.into_iter().flatten());
            pages.push(inks);
        }
        let plates = press.plates().into_iter().map(|plate| press.plate_name(plate)).collect();
        let pages = pages.into_iter().enumerate().map(|(index, inks)| page(index, inks, press)).collect();
        targets.push(TargetPlates { name: edition.name.clone(), plates, pages });
    }
    if let Some(folder) = options.png.as_ref().filter(|_| !files.is_empty()) {
        outputs::make(folder, &outputs::build(&options.dir))?;
        export::replace_all(&files)?;
    }
    Ok(PlatesReport { version: 1, targets })
}

fn page(index: usize, inks: Vec<(Plate, PlateInk)>, press: &Press) -> PagePlates {
    let own = press.plates();
    let unexpected = inks.iter().filter(|(plate, _)| !own.contains(plate));
    PagePlates {
        page: index + 1,
        unexpected: unexpected.map(|(_, ink)| ink.plate.clone()).collect(),
        ink: inks.into_iter().map(|(_, ink)| ink).collect(),
    }
}

/// The picture of a plate in a folder, as `print-03-black.png`.
fn picture(folder: &Path, name: &str, print: &Print, press: &Press) -> Result<File, Failed> {
    let path = folder.join(format!("{name}-{}.png", slug(&press.plate_name(print.plate))));
    let bytes = print.png().map_err(|error| (path.clone(), error))?;
    Ok(File { path, bytes })
}

/// Prints the report to standard output.
fn said(report: &PlatesReport, json: bool) -> Outcome {
    let mut out = io::stdout().lock();
    let written = if json {
        report::object(&mut out, report)
    } else {
        report.targets.iter().try_for_each(|target| table(&mut out, target))
    };
    let written = written.and_then(|()| out.flush());
    drop(out);
    let unexpected =
        report.targets.iter().flat_map(|target| &target.pages).any(|page| !page.unexpected.is_empty());
    unprinted(written).unwrap_or(if unexpected { Outcome::Problems } else { Outcome::Fine })
}

fn table(out: &mut impl Write, target: &TargetPlates) -> io::Result<()> {
    let mut plates = target.plates.clone();
    for page in &target.pages {
        plates.extend(page.unexpected.iter().filter(|plate| !target.plates.contains(plate)).cloned());
    }
    plates.dedup();
    writeln!(out, "{}: ink inside the trim, in percent", target.name)?;
    write!(out, "page")?;
    for plate in &plates {
        write!(out, "  {:>7}", shown(plate))?;
    }
    writeln!(out)?;
    for page in &target.pages {
        write!(out, "{:>4}", page.page)?;
        for plate in &plates {
            let width = shown(plate).chars().count().max(7);
            let ink = page.ink.iter().find(|ink| ink.plate == *plate).map_or(0.0, |ink| ink.percent);
            write!(out, "  {ink:>width$.1}")?;
        }
        match page.unexpected.is_empty() {
            true => writeln!(out)?,
            false => writeln!(out, "  carries {}, and should not", shown(&page.unexpected.join(" and ")))?,
        }
    }
    writeln!(out)
}
