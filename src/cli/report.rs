//! Findings on paper: for people, a line each, or JSON.

use std::io::{self, IsTerminal};

use serde::Serialize;
use typst_kit::diagnostics::termcolor::{ColorChoice, StandardStream, WriteColor};
use typst_kit::diagnostics::{DiagnosticFormat, emit};
use typst_library::World;
use typst_syntax::Lines;

use crate::source::{Finding, Place, Severity};
use crate::typeset::Workspace;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source line and advice.
    Human,
    /// A line each.
    Short,
    /// One JSON object.
    Json,
}

/// Prints findings to standard output or standard error.
pub fn print(findings: &[Finding], workspace: &Workspace, format: Format, to_stdout: bool) -> io::Result<()> {
    let terminal = if to_stdout { io::stdout().is_terminal() } else { io::stderr().is_terminal() };
    let choice = if terminal { ColorChoice::Auto } else { ColorChoice::Never };
    let mut stream = if to_stdout { StandardStream::stdout(choice) } else { StandardStream::stderr(choice) };
    write(&mut stream, findings, workspace, format)
}

/// Writes findings in a format.
pub fn write(out: &mut dyn WriteColor, findings: &[Finding], workspace: &Workspace, format: Format) -> io::Result<()> {
    match format {
        Format::Human => diagnostics(out, findings, workspace, DiagnosticFormat::Human),
        Format::Short => diagnostics(out, findings, workspace, DiagnosticFormat::Short),
        Format::Json => {
            let report = Report::new(findings, workspace);
            serde_json::to_writer_pretty(&mut *out, &report).map_err(io::Error::other)?;
            writeln!(out)
        }
    }
}

fn diagnostics(out: &mut dyn WriteColor, findings: &[Finding], workspace: &Workspace, format: DiagnosticFormat) -> io::Result<()> {
    for finding in findings {
        let readable = finding.place.as_ref().is_none_or(|place| lines(place, workspace).is_some());
        let mut shown = finding.clone();
        if !readable {
            // A file that is not text has no line to show.
            let path = finding.place.as_ref().map_or("", |place| place.file.get().vpath().get_without_slash());
            shown.message = ecow::eco_format!("{path}: {}", finding.message);
            shown.place = None;
        }
        emit(out, workspace, [&shown.to_diagnostic()], format).map_err(io::Error::other)?;
    }
    Ok(())
}

fn lines(place: &Place, workspace: &Workspace) -> Option<Lines<String>> {
    workspace.file(place.file).ok()?.lines().ok()
}

/// How many problems there are, in words.
pub fn count(findings: &[Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let warnings = findings.len() - errors;
    let words = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => "no problems".into(),
        (0, _) => words(warnings, "warning"),
        (_, 0) => words(errors, "error"),
        _ => format!("{}, {}", words(errors, "error"), words(warnings, "warning")),
    }
}

/// The JSON object; its keys are promised in `docs/json.md`.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    findings: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    name: &'a str,
    severity: &'static str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    hints: Vec<&'a str>,
}

impl<'a> Report<'a> {
    fn new(findings: &'a [Finding], workspace: &Workspace) -> Self {
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        let items = findings.iter().map(|finding| Item::new(finding, workspace)).collect();
        Self { version: 1, errors, warnings: findings.len() - errors, findings: items }
    }
}

impl<'a> Item<'a> {
    fn new(finding: &'a Finding, workspace: &Workspace) -> Self {
        let lines = finding.place.as_ref().and_then(|place| Some((place, lines(place, workspace)?)));
        let at = |byte: usize| lines.as_ref().and_then(|(_, lines)| lines.byte_to_line_column(byte));
        let start = lines.as_ref().and_then(|(place, _)| at(place.range.start));
        let end = lines.as_ref().and_then(|(place, _)| at(place.range.end));
        Self {
            name: finding.name,
            severity: if finding.severity == Severity::Error { "error" } else { "warning" },
            file: finding.place.as_ref().map(|place| place.file.get().vpath().get_without_slash()),
            line: start.map(|(line, _)| line + 1),
            column: start.map(|(_, column)| column + 1),
            end_line: end.map(|(line, _)| line + 1),
            end_column: end.map(|(_, column)| column + 1),
            message: &finding.message,
            hints: finding.hints.iter().map(|hint| hint.as_str()).collect(),
        }
    }
}
