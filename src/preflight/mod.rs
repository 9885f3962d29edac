//! The tenth room: the laid-out book is held to what each target needs.

mod bleed;
mod drawn;
mod fit;
mod gray;
mod ground;
mod ink;
mod legible;
mod letters;
mod lines;
mod lost;
mod near_trim;
mod overlap;
mod parts;
mod photos;
mod sheets;
mod structure;
mod subject;
mod tint;

use crate::book::{Limits, Medium, Target};
use crate::edition::Edition;
use crate::source::{Finding, FindingKind, Place, WORKBOOK, count, file_id, finding_kind};

use subject::takes;

pub use subject::Subject;

/// Holds the book to its targets; what `ignore` names is left out.
pub fn preflight(subject: &Subject, targets: &[Target], editions: &[(Target, Edition)]) -> Vec<Finding> {
    let sheets = sheets::read_sheets(subject);
    let mut findings = lost::lost_texts(subject, &sheets);
    findings.extend(overlap::overlaps(subject, &sheets));
    findings.extend(fit::overflows(&sheets));
    findings.extend(photos::coarse_photos(subject, &sheets, targets));
    findings.extend(bleed::short_bleeds(&sheets, targets));
    findings.extend(near_trim::near_trims(subject, &sheets, targets));
    findings.extend(legible::hard_to_read(subject, &sheets));
    findings.extend(lines::thin_lines(subject, &sheets));
    findings.extend(structure::heading_levels(&sheets));
    findings.extend(gray::gray_photos(subject, &sheets, targets));
    findings.extend(tint::faint_tints(subject, &sheets, editions));
    findings.extend(ink::too_much_ink(subject, &sheets, editions));
    findings.extend(targets.iter().filter_map(|target| page_count(subject, target)));
    // What stands on the cover, in the colophon or beside the folios comes from the workbook as a whole.
    let title =
        file_id(WORKBOOK).ok().map(|file| Place::new(file, subject.book.workbook.title.range.clone()));
    findings.iter_mut().for_each(|finding| finding.place = finding.place.take().or(title.clone()));
    let mut seen = std::collections::HashSet::new();
    findings.retain(|finding| seen.insert((finding.name, finding.place.clone(), finding.message.clone())));
    findings
}

/// Leaves out the findings that `[preflight]` names, unless they would stop any book.
pub fn heeded(limits: &Limits, findings: Vec<Finding>) -> Vec<Finding> {
    let ignored = |finding: &Finding| {
        finding_kind(finding.name).is_some_and(FindingKind::can_be_ignored)
            && limits.ignore.iter().any(|name| name == finding.name)
    };
    findings.into_iter().filter(|finding| !ignored(finding)).collect()
}

/// Staples hold so many leaves and no more.
fn page_count(subject: &Subject, target: &Target) -> Option<Finding> {
    let Medium::Booklet(..) = target.medium else { return None };
    let pages = (0..subject.document.pages().len()).filter(|page| takes(subject, target, *page)).count();
    let most = subject.book.settings.limits.booklet_pages;
    let message = format!(
        "the booklet `{}` has {}, and staples hold {most} at most",
        target.name,
        count(pages, "page")
    );
    let finding = Finding::warning("page-count", target.place.clone(), message);
    (pages > most).then(|| {
        finding
            .hint("have it bound with glue from a `print` target, or raise `booklet-pages` in `[preflight]`")
    })
}
