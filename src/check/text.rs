//! Rich text: what the program does not set, links that lead nowhere, notes without text.

use std::collections::HashSet;

use crate::content::markdown::{Kind, Node, walk};
use crate::content::{Inline, Rich};
use crate::source::{Finding, Literal, Place, did_you_mean};

use super::glyphs::Coverage;
use super::walk::{Source, Written};

/// What a text is checked against.
pub struct Scope<'a> {
    /// All ids of the book.
    pub ids: &'a HashSet<&'a str>,
    /// The characters that the fonts have.
    pub coverage: &'a Coverage,
}

/// Checks rich text.
pub fn rich(key: &str, value: &Rich, source: Source, scope: &Scope, findings: &mut Vec<Finding>) {
    written(key, value, false, source, scope, findings);
}

/// Checks inline text.
pub fn inline(key: &str, value: &Inline, source: Source, scope: &Scope, findings: &mut Vec<Finding>) {
    written(key, value, true, source, scope, findings);
}

/// Whether a text is one Markdown table.
pub fn is_table(value: &Rich) -> bool {
    matches!(value.nodes.as_slice(), [Node { kind: Kind::Table(_), .. }])
}

fn written(
    key: &str,
    value: &impl Written,
    line: bool,
    source: Source,
    scope: &Scope,
    findings: &mut Vec<Finding>,
) {
    let (text, range, nodes) = value.written();
    if text.trim().is_empty() {
        let place = Place::new(source.0, range.clone());
        findings.push(
            Finding::error("empty-text", place, format!("`{key}` is empty"))
                .hint("write something, or leave the key out"),
        );
        return;
    }
    scope.coverage.check(text, range, source, findings);
    let literal = Literal::new(source.1, range.clone());
    walk(nodes, &mut |node| {
        let place = || Place::new(source.0, literal.range(node.range.clone()));
        findings.extend(problem(node, place, text, line, scope));
    });
}

fn problem(node: &Node, place: impl Fn() -> Place, text: &str, line: bool, scope: &Scope) -> Option<Finding> {
    match &node.kind {
        Kind::Html(html) if html.starts_with("</") => None,
        Kind::Html(_) => {
            let finding = Finding::error("raw-html", place(), "raw HTML is not set");
            Some(finding.hint("use Markdown, or a block: `figure` for images, `table` for tables; a `<` by itself is written `\\<`"))
        }
        Kind::Image(_) => {
            let finding = Finding::error("image-in-text", place(), "an image cannot stand inside text");
            Some(finding.hint("use a `figure` block, with `image` and `alt`"))
        }
        Kind::TooDeep => {
            let finding = Finding::error("too-deep", place(), "the text is nested too deeply");
            Some(finding.hint("lists and quotes have two levels here: take the deeper ones out"))
        }
        Kind::Link(target) => link(target, place, scope),
        Kind::Text(part) => lost_note(part, node, place, text, line),
        _ => None,
    }
}

fn link(target: &str, place: impl Fn() -> Place, scope: &Scope) -> Option<Finding> {
    if let Some(id) = target.strip_prefix('#') {
        if scope.ids.contains(id) {
            return None;
        }
        let hint = did_you_mean(id, scope.ids.iter().copied());
        let hint = hint.unwrap_or_else(|| "give the block or chapter an `id`".into());
        return Some(
            Finding::error("unknown-id", place(), format!("there is no block or chapter with the id `{id}`"))
                .hint(hint),
        );
    }
    // Schemes are the same in any case (RFC 3986).
    let known = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| {
        let start = target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        start && target.len() > scheme.len()
    });
    if known && !target.contains(char::is_whitespace) {
        return None;
    }
    let finding =
        Finding::error("bad-link", place(), format!("`{target}` is not an address to which a link can lead"));
    Some(finding.hint("start it with `https://` or `mailto:`, or with `#` and the id of a block"))
}

/// A reference to a footnote that has no text is left over as plain text.
///
/// In a text of one `line`, a note has no place at all.
fn lost_note(part: &str, node: &Node, place: impl Fn() -> Place, text: &str, line: bool) -> Option<Finding> {
    let start = part.find("[^")?;
    let label =
        part[start + 2..].split(']').next().filter(|label| !label.is_empty() && !label.contains(' '))?;
    // Written `\[^a]`, it is meant as text.
    if text.get(node.range.clone()) != Some(part) {
        return None;
    }
    let mut place = place();
    place.range = (place.range.start + start).min(place.range.end)
        ..(place.range.start + start + label.len() + 3).min(place.range.end);
    let finding = Finding::error(
        "unknown-footnote",
        place,
        format!("the footnote `{label}` has no text in this field"),
    );
    if line {
        return Some(finding.hint("a footnote belongs in a text of several lines: take it out here"));
    }
    Some(finding.hint(format!("add a line `[^{label}]: ...` at the end of the field")))
}
