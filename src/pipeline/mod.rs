//! The seventeenth room: the way of a workbook from its folder to finished files in memory.
//!
//! [`prepare`] tells it from the checks to preflight, and [`make`] writes the files. What comes
//! from outside, the date and who is told of progress, is handed in with the [`Order`].

mod faults;
mod files;
mod fonts;
mod order;
mod overweight;
mod prepare;
mod readback;
mod trial;

pub use files::{Made, make};
pub use fonts::{Axis, Face, Family, Use, fonts};
pub use order::{Order, Refused, Step};
pub use prepare::{Eyes, Ready, Seen, prepare, prepare_seen};
pub use readback::strange;
pub use trial::try_picture;
