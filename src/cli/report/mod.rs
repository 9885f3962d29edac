//! Findings on paper: for people, a line each, as JSON, as SARIF, as JUnit's XML, for GitHub, or for GitLab.

mod excerpt;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod prefix;
mod sarif;
mod shown;

use std::collections::HashMap;
use std::io::{self, IsTerminal};
use std::sync::Arc;

use codespan_reporting::term::DisplayStyle;
use codespan_reporting::term::termcolor::{ColorChoice, StandardStream};
use typst_library::World;

use crate::source::{Finding, Indexed, Place, WORKBOOK, count as words, indexed};
use crate::typeset::Workspace;

pub use json::Findings;
pub use prefix::Prefix;
pub use shown::{shown, shown_whole};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source line and advice.
    Human,
    /// A line each.
    Short,
    /// One JSON object.
    Json,
    /// One log in SARIF 2.1.0.
    Sarif,
    /// A workflow command of GitHub each.
    Github,
    /// One report on code quality, as GitLab reads it.
    Gitlab,
    /// One suite of tests, as JUnit writes it.
    Junit,
}

impl Format {
    /// Whether it is one object for a program, beside which nothing is said.
    pub fn is_object(self) -> bool {
        matches!(self, Self::Json | Self::Sarif | Self::Gitlab | Self::Junit)
    }

    /// Whether it is for people, and so for standard error where something else is printed, too.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Short)
    }

    /// Whether it is for a service that takes paths from the root of a repository.
    fn is_rooted(self) -> bool {
        matches!(self, Self::Sarif | Self::Github | Self::Gitlab | Self::Junit)
    }
}

/// Prints findings to standard output or standard error; their paths begin as `prefix` says.
pub fn print(
    findings: &[Finding],
    workspace: &Workspace,
    format: Format,
    prefix: &Prefix,
    to_stdout: bool,
) -> io::Result<()> {
    let terminal = if to_stdout { io::stdout().is_terminal() } else { io::stderr().is_terminal() };
    let choice = if terminal { ColorChoice::Auto } else { ColorChoice::Never };
    let mut stream = if to_stdout { StandardStream::stdout(choice) } else { StandardStream::stderr(choice) };
    let out = &mut stream;
    match format {
        Format::Human => human::write(out, findings, workspace, prefix, DisplayStyle::Rich),
        Format::Short => human::write(out, findings, workspace, prefix, DisplayStyle::Short),
        Format::Json => object(out, &Findings::new(findings, workspace, prefix)),
        Format::Sarif => object(out, &sarif::log(findings, workspace, prefix)),
        Format::Github => github::write(out, findings, workspace, prefix),
        Format::Gitlab => object(out, &gitlab::report(findings, workspace, prefix)),
        Format::Junit => io::Write::write_all(out, junit::suite(findings, workspace, prefix).as_bytes()),
    }?;
    io::Write::flush(out)
}

/// Writes one JSON object.
pub fn object(out: &mut (impl io::Write + ?Sized), object: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, object).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()
}

/// The text of a place's file, if it is text.
///
/// Where a place inside a file is meant that is not UTF-8, each byte that is not is a `?`.
fn text(place: &Place, workspace: &Workspace) -> Option<Arc<Indexed>> {
    indexed(&workspace.file(place.file).ok()?, !place.range.is_empty())
}

/// How many problems there are, in words.
pub fn count(findings: &[Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let warnings = findings.len() - errors;
    let (some_errors, some_warnings) = (words(errors, "error"), words(warnings, "warning"));
    match (errors, warnings) {
        (0, 0) => "no problems".into(),
        (0, _) => some_warnings,
        (_, 0) => some_errors,
        _ => format!("{some_errors}, {some_warnings}"),
    }
}

/// For each of some keys, how often it was there before.
fn repeats<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut seen: HashMap<K, usize> = HashMap::new();
    let before = |key| {
        let known = seen.entry(key).or_default();
        *known += 1;
        *known - 1
    };
    keys.map(before).collect()
}

/// The path and the line of a finding; those of a book as a whole stand at the first line of `workbook.toml`.
fn at(finding: &Finding, workspace: &Workspace, prefix: &Prefix) -> (String, usize) {
    let Some(place) = &finding.place else { return (prefix.before(WORKBOOK), 1) };
    (prefix.path(place), Region::within(place, workspace).map_or(1, |region| region.line))
}

/// A stretch of a file's text, counted from 1, columns in characters; its end is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    /// The region of a place, if its file is text.
    fn of(place: &Place, workspace: &Workspace) -> Option<Self> {
        let text = text(place, workspace)?;
        let (line, column) = text.position(place.range.start);
        let (end_line, end_column) = text.position(place.range.end);
        Some(Self { line, column, end_line, end_column })
    }

    /// The region of a place, unless the file as a whole is meant.
    fn within(place: &Place, workspace: &Workspace) -> Option<Self> {
        if place.range == (0..0) { None } else { Self::of(place, workspace) }
    }
}
