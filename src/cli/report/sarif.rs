//! Findings as a SARIF log (OASIS SARIF 2.1.0).

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::{Prefix, Region};
use crate::source::{Finding, finding_kind};
use crate::typeset::Workspace;

/// A log of one run.
pub fn log(findings: &[Finding], workspace: &Workspace, prefix: &Prefix) -> Value {
    let mut names: Vec<&str> = vec![];
    for finding in findings {
        if !names.contains(&finding.name) {
            names.push(finding.name);
        }
    }
    let results = findings.iter().map(|finding| result(finding, &names, workspace, prefix));
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(&names) },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

/// The program, with a rule for each name.
fn driver(names: &[&str]) -> Value {
    let rules = names.iter().map(|name| {
        let words = json!({ "text": name.replace('-', " ") });
        let meaning = finding_kind(name).map_or_else(|| name.replace('-', " "), |kind| kind.meaning.into());
        let meaning = json!({ "text": sentence(&meaning) });
        json!({ "id": name, "shortDescription": words, "fullDescription": meaning, "help": meaning })
    });
    let mut driver = Map::from_iter([
        ("name".into(), json!(env!("CARGO_PKG_NAME"))),
        ("version".into(), json!(env!("CARGO_PKG_VERSION"))),
        ("rules".into(), rules.collect()),
    ]);
    let home = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")];
    if let Some(home) = home.into_iter().find(|home| !home.is_empty()) {
        driver.insert("informationUri".into(), json!(home));
    }
    Value::Object(driver)
}

fn result(finding: &Finding, names: &[&str], workspace: &Workspace, prefix: &Prefix) -> Value {
    let mut result = Map::from_iter([
        ("ruleId".into(), json!(finding.name)),
        ("ruleIndex".into(), json!(names.iter().position(|name| *name == finding.name))),
        ("level".into(), json!(if finding.is_error() { "error" } else { "warning" })),
        ("message".into(), json!({ "text": sentences(finding) })),
    ]);
    if let Some(place) = &finding.place {
        let path = prefix.path(place);
        let mut physical = Map::from_iter([("artifactLocation".into(), artifact(&path))]);
        if let Some(region) = Region::within(place, workspace) {
            let region = json!({
                "startLine": region.line,
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
            });
            physical.insert("region".into(), region);
        }
        result.insert("locations".into(), json!([{ "physicalLocation": physical }]));
    }
    Value::Object(result)
}

/// A file: from the root of the sources, or from the root of the disk.
fn artifact(path: &str) -> Value {
    match path.starts_with('/') {
        true => json!({ "uri": format!("file://{}", encode(path)) }),
        false => json!({ "uri": encode(path), "uriBaseId": "%SRCROOT%" }),
    }
}

/// Writes what is not plain in a path as its bytes (RFC 3986, 2.1).
fn encode(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into())
            }
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

/// Message and hints as sentences.
pub fn sentences(finding: &Finding) -> String {
    let texts = std::iter::once(&finding.message).chain(&finding.hints);
    texts.map(|text| sentence(text)).collect::<Vec<_>>().join(" ")
}

/// A message as a sentence, as SARIF wants it (3.11.3).
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{stop}", characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::{encode, sentence};

    #[test]
    fn paths_become_uris() {
        assert_eq!(encode("a b/é#1.toml"), "a%20b/%C3%A9%231.toml");
    }

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("unknown key `titel`"), "Unknown key `titel`.");
        assert_eq!(sentence("did you mean `title`?"), "Did you mean `title`?");
    }
}
