//! The parts of a TOML file: values, keys and sections, each with its bytes.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A step into a file: a key of a table, or the place in a list, counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// The place in a list.
    Index(usize),
    /// A key.
    Key(String),
}

impl Step {
    /// A key of a name.
    pub fn key(name: &str) -> Self {
        Self::Key(name.into())
    }
}

/// The way to a value, from the top of its file.
pub type Path = Vec<Step>;

/// A value as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its bytes.
    pub range: Range<usize>,
    /// What is in it.
    pub kind: Kind,
}

/// What a value is written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A string, a number, a date, `true` or `false`.
    Scalar,
    /// `[ ... ]`.
    List(Vec<Node>),
    /// `{ ... }`.
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, in its parts where there are dots.
    pub keys: Vec<Key>,
    /// The value.
    pub node: Node,
}

impl Entry {
    /// The bytes from the key to the end of the value.
    pub fn range(&self) -> Range<usize> {
        self.keys.first().map_or(self.node.range.start, |key| key.range.start)..self.node.range.end
    }

    /// Whether the entry stands for a path, or for something in what a path leads to.
    pub fn begins_with(&self, path: &[Step]) -> bool {
        path.len() <= self.keys.len() && path.iter().zip(&self.keys).all(|(step, key)| key.is(step))
    }
}

/// A part of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name, without quotation marks.
    pub name: String,
    /// Its bytes.
    pub range: Range<usize>,
}

impl Key {
    fn is(&self, step: &Step) -> bool {
        matches!(step, Step::Key(name) if *name == self.name)
    }
}

/// A table that begins with a line in brackets, or the top of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Where it leads.
    pub path: Path,
    /// Its line in brackets; nothing for the top of the file.
    pub header: Range<usize>,
    /// Its keys.
    pub entries: Vec<Entry>,
}

impl Section {
    /// Where its last key ends, or else its header.
    pub fn end(&self) -> usize {
        self.entries.last().map_or(self.header.end, |entry| entry.node.range.end)
    }
}
