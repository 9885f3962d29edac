//! What CommonMark reads otherwise than it was meant: stars in words, lone marks, numbers, rows.

use std::ops::Range;

use super::node::{Kind, Node, Problem};

/// A node that is complete, mended; markup that is none becomes text around its children.
pub fn closed(mut node: Node, text: &str) -> Vec<Node> {
    let source = text.get(node.range.clone()).unwrap_or_default();
    match &mut node.kind {
        Kind::Emphasis if is_star_in_words(text, &node.range) => return unwrapped(node, "*"),
        Kind::Strike if !source.starts_with("~~") => return unwrapped(node, "~"),
        Kind::CodeBlock(_) if !is_closed(source) => {
            let first = source.lines().next().unwrap_or_default().len();
            let range = node.range.start..node.range.start + first;
            node.children.push(Node::leaf(Kind::Problem(Problem::OpenCode), range));
        }
        Kind::Html(html) => {
            html.push_str(source);
            node.children.clear();
        }
        Kind::List(Some(first)) => number(*first, &mut node.children, text),
        _ => {}
    }
    let alone = match node.kind {
        Kind::Heading | Kind::Quote => true,
        Kind::List(_) => node.children.len() == 1,
        _ => false,
    };
    let words = source.trim();
    if !alone || !is_empty(&node.children) || words.is_empty() || words.contains(char::is_alphabetic) {
        return vec![node];
    }
    // `2026.` or `-` alone is no list, and `#` alone no heading.
    let start = node.range.start + source.len() - source.trim_start().len();
    let range = start..start + words.len();
    let text = Node::leaf(Kind::Text(words.to_owned()), range.clone());
    vec![Node::new(Kind::Paragraph, range, vec![text])]
}

/// Whether nodes are blocks with nothing in them.
fn is_empty(nodes: &[Node]) -> bool {
    let block = |kind: &Kind| {
        matches!(kind, Kind::Paragraph | Kind::Heading | Kind::Quote | Kind::List(_) | Kind::Item(_))
    };
    nodes.iter().all(|node| block(&node.kind) && is_empty(&node.children))
}

/// The children of a node between its marks as text.
fn unwrapped(node: Node, mark: &'static str) -> Vec<Node> {
    let Range { start, end } = node.range;
    let first = Node::leaf(Kind::Text(mark.into()), start..start + mark.len());
    let last = Node::leaf(Kind::Text(mark.into()), end.saturating_sub(mark.len())..end);
    std::iter::once(first).chain(node.children).chain([last]).collect()
}

/// The characters right before and after a place.
fn around(text: &str, range: &Range<usize>) -> (char, char) {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    (before.unwrap_or(' '), after.unwrap_or(' '))
}

/// Whether stars stand in words or numbers, as in `Leser*innen und Schüler*innen` and `3*4*5`.
fn is_star_in_words(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = around(text, range);
    let source = text.get(range.clone()).unwrap_or_default();
    let first = source.chars().nth(1).unwrap_or(' ');
    source.starts_with('*')
        && before.is_alphanumeric()
        && after.is_alphanumeric()
        && (source.contains(char::is_whitespace) || before.is_ascii_digit() && first.is_ascii_digit())
}

/// The words of code whose backticks stand for apostrophes, as in ``foto`s en auto`s``.
pub fn apostrophes<'t>(text: &'t str, range: &Range<usize>) -> Option<&'t str> {
    let (before, after) = around(text, range);
    text.get(range.clone()).filter(|_| before.is_alphanumeric() && after.is_alphanumeric())
}

/// Whether fenced code ends with a fence.
fn is_closed(source: &str) -> bool {
    let mut lines = source.trim_end().lines();
    let first = lines.next().unwrap_or_default().trim_start();
    let sign = if first.starts_with('~') { "~~~" } else { "```" };
    lines.last().is_some_and(|last| last.trim_start_matches(['>', ' ', '\t']).starts_with(sign))
}

/// Gives items their numbers as written, unless they are counted, or all of them are the same.
fn number(first: u64, items: &mut [Node], text: &str) {
    let written = |item: &Node| {
        let source = text.get(item.range.clone())?.trim_start();
        let digits = source.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse::<u64>().ok()
    };
    let numbers: Vec<Option<u64>> = items.iter().map(written).collect();
    let same = numbers.windows(2).all(|pair| pair.first() == pair.last());
    if same || numbers.iter().zip(first..).all(|(number, counted)| *number == Some(counted)) {
        return;
    }
    for (item, number) in items.iter_mut().zip(numbers) {
        item.kind = Kind::Item(number);
    }
}

/// A row of a table, with a problem for cells that have no column; and what is known to be lost.
pub fn row(mut row: Node, wanted: usize, text: &str) -> (Node, Option<Range<usize>>) {
    let source = text.get(row.range.clone()).unwrap_or_default().trim_end();
    let starts = cells(source);
    let Some(start) = starts.get(wanted) else { return (row, None) };
    let blanks = source.get(*start..).map_or(0, |cell| cell.len() - cell.trim_start().len());
    let surplus = row.range.start + start + blanks..row.range.start + source.len();
    let words = text.get(surplus.clone()).unwrap_or_default();
    if !words.contains(|c: char| !c.is_whitespace() && c != '|') {
        return (row, None);
    }
    let kind = Kind::Problem(Problem::SurplusCells { found: starts.len(), wanted });
    row.children.push(Node::leaf(kind, surplus.clone()));
    (row, Some(surplus))
}

/// Where the cells of a row begin.
pub fn cells(row: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut escaped = false;
    let body = row.trim_start();
    let first = row.len() - body.len() + usize::from(body.starts_with('|'));
    let mut start = first;
    for (at, c) in row.char_indices().filter(|(at, _)| *at >= first) {
        if c == '|' && !escaped {
            starts.push(start);
            start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if row.get(start..).is_some_and(|last| !last.trim().is_empty()) {
        starts.push(start);
    }
    starts
}
