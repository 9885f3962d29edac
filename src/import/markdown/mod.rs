//! Markdown files: CommonMark with tables, notes, boxes to tick and front matter.

mod inline;

use std::iter::Peekable;

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd,
};

use crate::import::images::Fit;
use crate::import::names::slug;
use crate::import::piece::{
    Document, Item, Left, Line, Marks, Paragraph, Piece, Remark, Run, Table, ending, is_blank,
    without_common_marks, words,
};

/// How deeply quotes and lists may stand in each other.
const DEEPEST: usize = 60;

/// What gives the bytes of an image at a path, and what is known of it.
///
/// Errors with why it cannot be set.
pub type Open<'a> = &'a dyn Fn(&str) -> Result<(Vec<u8>, Fit), String>;

/// A file that is being read.
struct Reader<'a> {
    open: Open<'a>,
    document: Document,
    /// The paragraph that is read.
    line: Line,
    remarks: Vec<Remark>,
    figures: Vec<Piece>,
    marks: Marks,
    link: Option<String>,
    done: Option<bool>,
    depth: usize,
    last: String,
}

type Events<'a> = Peekable<Parser<'a>>;

/// Reads Markdown; `open` gives the images that it names.
pub fn read(text: &str, open: Open) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader {
        open,
        document: Document::default(),
        line: vec![],
        remarks: vec![],
        figures: vec![],
        marks: Marks::default(),
        link: None,
        done: None,
        depth: 0,
        last: String::new(),
    };
    let mut pieces = Vec::new();
    reader.blocks(&mut Parser::new_ext(text, options).peekable(), &mut pieces);
    reader.document.pieces = pieces;
    reader.document
}

