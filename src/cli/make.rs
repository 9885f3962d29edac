//! From a workbook's folder to finished files in memory.

use rayon::prelude::*;
use typst_layout::PagedDocument;
use typst_library::World;
use typst_library::foundations::Datetime;
use typst_library::text::{Font, FontVariant};
use typst_library::visualize::Image;

use super::environment;
use super::progress::Progress;
use crate::check::{Checked, Coverage, check, pictures, press};
use crate::content::Workbook;
use crate::content::target::{Declared, Flip, Target};
use crate::export::{self, About, Exported, Fault, Pages, PdfSettings};
use crate::preflight::{Subject, heeded, preflight};
use crate::source::{Finding, Place, Severity, WORKBOOK, did_you_mean, file_id, list};
use crate::target::{Context, Edition, Output, editions};
use crate::typeset::{self, Workspace};

/// The typeface of slug lines.
const SLUG_FACE: &str = "schibsted grotesk";

/// What to make.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The names of targets; all that are declared if there are none.
    pub targets: Vec<String>,
    /// Whether one target is enough: the first.
    pub single: bool,
    /// The pages, if not all.
    pub pages: Option<Pages>,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// The edge over which sheets are turned, if not the one that booklets declare.
    pub flip: Option<Flip>,
}

/// Why nothing was made.
pub enum Refused {
    /// There are problems in the content.
    Content(Vec<Finding>),
    /// The program was called wrongly.
    Usage(String),
}

/// A workbook that was checked, laid out, and made ready for its targets.
pub struct Ready {
    /// What stands in `workbook.toml`.
    pub workbook: Workbook,
    /// The laid-out book.
    pub document: PagedDocument,
    /// What is to be exported, with the target that it was made for.
    pub editions: Vec<(Declared, Edition)>,
    /// What was remarked so far.
    pub findings: Vec<Finding>,
}

/// A file in memory.
pub struct Made {
    /// The edition's name.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// The file.
    pub exported: Exported,
}

impl From<Vec<Finding>> for Refused {
    fn from(findings: Vec<Finding>) -> Self {
        Self::Content(findings)
    }
}

/// Checks and lays out the book, and makes it ready for the wanted targets.
///
/// Errors with all findings of the stage that found errors.
pub fn ready(workspace: &Workspace, wanted: &Wanted, progress: &Progress) -> Result<Ready, Refused> {
    progress.step("checking");
    let Checked { book, mut findings } = check(workspace.store(), &Coverage::new(workspace.book()));
    let errors = findings.iter().any(Finding::is_error);
    let Some(book) = book.filter(|_| !errors) else { return Err(findings.into()) };
    let Some(mut workbook) = book.workbook.clone() else { return Err(findings.into()) };
    if let Some(flip) = wanted.flip {
        workbook.targets.iter_mut().for_each(|declared| declared.turn(flip));
    }
    let chosen = chosen(&workbook, wanted).map_err(Refused::Usage)?;
    progress.step("laying out");
    let laid = typeset::layout(workspace)?;
    findings.extend(laid.findings);
    progress.step("preparing");
    let extents = typeset::extents(&laid.document, &book);
    let pictures = pictures(&book, workspace.store());
    let context = Context {
        workbook: &workbook,
        document: &laid.document,
        note: &laid.note,
        extents: &extents,
        pictures: &pictures,
        font: slug_font(workspace),
        date: environment::date(&workbook).as_ref().map_or_else(String::new, day),
    };
    let made = all_editions(workspace, &chosen, &context)?;
    if let Some(none) = made.iter().find_map(|(_, edition)| selects_none(edition, wanted.pages.as_ref()?)) {
        return Err(vec![none].into());
    }
    progress.step("preflight");
    let (document, limits) = (&laid.document, &workbook.preflight);
    let subject = Subject { workspace, document, extents: &extents, pictures: &pictures, limits };
    findings.extend(preflight(&subject, &chosen, &made));
    let mut findings = heeded(limits, findings);
    if wanted.strict {
        findings.iter_mut().for_each(|finding| finding.severity = Severity::Error);
    }
    findings.sort_by(Finding::order);
    if findings.iter().any(Finding::is_error) {
        return Err(findings.into());
    }
    Ok(Ready { document: laid.document.clone(), editions: made, findings, workbook })
}

/// The editions of all targets, each with its target.
///
/// Errors where a profile cannot be used.
fn all_editions(
    workspace: &Workspace,
    chosen: &[&Declared],
    context: &Context,
) -> Result<Vec<(Declared, Edition)>, Vec<Finding>> {
    let mut made = Vec::new();
    for declared in chosen {
        let press = declared.press().map(|own| press(context.workbook, own, workspace.store())).transpose();
        let press = press.map_err(|finding| vec![*finding])?;
        let editions = editions(declared, press, context).into_iter();
        made.extend(editions.map(|edition| ((*declared).clone(), edition)));
    }
    Ok(made)
}

/// A selection of pages must hold one.
fn selects_none(edition: &Edition, pages: &Pages) -> Option<Finding> {
    let count = edition.document.pages().len();
    let message = format!("the selection holds none of the {count} pages of `{}`", edition.name);
    (pages.count(count) == 0).then(|| Finding::error("no-pages", None, message))
}

