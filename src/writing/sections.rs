//! Tables that begin with a line in brackets: blocks, above all.

use std::ops::Range;

use toml::Value;

use super::parts::{Section, Step};
use super::splice::Splice;
use super::syntax::Syntax;
use super::text::line_end;
use super::value::line;

/// The bytes of each item of a list of sections: comments directly above belong to it, and what is empty between
/// two of them to neither.
pub fn regions(text: &str, syntax: &Syntax, list: &[Step]) -> Vec<Range<usize>> {
    let first = |index: usize| {
        let own = move |section: &Section| {
            section.path.strip_prefix(list).is_some_and(|rest| rest.first() == Some(&Step::Index(index)))
        };
        let start = syntax.sections.iter().position(own)?;
        let next = syntax.sections.iter().skip(start).position(|section| !own(section));
        Some((start, next.map(|next| start + next)))
    };
    let mut found = Vec::new();
    while let Some((start, next)) = first(found.len()) {
        let from = lead(text, syntax, start);
        let end = next.map_or(text.len(), |next| lead(text, syntax, next));
        let body = text.get(from..end).unwrap_or_default().trim_end();
        found.push(from..from + body.len());
    }
    found
}

/// Where the comments directly above a section begin, or else its own line.
fn lead(text: &str, syntax: &Syntax, index: usize) -> usize {
    let Some(section) = syntax.sections.get(index) else { return text.len() };
    let before = index.checked_sub(1).and_then(|before| syntax.sections.get(before)).map_or(0, Section::end);
    let begin = |at: usize| text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
    let mut start = begin(section.header.start);
    while start > before {
        let above = begin(start - 1);
        let line = text.get(above..start).unwrap_or_default().trim();
        // What tells an editor the schema stays at the top.
        if above < before || !line.starts_with('#') || line.starts_with("#:") {
            break;
        }
        start = above;
    }
    start.max(before)
}

/// A section of a list, as it is written.
pub fn section(path: &[Step], table: &Value, ends: &str) -> String {
    let names = path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    let header = format!("[[{}]]", names.collect::<Vec<_>>().join("."));
    let keys = table.as_table().into_iter().flatten().map(|(key, value)| line(key, value, ends));
    std::iter::once(header).chain(keys).collect::<Vec<_>>().join(ends)
}

/// A block of a new chapter, as it is written.
pub fn block(table: &Value) -> String {
    section(&[Step::key("block")], table, "\n")
}

/// Puts a section in before that of an index, or at the end.
pub fn insert(text: &str, regions: &[Range<usize>], index: usize, body: &str) -> Splice {
    let ends = line_end(text);
    if let Some(next) = regions.get(index) {
        return Splice::one(next.start..next.start, format!("{body}{ends}{ends}"));
    }
    if let Some(last) = regions.last() {
        return Splice::one(last.end..last.end, format!("{ends}{ends}{body}"));
    }
    let end = text.trim_end().len();
    let gap = if end == 0 { String::new() } else { format!("{ends}{ends}") };
    Splice::one(end..text.len(), format!("{gap}{body}{ends}"))
}

/// Takes a section out, with what is empty after it, or else before.
pub fn remove(text: &str, regions: &[Range<usize>], index: usize) -> Option<Splice> {
    let own = regions.get(index)?;
    let after = text.get(own.end..)?;
    let empty = after.len() - after.trim_start().len();
    if empty < after.len() {
        return Some(Splice::one(own.start..own.end + empty, ""));
    }
    // The last one leaves the end of the file as it is.
    let before = text.get(..own.start)?.trim_end().len();
    Some(Splice::one(before..own.end, ""))
}

/// Has a section stand in another place; those between move up, and what is empty between them stays.
pub fn shift(text: &str, regions: &[Range<usize>], from: usize, to: usize) -> Option<Splice> {
    if from >= regions.len() || to >= regions.len() {
        return None;
    }
    let mut order: Vec<&Range<usize>> = regions.iter().collect();
    let moved = order.remove(from);
    order.insert(to, moved);
    let mut splice = Splice::default();
    for (slot, own) in regions.iter().zip(order) {
        splice.add(slot.clone(), text.get(own.clone())?);
    }
    Some(splice)
}
