//! What an organiser meant: pasted indents go, pasted bullets are lists, and a line is a line.

use super::bullets;
use super::lines::{CODE, columns, indent, lines, within};
use super::prepared::{Edit, Prepared};

/// A line end that is a space, in text of one line.
pub const SOFT: char = '\u{2028}';
/// A line end that is kept, in text of one line.
pub const HARD: char = '\u{2029}';
/// What stands before a text of one line, so that nothing in it starts a block.
pub const LEAD: &str = "x ";

/// Line ends that are none to CommonMark.
const BREAKS: [char; 5] = ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Rich text without the indent that its lines share, and with Word's bullets as lists.
pub fn rich(text: &str) -> Prepared {
    let edits: Vec<Edit> = text
        .match_indices(BREAKS)
        .map(|(at, found)| (at..at + found.len(), if found == "\u{2029}" { "\n\n" } else { "\n" }))
        .collect();
    let prepared = Prepared::new(text).edit(&edits);
    let edits = margin(prepared.text());
    let prepared = prepared.edit(&edits);
    let edits = bullets::edits(prepared.text());
    prepared.edit(&edits)
}

/// Takes away the indent that all lines share.
///
/// The first line may do without: it often stands right after the quotes.
fn margin(text: &str) -> Vec<Edit> {
    let all: Vec<(usize, &str)> = lines(text).filter(|(_, line)| !line.trim().is_empty()).collect();
    let of_all = shared(&all);
    let rest = all.get(1..).unwrap_or_default();
    let of_rest = if all.first().is_some_and(|(_, first)| is_words(first)) { shared(rest) } else { 0 };
    let indented = of_rest > 0 && rest.iter().all(|(_, line)| columns(indent(line)) >= CODE);
    match (of_all, indented) {
        (1.., _) => all.iter().map(|(at, line)| (*at..at + within(indent(line), of_all), "")).collect(),
        (0, true) => rest.iter().map(|(at, line)| (*at..at + within(indent(line), of_rest), "")).collect(),
        _ => vec![],
    }
}

/// The columns of the blanks that all lines begin with, tabs or spaces.
fn shared(lines: &[(usize, &str)]) -> usize {
    lines.iter().map(|(_, line)| columns(indent(line))).min().unwrap_or_default()
}

/// Whether a line begins with words, and not with the mark of a block that later lines belong to.
fn is_words(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_alphabetic) && !bullets::is_marked(line)
}

/// Text of one line: its line ends become characters that are none to the parser.
pub fn inline(text: &str) -> Prepared {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r') || BREAKS.contains(&c);
    let body = text.trim_start_matches(blank);
    let start = text.len() - body.len();
    let body = body.trim_end_matches(blank);
    let mut edits: Vec<Edit> = vec![(0..start, LEAD)];
    let mut rest = body;
    while let Some(found) = rest.find(|c| c == '\n' || c == '\r' || BREAKS.contains(&c)) {
        let Some((before, after)) = rest.split_at_checked(found) else { break };
        let next = after.trim_start_matches(blank);
        let words = before.trim_end_matches([' ', '\t']);
        let slashes = words.len() - words.trim_end_matches('\\').len();
        let kept = if slashes % 2 == 1 { words.len() - 1 } else { words.len() };
        let hard = slashes % 2 == 1
            || before.len() >= words.len() + 2
            || after.starts_with(['\u{2028}', '\u{2029}', '\u{b}']);
        let offset = start + body.len() - rest.len();
        let end = start + body.len() - next.len();
        edits.push((offset + kept..end, if hard { "\u{2029}" } else { "\u{2028}" }));
        rest = next;
    }
    let end = start + body.len();
    if end < text.len() {
        edits.push((end..text.len(), ""));
    }
    Prepared::new(text).edit(&edits)
}
