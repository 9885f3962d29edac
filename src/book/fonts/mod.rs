//! The fonts that a workbook brings with it, in its folder `fonts`.

mod embedding;
mod folder;
mod read;

pub use embedding::Embedding;
pub use folder::{BROKEN_FONT, FONTS, FontFile, FontFiles, font_files};
pub use read::FontFace;
