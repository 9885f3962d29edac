//! The book as read, faults and all: the workbook file and its chapters in order.

use std::sync::Arc;

use crate::content::{Chapter, Head, Parsed, Placed, Workbook};
use crate::source::{FileId, Place};

/// A workbook with its chapters, as far as they could be read.
pub struct Draft {
    /// `workbook.toml`.
    pub file: FileId,
    /// The text of `workbook.toml`.
    pub text: String,
    /// What stands in it, if that holds.
    pub workbook: Option<Workbook>,
    /// The chapters in the order of the book.
    pub chapters: Vec<Entry>,
}

/// A chapter's file and what was read of it.
pub struct Entry {
    /// The file.
    pub file: FileId,
    /// Its text, as far as it is text.
    pub text: String,
    /// What was read.
    pub parsed: Arc<Parsed<Chapter>>,
}

impl Draft {
    /// All blocks of all chapters, with the chapters they stand in.
    pub fn blocks(&self) -> impl Iterator<Item = (&Entry, &Placed)> {
        self.chapters.iter().flat_map(|entry| entry.blocks().map(move |block| (entry, block)))
    }
}

impl Entry {
    /// The chapter's head, if it holds.
    pub fn head(&self) -> Option<&Head> {
        self.parsed.value.as_ref()?.head.as_ref()
    }

    /// The blocks that hold.
    pub fn blocks(&self) -> impl Iterator<Item = &Placed> {
        self.parsed.value.iter().flat_map(|chapter| &chapter.blocks)
    }

    /// A place in the chapter's file.
    pub fn place(&self, range: &std::ops::Range<usize>) -> Place {
        Place::new(self.file, range.clone())
    }
}
