//! Files of comma-separated values: each is a table.

use super::piece::{Document, Line, Marks, Piece, Run, Table};
use crate::content::csv;

/// Reads a table.
///
/// Errors with what is wrong, as the end of a sentence that begins with the file's name.
pub fn read(bytes: &[u8]) -> Result<Document, String> {
    let told = |fault: csv::Fault| format!("cannot be read: {}; {}", fault.message, fault.hint);
    let csv = csv::decode(bytes).and_then(csv::read_csv).map_err(told)?;
    let cell = |text: &str| -> Line {
        let mut line = Line::new();
        for part in text.trim().lines() {
            if !line.is_empty() {
                line.push(Run::Break);
            }
            line.push(Run::Text(part.trim().to_owned(), Marks::default(), None));
        }
        line
    };
    let rows: Vec<Vec<Line>> =
        csv.rows.iter().map(|row| row.iter().map(|found| cell(&found.text)).collect()).collect();
    let width = csv.rows.first().map_or(0, Vec::len);
    let is_number = |text: &str| {
        let text = text.trim();
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || "+-.,% €$".contains(c))
    };
    let right = |column: usize| {
        let mut cells =
            csv.rows.iter().skip(1).filter_map(|row| row.get(column)).filter(|cell| !cell.text.is_empty());
        cells.clone().next().is_some() && cells.all(|cell| is_number(&cell.text))
    };
    let table = Table { rows, right: (0..width).map(right).collect(), ..Table::default() };
    Ok(Document { pieces: vec![Piece::Table(table)], ..Document::default() })
}
