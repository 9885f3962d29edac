//! Tables from files of comma-separated values.

use std::ops::Range;

use crate::source::count;

/// The cells of a CSV file, row by row, the first row being the header.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Csv {
    /// The rows, all of the same length.
    pub rows: Vec<Vec<String>>,
}

/// Reads a CSV file; a semicolon separates where it does so more often in the first line.
///
/// Errors with the reason and the bytes of the file where it is.
pub fn read(text: &str) -> Result<Csv, (String, Range<usize>)> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let semicolons = first.matches(';').count() > first.matches(',').count();
    let delimiter = if semicolons { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| (reason(&error), place(&error, text)))?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    if rows.len() < 2 {
        return Err(("a table needs a header and at least one row".into(), 0..0));
    }
    Ok(Csv { rows })
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("this row has {}, and the header has {expected_len}", count(*len as usize, "cell"))
        }
        _ => "this is not a file of comma-separated values".into(),
    }
}

fn place(error: &csv::Error, text: &str) -> Range<usize> {
    let start = error.position().map_or(0, |position| position.byte() as usize).min(text.len());
    let rest = text.get(start..).unwrap_or_default();
    start..start + rest.find('\n').unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn commas_and_semicolons() {
        assert_eq!(read("a,b\n1,2\n").expect("a table").rows[1], ["1", "2"]);
        assert_eq!(read("a;b\n\"1;5\";2\n").expect("a table").rows[1], ["1;5", "2"]);
    }

    #[test]
    fn a_short_row_is_named() {
        let (reason, range) = read("a,b\n1,2\n3\n").expect_err("a short row");
        assert_eq!((reason.as_str(), range), ("this row has 1 cell, and the header has 2", 8..9));
    }
}
