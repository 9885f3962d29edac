//! Types of block that a workbook has of its own: `layouts/blocks/NAME.toml` says what they hold.

mod definition;
mod lasting;
mod table;

pub use definition::{Definition, OwnType};
pub use lasting::lasting;
pub use table::OwnBlock;
