//! The layouts: those that `build.rs` put into the program, and those that a workbook has in their place.

mod difference;
mod embedded;
mod origin;
mod own;
mod remarks;

pub use difference::Difference;
pub use embedded::{LAYOUTS_FOLDER, Layout, layout_named, layouts};
pub use origin::marked;
pub use own::{OwnLayouts, content_id, is_layout, layout_id};
pub use remarks::{remarks, unused};