impl Reader<'_> {
    fn leave(&mut self, what: &'static str, words: impl Into<String>) {
        let here = ending(&words_of(&self.line));
        let after = if here.is_empty() { self.last.clone() } else { here };
        self.document.left.push(Left { what, words: words.into(), after });
    }

    /// Reads what stands in a block, up to its end; words without a paragraph of their own are one.
    fn blocks(&mut self, events: &mut Events, out: &mut Vec<Piece>) {
        while let Some(event) = events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => {
                    self.paragraph(out);
                    self.block(tag, events, out);
                }
                Event::Rule => {
                    self.paragraph(out);
                    out.push(Piece::Rule);
                }
                other => self.inline(other, events),
            }
        }
        self.paragraph(out);
    }

    /// Ends the paragraph that is read.
    fn paragraph(&mut self, out: &mut Vec<Piece>) {
        let (line, remarks) = (std::mem::take(&mut self.line), std::mem::take(&mut self.remarks));
        if !is_blank(&line) {
            self.last = ending(&words_of(&line));
            out.push(Piece::Text(Paragraph { line, remarks }));
        } else if !remarks.is_empty() {
            out.push(Piece::Remarks(remarks));
        }
        out.append(&mut self.figures);
    }

    fn block(&mut self, tag: Tag, events: &mut Events, out: &mut Vec<Piece>) {
        self.depth += 1;
        match tag {
            Tag::Heading { level, .. } => {
                let mut line = self.words(events);
                without_common_marks(&mut line);
                self.last = ending(&words_of(&line));
                line.insert(0, Run::Anchor(slug(&words_of(&line))));
                let paragraph = Paragraph { line, remarks: std::mem::take(&mut self.remarks) };
                out.push(Piece::Heading(number(level), paragraph));
                out.append(&mut self.figures);
            }
            Tag::BlockQuote(_) if self.depth < DEEPEST => {
                let mut inner = Vec::new();
                self.blocks(events, &mut inner);
                let (figures, inner): (Vec<Piece>, Vec<Piece>) = inner.into_iter().partition(is_figure);
                out.push(Piece::Quote(inner));
                out.extend(figures);
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => {
                        language.split_whitespace().next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                out.push(Piece::Code(language, verbatim(events).trim_end_matches('\n').to_owned()));
            }
            Tag::HtmlBlock => {
                let html = verbatim(events);
                self.html(&html);
                self.paragraph(out);
            }
            Tag::MetadataBlock(kind) => {
                let text = verbatim(events);
                self.metadata(kind, &text);
            }
            Tag::List(start) if self.depth < DEEPEST => self.list(start, events, out),
            Tag::Table(columns) => self.table(&columns, events, out),
            Tag::FootnoteDefinition(label) => {
                let mut inner = Vec::new();
                self.blocks(events, &mut inner);
                let lines = inner.into_iter().flat_map(|piece| self.note_lines(piece)).collect();
                self.document.notes.insert(label.to_string(), lines);
            }
            _ => self.blocks(events, out),
        }
        self.depth -= 1;
    }

    fn list(&mut self, start: Option<u64>, events: &mut Events, out: &mut Vec<Piece>) {
        let mut number = start;
        while let Some(event) = events.next() {
            match event {
                Event::Start(_) => {
                    let mut inner = Vec::new();
                    let earlier = self.done.take();
                    self.blocks(events, &mut inner);
                    let done = std::mem::replace(&mut self.done, earlier);
                    let mut item = Item { number, done, ..Item::default() };
                    let (figures, inner): (Vec<Piece>, Vec<Piece>) = inner.into_iter().partition(is_figure);
                    let mut inner = inner.into_iter().peekable();
                    if let Some(Piece::Text(text)) = inner.next_if(|piece| matches!(piece, Piece::Text(_))) {
                        item.text = text;
                    }
                    item.more = inner.collect();
                    out.push(Piece::Item(item));
                    out.extend(figures);
                    number = number.map(|number| number.saturating_add(1));
                }
                _ => break,
            }
        }
    }

    fn table(&mut self, columns: &[Alignment], events: &mut Events, out: &mut Vec<Piece>) {
        let mut rows: Vec<Vec<Line>> = Vec::new();
        while let Some(event) = events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(vec![]),
                Event::Start(Tag::TableCell) => {
                    let cell = self.words(events);
                    rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        for row in &mut rows {
            row.resize(columns.len(), vec![]);
        }
        let right = columns.iter().map(|column| *column == Alignment::Right).collect();
        let remarks = std::mem::take(&mut self.remarks);
        out.push(Piece::Table(Table { rows, right, caption: None, remarks }));
        out.append(&mut self.figures);
    }

    /// The words up to the end of what is open.
    fn words(&mut self, events: &mut Events) -> Line {
        let earlier = std::mem::take(&mut self.line);
        while let Some(event) = events.next() {
            match event {
                Event::End(_) => break,
                other => self.inline(other, events),
            }
        }
        std::mem::replace(&mut self.line, earlier)
    }

    /// Front matter: its title is that of the chapter, and the rest is told of.
    fn metadata(&mut self, kind: MetadataBlockKind, text: &str) {
        let sign = if kind == MetadataBlockKind::YamlStyle { ':' } else { '=' };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match line.split_once(sign) {
                Some((key, value)) if key.trim() == "title" && self.document.name.is_empty() => {
                    value.trim().trim_matches(['"', '\'']).clone_into(&mut self.document.name);
                }
                _ => self.leave("front matter", line.trim()),
            }
        }
    }

    fn note_lines(&mut self, piece: Piece) -> Vec<Line> {
        match piece {
            Piece::Title(text)
            | Piece::Subtitle(text)
            | Piece::Heading(_, text)
            | Piece::Text(text)
            | Piece::Caption(text, _) => {
                self.remarks.extend(text.remarks);
                vec![text.line]
            }
            Piece::Item(item) => {
                let more = item.more.into_iter().flat_map(|piece| self.note_lines(piece)).collect::<Vec<_>>();
                std::iter::once(item.text.line).chain(more).collect()
            }
            Piece::Quote(pieces) => pieces.into_iter().flat_map(|piece| self.note_lines(piece)).collect(),
            Piece::Code(_, code) => {
                let marks = Marks { code: true, ..Marks::default() };
                code.lines().map(|line| vec![Run::Text(line.to_owned(), marks, None)]).collect()
            }
            Piece::Table(table) => table.rows.into_iter().flatten().filter(|cell| !is_blank(cell)).collect(),
            Piece::Figure(figure) => {
                self.leave("picture in a note", figure.alt);
                vec![]
            }
            Piece::Remarks(remarks) => {
                self.remarks.extend(remarks);
                vec![]
            }
            Piece::Rule => vec![],
        }
    }
}

fn is_figure(piece: &Piece) -> bool {
    matches!(piece, Piece::Figure(_))
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Strong
            | Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

fn words_of(line: &Line) -> String {
    words(line)
}

/// The text up to the end of what is open, as it is.
fn verbatim(events: &mut Events) -> String {
    let mut text = String::new();
    for event in events.by_ref() {
        match event {
            Event::End(_) => break,
            Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => text.push_str(&part),
            _ => {}
        }
    }
    text
}

fn number(level: HeadingLevel) -> usize {
    level as usize
}
