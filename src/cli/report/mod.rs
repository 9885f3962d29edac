//! Findings on paper: for people, a line each, as JSON, as SARIF, or for GitHub.

mod excerpt;
mod github;
mod human;
mod json;
mod sarif;
mod shown;

use std::io::{self, IsTerminal};
use std::path::Path;

use codespan_reporting::term::DisplayStyle;
use codespan_reporting::term::termcolor::{ColorChoice, StandardStream};
use typst_library::World;
use typst_syntax::Lines;

use crate::source::{Finding, Place, count as words};
use crate::typeset::Workspace;

pub use json::Findings;
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
}

impl Format {
    /// Whether it is one object for a program, beside which nothing is said.
    pub fn is_object(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }
}

/// Prints findings to standard output or standard error.
pub fn print(findings: &[Finding], workspace: &Workspace, format: Format, to_stdout: bool) -> io::Result<()> {
    print_from(Path::new(""), findings, workspace, format, to_stdout)
}

/// Prints findings; `dir` is the workbook's folder from where the program runs.
///
/// SARIF and GitHub name files from there, the other formats from the workbook's folder.
pub fn print_from(
    dir: &Path,
    findings: &[Finding],
    workspace: &Workspace,
    format: Format,
    to_stdout: bool,
) -> io::Result<()> {
    let terminal = if to_stdout { io::stdout().is_terminal() } else { io::stderr().is_terminal() };
    let choice = if terminal { ColorChoice::Auto } else { ColorChoice::Never };
    let mut stream = if to_stdout { StandardStream::stdout(choice) } else { StandardStream::stderr(choice) };
    let out = &mut stream;
    match format {
        Format::Human => human::write(out, findings, workspace, DisplayStyle::Rich),
        Format::Short => human::write(out, findings, workspace, DisplayStyle::Short),
        Format::Json => object(out, &Findings::new(findings, workspace)),
        Format::Sarif => object(out, &sarif::log(findings, workspace, dir)),
        Format::Github => github::write(out, findings, workspace, dir),
    }
}

/// Writes one JSON object.
pub fn object(out: &mut (impl io::Write + ?Sized), object: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, object).map_err(io::Error::other)?;
    writeln!(out)
}

/// The path of a place's file.
fn path(place: &Place) -> &str {
    place.file.get().vpath().get_without_slash()
}

/// The text of a place's file, if it is text.
///
/// Where a place inside a file is meant that is not UTF-8, each byte that is not is a `?`.
fn text(place: &Place, workspace: &Workspace) -> Option<String> {
    let bytes = workspace.file(place.file).ok()?;
    if let Ok(text) = bytes.as_str() {
        return Some(text.to_owned());
    }
    (!place.range.is_empty()).then(|| {
        let chunks = bytes.utf8_chunks();
        chunks.map(|chunk| format!("{}{}", chunk.valid(), "?".repeat(chunk.invalid().len()))).collect()
    })
}

fn lines(place: &Place, workspace: &Workspace) -> Option<Lines<String>> {
    text(place, workspace).map(Lines::new)
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
        let lines = lines(place, workspace)?;
        let (line, column) = lines.byte_to_line_column(place.range.start)?;
        let (end_line, end_column) = lines.byte_to_line_column(place.range.end)?;
        Some(Self { line: line + 1, column: column + 1, end_line: end_line + 1, end_column: end_column + 1 })
    }

    /// The region of a place, unless the file as a whole is meant.
    fn within(place: &Place, workspace: &Workspace) -> Option<Self> {
        if place.range == (0..0) { None } else { Self::of(place, workspace) }
    }
}

/// The path of a place's file from where the program runs, with forward slashes.
fn path_from_here(place: &Place, dir: &Path) -> String {
    let dir = dir.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let rooted = if dir.starts_with('/') { "/" } else { "" };
    let parts = dir.split('/').filter(|part| !matches!(*part, "" | "."));
    let parts: Vec<&str> = parts.chain([path(place)]).collect();
    format!("{rooted}{}", parts.join("/"))
}
