//! The first line of a layout that was written into a workbook: from which version it was taken.

use flate2::Crc;

use super::embedded::Layout;

/// How the first line starts.
const START: &str = "// Taken from werkboek ";

/// How it goes on after the version and the sum.
const END: &str = "; delete this file to have the program's own again.";

/// From what a workbook's layout was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The version of the program.
    pub version: &'a str,
    /// The sum of the program's layout then.
    sum: &'a str,
}

/// The sum of a text (CRC-32, RFC 1952), by which a later version knows whether its own is another.
fn sum(text: &str) -> String {
    let mut crc = Crc::new();
    crc.update(text.as_bytes());
    format!("{:08x}", crc.sum())
}

/// The first line of a layout that is taken now.
pub fn mark(layout: &Layout) -> String {
    format!("{START}{} ({}){END}", env!("CARGO_PKG_VERSION"), sum(layout.text))
}

/// The text of a layout as it is written into a workbook.
pub fn marked(layout: &Layout) -> String {
    format!("{}\n{}", mark(layout), layout.text)
}

/// The text of a workbook's layout without that line.
pub fn unmarked(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with(START) => rest,
        _ => text,
    }
}

/// From what a workbook's layout was taken, if its first line says so.
pub fn origin(text: &str) -> Option<Origin<'_>> {
    let line = text.trim_start_matches('\u{feff}').lines().next()?.strip_prefix(START)?;
    let (version, rest) = line.split_once(" (")?;
    Some(Origin { version, sum: rest.split_once(')')?.0 })
}

impl Origin<'_> {
    /// Whether the program's layout is still the one that was taken.
    pub fn is_of(&self, layout: &Layout) -> bool {
        self.sum == sum(layout.text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::embedded::layouts;
    use super::{Origin, marked, origin, unmarked};

    #[test]
    fn what_is_taken_says_from_where() {
        for layout in layouts() {
            let text = marked(&layout);
            assert_eq!(unmarked(&text), layout.text);
            let found = origin(&text).expect("a first line");
            assert_eq!(found.version, env!("CARGO_PKG_VERSION"));
            assert!(found.is_of(&layout), "{}", layout.path);
            let windows = text.replace('\n', "\r\n");
            assert!(origin(&windows).is_some_and(|found| found.is_of(&layout)));
            assert_eq!(unmarked(layout.text), layout.text);
            assert_eq!(origin(layout.text), None);
        }
        let older = "// Taken from werkboek 0.0.1 (00000000); delete\nx";
        assert_eq!(origin(older), Some(Origin { version: "0.0.1", sum: "00000000" }));
        assert_eq!(origin("// Taken from werkboek 0.0.1"), None);
    }
}
