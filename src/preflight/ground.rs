//! What lies under a thing: the paper, a box, or a picture.

use super::drawn::{Drawn, rgb};
use crate::edition::Area;

/// The grounds of a page, in the order in which they are drawn.
pub struct Grounds {
    paper: Option<[u8; 3]>,
    boxes: Vec<(Area, Option<[u8; 3]>)>,
}

impl Grounds {
    /// The ground of an empty page.
    pub fn new(paper: Option<[u8; 3]>) -> Self {
        Self { paper, boxes: vec![] }
    }

    /// The colour in the middle of a box; nothing where that is a picture.
    pub fn under(&self, area: &Area) -> Option<[u8; 3]> {
        let (x, y) = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
        let holds =
            |ground: &Area| ground.left <= x && x <= ground.right && ground.top <= y && y <= ground.bottom;
        let top = self.boxes.iter().rev().find(|(ground, _)| holds(ground));
        top.map_or(self.paper, |(_, colour)| *colour)
    }

    /// Remembers what was drawn, if it covers what lies under it.
    pub fn add(&mut self, drawn: &Drawn, area: &Area) {
        match drawn {
            Drawn::Shape(shape) => {
                if let Some(fill) = &shape.fill {
                    self.boxes.push((*area, rgb(fill)));
                }
            }
            Drawn::Image(_) => self.boxes.push((*area, None)),
            Drawn::Text(_) | Drawn::Tag(_) => {}
        }
    }
}
