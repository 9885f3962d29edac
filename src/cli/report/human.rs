//! Findings for people, by codespan-reporting.

use std::io;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::files::Error;
use codespan_reporting::term::termcolor::WriteColor;
use codespan_reporting::term::{self, Config, DisplayStyle, Styles, StylesWriter};

use super::excerpt::Excerpt;
use super::shown::shown;
use super::{Prefix, text};
use crate::source::{Finding, Indexed};
use crate::typeset::Workspace;

/// Prints findings; lines and columns count from 1.
pub fn write(
    out: &mut dyn WriteColor,
    findings: &[Finding],
    workspace: &Workspace,
    prefix: &Prefix,
    style: DisplayStyle,
) -> io::Result<()> {
    let config = Config { display_style: style, tab_width: 2, ..Config::default() };
    let styles = Styles::default();
    let nothing = Indexed::new("");
    for finding in findings {
        let file = finding.place.as_ref().map_or_else(String::new, |place| prefix.path(place));
        let text = finding.place.as_ref().and_then(|place| text(place, workspace));
        let severity = if finding.is_error() { Severity::Error } else { Severity::Warning };
        let notes = finding.hints.iter().map(|hint| format!("hint: {}", shown(hint))).collect();
        let mut diagnostic = Diagnostic::new(severity).with_notes(notes);
        diagnostic.message = shown(&finding.message).into_owned();
        let source = match (&finding.place, &text) {
            (Some(place), Some(text)) => {
                let excerpt = Excerpt::new(&file, text, &place.range);
                diagnostic.labels.push(Label::primary((), excerpt.range.clone()));
                excerpt
            }
            (Some(_), None) => {
                // A file that is not text has no line to show.
                diagnostic.message = format!("{}: {}", shown(&file), diagnostic.message);
                Excerpt::new(&file, &nothing, &(0..0))
            }
            (None, _) => Excerpt::new(&file, &nothing, &(0..0)),
        };
        let mut styled = StylesWriter::new(&mut *out, &styles);
        term::emit_to_write_style(&mut styled, &config, &source, &diagnostic).map_err(
            |error| match error {
                Error::Io(error) => error,
                other => io::Error::other(other),
            },
        )?;
    }
    Ok(())
}
