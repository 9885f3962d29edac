//! The fifth room: everything that can be wrong with the content, before any layout.

mod book;
mod glyphs;
mod ids;
mod images;
mod look;
mod pictures;
mod targets;
mod text;
mod walk;

pub use book::{Book, Entry, read_chapters, toml_names};
pub use glyphs::Coverage;
pub use look::parse_rgb;
pub use pictures::{Origin, Pictures, pictures};
pub use targets::{SLUG, TRIM, press};

use typst_library::diag::FileError;

use crate::content::read_workbook;
use crate::source::{Finding, Place, Store, WORKBOOK, file_id};

/// The book, if its workbook file holds, and all findings in file order.
pub struct Checked {
    /// The book as far as it could be read.
    pub book: Option<Book>,
    /// All findings, in file order.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Whether anything stops the build.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }
}

/// Reads the whole workbook and checks all that can be checked before the layout.
pub fn check(store: &Store, coverage: &Coverage) -> Checked {
    let mut findings = Vec::new();
    let book = open(store, &mut findings);
    if let Some(book) = &book {
        look::check(book, &mut findings);
        targets::check(book, store, &mut findings);
        ids::check(book, &mut findings);
        walk::check(book, store, coverage, &mut findings);
    }
    findings.sort_by(Finding::order);
    findings.dedup();
    Checked { book, findings }
}

/// Reads `workbook.toml` and the chapters that it names.
fn open(store: &Store, findings: &mut Vec<Finding>) -> Option<Book> {
    let file = file_id(WORKBOOK).ok()?;
    let bytes = match store.file(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(unreadable(&error));
            return None;
        }
    };
    let parsed = read_workbook(file, &bytes);
    findings.extend(parsed.findings.iter().cloned());
    let chapters = read_chapters(store, parsed.value.as_ref(), findings);
    let workbook = parsed.value.clone();
    Some(Book { file, text: String::from_utf8_lossy(&bytes).into_owned(), workbook, chapters })
}

fn unreadable(error: &FileError) -> Finding {
    match error {
        FileError::NotFound(_) => {
            Finding::error("no-workbook", None, "there is no `workbook.toml` in this folder")
                .hint("go to the workbook's folder, or name it: `werkboek build FOLDER`")
        }
        FileError::AccessDenied => Finding::error(
            "no-workbook",
            None,
            "`workbook.toml` cannot be read: it leads out of the folder or is protected",
        ),
        _ => Finding::error("no-workbook", None, "`workbook.toml` cannot be read")
            .hint("it must be a file of its own"),
    }
}

/// A finding about a file as a whole, as seen from the place that names it.
fn missing(name: &'static str, place: Place, path: &str, error: &FileError) -> Finding {
    match error {
        FileError::NotFound(_) => Finding::error(name, place, format!("there is no file `{path}`")),
        FileError::AccessDenied => Finding::error(
            "outside",
            place,
            format!("`{path}` leads out of the workbook's folder, or is protected"),
        )
        .hint("put the file itself into the workbook's folder"),
        FileError::IsDirectory => Finding::error(name, place, format!("`{path}` is a folder and not a file")),
        _ => Finding::error(name, place, format!("`{path}` cannot be read")),
    }
}
