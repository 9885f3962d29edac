//! Definitions of links (`[1]: https://…`): CommonMark takes them out of the text.
//!
//! Whoever writes `[MIRT]: Rijksprogramma` means words. So a definition to which nothing refers
//! is kept as text, with a backslash before its bracket, and so is a second one of the same name.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::lost;
use super::prepared::{Edit, Prepared};

/// What of Markdown is read beside CommonMark.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// How often at most definitions are looked for: one that comes to light when another became
/// text is rare.
const ROUNDS: usize = 3;

/// Keeps the words of definitions that define nothing.
pub fn keep_words(mut prepared: Prepared) -> Prepared {
    for _ in 0..ROUNDS {
        let edits = swallowed(prepared.text());
        if edits.is_empty() {
            break;
        }
        prepared = prepared.edit(&edits);
    }
    prepared
}

/// The definitions that are needed in a text.
pub fn needed(text: &str) -> Vec<Range<usize>> {
    if !text.contains("]:") {
        return vec![];
    }
    let parser = Parser::new_ext(text, OPTIONS);
    let mut used = HashSet::new();
    let mut named = HashSet::new();
    for (event, _) in parser.into_offset_iter() {
        if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event {
            match link_type {
                LinkType::Reference | LinkType::Collapsed => used.insert(id),
                LinkType::Shortcut => named.insert(id),
                _ => false,
            };
        }
    }
    let parser = Parser::new_ext(text, OPTIONS);
    let definitions = parser.reference_definitions();
    let ranges = |id: &str| definitions.get(id).map(|definition| definition.span.clone());
    // `[MIRT]` alone is a link only where `[MIRT]: ` says an address.
    let leads = |id: &str| definitions.get(id).is_some_and(|definition| is_address(&definition.dest));
    let named = named.iter().filter(|id| leads(id));
    let mut needed: Vec<_> = used.iter().chain(named).filter_map(|id| ranges(id)).collect();
    needed.sort_by_key(|range| range.start);
    needed.dedup();
    needed
}

/// Whether the target of a definition looks like one.
fn is_address(target: &str) -> bool {
    target.starts_with(['#', '/'])
        || target.contains([':', '@', '/'])
        || target.trim_end_matches(['.', ',', ';', '!', '?']).contains('.')
}

/// Backslashes before the brackets that the parser would swallow.
fn swallowed(text: &str) -> Vec<Edit> {
    if !text.contains("]:") {
        return vec![];
    }
    let needed = needed(text);
    let mut seen: Vec<Range<usize>> = needed.clone();
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock) => seen.push(range),
            Event::Start(Tag::FootnoteDefinition(_)) => seen.push(range.start..range.start + 1),
            Event::Start(_) | Event::End(_) => {}
            _ => seen.push(range),
        }
    }
    let seen = lost::merged(seen);
    let mut edits = Vec::new();
    for (at, _) in text.match_indices('[') {
        let before = text.get(..at).unwrap_or_default();
        let slashes = before.len() - before.trim_end_matches('\\').len();
        if slashes.is_multiple_of(2) && !lost::covers(&seen, at) {
            edits.push((at..at, "\\"));
        }
    }
    edits
}
