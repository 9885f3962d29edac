//! What separates the cells of a CSV file.

use super::cells::widths;

/// What spreadsheets put between cells; of those that fit as well, the first is taken.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// The separator, and the byte from which on there are rows.
///
/// Excel's own first line `sep=;` says it. Without it, the separator is the one by which the most
/// rows have as many cells as the header; what stands in quotation marks does not count.
pub fn find(text: &str, start: usize) -> (u8, usize) {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if let Some(said) = said(line) {
        return (said, start + line.len());
    }
    let agreeing = |separator: &u8| {
        let widths = widths(text, start, *separator);
        let head = *widths.first()?;
        let alike = widths.iter().filter(|width| **width == head).count();
        (head > 1).then_some((alike, head))
    };
    // The last of those that are alike wins.
    let fits = SEPARATORS.iter().rev().filter_map(|separator| Some((agreeing(separator)?, *separator)));
    if let Some((_, best)) = fits.max_by_key(|(fit, _)| *fit) {
        return (best, start);
    }
    // Nothing but separators.
    if let Some(alone) = SEPARATORS.iter().find(|separator| widths(text, start, **separator).is_empty()) {
        return (*alone, start);
    }
    // A table of one column: its commas are those of sentences.
    let splits = |separator: &&u8| widths(text, start, **separator).iter().any(|width| *width > 1);
    (*SEPARATORS.iter().take(2).find(splits).unwrap_or(&b'\t'), start)
}

/// What the line `sep=;` says.
fn said(line: &str) -> Option<u8> {
    let line = line.trim_matches([' ', '"', '\r']);
    let (key, value) = line.split_once('=')?;
    let [separator] = *value.as_bytes() else { return None };
    (key.eq_ignore_ascii_case("sep") && separator.is_ascii() && separator != b'"').then_some(separator)
}
