//! The seventh room: bytes and files.

mod file;
mod name;
mod pages;
mod pdf;
mod png;

pub use file::replace;
pub use name::file_name;
pub use pages::{Pages, PagesError};
pub use pdf::{PdfSettings, pdf};
pub use png::png;
