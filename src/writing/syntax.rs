//! Where each part of a TOML file stands, to the byte.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

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

/// A file in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syntax {
    /// The top of the file, and all sections.
    pub sections: Vec<Section>,
}

impl Syntax {
    /// Reads a file; nothing where it is no TOML.
    pub fn read(text: &str) -> Option<Self> {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut errors: Option<ParseError> = None;
        let mut reader = Reader::new(source);
        parse_document(&tokens, &mut reader, &mut errors);
        // What is TOML by its form alone, such as a key given twice, is none.
        let sound = errors.is_none() && text.parse::<toml::Table>().is_ok();
        sound.then_some(Self { sections: reader.sections })
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

/// A list or a table that is not closed yet, with the key that it is the value of.
struct Open {
    start: usize,
    kind: Kind,
    keys: Vec<Key>,
}

/// Puts the parts together, as the parser meets them.
struct Reader<'a> {
    source: Source<'a>,
    sections: Vec<Section>,
    /// The keys that were read, and wait for their value.
    keys: Vec<Key>,
    open: Vec<Open>,
    header: usize,
}

impl<'a> Reader<'a> {
    fn new(source: Source<'a>) -> Self {
        let top = Section { path: vec![], header: 0..0, entries: vec![] };
        Self { source, sections: vec![top], keys: vec![], open: vec![], header: 0 }
    }

    fn finish(&mut self, node: Node) {
        let entry = |keys: &mut Vec<Key>, node| Entry { keys: std::mem::take(keys), node };
        match self.open.last_mut() {
            Some(Open { kind: Kind::List(items), .. }) => items.push(node),
            Some(Open { kind: Kind::Table(entries), .. }) => entries.push(entry(&mut self.keys, node)),
            _ => {
                let keys = &mut self.keys;
                self.sections
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|last| last.entries.push(entry(keys, node.clone())));
            }
        }
    }

    fn begin(&mut self, span: Span, kind: Kind) -> bool {
        self.open.push(Open { start: span.start(), kind, keys: std::mem::take(&mut self.keys) });
        true
    }

    fn close(&mut self, span: Span) {
        let Some(Open { start, kind, keys }) = self.open.pop() else { return };
        self.keys = keys;
        self.finish(Node { range: start..span.end(), kind });
    }

    fn section(&mut self, span: Span, many: bool) {
        let keys = std::mem::take(&mut self.keys);
        let mut path = Path::new();
        for (index, key) in keys.iter().enumerate() {
            path.push(Step::Key(key.name.clone()));
            let last = index + 1 == keys.len();
            let count = self.sections.iter().filter(|section| is_item(&section.path, &path)).count();
            if last && many {
                path.push(Step::Index(count));
            } else if count > 0 {
                path.push(Step::Index(count - 1));
            }
        }
        self.sections.push(Section { path, header: self.header..span.end(), entries: vec![] });
    }
}

/// Whether a path is that of an item of a list.
fn is_item(path: &[Step], list: &[Step]) -> bool {
    matches!(path.strip_prefix(list), Some([Step::Index(_)]))
}

impl EventReceiver for Reader<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.header = span.start();
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.section(span, false);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.header = span.start();
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.section(span, true);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.begin(span, Kind::Table(vec![]))
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.begin(span, Kind::List(vec![]))
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn simple_key(&mut self, span: Span, kind: Option<Encoding>, errors: &mut dyn ErrorSink) {
        let range = span.start()..span.end();
        let mut name = String::new();
        let written = self.source.input().get(range.clone()).unwrap_or_default();
        Raw::new_unchecked(written, kind, span).decode_key(&mut name, errors);
        self.keys.push(Key { name, range });
    }

    fn scalar(&mut self, span: Span, _: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.finish(Node { range: span.start()..span.end(), kind: Kind::Scalar });
    }
}
