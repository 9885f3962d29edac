//! Where each part of a TOML file stands, to the byte.

use super::parts::{Entry, Kind, Node, Path, Section, Step};
use super::reader::sections;

/// A file in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syntax {
    /// The top of the file, and all sections.
    pub sections: Vec<Section>,
}

impl Syntax {
    /// Reads a file; nothing where it is no TOML.
    pub fn read(text: &str) -> Option<Self> {
        // What is TOML by its form alone, such as a key given twice, is none.
        let sections = sections(text).filter(|_| text.parse::<toml::Table>().is_ok())?;
        Some(Self { sections })
    }

    /// The value at a path, if it stands there as one value.
    pub fn node(&self, path: &[Step]) -> Option<&Node> {
        self.sections.iter().find_map(|section| {
            let rest = path.strip_prefix(section.path.as_slice())?;
            section.entries.iter().find_map(|entry| within(entry, rest))
        })
    }

    /// The section at a path.
    pub fn section(&self, path: &[Step]) -> Option<&Section> {
        self.sections.iter().find(|section| section.path == path)
    }

    /// The path of the smallest value around a byte, with that value where it is none of a section.
    pub fn at(&self, byte: usize) -> (Path, Option<&Node>) {
        let section = self.sections.iter().rfind(|section| section.header.start <= byte);
        let Some(section) = section else { return (vec![], None) };
        let mut path = section.path.clone();
        let near = |entry: &&Entry| entry.range().start <= byte && byte <= entry.node.range.end;
        let node = section.entries.iter().find(near).map(|entry| descend(entry, byte, &mut path));
        (path, node)
    }
}

/// The value at the rest of a path, within an entry.
fn within<'a>(entry: &'a Entry, path: &[Step]) -> Option<&'a Node> {
    let (keys, mut rest) = path.split_at_checked(entry.keys.len())?;
    if !entry.begins_with(keys) {
        return None;
    }
    let mut node = &entry.node;
    while let Some((step, after)) = rest.split_first() {
        match (&node.kind, step) {
            (Kind::List(items), Step::Index(index)) => (node, rest) = (items.get(*index)?, after),
            (Kind::Table(entries), Step::Key(_)) => {
                return entries.iter().find_map(|entry| within(entry, rest));
            }
            _ => return None,
        }
    }
    Some(node)
}

/// The smallest value in an entry around a byte; its path is added to one.
fn descend<'a>(entry: &'a Entry, byte: usize, path: &mut Path) -> &'a Node {
    path.extend(entry.keys.iter().map(|key| Step::Key(key.name.clone())));
    let mut node = &entry.node;
    loop {
        match &node.kind {
            Kind::List(items) => {
                let around = |item: &Node| item.range.start <= byte && byte <= item.range.end;
                let found = items.iter().enumerate().find(|(_, item)| around(item));
                let Some((index, item)) = found else { return node };
                path.push(Step::Index(index));
                node = item;
            }
            Kind::Table(entries) => {
                let around = |entry: &&Entry| entry.range().start <= byte && byte <= entry.node.range.end;
                let Some(entry) = entries.iter().find(around) else { return node };
                return descend(entry, byte, path);
            }
            Kind::Scalar => return node,
        }
    }
}
