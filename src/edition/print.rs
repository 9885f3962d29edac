//! The file for the printer: each page with its bleed, and marks around it.

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::foundations::Smart;
use typst_library::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Sides, Size, Transform};
use typst_library::model::Document;

use super::marks::{Marks, draw};
use super::walk::{Area, edit, rectangle, window};
use super::{Made, Paper};
use crate::book::SLUG;
use typst_syntax::Span;

/// What stands around the trim, in points.
#[derive(Debug, Clone, Copy)]
pub struct Margins {
    /// How far artwork runs over the trim.
    pub bleed: f64,
    /// Whether marks stand outside the bleed.
    pub marks: bool,
}

impl Margins {
    /// All that is outside the trim on each side.
    pub fn around(self) -> f64 {
        self.bleed + if self.marks { SLUG.points() } else { 0.0 }
    }
}

/// Puts bleed and marks around each page; `paper` is how the book's pages stand, in points, and `slug` gives the line of a page, counted from 0.
pub fn print(
    document: &PagedDocument,
    paper: [f64; 2],
    margins: Margins,
    marks: &Marks,
    slug: impl Fn(usize) -> String,
) -> Made {
    let mut papers = Vec::new();
    let mut pages = EcoVec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let art = art(page, paper, Sides::splat(margins.bleed));
        let size = art.size();
        let mut frame = Frame::hard(size);
        frame.push_frame(Point::zero(), art);
        let trim = Area { left: 0.0, top: 0.0, right: size.x.to_pt(), bottom: size.y.to_pt() };
        if margins.marks {
            draw(&mut frame, trim, margins.bleed, marks, &slug(index));
        }
        let around = margins.around();
        papers.push(Paper::around(trim, margins.bleed, around));
        let (bleed, fill) = (Sides::splat(Abs::pt(around)), Smart::Custom(None));
        pages.push(Page { frame, bleed, fill, ..page.clone() });
    }
    Made { document: PagedDocument::new(pages, document.info().clone()), papers }
}

/// A page as artwork: as the book's pages stand, on its own ground, without links, cut off at its bleed
/// (points a side).
pub fn art(page: &Page, paper: [f64; 2], bleed: Sides<f64>) -> Frame {
    let mut content = upright(page.frame.clone(), paper);
    edit(&mut content, &mut |item| !matches!(item, FrameItem::Link(..)));
    let size = content.size();
    let at = Point::new(Abs::pt(-bleed.left), Abs::pt(-bleed.top));
    let whole =
        Size::new(size.x + Abs::pt(bleed.left + bleed.right), size.y + Abs::pt(bleed.top + bleed.bottom));
    let mut sheet = Frame::hard(size);
    if let Some(paint) = page.fill_or_transparent() {
        sheet.push(at, FrameItem::Shape(rectangle(whole, paint), Span::detached()));
    }
    sheet.push_frame(Point::zero(), content);
    let mut cut = GroupItem::new(sheet);
    cut.clip = Some(window(at, whole));
    let mut out = Frame::hard(size);
    out.push(Point::zero(), FrameItem::Group(cut));
    out
}

/// A page that lies on its side in the book turned with what is on it, its head to the left; others stay as
/// they are. `paper` is how the book's pages stand, in points.
fn upright(frame: Frame, paper: [f64; 2]) -> Frame {
    let size = frame.size();
    let is_turned = (size.x > size.y) != (paper[0] > paper[1]);
    if !is_turned || size.x == size.y {
        return frame;
    }
    let mut upright = Frame::hard(Size::new(size.y, size.x));
    let mut turned = GroupItem::new(frame);
    turned.transform = Transform {
        sx: Ratio::zero(),
        ky: -Ratio::one(),
        kx: Ratio::one(),
        sy: Ratio::zero(),
        tx: Abs::zero(),
        ty: size.x,
    };
    upright.push(Point::zero(), FrameItem::Group(turned));
    upright
}
