//! The second room: what a workbook may hold, read from TOML and Markdown.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod at;
pub mod block;
mod chapter;
mod contact;
pub mod csv;
pub mod defaults;
mod design;
pub mod fields;
mod labels;
pub mod letters;
pub mod limits;
pub mod markdown;
mod measure;
mod named;
mod own;
mod preflight;
mod read;
mod remarks;
mod requires;
mod shape;
mod tag;
pub mod target;
mod time;
mod validate;
mod width;
mod words;
mod workbook;

pub use at::{At, Inline, Rich};
pub use chapter::{Chapter, Common, Head, Placed, Style};
pub use contact::{Mail, Phone, is_mail, is_phone};
pub use design::{Accent, Cover, Design, Faces, Ground, Margins};
pub use labels::{Labels, Translation, english, languages};
pub use measure::{FileSize, Length, Paper, Sheet};
pub use named::{Alt, CsvPath, ImagePath, LinkTarget, TeamNumber};
pub use own::{Definition, OwnType};
pub use preflight::Preflight;
pub use read::{
    CHAPTER_SHAPE, KINDS, OWN_BLOCKS, OwnTypes, Parsed, WORKBOOK_SHAPE, block_shape, read_chapter,
    read_workbook, target_shape,
};
pub use remarks::COMMENTS;
pub use shape::{Field, Markup, Measure, Shape, schema};
pub use tag::{NotATag, Tag};
pub use time::{Clock, Time};
pub use validate::{COVER, colour, is_picture};
pub use width::{Percent, Width};
pub use words::{Words, lacking, words};
pub use workbook::{Edition, Workbook};
