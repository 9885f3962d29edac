//! Texts of pieces in no order: whatever they hold, no word is lost.

use super::node::{Kind, Node, walk};
use super::shown::{honest, shown};
use super::{read, read_inline};

/// Pieces of Markdown, markup and odd signs; `woord` stands for words.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "woord", " woord ", "\n", "\n\n", "    ", "\t", "- ", "1. ", "3) ", "> ", "# ", "## woord\n", "• ",
    "– ", "o\t", "\u{f0b7}", "☐ ", "[ ] ", "[x] ", "**", "*", "_", "~~", "~", "`", "```\n", "~~~\n",
    "|", "| woord | woord |\n", "|---|---|\n", "[", "]", "](", ")", "[woord]: woord\n",
    "[1]: https://a.nl\n", "[x][1]", "[woord]", "[1]", "[^1]", "[^1]: woord\n", "[^2]", "[^2]: woord",
    "<br>", "<b>", "<!-- woord -->", "<!--", "<", ">", "&nbsp;", "&#8212;", "\\", "\\\n", "  \n",
    "---\n", "===\n", "![woord](a.png)", "[woord](https://a.nl \"woord\")", "<https://a.nl>", "é",
    "\u{2028}", "\u{85}", "\u{ad}", "\r\n", "<div>\n", "\"", ":", "\u{1f600}",
];

/// Texts of pieces in no order, the same at each run.
fn odd(count: usize) -> impl Iterator<Item = String> {
    let mut state = 7_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    (0..count).map(move |_| {
        let length = 1 + next(12);
        (0..length).filter_map(|_| PIECES.get(next(PIECES.len()))).copied().collect()
    })
}

#[test]
fn no_word_of_any_text_is_lost() {
    for text in odd(30_000) {
        for (nodes, one_line) in [(read(&text), false), (read_inline(&text), true)] {
            honest(&text, &nodes);
            let mut kept = Vec::new();
            walk(&nodes, &mut |node| match node.kind {
                Kind::Text(_)
                | Kind::Code(_)
                | Kind::Html(_)
                | Kind::Link(_)
                | Kind::Image(_)
                | Kind::Problem(_) => {
                    kept.push(node.range.clone());
                }
                _ => {}
            });
            // A definition that is referred to is no text.
            let mut needed = false;
            walk(&nodes, &mut |node| {
                needed |= matches!(&node.kind, Kind::Link(target) | Kind::Image(target) if target == "woord");
            });
            for (at, word) in text.match_indices("woord").filter(|_| !needed) {
                let letters = at..at + word.len();
                let held = letters.clone().all(|byte| kept.iter().any(|range| range.contains(&byte)));
                assert!(
                    held,
                    "{:?} of {text:?} is lost (in one line: {one_line}): {}",
                    letters,
                    shown(&nodes)
                );
            }
        }
    }
}

#[test]
fn a_line_holds_no_blocks() {
    for text in odd(10_000) {
        let inline = |node: &Node| {
            matches!(
                node.kind,
                Kind::Text(_)
                    | Kind::Code(_)
                    | Kind::Emphasis
                    | Kind::Strong
                    | Kind::Strike
                    | Kind::Link(_)
                    | Kind::SoftBreak
                    | Kind::HardBreak
                    | Kind::Html(_)
                    | Kind::Image(_)
                    | Kind::Problem(_)
            )
        };
        let nodes = read_inline(&text);
        walk(&nodes, &mut |node| assert!(inline(node), "{text:?}: {}", shown(&nodes)));
    }
}
