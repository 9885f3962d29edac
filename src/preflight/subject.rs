//! What is looked at, and what the targets ask of it.

use typst_layout::PagedDocument;

use crate::book::{Book, Target};
use crate::content::Style;
use crate::edition::{Edition, Output};
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

/// Whether a page, counted from 0, is in a target.
pub fn takes(subject: &Subject, target: &Target, page: usize) -> bool {
    target.style.is_none_or(|style| style_of(subject, page) == Some(style))
}

/// The style of the chapter on a page, counted from 0.
fn style_of(subject: &Subject, page: usize) -> Option<Style> {
    subject.extents.iter().find(|extent| extent.pages.contains(&page)).map(|extent| extent.style)
}

/// What each target asks for: `print` asks for 200, `email` for 96.
pub fn asked(targets: &[&Target], amount: impl Fn(&Target) -> String) -> String {
    let part = |(index, target): (usize, &&Target)| {
        let asks = if index == 0 { " asks" } else { "" };
        format!("`{}`{asks} for {}", target.name, amount(target))
    };
    targets.iter().enumerate().map(part).collect::<Vec<_>>().join(", ")
}

/// Whether an edition is printed.
pub fn is_paper(edition: &Edition) -> bool {
    matches!(edition.output, Output::Paper { .. })
}
