//! Files that are named and cannot be read.

use typst_library::diag::FileError;

use crate::source::{Finding, Place};

/// A finding about a file as a whole, as seen from the place that names it.
pub fn missing(
    name: &'static str,
    place: impl Into<Option<Place>>,
    path: &str,
    error: &FileError,
) -> Finding {
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
