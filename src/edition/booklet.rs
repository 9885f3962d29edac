//! The booklet: two pages on each side of a sheet, folded and stapled through the fold.

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::foundations::{Content, Smart};
use typst_library::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Sides, Size, Transform};
use typst_library::model::Document;
use typst_library::visualize::Color;

use super::marks::{Marks, draw};
use super::print::{Margins, art};
use super::walk::{Area, window};
use super::{Made, Paper};
use crate::content::Length;
use crate::content::target::Flip;

/// How pages come onto sheets; lengths in points.
#[derive(Debug, Clone, Copy)]
pub struct Folding {
    /// A page of the book, width and height.
    pub page: [f64; 2],
    /// The sheet, width and height.
    pub sheet: [f64; 2],
    /// What stands around the trim.
    pub margins: Margins,
    /// The thickness of the paper.
    pub paper_thickness: f64,
    /// The edge over which the sheet is turned.
    pub flip: Flip,
}

/// One side of a sheet: which pages stand left and right, counted from 0, on which sheet from the outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// The sheet, counted from 0 at the outside.
    pub sheet: usize,
    /// Whether it is the back, which is seen when the sheet is turned.
    pub back: bool,
    /// The page on the left.
    pub left: usize,
    /// The page on the right.
    pub right: usize,
}

/// How far the left page reaches under the right one, so that no gap shows at the fold, in points.
const UNDER: f64 = 2.0;

/// How far the fold mark reaches, where it stands inside the trim.
const FOLD: Length = Length(3.0);

/// The sides of the sheets of a saddle-stitched booklet, fronts and backs in turn.
///
/// `count` is a multiple of four.
pub fn sides(count: usize) -> Vec<Side> {
    (0..count / 4)
        .flat_map(|sheet| {
            let (first, last) = (2 * sheet, count - 1 - 2 * sheet);
            [
                Side { sheet, back: false, left: last, right: first },
                Side { sheet, back: true, left: first + 1, right: last - 1 },
            ]
        })
        .collect()
}

/// Puts pages onto the sides of sheets, and gives the chosen sides, fronts and backs in turn.
///
/// `slug` gives the line of a side. The number of pages is a multiple of four.
pub fn booklet(
    document: &PagedDocument,
    folding: &Folding,
    marks: &Marks,
    chosen: impl Fn(Side) -> bool,
    slug: impl Fn(Side) -> String,
) -> Made {
    let pages = document.pages();
    let mut papers = Vec::new();
    let mut sheets = EcoVec::new();
    for side in sides(pages.len()).into_iter().filter(|side| chosen(*side)) {
        let pair = [&pages[side.left], &pages[side.right]];
        let (frame, paper) = side_of(pair, side, folding, marks, &slug(side));
        papers.push(paper);
        sheets.push(Page {
            frame,
            bleed: Sides::splat(Abs::zero()),
            fill: Smart::Custom(None),
            numbering: None,
            supplement: Content::empty(),
            number: sheets.len() as u64 + 1,
        });
    }
    Made { document: PagedDocument::new(sheets, document.info().clone()), papers }
}

/// One side of a sheet.
fn side_of(pair: [&Page; 2], side: Side, folding: &Folding, marks: &Marks, slug: &str) -> (Frame, Paper) {
    let [width, height] = folding.sheet;
    let page = folding.page;
    let spine = width / 2.0;
    let top = (height - page[1]) / 2.0;
    let trim = Area { left: spine - page[0], top, right: spine + page[0], bottom: top + page[1] };
    let bleed = folding.margins.bleed.min(trim.left).min(trim.top).max(0.0);
    // Inner pages stick out by the paper around the fold: they move towards it by as much.
    let creep = side.sheet as f64 * folding.paper_thickness;
    let mut sheet = Frame::hard(Size::new(Abs::pt(width), Abs::pt(height)));
    for (page, right) in pair.into_iter().zip([false, true]) {
        half(&mut sheet, (page, folding.page), right, spine, trim, bleed, creep);
    }
    if folding.margins.marks {
        draw(&mut sheet, trim, bleed, marks, slug);
    }
    fold(&mut sheet, spine, trim, bleed, marks);
    let turned = side.back && folding.flip == Flip::Long;
    let sheet = if turned { upside_down(sheet) } else { sheet };
    (sheet, Paper::within(trim, bleed, folding.sheet))
}

