//! The fifteenth room: files of Word, Markdown and comma-separated values become chapters in memory.
//!
//! Each kind is read into the same [`Document`]; [`compose`] arranges its pieces into blocks and writes them.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod archive;
mod arrange;
mod back;
mod bodies;
mod cells;
mod chapter;
mod docx;
mod escape;
mod images;
mod lines;
mod links;
mod markdown;
mod names;
mod outline;
mod piece;
mod toml;
mod words;

pub use chapter::{Made, Wish, compose};
pub use images::{Fit, fits};
pub use names::{next_number, slug};
pub use piece::{Document, Left};
pub use words::Words;

use docx::Fits;

/// A kind of file that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Word.
    Word,
    /// Markdown.
    Markdown,
    /// Comma-separated values.
    Cells,
}

/// The kind of a file, by the end of its name.
///
/// Errors with what to do, as the end of a sentence that begins with the file's name.
pub fn kind(name: &str) -> Result<Kind, &'static str> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "docx" | "docm" => Ok(Kind::Word),
        "md" | "markdown" => Ok(Kind::Markdown),
        "csv" => Ok(Kind::Cells),
        "doc" | "dot" | "dotx" | "dotm" | "odt" | "ott" | "rtf" | "pages" | "wpd" | "html" | "htm" => {
            Err("is not read: open it in Word or LibreOffice, and save it as .docx")
        }
        "xlsx" | "xls" | "ods" | "tsv" => Err("is not read: save the table that is meant as .csv"),
        "pdf" => Err("is not read: a PDF has no paragraphs; find the file that it was made from"),
        "txt" => Err("is not read: rename it to .md, with an empty line between paragraphs"),
        _ => Err("is not read: .docx, .md and .csv are"),
    }
}

/// Reads a file. `fits` says whether a picture can be set, `open` gives the images that Markdown names.
///
/// Errors with what is wrong, as the end of a sentence that begins with the file's name.
pub fn read(kind: Kind, bytes: &[u8], fits: Fits, open: markdown::Open) -> Result<Document, String> {
    match kind {
        Kind::Word => docx::read(bytes, fits),
        Kind::Cells => cells::read(bytes),
        Kind::Markdown => {
            let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let text = std::str::from_utf8(text).map_err(|error| {
                let line = text.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
                format!("is not UTF-8, in line {line}: save it in an editor with the encoding UTF-8")
            })?;
            Ok(markdown::read(text, open))
        }
    }
}
