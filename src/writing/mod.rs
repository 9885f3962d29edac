//! The sixteenth room: changes to the TOML of a workbook that leave all else as it is, byte for byte.
//!
//! [`Syntax`] knows where each value stands, [`changed`] makes a [`Change`] and holds the outcome to what was meant.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod blank;
mod cells;
mod change;
mod form;
mod lists;
mod meant;
mod parts;
mod reader;
mod refused;
mod sections;
mod splice;
mod syntax;
mod text;
mod value;

pub use blank::Blank;
pub use cells::{cell, cell_at, cell_changed, cell_range};
pub use change::{changed, reading};
pub use form::Source;
pub use meant::Change;
pub use parts::{Kind, Node, Path, Step};
pub use refused::Refused;
pub use sections::block;
pub use syntax::Syntax;
pub use value::{alike, at, in_list, of_json, put, to_json};
