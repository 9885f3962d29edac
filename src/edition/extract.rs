//! Extracts: some pages of the book, with its numbers, and with the links that still lead somewhere.

use std::collections::HashSet;
use std::num::NonZeroUsize;

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::foundations::{NativeElement, Smart, StyleChain};
use typst_library::introspection::{Location, Tag};
use typst_library::layout::FrameItem;
use typst_library::model::{Destination, Document, HeadingElem, LinkMarker};

use super::walk::{edit, walk};

/// The pages for which `keep` holds, counted from 0.
///
/// A link to a page that is not there loses its link and keeps its words and their page number. Headings that lose the
/// section above them move up.
pub fn extract(document: &PagedDocument, keep: impl Fn(usize) -> bool) -> PagedDocument {
    let kept = || document.pages().iter().enumerate().filter(|(index, _)| keep(*index));
    let mut pages: EcoVec<Page> = kept().map(|(_, page)| page.clone()).collect();
    let (here, whole) = known(&pages);
    let dead = dead_links(&pages, &here);
    let mut numbers = vec![None; document.pages().len()];
    kept().enumerate().for_each(|(new, (old, _))| numbers[old] = Some(new));
    for page in pages.make_mut() {
        edit(&mut page.frame, &mut |item| match item {
            FrameItem::Link(Destination::Location(to), _) => here.contains(to),
            FrameItem::Link(Destination::Position(to), _) => {
                let new = numbers.get(to.page.get() - 1).copied().flatten();
                match new.and_then(|new| std::num::NonZeroUsize::new(new + 1)) {
                    Some(page) => {
                        to.page = page;
                        true
                    }
                    None => false,
                }
            }
            FrameItem::Tag(tag) => whole.contains(&tag.location()) && !dead.contains(&tag.location()),
            _ => true,
        });
    }
    rise(pages.make_mut());
    PagedDocument::new(pages, document.info().clone())
}

/// The places that are in these pages, and those that begin and end in them.
fn known(pages: &[Page]) -> (HashSet<Location>, HashSet<Location>) {
    let (mut starts, mut ends) = (HashSet::new(), HashSet::new());
    for page in pages {
        walk(&page.frame, &mut |placed| {
            if let FrameItem::Tag(tag) = placed.item {
                match tag {
                    Tag::Start(..) => starts.insert(tag.location()),
                    Tag::End(..) => ends.insert(tag.location()),
                };
            }
        });
    }
    let whole = starts.intersection(&ends).copied().collect();
    (starts, whole)
}

/// The marks around links that lead to none of these pages: without a link, they are no link's marks.
fn dead_links(pages: &[Page], here: &HashSet<Location>) -> HashSet<Location> {
    let (mut open, mut dead): (Vec<Location>, HashSet<Location>) = Default::default();
    for page in pages {
        walk(&page.frame, &mut |placed| match placed.item {
            FrameItem::Tag(tag @ Tag::Start(content, _)) if content.elem() == LinkMarker::ELEM => {
                open.push(tag.location());
            }
            FrameItem::Tag(tag @ Tag::End(..)) => open.retain(|location| *location != tag.location()),
            FrameItem::Link(Destination::Location(to), _) if !here.contains(to) => {
                dead.extend(open.last());
            }
            _ => {}
        });
    }
    dead
}

/// Gives each heading the level that it has without those that are not there (ISO 14289-1, 7.4.2).
pub fn rise(pages: &mut [Page]) {
    let mut open: Vec<NonZeroUsize> = Vec::new();
    for page in pages {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Tag(Tag::Start(content, _)) = item
                && let Some(heading) = content.to_packed_mut::<HeadingElem>()
            {
                let level = heading.resolve_level(StyleChain::default());
                open.retain(|outer| *outer < level);
                open.push(level);
                heading.level.set(NonZeroUsize::new(open.len()).map_or(Smart::Auto, Smart::Custom));
            }
            true
        });
    }
}
