//! From a workbook's folder to editions that are ready to be exported.

use typst_layout::PagedDocument;
use typst_library::World;
use typst_library::foundations::Datetime;
use typst_library::text::{Font, FontVariant};

use super::faults::{caught, placed};
use super::order::{Order, Refused, Step};
use crate::book::{Book, Target, press, unmet};
use crate::check::{Checked, Coverage, check};
use crate::edition::{Context, Edition, any_exchanged, editions};
use crate::export::Pages;
use crate::preflight::{Subject, heeded, preflight};
use crate::source::{Finding, Severity, count};
use crate::typeset::{self, Extent, Plan, Workspace};

/// The typeface of slug lines.
const SLUG_FACE: &str = "schibsted grotesk";

/// For how many runs Typst remembers what it does not need.
const REMEMBERED: usize = 5;

/// A workbook that was checked, laid out, and made ready for its targets.
pub struct Ready {
    /// The book.
    pub book: Book,
    /// Its laid-out pages.
    pub document: PagedDocument,
    /// What is to be exported, with the target that it was made for.
    pub editions: Vec<(Target, Edition)>,
    /// What was remarked so far.
    pub findings: Vec<Finding>,
    /// The date that the files carry, in UTC.
    pub date: Datetime,
    /// The pages that the editions were cut down to, if not all.
    pub pages: Option<Pages>,
}

impl Ready {
    /// The numbers of an edition's pages in its whole file, counted from 1.
    pub fn numbers(&self, edition: &Edition) -> Vec<usize> {
        let pages = (1..).filter(|page| self.pages.as_ref().is_none_or(|pages| pages.contains(*page)));
        pages.take(edition.document.pages().len()).collect()
    }
}

/// A book that was laid out, before it is held to anything.
pub struct Seen<'a> {
    /// The book.
    pub book: &'a Book,
    /// Its laid-out pages.
    pub document: &'a PagedDocument,
    /// The pages of each chapter.
    pub extents: &'a [Extent],
}

/// Checks and lays out the book, makes it ready for the wanted targets, and holds it to them.
///
/// Errors with all findings of the stage that found errors.
pub fn prepare(workspace: &Workspace, order: &Order, told: &dyn Fn(Step)) -> Result<Ready, Refused> {
    let ready = prepare_seen(workspace, order, told, &Eyes { seen: &|_| {}, goes_on: &|| true })?;
    ready.ok_or(Refused::Content(vec![]))
}

/// Who looks at a book as it is made ready.
pub struct Eyes<'a> {
    /// Is handed the pages as soon as there are any.
    pub seen: &'a dyn Fn(Seen),
    /// Whether the rest is still wanted.
    pub goes_on: &'a dyn Fn() -> bool,
}

/// As [`prepare`], while somebody looks; nothing comes of it where the rest is no longer wanted.
///
/// Errors as it does.
pub fn prepare_seen(
    workspace: &Workspace,
    order: &Order,
    told: &dyn Fn(Step),
    eyes: &Eyes,
) -> Result<Option<Ready>, Refused> {
    let ready = caught(|| way(workspace, order, told, eyes));
    comemo::evict(REMEMBERED);
    ready
}

fn way(
    workspace: &Workspace,
    order: &Order,
    told: &dyn Fn(Step),
    eyes: &Eyes,
) -> Result<Option<Ready>, Refused> {
    told(Step::Checking);
    if let Some(unmet) = unmet(workspace.store()) {
        return Err(vec![unmet].into());
    }
    let Checked { book, mut findings } = check(workspace.store(), &Coverage::new(workspace.book()));
    findings.extend(typeset::remarks(workspace.store()));
    let book = book.filter(|_| !findings.iter().any(Finding::is_error));
    let Some(book) = book else { return Err(findings.into()) };
    let chosen = order.chosen(&book.settings.targets).map_err(Refused::Usage)?;
    let date = order.date.unwrap_or(midnight(book.settings.date));
    told(Step::LayingOut);
    let laid = caught(|| typeset::layout(workspace)).map_err(|faults| placed(workspace, &book, faults))?;
    findings.extend(laid.findings);
    findings.extend(typeset::unused(workspace.store(), workspace.own_layouts()));
    told(Step::Preparing);
    let extents = typeset::extents(&laid.document, &book);
    (eyes.seen)(Seen { book: &book, document: &laid.document, extents: &extents });
    if !(eyes.goes_on)() {
        return Ok(None);
    }
    let mut context = Context {
        book: &book,
        document: &laid.document,
        exchanged: None,
        back: &laid.back,
        note: &laid.note,
        extents: &extents,
        fonts: slug_fonts(workspace, &book),
        date: day(&date),
    };
    let exchanged = exchanged(workspace, &chosen, &context, &laid.plan)?;
    context.exchanged = exchanged.as_ref();
    let mut made = all_editions(workspace, &chosen, &context)?;
    if let Some(none) = made.iter().find_map(|(_, edition)| selects_none(edition, order.pages.as_ref()?)) {
        return Err(Refused::Usage(none));
    }
    if !(eyes.goes_on)() {
        return Ok(None);
    }
    told(Step::Preflight);
    let subject = Subject { workspace, book: &book, document: &laid.document, extents: &extents };
    findings.extend(preflight(&subject, &chosen, &made));
    let findings = judged(heeded(&book.settings.limits, findings), order.strict)?;
    if let Some(pages) = &order.pages {
        made.iter_mut().for_each(|(_, edition)| edition.cut(|index| pages.contains(index + 1)));
    }
    let pages = order.pages.clone();
    Ok(Some(Ready { document: laid.document, editions: made, findings, date, pages, book }))
}

