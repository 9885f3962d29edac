//! What workshops work with: their day, their lists, sheets to draw on, and the pages between their parts.

mod canvas;
mod divider;
mod lists;
mod programme;
mod timeline;

pub use canvas::{Axis, Canvas, CanvasKind};
pub use divider::Divider;
pub use lists::{Action, Actions, Checklist, Pair, Scale, ToDo};
pub use programme::{Programme, Slot};
pub use timeline::{Moment, Timeline};
