//! The pages as they are looked at: each thing with its box, its ground, and the block that it belongs to.

use typst_library::introspection::{Location, Tag};
use typst_library::layout::{FrameItem, Rect, Transform};
use typst_library::pdf::ArtifactElem;
use typst_library::visualize::ImageKind;

use super::drawn::{Drawn, rgb};
use super::letters::Letters;
use super::subject::Subject;

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
    pub drawn: Drawn<'a>,
    /// Its box on the page, in points.
    pub area: Area,
    /// The box around a text's letters, in its own coordinates.
    pub ink: Option<Rect>,
    /// What can be seen of it at most.
    pub clip: Option<Area>,
    /// From its own coordinates to the page's.
    pub transform: Transform,
    /// By how much it was enlarged.
    pub scale: f64,
    /// Width and height on paper, in points.
    pub size: [f64; 2],
    /// The colour under it; nothing where that is a picture.
    pub ground: Option<[u8; 3]>,
    /// The block that it belongs to.
    pub owner: Option<Place>,
    /// Whether who hears the book hears nothing of it.
    pub is_artifact: bool,
}

/// Reads all pages.
pub fn read_sheets<'a>(subject: &Subject<'a>) -> Vec<Sheet<'a>> {
    let mut owner = None;
    let mut artifact = None;
    let mut letters = Letters::default();
    let pages = subject.document.pages().iter().enumerate();
    pages
        .map(|(index, page)| {
            let size = page.frame.size();
            let trim = Area::sized(size, Transform::identity());
            let mut grounds = Grounds::new(page.fill_or_white().as_ref().and_then(rgb));
            let mut things = Vec::new();
            walk(&page.frame, &mut |placed| {
                let mut ink = None;
                let (drawn, area) = match placed.item {
                    FrameItem::Text(text) => {
                        let around = letters.around(text);
                        ink = Some(around);
                        (Drawn::Text(text), Area::of(around, placed.transform))
                    }
                    FrameItem::Shape(shape, _) => {
                        (Drawn::Shape(shape), Area::of(shape.bbox(true), placed.transform))
                    }
                    FrameItem::Image(image, size, _) => {
                        (Drawn::Image(image), Area::sized(*size, placed.transform))
                    }
                    FrameItem::Tag(tag) => {
                        owner = place_of(subject.workspace, tag).or(owner.take());
                        artifact = around(tag, artifact);
                        (Drawn::Tag(tag), Area::sized(Default::default(), placed.transform))
                    }
                    FrameItem::Group(_) | FrameItem::Link(..) => return,
                };
                let ground = grounds.under(&area);
                grounds.add(&drawn, &area);
                let scale = placed.transform.sx.get().hypot(placed.transform.ky.get());
                let size = match placed.item {
                    FrameItem::Image(_, size, _) => placed_size(*size, placed.transform),
                    _ => [area.width(), area.height()],
                };
                let (clip, owner) = (placed.clip, owner.clone());
                let (transform, is_artifact) = (placed.transform, artifact.is_some());
                things.push(Thing {
                    drawn,
                    area,
                    ink,
                    clip,
                    transform,
                    scale,
                    size,
                    ground,
                    owner,
                    is_artifact,
                });
            });
            Sheet { index, number: page.number, trim, things }
        })
        .collect()
}

/// The outermost artifact after a tag.
fn around(tag: &Tag, artifact: Option<Location>) -> Option<Location> {
    match (tag, artifact) {
        (Tag::Start(content, _), None) if content.is::<ArtifactElem>() => content.location(),
        (Tag::End(location, ..), Some(open)) if *location == open => None,
        _ => artifact,
    }
}

impl Thing<'_> {
    /// What can be seen of it; nothing where it is clipped away.
    pub fn seen(&self) -> Option<Area> {
        self.clip.map_or(Some(self.area), |clip| clip.common(&self.area))
    }

    /// Where it comes from: the text itself, or the path of the image in its block, or else the block.
    pub fn place(&self, subject: &Subject) -> Option<Place> {
        self.own_place(subject).or(self.owner.clone())
    }

    fn own_place(&self, subject: &Subject) -> Option<Place> {
        let image = match &self.drawn {
            Drawn::Text(text) => {
                return crate::typeset::place(subject.workspace, text.glyphs.first()?.span.0);
            }
            Drawn::Image(image) => image,
            _ => return None,
        };
        let data = match image.kind() {
            ImageKind::Raster(raster) => raster.data(),
            ImageKind::Svg(svg) => svg.data(),
            ImageKind::Pdf(_) => return None,
        };
        subject.book.pictures.get(data)?.place_in(self.owner.as_ref()).cloned()
    }
}
