//! The net under the parser: letters and digits of a text that it set nowhere.

use std::ops::Range;

use super::node::{Kind, Node, Problem};

/// Joins ranges that touch, in their order.
pub fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Whether a byte is in one of the ranges, which are in order and apart.
pub fn covers(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after.checked_sub(1).and_then(|index| ranges.get(index)).is_some_and(|range| at < range.end)
}

/// A problem for each line of which letters or digits are not in what was `seen`.
pub fn problems(text: &str, seen: Vec<Range<usize>>) -> Vec<Node> {
    let seen = merged(seen);
    let mut problems: Vec<Node> = Vec::new();
    let mut add = |range: Range<usize>| {
        let gap = text.get(range.clone()).unwrap_or_default();
        let mut start = range.start;
        for line in gap.split_inclusive('\n') {
            let words = line.trim();
            if words.contains(char::is_alphanumeric) {
                let first = start + line.len() - line.trim_start().len();
                problems.push(Node::leaf(Kind::Problem(Problem::Lost), first..first + words.len()));
            }
            start += line.len();
        }
    };
    let mut at = 0;
    for range in seen {
        add(at..range.start.max(at));
        at = at.max(range.end);
    }
    add(at..text.len().max(at));
    problems
}
