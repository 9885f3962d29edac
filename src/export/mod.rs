//! The eleventh room: bytes and files.

mod clear;
mod destination;
mod journal;
mod lock;
mod manifest;
mod new_folder;
mod pages;
mod pdf;
mod png;
mod press;
mod screen;
mod set;
mod size;

pub use clear::{Cleared, Kept, clear};
pub use destination::{Closed, Destination, destination, folder, is_within};
pub use manifest::{Listed, ListedFile, ListedPicture, MANIFEST, Manifest, sum};
pub use new_folder::NewFolder;
pub use pages::{Pages, PagesError};
pub use pdf::{Exported, Fault, PdfSettings};
pub use png::png;
pub use press::{About, press};
pub use screen::{Overweight, screen};
pub use set::{Failed, File, Set, recover, replace_all};
pub use size::size;
