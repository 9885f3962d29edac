//! The second room: what a workbook may hold, read from TOML and Markdown.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod at;
pub mod block;
mod chapter;
pub mod csv;
pub mod defaults;
pub mod fields;
pub mod letters;
pub mod markdown;
mod measure;
mod named;
mod preflight;
mod read;
mod shape;
mod tag;
pub mod target;
mod validate;
mod workbook;

pub use at::{At, Inline, Rich};
pub use chapter::{Chapter, Common, Head, Placed, Style};
pub use measure::{FileSize, Length, Sheet};
pub use named::{Alt, CsvPath, ImagePath, TeamNumber};
pub use preflight::Preflight;
pub use read::{KINDS, Parsed, read_chapter, read_workbook};
pub use shape::{Field, Markup, Measure, Shape, schema};
pub use tag::{Tag, TagFault};
pub use validate::{COVER, colour, is_picture};
pub use workbook::{Accent, Design, Edition, Language, Workbook};
