//! Rich and inline text: what the program does not set, and links that lead nowhere.

use std::collections::HashSet;

use crate::content::markdown::{Kind, Node, is_blank, walk};
use crate::content::{Inline, Rich};
use crate::source::{Finding, Place, did_you_mean};

use super::glyphs::Coverage;
use super::passage::{Passage, Source, Written};
use super::{escapes, limits, markup, pipes};

/// What a text is checked against.
pub struct Known<'a> {
    /// All ids of the book.
    pub ids: &'a HashSet<&'a str>,
    /// The characters that the fonts have.
    pub coverage: &'a Coverage,
}

/// Checks rich text.
pub fn rich(key: &str, value: &Rich, source: Source, scope: &Known, findings: &mut Vec<Finding>) {
    written(key, value, false, source, scope, findings);
}

/// Checks inline text.
pub fn inline(key: &str, value: &Inline, source: Source, scope: &Known, findings: &mut Vec<Finding>) {
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
    scope: &Known,
    findings: &mut Vec<Finding>,
) {
    let (text, range, nodes) = value.written();
    let mut found = Vec::new();
    if !text.trim().is_empty() {
        let passage = Passage::new(text, range, line, source);
        limits::text(nodes, &passage, &mut found);
        escapes::swallowed(&passage, &mut found);
        glyphs(nodes, &passage, range, source, scope.coverage, &mut found);
        walk(nodes, &mut |node| match &node.kind {
            Kind::Link(target) => found.extend(link(target, || passage.place(node.range.clone()), scope)),
            Kind::Paragraph => found.extend(pipes::without_rule(node, &passage)),
            _ => markup::unclosed(node, &passage, &mut found),
        });
    }
    if is_blank(nodes) && !found.iter().any(Finding::is_error) {
        let place = Place::new(source.0, range.clone());
        found.push(
            Finding::error("empty-text", place, format!("`{key}` is empty"))
                .hint("write something, or leave the key out"),
        );
    }
    findings.extend(found);
}

/// Characters that no font has, of all that is set: the signs of markup are not.
fn glyphs(
    nodes: &[Node],
    passage: &Passage,
    range: &std::ops::Range<usize>,
    source: Source,
    coverage: &Coverage,
    findings: &mut Vec<Finding>,
) {
    let mut set = vec![b' '; passage.text.len()];
    let mut missing = Vec::new();
    walk(nodes, &mut |node| {
        let (Kind::Text(part) | Kind::Code(part)) = &node.kind else { return };
        let written = passage.text.get(node.range.clone()).unwrap_or_default();
        if written.len() == part.len() || matches!(node.kind, Kind::Code(_)) {
            if let Some(bytes) = set.get_mut(node.range.clone()) {
                bytes.copy_from_slice(written.as_bytes());
            }
        } else if let Some(c) = part.chars().find(|c| !coverage.has(*c)) {
            // Written as an entity, such as `&#9731;`.
            let mut found = Vec::new();
            coverage.check(&c.to_string(), range, source, &mut found);
            let place = passage.place(node.range.clone());
            missing
                .extend(found.into_iter().map(|finding| Finding { place: Some(place.clone()), ..finding }));
        }
    });
    let set = String::from_utf8(set).unwrap_or_default();
    coverage.check(&set, range, source, &mut missing);
    // An escape that makes a control character was told of.
    let told: HashSet<Option<Place>> = findings.iter().map(|finding| finding.place.clone()).collect();
    findings.extend(missing.into_iter().filter(|finding| !told.contains(&finding.place)));
}

/// Checks where a link leads.
pub fn link(target: &str, place: impl Fn() -> Place, scope: &Known) -> Option<Finding> {
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
