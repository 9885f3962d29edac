//! The eleventh room: bytes and files.

mod file;
mod name;
mod pages;
mod pdf;
mod png;
mod press;
mod screen;

pub use file::{File, replace, replace_all};
pub use name::{file_name, size, slug};
pub use pages::{Pages, PagesError};
pub use pdf::{Exported, Fault, PdfSettings};
pub use png::png;
pub use press::{About, press};
pub use screen::{Overweight, screen};
