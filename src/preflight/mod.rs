//! The tenth room: the laid-out book is held to what each target needs.

mod bleed;
mod fit;
mod ground;
mod ink;
mod photos;
mod sheets;
mod structure;
mod thin;

use typst_layout::PagedDocument;

use crate::book::{Book, Limits, Medium, Target};
use crate::content::Style;
use crate::edition::{Edition, Output};
use crate::source::Finding;
use crate::typeset::{Extent, Workspace};

/// The book as it is looked at.
pub struct Subject<'a> {
    /// The files, to find places in.
    pub workspace: &'a Workspace,
    /// The book.
    pub book: &'a Book,
    /// Its laid-out pages.
    pub document: &'a PagedDocument,
    /// The pages of each chapter.
    pub extents: &'a [Extent],
}

/// Holds the book to its targets; what `ignore` names is left out.
pub fn preflight(subject: &Subject, targets: &[Target], editions: &[(Target, Edition)]) -> Vec<Finding> {
    let sheets = sheets::read(subject);
    let mut findings = fit::check(&sheets);
    findings.extend(photos::check(subject, &sheets, targets));
    findings.extend(bleed::check(&sheets, targets));
    findings.extend(thin::check(subject, &sheets));
    findings.extend(structure::check(&sheets));
    findings.extend(ink::check(subject, &sheets, editions));
    findings.extend(targets.iter().filter_map(|target| page_count(subject, target)));
    let mut seen = std::collections::HashSet::new();
    findings.retain(|finding| seen.insert((finding.name, finding.place.clone(), finding.message.clone())));
    findings
}

/// Leaves out the findings that `[preflight]` names, unless they would stop any book.
pub fn heeded(limits: &Limits, findings: Vec<Finding>) -> Vec<Finding> {
    let ignored = |finding: &Finding| {
        crate::content::is_finding(finding.name) && limits.ignore.iter().any(|name| name == finding.name)
    };
    findings.into_iter().filter(|finding| !ignored(finding)).collect()
}

/// Whether a page, counted from 0, is in a target.
fn takes(subject: &Subject, target: &Target, page: usize) -> bool {
    target.style.is_none_or(|style| style_of(subject, page) == Some(style))
}

/// The style of the chapter on a page, counted from 0.
fn style_of(subject: &Subject, page: usize) -> Option<Style> {
    subject.extents.iter().find(|extent| extent.pages.contains(&page)).map(|extent| extent.style)
}

/// Staples hold so many leaves and no more.
fn page_count(subject: &Subject, target: &Target) -> Option<Finding> {
    let Medium::Booklet(..) = target.medium else { return None };
    let pages = (0..subject.document.pages().len()).filter(|page| takes(subject, target, *page)).count();
    let most = subject.book.settings.limits.booklet_pages;
    let message = format!("the booklet `{}` has {pages} pages, and staples hold {most} at most", target.name);
    let finding = Finding::warning("page-count", target.place.clone(), message);
    (pages > most).then(|| {
        finding
            .hint("have it bound with glue from a `print` target, or raise `booklet-pages` in `[preflight]`")
    })
}

/// What each target asks for: `print` asks for 200, `email` for 96.
fn asked(targets: &[&Target], amount: impl Fn(&Target) -> String) -> String {
    let part = |(index, target): (usize, &&Target)| {
        let asks = if index == 0 { " asks" } else { "" };
        format!("`{}`{asks} for {}", target.name, amount(target))
    };
    targets.iter().enumerate().map(part).collect::<Vec<_>>().join(", ")
}

/// Whether an edition is printed.
fn is_paper(edition: &Edition) -> bool {
    matches!(edition.output, Output::Paper { .. })
}
