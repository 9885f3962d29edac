//! Findings on paper: for people, a line each, or JSON.

use std::io::{self, IsTerminal};

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term::termcolor::{ColorChoice, StandardStream, WriteColor};
use codespan_reporting::term::{self, Config, DisplayStyle, Styles, StylesWriter};
use serde::Serialize;
use typst_library::World;
use typst_syntax::Lines;

use crate::source::{Finding, Place};
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
pub fn write(
    out: &mut dyn WriteColor,
    findings: &[Finding],
    workspace: &Workspace,
    format: Format,
) -> io::Result<()> {
    match format {
        Format::Human => diagnostics(out, findings, workspace, DisplayStyle::Rich),
        Format::Short => diagnostics(out, findings, workspace, DisplayStyle::Short),
        Format::Json => {
            let report = Report::new(findings, workspace);
            serde_json::to_writer_pretty(&mut *out, &report).map_err(io::Error::other)?;
            writeln!(out)
        }
    }
}

/// Prints with codespan-reporting; lines and columns count from 1.
fn diagnostics(
    out: &mut dyn WriteColor,
    findings: &[Finding],
    workspace: &Workspace,
    style: DisplayStyle,
) -> io::Result<()> {
    let config = Config { display_style: style, tab_width: 2, ..Config::default() };
    let styles = Styles::default();
    for finding in findings {
        let file = finding.place.as_ref().map_or("", path);
        let text = finding.place.as_ref().and_then(|place| text(place, workspace));
        let mut message = finding.message.to_string();
        let mut labels = vec![];
        match (&finding.place, &text) {
            (Some(place), Some(_)) => labels.push(Label::primary((), place.range.clone())),
            // A file that is not text has no line to show.
            (Some(_), None) => message = format!("{file}: {message}"),
            (None, _) => {}
        }
        let severity = if finding.is_error() { Severity::Error } else { Severity::Warning };
        let notes = finding.hints.iter().map(|hint| format!("hint: {hint}")).collect();
        let diagnostic =
            Diagnostic::new(severity).with_message(message).with_labels(labels).with_notes(notes);
        let source = SimpleFile::new(file, text.unwrap_or_default());
        let mut styled = StylesWriter::new(&mut *out, &styles);
        term::emit_to_write_style(&mut styled, &config, &source, &diagnostic).map_err(io::Error::other)?;
    }
    Ok(())
}

/// The path of a place's file.
fn path(place: &Place) -> &str {
    place.file.get().vpath().get_without_slash()
}

/// The text of a place's file, if it is text.
fn text(place: &Place, workspace: &Workspace) -> Option<String> {
    workspace.file(place.file).ok()?.as_str().ok().map(str::to_owned)
}

fn lines(place: &Place, workspace: &Workspace) -> Option<Lines<String>> {
    text(place, workspace).map(Lines::new)
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
            severity: if finding.is_error() { "error" } else { "warning" },
            file: finding.place.as_ref().map(path),
            line: start.map(|(line, _)| line + 1),
            column: start.map(|(_, column)| column + 1),
            end_line: end.map(|(line, _)| line + 1),
            end_column: end.map(|(_, column)| column + 1),
            message: &finding.message,
            hints: finding.hints.iter().map(|hint| hint.as_str()).collect(),
        }
    }
}
