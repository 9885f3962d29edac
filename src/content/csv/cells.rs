//! The cells of a CSV file with their places.

use std::ops::Range;

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::{Cell, Fault};

/// Takes a cell: its bytes without quotation marks, those of the file, and whether its row ends there.
type Visit<'a, E> = dyn FnMut(&[u8], Range<usize>, bool) -> Result<(), E> + 'a;

/// Splits a text from a byte on into rows of cells; `separator` is an ASCII character.
///
/// Empty lines are no rows. Errors where a quotation mark is not closed or stands alone in a cell.
pub fn records(text: &str, from: usize, separator: u8) -> Result<Vec<Vec<Cell>>, Fault> {
    let mut rows = vec![vec![]];
    split(text, from, separator, &mut |words, range, ends_row| {
        let cell = cell(text, words, range)?;
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
        if ends_row {
            rows.push(vec![]);
        }
        Ok(())
    })?;
    rows.retain(|row: &Vec<Cell>| !row.is_empty());
    Ok(rows)
}

/// The number of cells in each row, up to the last that has words.
pub fn widths(text: &str, from: usize, separator: u8) -> Vec<usize> {
    let (mut widths, mut cells, mut filled) = (vec![], 0, 0);
    let _: Result<(), ()> = split(text, from, separator, &mut |words, _, ends_row| {
        cells += 1;
        if !words.trim_ascii().is_empty() {
            filled = cells;
        }
        if ends_row {
            widths.push(filled);
            (cells, filled) = (0, 0);
        }
        Ok(())
    });
    widths.retain(|width| *width > 0);
    widths
}

/// Hands over each cell.
fn split<E>(text: &str, from: usize, separator: u8, visit: &mut Visit<E>) -> Result<(), E> {
    let bytes = text.as_bytes();
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    // Without its quotation marks, a cell is no longer than in the file.
    let mut words = vec![0; bytes.len() + 1];
    let (mut start, mut at, mut written, mut new_row) = (from, from, 0, true);
    loop {
        let (result, read, more) = reader
            .read_field(bytes.get(at..).unwrap_or_default(), words.get_mut(written..).unwrap_or_default());
        if new_row && written == 0 {
            // The reader passes over line ends and empty lines between rows.
            let rest = bytes.get(start..).unwrap_or_default();
            start += rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        }
        (at, written) = (at + read, written + more);
        match result {
            ReadFieldResult::InputEmpty => continue,
            ReadFieldResult::OutputFull | ReadFieldResult::End => return Ok(()),
            ReadFieldResult::Field { record_end } => {
                let raw = bytes.get(start..at).unwrap_or_default();
                let end = match raw.last() {
                    Some(b'\r' | b'\n') if record_end => at - 1,
                    _ if record_end => at,
                    _ => at.saturating_sub(1),
                };
                visit(words.get(..written).unwrap_or_default(), start..end.max(start), record_end)?;
                (start, written, new_row) = (at, 0, record_end);
            }
        }
    }
}

/// A cell, without white space around its words.
fn cell(text: &str, words: &[u8], range: Range<usize>) -> Result<Cell, Fault> {
    let raw = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (raw.len() - raw.trim_start().len());
    let range = start..(start + raw.trim().len());
    let words = String::from_utf8_lossy(words);
    let mut words = words.trim();
    if raw.starts_with('"') {
        closed(raw.trim_end(), &range)?;
    } else if let Some(rest) = words.strip_prefix('"') {
        // White space stands before the quotation mark: the separators after it were not passed over.
        let inner = rest.strip_suffix('"').filter(|inner| !inner.contains('"'));
        words = inner.ok_or_else(|| {
            let hint = "take away the space before the quotation mark";
            Fault::broken("this cell starts with a space before its quotation mark", hint, range.clone())
        })?;
    }
    Ok(Cell { text: words.to_owned(), range })
}

/// Holds a cell in quotation marks to having its last one at its end, and all others doubled.
fn closed(raw: &str, range: &Range<usize>) -> Result<(), Fault> {
    let inner = raw.strip_prefix('"').unwrap_or(raw);
    let mut rest = inner.chars();
    while let Some(c) = rest.next() {
        if c == '"' && !rest.as_str().starts_with('"') {
            if rest.as_str().is_empty() {
                return Ok(());
            }
            break;
        }
        if c == '"' {
            rest.next();
        }
    }
    let first = raw.lines().next().map_or(0, str::len);
    let hint = "close it at the end of the cell; within the cell, a quotation mark is written twice";
    Err(Fault::broken("this quotation mark is not closed", hint, range.start..range.start + first))
}
