//! Puts the parts of a file together, as toml_parser meets them.

use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::parts::{Entry, Key, Kind, Node, Path, Section, Step};

/// The sections of a file; nothing where its form is none of TOML.
pub fn sections(text: &str) -> Option<Vec<Section>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut errors: Option<ParseError> = None;
    let mut reader = Reader::new(source);
    parse_document(&tokens, &mut reader, &mut errors);
    errors.is_none().then_some(reader.sections)
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
