//! Cells of CSV files, each changed by itself.

use super::refused::Refused;
use super::splice::Splice;
use super::text::{line_end, same};
use crate::content::csv::{Csv, read_csv};

/// The cell at a byte: its row, the header being 0, its column, and what stands in it.
pub fn cell_at(text: &str, byte: usize) -> Option<(usize, usize, String)> {
    let Csv { rows } = read_csv(text).ok()?;
    rows.into_iter().enumerate().find_map(|(row, cells)| {
        let around = |(_, cell): &(usize, crate::content::csv::Cell)| {
            cell.range.start <= byte && byte <= cell.range.end
        };
        let (column, cell) = cells.into_iter().enumerate().find(|cell| around(cell))?;
        Some((row, column, cell.text))
    })
}

/// What stands in a cell.
pub fn cell(text: &str, row: usize, column: usize) -> Option<String> {
    Some(read_csv(text).ok()?.rows.get(row)?.get(column)?.text.clone())
}

/// The bytes of a cell.
pub fn cell_range(text: &str, row: usize, column: usize) -> Option<std::ops::Range<usize>> {
    Some(read_csv(text).ok()?.rows.get(row)?.get(column)?.range.clone())
}

/// A file with another text in a cell; a cell in quotation marks keeps them, and others get them where they must.
///
/// Errors where there is no such cell, or the file would say something else, too.
pub fn cell_changed(text: &str, row: usize, column: usize, new: &str) -> Result<String, Refused> {
    let before = read_csv(text).map_err(|_| Refused::Broken)?;
    let range = before.rows.get(row).and_then(|cells| cells.get(column)).ok_or(Refused::Gone)?.range.clone();
    let quoted = text.get(range.clone()).is_some_and(|raw| raw.starts_with('"'));
    let new = new.replace("\r\n", "\n").replace('\n', line_end(text));
    let must = new.contains([',', ';', '\t', '"', '\n', '\r']) || new.trim() != new;
    let written = if quoted || must { format!("\"{}\"", new.replace('"', "\"\"")) } else { new.clone() };
    let made = Splice::one(range, written).made(text).ok_or(Refused::Unfit)?;
    let after = read_csv(&made).map_err(|_| Refused::Unfit)?;
    let holds = |at: (usize, usize), cell: &str| {
        let wanted = if at == (row, column) { Some(new.as_str()) } else { word(&before, at) };
        wanted.is_some_and(|wanted| same(wanted, cell))
    };
    let rows = after.rows.iter().enumerate();
    let all = rows
        .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| ((row, column), cell)));
    let sound =
        after.rows.len() == before.rows.len() && all.into_iter().all(|(at, cell)| holds(at, &cell.text));
    if sound { Ok(made) } else { Err(Refused::Unfit) }
}

fn word(csv: &Csv, (row, column): (usize, usize)) -> Option<&str> {
    Some(csv.rows.get(row)?.get(column)?.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::{cell, cell_at, cell_changed};

    #[test]
    fn only_the_cell_changes() {
        let text = "naam;jaar\r\n\"a;b\";1\r\nc;\"2\"\r\n";
        for (row, column, new, old, written) in [
            (1, 0, "a;c", "\"a;b\"", "\"a;c\""),
            (1, 1, "12", ";1", ";12"),
            (2, 0, "c \"d\"", "c;", "\"c \"\"d\"\"\";"),
            (2, 1, "", "\"2\"", "\"\""),
            (0, 0, "x\ny", "naam", "\"x\r\ny\""),
        ] {
            let made = cell_changed(text, row, column, new).expect("a cell");
            assert_eq!(made, text.replacen(old, written, 1));
            assert_eq!(cell(&made, row, column).map(|cell| cell.replace('\r', "")).as_deref(), Some(new));
        }
        assert_eq!(cell_at(text, text.find("b\"").expect("it")), Some((1, 0, "a;b".into())));
        assert!(cell_changed(text, 9, 0, "x").is_err());
        assert!(cell_changed("a\n\"b", 0, 0, "x").is_err());
    }
}