/// The targets that are wanted.
fn chosen<'a>(workbook: &'a Workbook, wanted: &Wanted) -> Result<Vec<&'a Declared>, String> {
    let all = &workbook.targets;
    if wanted.targets.is_empty() {
        let first = |declared: &&Declared| matches!(declared.target, Target::Screen(_));
        let single = all.iter().find(first).or(all.first());
        return Ok(if wanted.single { single.into_iter().collect() } else { all.iter().collect() });
    }
    let names = || all.iter().map(|declared| declared.name.as_str());
    for name in &wanted.targets {
        if !names().any(|known| known == name) {
            let hint = did_you_mean(name, names());
            let hint = hint.unwrap_or_else(|| format!("the targets are {}", list(names(), "and")));
            return Err(format!("there is no target `{name}`: {hint}"));
        }
    }
    Ok(all.iter().filter(|declared| wanted.targets.contains(&declared.name)).collect())
}

fn slug_font(workspace: &Workspace) -> Option<Font> {
    let index = workspace.book().select(SLUG_FACE, FontVariant::default())?;
    workspace.font(index)
}

/// A date as 2021-09-17.
fn day(date: &Datetime) -> String {
    let part = |part: Option<u8>| part.unwrap_or_default();
    format!("{:04}-{:02}-{:02}", date.year().unwrap_or_default(), part(date.month()), part(date.day()))
}

/// Exports all editions.
///
/// Errors with findings where one cannot be exported: then none is.
pub fn make(workspace: &Workspace, ready: &Ready, pages: Option<&Pages>) -> Result<Vec<Made>, Vec<Finding>> {
    let date = environment::date(&ready.workbook);
    let one = |(declared, edition): &(Declared, Edition)| {
        let settings = PdfSettings {
            ident: format!("{} {} {}", ready.workbook.running(), ready.workbook.edition.number, edition.name),
            date,
            pages: pages.cloned(),
        };
        let exported = export(ready, edition, &settings);
        let exported = exported.map_err(|fault| refusal(fault, declared, workspace))?;
        let count = edition.document.pages().len();
        let pages = pages.map_or(count, |pages| pages.count(count));
        Ok(Made { name: edition.name.clone(), pages, exported })
    };
    let all: Vec<Result<Made, Vec<Finding>>> = ready.editions.par_iter().map(one).collect();
    let mut made = Vec::new();
    let mut findings = Vec::new();
    for result in all {
        match result {
            Ok(file) => made.push(file),
            Err(faults) => findings.extend(faults),
        }
    }
    if findings.is_empty() { Ok(made) } else { Err(findings) }
}

fn export(ready: &Ready, edition: &Edition, settings: &PdfSettings) -> Result<Exported, Fault> {
    match &edition.output {
        Output::Screen { ppi, budget, .. } => export::screen(&edition.document, *ppi, *budget, settings),
        Output::Paper { press, papers } => {
            let workbook = &ready.workbook;
            let about = About {
                title: workbook.running(),
                author: workbook.organisation.value.clone(),
                description: workbook.description.as_ref().map_or_else(String::new, |text| text.plain()),
                language: workbook.language.code().into(),
                date: settings.date,
                ident: settings.ident.clone(),
            };
            export::press(&edition.document, papers, press, &about, settings)
        }
    }
}

/// What to tell of a file that could not be made.
fn refusal(fault: Fault, declared: &Declared, workspace: &Workspace) -> Vec<Finding> {
    match fault {
        Fault::Document(errors) => errors.iter().map(|error| typeset::finding(workspace, error)).collect(),
        Fault::Inner(message) => vec![Finding::error("export", None, message)],
        Fault::Budget(over) => {
            let range = match &declared.target {
                Target::Screen(screen) => screen.max_size.as_ref().map(|size| size.range.clone()),
                _ => None,
            };
            let place = range.and_then(|range| Some(Place::new(file_id(WORKBOOK).ok()?, range)));
            let message = format!(
                "the target `{}` weighs {} with photographs at {} pixels per inch, the coarsest, and may weigh {}",
                declared.name,
                size(over.size),
                over.ppi,
                size(over.limit)
            );
            let mut finding = Finding::error("over-budget", place, message);
            for (image, bytes) in &over.images {
                finding = finding.hint(format!("an image of {}: {}", size(*bytes), named(image)));
            }
            vec![finding.hint("raise `max-size`, or take images away")]
        }
    }
}

/// What an image is called.
fn named(image: &Image) -> String {
    let shown = image.alt().unwrap_or("without description");
    format!("{} x {} pixels, \u{201c}{shown}\u{201d}", image.width(), image.height())
}

/// A size in the units of mailboxes.
pub fn size(bytes: usize) -> String {
    match bytes as f64 {
        bytes if bytes < 1e6 => format!("{:.0} kB", (bytes / 1e3).max(1.0)),
        bytes => format!("{:.1} MB", bytes / 1e6),
    }
}
