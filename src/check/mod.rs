//! The sixth room: everything that can be wrong with the content, before any layout.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod alt;
mod amounts;
mod columns;
mod comments;
mod design;
mod escapes;
mod faces;
mod glyphs;
mod ids;
mod images;
mod inks;
mod languages;
mod letters;
mod limits;
mod look;
mod marks;
mod markup;
mod overviews;
mod passage;
mod paths;
mod pictures;
mod pipes;
mod targets;
mod text;
mod walk;
mod workshop;

pub use glyphs::Coverage;

use crate::book::{self, Book, FontFiles, font_files};
use crate::source::{Finding, Store};

/// The book, if it holds, and all findings in file order.
pub struct Checked {
    /// The book; there is none where anything stops the build.
    pub book: Option<Book>,
    /// All findings, in file order.
    pub findings: Vec<Finding>,
}

/// Reads the whole workbook and checks all that can be checked before the layout.
pub fn check(store: &Store, coverage: &Coverage) -> Checked {
    if let Some(unmet) = book::unmet(store) {
        return Checked { book: None, findings: vec![unmet] };
    }
    let FontFiles { files, mut findings } = font_files(store);
    let draft = book::load(store, &mut findings);
    if let Some(draft) = &draft {
        look::check_front(draft, &mut findings);
        design::check_design(draft, &mut findings);
        targets::check_targets(draft, store, &mut findings);
        ids::check_names(draft, &mut findings);
        languages::check_languages(draft, &mut findings);
        faces::check_faces(draft, &files, coverage, &mut findings);
        limits::check_limits(draft, &mut findings);
        walk::check_blocks(draft, store, coverage, &mut findings);
        columns::too_many(draft, store, &mut findings);
        amounts::check_amounts(draft, &mut findings);
        workshop::check_workshops(draft, &mut findings);
        overviews::empty_overviews(draft, &mut findings);
        comments::open_comments(draft, &mut findings);
    }
    findings.sort_by(Finding::order);
    findings.dedup();
    let sound = !findings.iter().any(Finding::is_error);
    Checked { book: draft.filter(|_| sound).and_then(|draft| Book::new(draft, store)), findings }
}
