//! The parser's events become a tree.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Parser, Tag};

use super::clean::{HARD, SOFT};
use super::definitions::{self, OPTIONS};
use super::node::{Align, Kind, Node, Problem};
use super::{lost, mend};
use crate::content::limits;

/// How deeply a text may be nested: a list takes two levels, one for itself and one for its item.
const DEEPEST: usize = 2 * limits::DEPTH.most;

/// A tree as it grows.
struct Builder<'t> {
    text: &'t str,
    /// The bytes at the start that are none of the text's own.
    lead: usize,
    /// The nodes that are open, the root first.
    stack: Vec<Node>,
    /// How many nodes are open that lie too deep.
    skipped: usize,
    /// What was set, or is known to be markup.
    seen: Vec<Range<usize>>,
}

/// Builds the tree of a text without its first `lead` bytes.
pub fn tree(text: &str, lead: usize) -> Vec<Node> {
    let root = Node::leaf(Kind::Paragraph, 0..text.len());
    let mut builder = Builder { text, lead, stack: vec![root], skipped: 0, seen: Vec::new() };
    builder.seen.push(0..lead);
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        builder.event(event, range);
    }
    builder.seen.extend(definitions::needed(text));
    let mut nodes = builder.stack.pop().map_or_else(Vec::new, |root| root.children);
    nodes.extend(lost::problems(text, builder.seen));
    nodes
}

impl Builder<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(_) if self.skipped > 0 || self.stack.len() > DEEPEST => self.skip(range),
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            // What lies deeper is passed over, so that nothing here recurses without end.
            _ if self.skipped > 0 => {}
            Event::Start(tag) => self.open(tag, range),
            Event::End(_) => self.close(),
            Event::Text(part) if self.in_code() => {
                self.add(Node::leaf(Kind::Text(part.into_string()), range))
            }
            Event::Text(part) => self.words(&part, range),
            Event::Code(code) => self.code(&code, range),
            other => {
                if let Some(kind) = leaf(other) {
                    self.add(Node::leaf(kind, range));
                }
            }
        }
    }

    fn skip(&mut self, range: Range<usize>) {
        self.skipped += 1;
        if self.skipped == 1 {
            self.add(Node::leaf(Kind::Problem(Problem::TooDeep), range));
        }
    }

    fn in_code(&self) -> bool {
        let code = |node: &Node| matches!(node.kind, Kind::CodeBlock(_) | Kind::Problem(_) | Kind::Html(_));
        self.stack.last().is_some_and(code)
    }

    fn open(&mut self, tag: Tag, range: Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or_default();
        match &tag {
            Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock => self.seen.push(range.clone()),
            Tag::CodeBlock(_) => {
                let first = source.lines().next().unwrap_or_default().len();
                self.seen.push(range.start..range.start + first);
            }
            Tag::FootnoteDefinition(_) => {
                let label = source.find("]:").map_or(0, |end| end + 2);
                self.seen.push(range.start..range.start + label);
            }
            Tag::Item => {
                let mark = source.find(['.', ')', '-', '*', '+']).map_or(0, |end| end + 1);
                self.seen.push(range.start..range.start + mark);
            }
            _ => {}
        }
        let mut children = Vec::new();
        if let Tag::Link { title, .. } = &tag
            && !title.trim().is_empty()
        {
            let kind = Kind::Problem(Problem::LinkTitle(title.to_string()));
            children.push(Node::leaf(kind, range.clone()));
        }
        self.stack.push(Node::new(opened(tag), range, children));
    }

    fn close(&mut self) {
        let Some(node) = self.stack.pop() else { return };
        if let (Kind::TableRow, Some(Kind::Table(columns))) =
            (&node.kind, self.stack.last().map(|table| &table.kind))
        {
            let (mended, seen) = mend::row(node, columns.len(), self.text);
            self.seen.extend(seen);
            return self.keep(mended);
        }
        for node in mend::closed(node, self.text) {
            self.keep(node);
        }
    }

    /// Adds a node that was set.
    fn add(&mut self, node: Node) {
        self.seen.push(node.range.clone());
        self.keep(node);
    }

    /// Puts a node into its parent, and joins neighbours of plain text.
    fn keep(&mut self, node: Node) {
        let Some(parent) = self.stack.last_mut() else { return };
        if let (Kind::Text(more), Some(last)) = (&node.kind, parent.children.last_mut())
            && let Kind::Text(text) = &mut last.kind
            && last.range.end == node.range.start
        {
            text.push_str(more);
            last.range.end = node.range.end;
            return;
        }
        parent.children.push(node);
    }

    /// Words, in which a tab is a space and line ends are nodes.
    fn words(&mut self, part: &str, range: Range<usize>) {
        let verbatim = part.len() == range.len();
        let lead = if verbatim { self.lead.saturating_sub(range.start).min(part.len()) } else { 0 };
        if lead > 0 {
            self.seen.push(range.start..range.start + lead);
        }
        let mut at = range.start + lead;
        for piece in part.get(lead..).unwrap_or_default().split_inclusive([SOFT, HARD]) {
            let words = piece.trim_end_matches([SOFT, HARD]);
            let place = |from: usize, length: usize| {
                if verbatim { from..from + length } else { range.clone() }
            };
            if !words.is_empty() {
                self.add(Node::leaf(Kind::Text(words.replace('\t', " ")), place(at, words.len())));
            }
            if piece.len() > words.len() {
                let kind = if piece.ends_with(HARD) { Kind::HardBreak } else { Kind::SoftBreak };
                self.add(Node::leaf(kind, place(at + words.len(), piece.len() - words.len())));
            }
            at += piece.len();
        }
    }

    fn code(&mut self, code: &str, range: Range<usize>) {
        match mend::apostrophes(self.text, &range) {
            Some(words) => self.words(words, range),
            None => {
                let code = code.replace([SOFT, HARD, '\t'], " ");
                self.add(Node::leaf(Kind::Code(code), range));
            }
        }
    }
}

