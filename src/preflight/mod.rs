//! The ninth room: the laid-out book is held to what each target needs.

mod bleed;
mod fit;
mod ground;
mod ink;
mod photos;
mod sheets;
mod structure;
mod thin;

use typst_layout::PagedDocument;

use crate::check::Pictures;
use crate::content::target::{Declared, Target};
use crate::content::{Preflight, Style};
use crate::source::{Finding, Place, file_id};
use crate::target::{Edition, Output};
use crate::typeset::{Extent, Workspace};

/// The book as it is looked at.
pub struct Subject<'a> {
    /// The files, to find places in.
    pub workspace: &'a Workspace,
    /// The laid-out book.
    pub document: &'a PagedDocument,
    /// The pages of each chapter.
    pub extents: &'a [Extent],
    /// What images come from.
    pub pictures: &'a Pictures,
    /// The limits.
    pub limits: &'a Preflight,
}

/// Holds the book to its targets; what `ignore` names is left out.
pub fn preflight(subject: &Subject, targets: &[&Declared], editions: &[(Declared, Edition)]) -> Vec<Finding> {
    let sheets = sheets::read(subject);
    let mut findings = fit::check(&sheets);
    findings.extend(photos::check(subject, &sheets, targets));
    findings.extend(bleed::check(&sheets, targets));
    findings.extend(thin::check(subject, &sheets));
    findings.extend(structure::check(&sheets));
    findings.extend(ink::check(subject, &sheets, editions));
    findings.extend(targets.iter().filter_map(|declared| page_count(subject, declared)));
    let mut seen = std::collections::HashSet::new();
    findings.retain(|finding| seen.insert((finding.name, finding.place.clone(), finding.message.clone())));
    findings
}

/// Leaves out the findings that `[preflight]` names, unless they would stop any book.
pub fn heeded(limits: &Preflight, findings: Vec<Finding>) -> Vec<Finding> {
    let ignored = |finding: &Finding| {
        crate::content::is_finding(finding.name)
            && limits.ignore.iter().any(|name| name.value == finding.name)
    };
    findings.into_iter().filter(|finding| !ignored(finding)).collect()
}

/// Whether a page, counted from 0, is in a target.
fn takes(subject: &Subject, declared: &Declared, page: usize) -> bool {
    declared.choice.style.as_ref().is_none_or(|style| style_of(subject, page) == Some(style.value))
}

/// The style of the chapter on a page, counted from 0.
fn style_of(subject: &Subject, page: usize) -> Option<Style> {
    subject.extents.iter().find(|extent| extent.pages.contains(&page)).map(|extent| extent.style)
}

/// Where a target is declared, or its style if that is what makes it.
fn place_of(declared: &Declared) -> Option<Place> {
    let file = file_id(crate::source::WORKBOOK).ok()?;
    (!declared.range.is_empty()).then(|| Place::new(file, declared.range.clone()))
}

/// Staples hold so many leaves and no more.
fn page_count(subject: &Subject, declared: &Declared) -> Option<Finding> {
    let Target::Booklet(..) = declared.target else { return None };
    let pages = (0..subject.document.pages().len()).filter(|page| takes(subject, declared, *page)).count();
    let most = subject.limits.booklet_pages();
    let message =
        format!("the booklet `{}` has {pages} pages, and staples hold {most} at most", declared.name);
    let finding = Finding::warning("page-count", place_of(declared), message);
    (pages > most).then(|| {
        finding
            .hint("have it bound with glue from a `print` target, or raise `booklet-pages` in `[preflight]`")
    })
}

/// What each target asks for: `print` asks for 200, `email` for 96.
fn asked(targets: &[&Declared], amount: impl Fn(&Declared) -> String) -> String {
    let one = |(index, declared): (usize, &&Declared)| {
        let asks = if index == 0 { " asks" } else { "" };
        format!("`{}`{asks} for {}", declared.name, amount(declared))
    };
    targets.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
}

/// Whether an edition is printed.
fn is_paper(edition: &Edition) -> bool {
    matches!(edition.output, Output::Paper { .. })
}
