//! Findings as workflow commands of GitHub, which become annotations.
//!
//! See <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::io;

use codespan_reporting::term::termcolor::WriteColor;

use super::shown::shown;
use super::{Prefix, Region};
use crate::source::Finding;
use crate::typeset::Workspace;

/// Writes a command for each finding.
pub fn write(
    out: &mut dyn WriteColor,
    findings: &[Finding],
    workspace: &Workspace,
    prefix: &Prefix,
) -> io::Result<()> {
    findings.iter().try_for_each(|finding| writeln!(out, "{}", command(finding, workspace, prefix)))
}

fn command(finding: &Finding, workspace: &Workspace, prefix: &Prefix) -> String {
    let mut properties = vec![];
    if let Some(place) = &finding.place {
        properties.push(format!("file={}", property(&shown(&prefix.path(place)))));
        if let Some(Region { line, column, end_line, end_column }) = Region::within(place, workspace) {
            properties.push(format!("line={line}"));
            // GitHub refuses columns where the lines differ.
            match line == end_line {
                true => properties.push(format!("col={column},endLine={end_line},endColumn={end_column}")),
                false => properties.push(format!("endLine={end_line}")),
            }
        }
    }
    properties.push(format!("title={}", property(finding.name)));
    let kind = if finding.is_error() { "error" } else { "warning" };
    let hints = finding.hints.iter().map(|hint| format!("\nhint: {}", shown(hint)));
    let text: String = std::iter::once(shown(&finding.message).into_owned()).chain(hints).collect();
    format!("::{kind} {}::{}", properties.join(","), data(&text))
}

/// Escapes what follows the colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_value_is_escaped() {
        assert_eq!(data("100%: a, b\r\nc"), "100%25: a, b%0D%0Ac");
        assert_eq!(property("100%: a, b\n"), "100%25%3A a%2C b%0A");
    }
}
