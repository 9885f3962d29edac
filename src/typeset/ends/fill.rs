//! How full pages are, and where blocks begin on them.

use std::ops::Range;

use typst_layout::{Page, PagedDocument};
use typst_library::layout::{Frame, FrameItem, Point, Size};
use typst_syntax::FileId;

use crate::book::Design;
use crate::typeset::anchors::Spot;
use crate::typeset::frames::each_item;
use crate::typeset::marks::mark_of;

/// A gap that is no more than this many lines belongs to what stands around it.
const GAP: f64 = 5.0;

/// How far a letter stands above and below its baseline, in parts of its size.
const LETTER: [f64; 2] = [0.7, 0.2];

/// How full a page is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Filled {
    /// The lines of the grid that it has.
    pub lines: f64,
    /// How many of them hold anything, the gaps of a few lines between them counted in.
    pub taken: f64,
}

impl Filled {
    /// The share of the page that is filled.
    pub fn share(self) -> f64 {
        self.taken / self.lines
    }
}

/// Where a block, or the head of a chapter, begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Begin {
    /// The page, counted from 0.
    pub page: usize,
    /// How far down the page, in points from the head of the text.
    pub down: f64,
    /// The chapter's file.
    pub chapter: FileId,
    /// The block; none for the head of the chapter.
    pub block: Option<usize>,
}

/// How full a page is; one that is turned counts as full.
pub fn filled(page: &Page, design: &Design) -> Filled {
    let lines = design.lines();
    let (top, foot) = (design.margins.top, design.margins.top + lines * design.line);
    let size = page.frame.size();
    if (size.y.to_pt() - design.paper[1]).abs() > 1.0 {
        return Filled { lines, taken: lines };
    }
    let mut stretches = Vec::new();
    each_item(&page.frame, Point::zero(), &mut |item, at| {
        let y = at.y.to_pt();
        let stretch = match item {
            FrameItem::Text(text) => {
                let size = text.size.to_pt();
                y - LETTER[0] * size..y + LETTER[1] * size
            }
            FrameItem::Shape(shape, _) => {
                let area = shape.bbox(true);
                y + area.min.y.to_pt()..y + area.max.y.to_pt()
            }
            FrameItem::Image(_, Size { y: height, .. }, _) => y..y + height.to_pt(),
            _ => return,
        };
        // Rail and folio stand outside the text.
        if stretch.end > top && stretch.start < foot {
            stretches.push(stretch.start.max(top)..stretch.end.min(foot));
        }
    });
    Filled { lines, taken: taken(stretches, top, GAP * design.line) / design.line }
}

/// How much of a height is taken by stretches of it, and by gaps between them of some height at most.
fn taken(mut stretches: Vec<Range<f64>>, top: f64, gap: f64) -> f64 {
    stretches.sort_by(|a, b| a.start.total_cmp(&b.start));
    let (mut sum, mut reached) = (0.0, top);
    for stretch in stretches {
        let from = if stretch.start - reached <= gap { reached } else { stretch.start };
        sum += (stretch.end - from).max(0.0);
        reached = stretch.end.max(reached);
    }
    sum
}

/// Where all blocks and chapters begin, in the order of the pages.
pub fn begins(document: &PagedDocument, design: &Design) -> Vec<Begin> {
    let mut begins = Vec::new();
    for (page, laid) in document.pages().iter().enumerate() {
        each_item(&laid.frame, Point::zero(), &mut |item, at| {
            let FrameItem::Tag(tag) = item else { return };
            if let Some((chapter, Spot::Block(block))) = mark_of(tag).and_then(|span| Spot::read(span.into()))
            {
                begins.push(Begin { page, down: at.y.to_pt() - design.margins.top, chapter, block });
            }
        });
    }
    begins
}

/// How many pictures a frame holds.
pub fn images(frame: &Frame) -> usize {
    let mut count = 0;
    each_item(frame, Point::zero(), &mut |item, _| {
        count += usize::from(matches!(item, FrameItem::Image(..)))
    });
    count
}

#[cfg(test)]
mod tests {
    use super::taken;

    #[test]
    fn small_gaps_count_and_large_ones_do_not() {
        assert_eq!(taken(vec![], 10.0, 5.0), 0.0);
        assert_eq!(taken(vec![10.0..20.0, 24.0..30.0], 10.0, 5.0), 20.0);
        assert_eq!(taken(vec![30.0..40.0, 10.0..20.0], 10.0, 5.0), 20.0);
        assert_eq!(taken(vec![10.0..40.0, 12.0..20.0, 30.0..50.0], 10.0, 5.0), 40.0);
    }
}
