//! The second room: what a workbook may hold, read from TOML and Markdown.

mod at;
pub mod block;
mod chapter;
pub mod csv;
pub mod markdown;
mod read;
mod shape;
mod validate;
mod workbook;

pub use at::{At, Inline, Rich};
pub use chapter::{Chapter, Common, Head, Placed, Style};
pub use read::{Parsed, read_chapter, read_workbook};
pub use shape::{Field, Markup, Shape, schema};
pub use workbook::{Accent, Design, Edition, Language, Workbook};
