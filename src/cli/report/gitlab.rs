//! Findings as a report on code quality, as GitLab reads it.
//!
//! See <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::sarif::sentences;
use super::shown::shown;
use super::{Prefix, at, repeats};
use crate::source::Finding;
use crate::typeset::Workspace;

/// A finding, as GitLab calls it.
#[derive(Debug, Serialize)]
pub struct Violation {
    /// What is wrong, and what to do.
    description: String,
    /// The finding's stable name.
    check_name: &'static str,
    /// What tells it from all others, and is the same after an edit elsewhere.
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

/// Where a finding is.
#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

/// The line where it begins, counted from 1.
#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
}

/// A list of all findings.
pub fn report(findings: &[Finding], workspace: &Workspace, prefix: &Prefix) -> Vec<Violation> {
    let places: Vec<(String, usize)> =
        findings.iter().map(|finding| at(finding, workspace, prefix)).collect();
    let keys =
        findings.iter().zip(&places).map(|(finding, (path, _))| (finding.name, path, &finding.message));
    let repeats = repeats(keys);
    let all = findings.iter().zip(&places).zip(repeats);
    all.map(|((finding, (path, line)), repeat)| Violation {
        description: shown(&sentences(finding)).into_owned(),
        check_name: finding.name,
        fingerprint: fingerprint(finding, path, repeat),
        severity: severity(finding),
        location: Location { path: path.clone(), lines: Lines { begin: *line } },
    })
    .collect()
}

/// Lines are no part of it, since they move with every edit; what is there twice is told apart by its count.
fn fingerprint(finding: &Finding, path: &str, repeat: usize) -> String {
    let parts = [finding.name, path, &finding.message, &repeat.to_string()];
    let sum = Sha256::digest(parts.join("\0"));
    sum.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn severity(finding: &Finding) -> &'static str {
    match (finding.is_internal(), finding.is_error()) {
        (true, _) => "critical",
        (false, true) => "major",
        (false, false) => "minor",
    }
}
