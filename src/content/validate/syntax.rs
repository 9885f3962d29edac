//! Findings for what the TOML parser did not understand, in the words of what was meant.

mod line;
mod slip;
mod slips;
mod values;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;

use super::scan::{self, Unclosed};
use crate::source::{FileId, Finding, Place};

use line::Line;
use written::Written;

/// The findings for the errors of the parser in a file, one a line.
pub fn broken(file: FileId, text: &str, errors: &[toml::de::Error]) -> Vec<Finding> {
    let file_text = Written::new(text);
    let unclosed = scan::unclosed(text);
    let covered = Covered::new(&unclosed, &file_text);
    let mut lines: BTreeMap<usize, (Range<usize>, &str)> = BTreeMap::new();
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let start = file_text.start_of_line(range.start);
        if !covered.holds(start, range.start) {
            // One slip often trips the parser again on the same line.
            lines.entry(start).or_insert((range, error.message()));
        }
    }
    let told = unclosed.iter().map(|one| not_closed(file, text, one));
    let slips = lines.into_iter().map(|(start, (range, message))| {
        let line = Line::new(&file_text, start, range, message);
        let slip = slips::find(&line);
        let place = Place::new(file, slip.range.unwrap_or(line.range));
        Finding::error("toml-syntax", place, slip.message).maybe_hint(slip.hint)
    });
    told.chain(slips).collect()
}

/// The stretches that an opening explains: for each, in order, the start of its line, and how far it and
/// those before it reach.
struct Covered(Vec<(usize, usize)>);

impl Covered {
    fn new(unclosed: &[Unclosed], text: &Written) -> Self {
        let line = |one: &Unclosed| (text.start_of_line(one.range.start), one.until);
        let mut stretches: Vec<(usize, usize)> = unclosed.iter().map(line).collect();
        stretches.sort_unstable();
        let mut reach = 0;
        for (_, until) in &mut stretches {
            reach = reach.max(*until);
            *until = reach;
        }
        Self(stretches)
    }

    /// Whether a slip on the line that begins at `start` comes of an opening before it.
    fn holds(&self, start: usize, at: usize) -> bool {
        let before = self.0.partition_point(|(line, _)| *line <= start);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|(_, reach)| at <= *reach)
    }
}

/// A finding for what opens and does not close, at its opening.
fn not_closed(file: FileId, text: &str, unclosed: &Unclosed) -> Finding {
    let opening = text.get(unclosed.range.clone()).unwrap_or_default();
    let place = |length: usize| Place::new(file, unclosed.range.start..unclosed.range.start + length);
    let sign = unclosed.sign;
    match sign {
        "\"\"\"" | "'''" => {
            let message = format!("the text that begins here with {sign} does not end");
            Finding::error("toml-syntax", place(3), message).hint(format!("write {sign} after its last word"))
        }
        "[" | "{" => {
            let (what, end) = if sign == "[" { ("list", "]") } else { ("table", "}") };
            let message = format!("the {what} that begins here with `{sign}` does not end");
            Finding::error("toml-syntax", place(1), message)
                .hint(format!("write `{end}` after its last value"))
        }
        _ => {
            let message = "the text that begins here does not end on its line";
            let finding = Finding::error("toml-syntax", place(opening.trim_end().len()), message);
            let last = opening.trim_end().trim_end_matches(',').chars().last();
            if last.is_some_and(line::is_curly) {
                return finding.hint(format!("it ends with a curly quote: type a straight {sign} there"));
            }
            if opening.contains('\\') {
                return finding
                    .hint("a `\\` before the last quote makes it part of the text: write `/` in paths");
            }
            finding.hint(format!(
                "write {sign} after its last word; a text of several lines stands between \"\"\" and \"\"\""
            ))
        }
    }
}
