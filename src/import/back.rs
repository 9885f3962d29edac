//! Whether a line of Markdown is read as what was meant.

use super::escape::{Care, Place};
use super::piece::{Line, Marks, Run};
use crate::content::markdown::{Kind, Node, read, read_inline};

/// A letter as it is to be read, with its marks and its link.
#[derive(Debug, PartialEq, Eq)]
enum Letter<'a> {
    Plain(char, Marks, Option<&'a str>),
    Note(&'a str),
    Break,
}

/// Whether what was written is read as what was meant.
pub fn reads_back(written: &str, line: &Line, care: Care, place: Place) -> bool {
    let wanted: Vec<Letter> = line.iter().flat_map(|run| wanted(run, care)).collect();
    let mut labels: Vec<&str> = Vec::new();
    for run in line {
        if let Run::Note(label) = run
            && !labels.contains(&label.as_str())
        {
            labels.push(label);
        }
    }
    let defined: String = labels.iter().map(|label| format!("\n\n[^{label}]: x")).collect();
    let nodes = match place {
        Place::Text => read(&format!("{written}{defined}")),
        Place::Cell => read(&format!("| a |\n| --- |\n| {written} |{defined}")),
        Place::Line => read_inline(written),
    };
    let holder = match (place, nodes.as_slice()) {
        (Place::Line, nodes) => nodes,
        (Place::Text, [Node { kind: Kind::Paragraph, children, .. }]) => children.as_slice(),
        (Place::Cell, [Node { kind: Kind::Table(_), children: rows, .. }]) => match rows.as_slice() {
            [_, Node { children: cells, .. }] => match cells.as_slice() {
                [Node { children, .. }] => children.as_slice(),
                _ => return false,
            },
            _ => return line.is_empty(),
        },
        (_, []) => return line.is_empty(),
        _ => return false,
    };
    let mut found = Vec::new();
    let sound = letters(holder, Marks::default(), None, &mut found);
    // Of these, marks are not seen.
    let loose = |c: char| c.is_whitespace() || care == Care::Tight && c.is_ascii_punctuation();
    for letter in &mut found {
        if let Letter::Plain(c, marks, _) = letter
            && loose(*c)
        {
            *marks = Marks::default();
        }
    }
    sound && found == wanted
}

fn wanted(run: &Run, care: Care) -> Vec<Letter<'_>> {
    match run {
        Run::Text(text, marks, link) => {
            let marks = if care == Care::Plain || text.trim().is_empty() { Marks::default() } else { *marks };
            let loose = |c: char| c.is_whitespace() || care == Care::Tight && c.is_ascii_punctuation();
            let marks = |c: char| if loose(c) { Marks::default() } else { marks };
            let seen = text.chars().filter(|c| *c != ' ');
            seen.map(|c| Letter::Plain(c, marks(c), link.as_deref())).collect()
        }
        Run::Note(label) => vec![Letter::Note(label)],
        Run::Break => vec![Letter::Break],
        Run::Anchor(_) => vec![],
    }
}

fn letters<'a>(nodes: &'a [Node], marks: Marks, link: Option<&'a str>, out: &mut Vec<Letter<'a>>) -> bool {
    nodes.iter().all(|node| match &node.kind {
        Kind::Text(text) | Kind::Code(text) => {
            let code = matches!(node.kind, Kind::Code(_));
            let seen = text.chars().filter(|c| *c != ' ');
            out.extend(seen.map(|c| Letter::Plain(c, Marks { code, ..marks }, link)));
            true
        }
        Kind::Strong => letters(&node.children, Marks { strong: true, ..marks }, link, out),
        Kind::Emphasis => letters(&node.children, Marks { emphasis: true, ..marks }, link, out),
        Kind::Strike => letters(&node.children, Marks { strike: true, ..marks }, link, out),
        Kind::Link(target) => letters(&node.children, marks, Some(target), out),
        Kind::Footnote { label, .. } | Kind::FootnoteAgain(label) => {
            out.push(Letter::Note(label));
            true
        }
        Kind::HardBreak => {
            out.push(Letter::Break);
            true
        }
        Kind::SoftBreak => true,
        _ => false,
    })
}
