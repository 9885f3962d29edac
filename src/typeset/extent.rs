//! Which pages a chapter takes.

use std::ops::Range;

use typst_layout::PagedDocument;
use typst_library::introspection::Introspector;

use super::values::{divider, id_label, label};
use crate::book::{Book, Entry};
use crate::content::Style;
use crate::content::block::Block;

/// The pages of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// The chapter's style.
    pub style: Style,
    /// The pages, counted from 0.
    pub pages: Range<usize>,
}

/// The pages of each chapter, in the order of the book; the colophon ends the last.
pub fn extents(document: &PagedDocument, book: &Book) -> Vec<Extent> {
    let opens = |entry: &Entry| {
        let head = entry.head()?;
        let path = entry.file.get().vpath().get_without_slash();
        // Dividers at its head stand before its title.
        let first = entry.blocks().next().filter(|first| matches!(first.block, Block::Divider(_)));
        let (id, automatic) = match first {
            Some(first) => (&first.common.id, divider(path, 0)),
            None => (&head.id, format!("chapter:{path}")),
        };
        let name = id.as_ref().map_or_else(|| label(&automatic), |id| id_label(&id.value));
        let location = document.introspector().query_label(name?).ok()?.location()?;
        Some((head.style, document.introspector().page(location)?.get() - 1))
    };
    let starts: Vec<_> = book.chapters.iter().filter_map(opens).collect();
    let ends = starts.iter().skip(1).map(|(_, page)| *page).chain([document.pages().len() - 1]);
    starts
        .iter()
        .zip(ends)
        .map(|((style, start), end)| Extent { style: *style, pages: *start..end })
        .collect()
}
