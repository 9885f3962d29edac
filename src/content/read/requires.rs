//! `requires` in `workbook.toml`: which versions of the program it takes.

use toml::de::DeTable;

use crate::content::requires::{Requirement, advice};
use crate::content::validate::Problems;
use crate::source::{FileId, Finding, Place};

/// The key.
const KEY: &str = "requires";

/// A finding where this program is none of the versions that a `workbook.toml` takes, whatever else is in it.
///
/// What another version would read may be broken or unknown to this one.
pub fn unmet(file: FileId, text: &str) -> Option<Finding> {
    if !text.contains(KEY) {
        return None;
    }
    let (root, _) = DeTable::parse_recoverable(text);
    let value = root.get_ref().get(KEY)?;
    let wanted = value.get_ref().as_str()?;
    let requirement: Requirement = wanted.parse().ok()?;
    let message = format!(
        "this workbook requires version {wanted} of the program, and this is {}",
        env!("CARGO_PKG_VERSION")
    );
    let hint =
        format!("install a version that fits: `cargo install werkboek --version \"{wanted}\" --locked`");
    let finding = || Finding::error("wrong-version", Place::new(file, value.span()), message).hint(hint);
    (!requirement.is_met()).then(finding)
}

/// Tells where a requirement cannot be read; gives whether it holds.
pub fn check(table: &DeTable, problems: &mut Problems) -> bool {
    let Some(value) = table.get(KEY) else { return true };
    // Of a value of another type, its shape tells.
    let Some(text) = value.get_ref().as_str() else { return true };
    let place = problems.place(value.span());
    if text.parse::<Requirement>().is_ok() {
        return true;
    }
    let message = format!("`{KEY}` must be a requirement of versions, such as \">=0.2\", not `{text}`");
    let hint = advice(text);
    problems.add(Finding::error("wrong-value", place, message).hint(hint));
    false
}
