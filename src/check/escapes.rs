//! Backslashes that TOML takes for itself: `\t` in `naar\tabanken`, and `\` at the end of a line.

use crate::source::{Escape, Finding};

use super::passage::Passage;

/// What to write in place of an escape.
const WAY_OUT: &str = "for a backslash write `\\\\`, or put the text between ''' and '''";

/// Checks the escapes of a literal.
pub fn swallowed(passage: &Passage, findings: &mut Vec<Finding>) {
    let escapes = passage.literal.escapes();
    findings.extend(escapes.iter().filter_map(|escape| told(escape, passage)));
}

fn told(escape: &Escape, passage: &Passage) -> Option<Finding> {
    let before = passage.text.get(..escape.value.start)?;
    let after = passage.text.get(escape.value.end..)?;
    let place = passage.spot(escape.file.clone());
    let error =
        |message: String| Some(Finding::error("swallowed-backslash", place.clone(), message).hint(WAY_OUT));
    match passage.raw(escape.file.clone()) {
        _ if escape.value.is_empty() => joined(before, after, escape, passage),
        "\\t" if after.starts_with(char::is_alphanumeric) => {
            let finding = Finding::warning("escaped-tab", place, "`\\t` is a tab here, and set as a space");
            Some(finding.hint(WAY_OUT))
        }
        raw @ ("\\b" | "\\f" | "\\e") => {
            error(format!("`{raw}` is a control character here, and not a backslash with a letter"))
        }
        "\\r" if !after.starts_with('\n') => error("`\\r` is a line end here".into()),
        "\\n" if is_drive(before) => error("`\\n` is a line end here".into()),
        _ => None,
    }
}

/// Whether a text ends in the letter of a drive, as in `C:`.
fn is_drive(before: &str) -> bool {
    let mut last = before.chars().rev();
    last.next() == Some(':')
        && last.next().is_some_and(|c| c.is_ascii_alphabetic())
        && !last.next().is_some_and(char::is_alphanumeric)
}

/// A backslash at the end of a line, with a word right before it.
fn joined(before: &str, after: &str, escape: &Escape, passage: &Passage) -> Option<Finding> {
    let glued = before.ends_with(|c: char| !c.is_whitespace()) && !after.is_empty();
    let last = before.split_whitespace().next_back().filter(|_| glued)?;
    let next = after.split_whitespace().next().unwrap_or_default();
    let message = format!("a backslash at the end of a line joins two words here: `{last}{next}`");
    let place = passage.spot(escape.file.start..escape.file.start + 1);
    let finding = Finding::error("joined-lines", place, message);
    Some(finding.hint(
        "to keep the line end, write `\\\\`, or put the text between ''' and '''; to join the lines, write a space before the backslash",
    ))
}