/// A page on its half of the sheet, cut off at the fold.
fn half(
    sheet: &mut Frame,
    (page, paper): (&Page, [f64; 2]),
    right: bool,
    spine: f64,
    trim: Area,
    bleed: f64,
    creep: f64,
) {
    // The ground reaches the outer bleed for all the creep; at the fold it stops.
    let outer = bleed + creep;
    let sides =
        if right { Sides::new(0.0, bleed, outer, bleed) } else { Sides::new(outer, bleed, UNDER, bleed) };
    // The right page covers what reaches under it.
    let ground = page.fill_or_transparent().unwrap_or(Color::WHITE.into());
    let fill = if right { Smart::Custom(Some(ground)) } else { page.fill.clone() };
    let art = art(&Page { fill, ..page.clone() }, paper, sides);
    let x = if right { spine - creep } else { trim.left + creep };
    let mut group = Frame::hard(sheet.size());
    group.push_frame(Point::new(Abs::pt(x), Abs::pt(trim.top)), art);
    let left = if right { spine } else { trim.left - bleed };
    let wide = trim.right - spine + bleed + if right { 0.0 } else { UNDER };
    let mut cut = GroupItem::new(group);
    cut.clip = Some(window(
        Point::new(Abs::pt(left), Abs::pt(trim.top - bleed)),
        Size::new(Abs::pt(wide), Abs::pt(trim.height() + 2.0 * bleed)),
    ));
    sheet.push(Point::zero(), FrameItem::Group(cut));
}

/// A short line at head and foot where the sheet is folded: outside the bleed if there is room.
fn fold(sheet: &mut Frame, spine: f64, trim: Area, bleed: f64, marks: &Marks) {
    let long = FOLD.points();
    let outside = trim.top - bleed >= long;
    let (near, far) = if outside { (bleed, bleed + long) } else { (-long, 0.0) };
    marks.line(sheet, [spine, trim.top - far], [spine, trim.top - near]);
    marks.line(sheet, [spine, trim.bottom + near], [spine, trim.bottom + far]);
}

fn upside_down(sheet: Frame) -> Frame {
    let size = sheet.size();
    let mut out = Frame::hard(size);
    let mut group = GroupItem::new(sheet);
    let minus = -Ratio::one();
    group.transform = Transform { sx: minus, sy: minus, tx: size.x, ty: size.y, ..Transform::identity() };
    out.push(Point::zero(), FrameItem::Group(group));
    out
}

#[cfg(test)]
mod tests {
    use super::sides;

    #[test]
    fn the_order_of_eight_pages() {
        let order: Vec<_> = sides(8).iter().map(|side| (side.left + 1, side.right + 1)).collect();
        assert_eq!(order, [(8, 1), (2, 7), (6, 3), (4, 5)]);
    }

    /// Folded, every leaf has its pages back to back, and facing pages follow each other.
    #[test]
    fn the_order_of_thirty_six_pages() {
        let sides = sides(36);
        assert_eq!(sides.len(), 18);
        let mut seen: Vec<_> = sides.iter().flat_map(|side| [side.left, side.right]).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..36).collect::<Vec<_>>());
        for pair in sides.chunks(2) {
            assert_eq!((pair[0].right + 1, pair[0].left), (pair[1].left, pair[1].right + 1));
            assert_eq!(pair[0].left + pair[0].right, 35);
        }
        let middle = sides[17];
        assert_eq!((middle.left + 1, middle.right + 1), (18, 19));
    }
}