/// Findings in the order of the files, all of them errors where that is wanted.
///
/// Errors with them where any stops the build.
fn judged(mut findings: Vec<Finding>, strict: bool) -> Result<Vec<Finding>, Vec<Finding>> {
    if strict {
        findings.iter_mut().for_each(|finding| finding.severity = Severity::Error);
    }
    findings.sort_by(Finding::order);
    if findings.iter().any(Finding::is_error) { Err(findings) } else { Ok(findings) }
}

/// The pages with recto and verso exchanged, where a booklet has any that change hands.
///
/// Errors where they cannot be laid out.
fn exchanged(
    workspace: &Workspace,
    chosen: &[Target],
    context: &Context,
    plan: &Plan,
) -> Result<Option<PagedDocument>, Vec<Finding>> {
    if !chosen.iter().any(|target| any_exchanged(target, context)) {
        return Ok(None);
    }
    let layout = || typeset::layout_exchanged(workspace, context.document, plan);
    caught(layout).map(Some).map_err(|faults| placed(workspace, context.book, faults))
}

/// The editions of all targets, each with its target.
///
/// Errors where a profile cannot be used.
fn all_editions(
    workspace: &Workspace,
    chosen: &[Target],
    context: &Context,
) -> Result<Vec<(Target, Edition)>, Vec<Finding>> {
    let accent = &context.book.settings.accent;
    let mut made = Vec::new();
    for target in chosen {
        let press = target.printing().map(|printing| press(printing, accent, workspace.store())).transpose();
        let press = press.map_err(|finding| vec![*finding])?;
        made.extend(editions(target, press, context).into_iter().map(|edition| (target.clone(), edition)));
    }
    Ok(made)
}

/// A selection of pages must hold one.
fn selects_none(edition: &Edition, pages: &Pages) -> Option<String> {
    let pages_there = edition.document.pages().len();
    let has = count(pages_there, "page");
    let message = format!("`--pages` selects no page of `{}`, which has {has}", edition.name);
    (pages.count(pages_there) == 0).then_some(message)
}

/// The fonts of slug lines: our own, and those that have what it lacks of the letters that stand there.
fn slug_fonts(workspace: &Workspace, book: &Book) -> Vec<Font> {
    let (fonts, variant) = (workspace.book(), FontVariant::default());
    let own = fonts.select(SLUG_FACE, variant);
    let mut chosen: Vec<usize> = own.into_iter().collect();
    let like = own.and_then(|own| fonts.info(own));
    let name = book.workbook.edition.name.as_ref().map_or("", |name| name.value.as_str());
    let words = book.words.words.values().map(String::as_str);
    for c in [book.workbook.running().as_str(), name].into_iter().chain(words).flat_map(str::chars) {
        let has = |index: &usize| fonts.info(*index).is_some_and(|info| info.coverage.contains(c as u32));
        if !c.is_ascii() && !chosen.iter().any(has) {
            chosen.extend(fonts.select_fallback(like, variant, c.encode_utf8(&mut [0; 4])));
        }
    }
    chosen.dedup();
    chosen.into_iter().filter_map(|index| workspace.font(index)).collect()
}

/// The first second of a day.
fn midnight(day: Datetime) -> Datetime {
    let (year, month, date) = parts(&day);
    Datetime::from_ymd_hms(year, month, date, 0, 0, 0).unwrap_or(day)
}

/// A date as 2021-09-17.
fn day(date: &Datetime) -> String {
    let (year, month, day) = parts(date);
    format!("{year:04}-{month:02}-{day:02}")
}

fn parts(date: &Datetime) -> (i32, u8, u8) {
    (date.year().unwrap_or_default(), date.month().unwrap_or_default(), date.day().unwrap_or_default())
}