/// The kind of a node that holds others.
fn opened(tag: Tag) -> Kind {
    match tag {
        Tag::Heading { .. } => Kind::Heading,
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => Kind::CodeBlock(language.into_string()),
        Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Problem(Problem::IndentedCode),
        Tag::HtmlBlock => Kind::Html(String::new()),
        Tag::List(start) => Kind::List(start),
        Tag::Item => Kind::Item(None),
        Tag::FootnoteDefinition(label) => Kind::FootnoteText(label.into_string()),
        Tag::Table(columns) => Kind::Table(columns.into_iter().map(align).collect()),
        Tag::TableHead => Kind::TableHead,
        Tag::TableRow => Kind::TableRow,
        Tag::TableCell => Kind::TableCell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Strike,
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => Kind::Link(format!("mailto:{dest_url}")),
        Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
        Tag::Image { dest_url, .. } => Kind::Image(dest_url.into_string()),
        _ => Kind::Paragraph,
    }
}

/// The kind of a node that stands alone.
fn leaf(event: Event) -> Option<Kind> {
    Some(match event {
        Event::Html(html) | Event::InlineHtml(html) if is_break(&html) => Kind::HardBreak,
        Event::Html(html) | Event::InlineHtml(html) => Kind::Html(html.into_string()),
        Event::FootnoteReference(label) => Kind::Footnote { label: label.into_string(), shared: false },
        Event::SoftBreak => Kind::SoftBreak,
        Event::HardBreak => Kind::HardBreak,
        Event::Rule => Kind::Rule,
        Event::TaskListMarker(done) => Kind::Task(done),
        _ => return None,
    })
}

/// Whether a tag is a line end.
fn is_break(html: &str) -> bool {
    let name = html.trim().strip_prefix('<').and_then(|tag| tag.strip_suffix('>'));
    name.is_some_and(|name| name.trim_end_matches('/').trim().eq_ignore_ascii_case("br"))
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Start,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
