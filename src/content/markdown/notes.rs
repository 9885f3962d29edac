//! Footnotes come to their references: a note is set once, however often it is referred to.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use unicase::UniCase;

use super::node::{Kind, Node, Problem, walk};

/// A note that waits for its reference.
struct Note {
    label: String,
    text: Option<Node>,
    references: usize,
}

type Notes = HashMap<UniCase<String>, Note>;

/// Gives the first reference to each note its text; what has no reference becomes a problem.
pub fn place(nodes: &mut Vec<Node>) {
    let mut found = Vec::new();
    take(nodes, &mut found);
    let mut notes = Notes::new();
    for (label, mut node) in found {
        forbid(&mut node.children);
        match notes.entry(UniCase::new(label.clone())) {
            Entry::Vacant(free) => {
                free.insert(Note { label, text: Some(node), references: 0 });
            }
            Entry::Occupied(_) => {
                nodes.push(Node { kind: Kind::Problem(Problem::SecondNote(label)), ..node })
            }
        }
    }
    count(nodes, &mut notes);
    refer(nodes, &mut notes);
    let unused = notes.into_values().filter_map(|note| {
        let node = note.text?;
        Some(Node { kind: Kind::Problem(Problem::UnusedNote(note.label)), ..node })
    });
    let mut unused: Vec<Node> = unused.collect();
    unused.sort_by_key(|node| node.range.start);
    nodes.extend(unused);
}

/// Takes the texts of the notes out of the tree.
fn take(nodes: &mut Vec<Node>, found: &mut Vec<(String, Node)>) {
    for mut node in std::mem::take(nodes) {
        take(&mut node.children, found);
        match &node.kind {
            Kind::FootnoteText(label) => found.push((label.clone(), node)),
            _ => nodes.push(node),
        }
    }
}

/// A note holds no notes.
fn forbid(nodes: &mut [Node]) {
    for node in nodes {
        if let Kind::Footnote { label, .. } = &mut node.kind {
            node.kind = Kind::Problem(Problem::NestedNote(std::mem::take(label)));
        }
        forbid(&mut node.children);
    }
}

fn count(nodes: &[Node], notes: &mut Notes) {
    walk(nodes, &mut |node| {
        if let Kind::Footnote { label, .. } = &node.kind
            && let Some(note) = notes.get_mut(&UniCase::new(label.clone()))
        {
            note.references += 1;
        }
    });
}

fn refer(nodes: &mut [Node], notes: &mut Notes) {
    for node in nodes {
        if let Kind::Footnote { label, .. } = &node.kind
            && let Some(note) = notes.get_mut(&UniCase::new(label.clone()))
        {
            let label = note.label.clone();
            match note.text.take() {
                Some(text) => {
                    node.kind = Kind::Footnote { label, shared: note.references > 1 };
                    node.children = text.children;
                }
                None => node.kind = Kind::FootnoteAgain(label),
            }
        } else {
            refer(&mut node.children, notes);
        }
    }
}
