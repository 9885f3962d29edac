//! Tables from files of comma-separated values, as spreadsheets write them.

mod cells;
mod separator;

use std::ops::Range;

use crate::source::count;
use cells::records;

/// A cell of a CSV file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cell {
    /// What stands in it, without the quotation marks around it.
    pub text: String,
    /// Its bytes in the file, quotation marks included.
    pub range: Range<usize>,
}

/// The cells of a CSV file, row by row, the first row being the header.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Csv {
    /// The rows, all of the same length.
    pub rows: Vec<Vec<Cell>>,
}

/// Why a file is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The stable name of the finding.
    pub name: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// The bytes of the file where it is.
    pub range: Range<usize>,
}

impl Fault {
    fn broken(message: impl Into<String>, hint: &'static str, range: Range<usize>) -> Self {
        Self { name: "broken-csv", message: message.into(), hint, range }
    }

    fn encoding(message: impl Into<String>, range: Range<usize>) -> Self {
        let hint = "save it anew as `CSV UTF-8`: spreadsheets offer that where they ask for the type of file";
        Self { name: "not-utf8", message: message.into(), hint, range }
    }
}

/// The text of a CSV file.
///
/// Errors with the first byte that is no UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0) {
        return Err(Fault::encoding("the file is not UTF-8, but UTF-16 (`Unicode text`)", 0..0));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let message = "the file is not UTF-8: a letter here is written in another encoding";
        Fault::encoding(message, at..at + 1)
    })
}

/// Reads a CSV file: commas, semicolons or tabs separate, whichever its rows agree on.
///
/// A short row ends in empty cells; rows and columns without a word are left out.
///
/// Errors where a row has more cells than the header, a quotation mark is not closed, or there
/// are no rows.
pub fn read_csv(text: &str) -> Result<Csv, Fault> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (separator, start) = separator::find(text, start);
    let mut rows = records(text, start, separator)?;
    rows.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
    let width = rows.first().map_or(0, Vec::len);
    let [_, rest @ ..] = rows.as_slice() else { return Err(no_rows(0..0)) };
    if rest.is_empty() {
        let first = text.lines().next().map_or(0, str::len);
        return Err(no_rows(0..first));
    }
    // A column may have words and an empty heading, but no cell may stand beside the header.
    if let Some(row) = rest.iter().find(|row| filled(row) > width) {
        return Err(too_long(row, width));
    }
    let end = text.len();
    for row in &mut rows {
        row.truncate(width);
        let last = row.last().map_or(end, |cell| cell.range.end);
        row.resize(width, Cell { text: String::new(), range: last..last });
    }
    let used =
        |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.text.is_empty()));
    let used: Vec<bool> = (0..width).map(used).collect();
    for row in &mut rows {
        let mut used = used.iter();
        row.retain(|_| used.next() == Some(&true));
    }
    Ok(Csv { rows })
}

/// The number of cells up to the last that has words.
fn filled(row: &[Cell]) -> usize {
    row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1)
}

fn no_rows(range: Range<usize>) -> Fault {
    let hint = "the first row of the file is the header, and the rows under it are the table";
    Fault::broken("a table needs a header and at least one row", hint, range)
}

fn too_long(row: &[Cell], width: usize) -> Fault {
    let found = filled(row);
    let start = row.first().map_or(0, |cell| cell.range.start);
    let end = row.get(found.saturating_sub(1)).map_or(start, |cell| cell.range.end);
    Fault::broken(
        format!("this row has {}, and the header has {}", count(found, "cell"), count(width, "cell")),
        "put a cell that holds the separator itself in quotation marks, or give each column a heading",
        start..end,
    )
}

#[cfg(test)]
mod tests;
