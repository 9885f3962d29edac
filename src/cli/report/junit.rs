//! Findings as a suite of tests, as JUnit writes it: a case for each.
//!
//! See <https://github.com/testmoapp/junitxml> for what is common to the programs that read it.

use xmlwriter::{Indent, Options, XmlWriter};

use super::shown::shown;
use super::{Prefix, at, repeats};
use crate::source::Finding;
use crate::typeset::Workspace;

/// The suite: what stops the build has failed, and what does not was passed over; where all is well, one case says so.
pub fn suite(findings: &[Finding], workspace: &Workspace, prefix: &Prefix) -> String {
    let mut xml = XmlWriter::new(Options { indent: Indent::Spaces(2), ..Options::default() });
    xml.write_declaration();
    let count = |kind: &str| findings.iter().filter(|finding| element(finding) == kind).count();
    let counts = [
        ("tests", findings.len().max(1)),
        ("failures", count("failure")),
        ("errors", count("error")),
        ("skipped", count("skipped")),
    ];
    for name in ["testsuites", "testsuite"] {
        xml.start_element(name);
        xml.write_attribute("name", env!("CARGO_PKG_NAME"));
        counts.iter().for_each(|(name, count)| xml.write_attribute(name, count));
    }
    if findings.is_empty() {
        xml.start_element("testcase");
        xml.write_attribute("classname", &escaped(&prefix.before(crate::source::WORKBOOK)));
        xml.write_attribute("name", "no problems");
        xml.end_element();
    }
    let places: Vec<(String, usize)> =
        findings.iter().map(|finding| at(finding, workspace, prefix)).collect();
    let keys =
        findings.iter().zip(&places).map(|(finding, (path, _))| (finding.name, path, &finding.message));
    let repeats = repeats(keys);
    for ((finding, (path, line)), repeat) in findings.iter().zip(&places).zip(repeats) {
        case(&mut xml, finding, path, *line, repeat);
    }
    xml.end_document()
}

/// Adds the case of a finding; one that is there again has its number behind its name, since names tell cases apart.
fn case(xml: &mut XmlWriter, finding: &Finding, path: &str, line: usize, repeat: usize) {
    let again = if repeat == 0 { String::new() } else { format!(" ({})", repeat + 1) };
    xml.start_element("testcase");
    xml.write_attribute("classname", &escaped(path));
    xml.write_attribute("name", &escaped(&format!("{}: {}{again}", finding.name, finding.message)));
    xml.write_attribute("file", &escaped(path));
    xml.write_attribute("line", &line);
    xml.start_element(element(finding));
    xml.write_attribute("type", finding.name);
    xml.write_attribute("message", &escaped(&finding.message));
    let lines = std::iter::once(format!("{path}:{line}: {}", finding.message));
    let lines = lines.chain(finding.hints.iter().map(|hint| format!("hint: {hint}")));
    xml.write_text(&lines.map(|line| escaped(&line)).collect::<Vec<_>>().join("\n"));
    xml.end_element();
    xml.end_element();
}

/// How a case ended.
fn element(finding: &Finding) -> &'static str {
    match (finding.is_internal(), finding.is_error()) {
        (true, _) => "error",
        (false, true) => "failure",
        (false, false) => "skipped",
    }
}

/// A text in one line as XML can hold it: the writer of it escapes no `&`, and some characters have no place in it
/// (XML 1.0, 2.2).
fn escaped(text: &str) -> String {
    let text = shown(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_cannot_hold_is_written_otherwise() {
        assert_eq!(escaped("a & b <\"c\"> ]]>"), "a &amp; b &lt;&quot;c&quot;&gt; ]]&gt;");
        assert_eq!(escaped("a\u{1b}\n\u{ffff}\0"), "a\\u{1b}\\u{a}\u{fffd}\\u{0}");
    }
}
