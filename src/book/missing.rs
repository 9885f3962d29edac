//! Files that are named and cannot be read.

use typst_library::diag::FileError;

use crate::source::{Finding, Place, Unread};

/// A finding about a file as a whole, as seen from the place that names it.
pub fn missing(
    name: &'static str,
    place: impl Into<Option<Place>>,
    path: &str,
    error: &FileError,
) -> Finding {
    if let Some((why, words)) = Unread::of(error) {
        let (name, hint) = match why {
            Unread::Machine => ("unreadable-file", "see that you may read it, and that the disk is sound"),
            Unread::Heavy => ("oversized-file", "make it smaller: nothing in a book weighs as much"),
            Unread::NoFile => (name, "put the file itself there"),
        };
        return Finding::error(name, place, format!("`{path}` {words}")).hint(hint);
    }
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
