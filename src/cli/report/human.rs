//! Findings for people, by codespan-reporting.

use std::io;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term::termcolor::WriteColor;
use codespan_reporting::term::{self, Config, DisplayStyle, Styles, StylesWriter};

use super::{path, text};
use crate::source::Finding;
use crate::typeset::Workspace;

/// Prints findings; lines and columns count from 1.
pub fn write(
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
