//! The pages as they are looked at: each thing with its box, its ground, and the block that it belongs to.

use typst_library::introspection::Tag;
use typst_library::layout::{FrameItem, Transform};
use typst_library::text::TextItem;
use typst_library::visualize::{Image, Paint, Shape};

use super::Subject;
use super::ground::Grounds;
use crate::edition::{Area, placed_size, walk};
use crate::source::Place;
use crate::typeset::place_of;

/// A page.
pub struct Sheet<'a> {
    /// The page, counted from 0.
    pub index: usize,
    /// The number on it.
    pub number: u64,
    /// Its trim, in points.
    pub trim: Area,
    /// What is on it, in the order in which it is drawn.
    pub things: Vec<Thing<'a>>,
}

/// Something on a page.
pub struct Thing<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Its box on the page, in points.
    pub area: Area,
    /// What can be seen of it at most.
    pub clip: Option<Area>,
    /// By how much it was enlarged.
    pub scale: f64,
    /// Width and height on paper, in points.
    pub size: [f64; 2],
    /// The colour under it; nothing where that is a picture.
    pub ground: Option<[u8; 3]>,
    /// The block that it belongs to.
    pub owner: Option<Place>,
}

/// What something on a page is.
pub enum Kind<'a> {
    /// A run of text.
    Text(&'a TextItem),
    /// A box, a line or another shape.
    Shape(&'a Shape),
    /// An image.
    Image(&'a Image),
    /// The start of an element.
    Tag(&'a Tag),
}

/// The colour of a plain paint.
pub fn rgb(paint: &Paint) -> Option<[u8; 3]> {
    let Paint::Solid(color) = paint else { return None };
    let [r, g, b, alpha] =
        color.to_process_space(typst_library::visualize::ProcessColorSpace::Srgb).to_vec4_u8();
    (alpha == 255).then_some([r, g, b])
}

/// Reads all pages.
pub fn read<'a>(subject: &Subject<'a>) -> Vec<Sheet<'a>> {
    let mut owner = None;
    let pages = subject.document.pages().iter().enumerate();
    pages
        .map(|(index, page)| {
            let size = page.frame.size();
            let trim = Area::sized(size, Transform::identity());
            let mut grounds = Grounds::new(page.fill_or_white().as_ref().and_then(rgb));
            let mut things = Vec::new();
            walk(&page.frame, &mut |placed| {
                let (kind, area) = match placed.item {
                    FrameItem::Text(text) => (Kind::Text(text), Area::of(text.bbox(), placed.transform)),
                    FrameItem::Shape(shape, _) => {
                        (Kind::Shape(shape), Area::of(shape.bbox(true), placed.transform))
                    }
                    FrameItem::Image(image, size, _) => {
                        (Kind::Image(image), Area::sized(*size, placed.transform))
                    }
                    FrameItem::Tag(tag) => {
                        owner = place_of(subject.workspace, tag).or(owner.take());
                        (Kind::Tag(tag), Area::sized(Default::default(), placed.transform))
                    }
                    FrameItem::Group(_) | FrameItem::Link(..) => return,
                };
                let ground = grounds.under(&area);
                grounds.add(&kind, &area);
                let scale = placed.transform.sx.get().hypot(placed.transform.ky.get());
                let size = match placed.item {
                    FrameItem::Image(_, size, _) => placed_size(*size, placed.transform),
                    _ => [area.width(), area.height()],
                };
                let (clip, owner) = (placed.clip, owner.clone());
                things.push(Thing { kind, area, clip, scale, size, ground, owner });
            });
            Sheet { index, number: page.number, trim, things }
        })
        .collect()
}

impl Thing<'_> {
    /// Where it comes from: the text itself, or else its block.
    pub fn place(&self, subject: &Subject) -> Option<Place> {
        self.own_place(subject).or(self.owner.clone())
    }

    fn own_place(&self, subject: &Subject) -> Option<Place> {
        let Kind::Text(text) = &self.kind else { return None };
        crate::typeset::place(subject.workspace, text.glyphs.first()?.span.0)
    }
}
