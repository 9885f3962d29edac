//! Findings as one JSON object; its keys are promised in `docs/json.md`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Prefix, Region};
use crate::source::Finding;
use crate::typeset::Workspace;

/// All findings.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "What `werkboek check --format json` prints")]
pub struct Findings<'a> {
    /// The version of this format; it changes only when a key goes or changes its meaning.
    version: u32,
    /// The number of errors.
    errors: usize,
    /// The number of warnings.
    warnings: usize,
    /// The findings in the order of the files: `workbook.toml` first, then by path and place.
    findings: Vec<Item<'a>>,
}

/// How grave a finding is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Severity {
    /// It stops the build.
    Error,
    /// It does not.
    Warning,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
struct Item<'a> {
    /// The finding's stable name.
    name: &'a str,
    /// How grave it is.
    severity: Severity,
    /// The path from the workbook's folder, or from the one that `--paths-from` names.
    file: Option<String>,
    /// The line where it begins, counted from 1; null where the file is not text.
    line: Option<usize>,
    /// The column where it begins, counted from 1 in characters.
    column: Option<usize>,
    /// The line where it ends.
    end_line: Option<usize>,
    /// The column where it ends, which is not part of it.
    end_column: Option<usize>,
    /// What is wrong.
    message: &'a str,
    /// What to do.
    hints: Vec<&'a str>,
}

impl<'a> Findings<'a> {
    /// The object of some findings.
    pub fn new(findings: &'a [Finding], workspace: &Workspace, prefix: &Prefix) -> Self {
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        let items = findings.iter().map(|finding| Item::new(finding, workspace, prefix)).collect();
        Self { version: 1, errors, warnings: findings.len() - errors, findings: items }
    }
}

impl<'a> Item<'a> {
    fn new(finding: &'a Finding, workspace: &Workspace, prefix: &Prefix) -> Self {
        let region = finding.place.as_ref().and_then(|place| Region::of(place, workspace));
        Self {
            name: finding.name,
            severity: if finding.is_error() { Severity::Error } else { Severity::Warning },
            file: finding.place.as_ref().map(|place| prefix.path(place)),
            line: region.map(|region| region.line),
            column: region.map(|region| region.column),
            end_line: region.map(|region| region.end_line),
            end_column: region.map(|region| region.end_column),
            message: &finding.message,
            hints: finding.hints.iter().map(|hint| hint.as_str()).collect(),
        }
    }
}
