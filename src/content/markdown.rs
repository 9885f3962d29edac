//! Markdown as a tree with places, read by pulldown-cmark.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag};

/// A piece of Markdown and the bytes of the string that it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the value of the TOML string.
    pub range: Range<usize>,
    /// What it holds.
    pub children: Vec<Node>,
}

/// What a piece of Markdown is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A subheading; whatever its number of `#`, it is one level under its block.
    Heading,
    /// A list; the number with which it starts if it is an ordered one.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A block quote.
    Quote,
    /// A rule between paragraphs.
    Rule,
    /// A block of code with its language.
    CodeBlock(String),
    /// A table with the alignment of its columns.
    Table(Vec<Align>),
    /// The head row of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A cell of a table.
    TableCell,
    /// Plain text.
    Text(String),
    /// Code in a line.
    Code(String),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// A link and where it leads.
    Link(String),
    /// A reference to a footnote, which holds the text of the note.
    Footnote(String),
    /// The text of a footnote, on its way to its reference.
    FootnoteText(String),
    /// A line end that is a space.
    SoftBreak,
    /// A line end that is kept.
    HardBreak,
    /// Raw HTML, which the program does not set.
    Html(String),
    /// An image, which belongs in a block of its own.
    Image(String),
    /// Text that is nested too deeply to be set.
    TooDeep,
}

/// How deeply a text may be nested: a list takes two levels, one for itself and one for its item.
const DEEPEST: usize = 16;

/// The alignment of a table's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// As the language goes.
    Start,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// Reads rich text.
pub fn read(text: &str) -> Vec<Node> {
    let mut nodes = tree(text);
    let mut notes = take_notes(&mut nodes);
    place_notes(&mut nodes, &mut notes);
    nodes
}

/// Reads text that fits in a line: its paragraphs are joined, block markup is kept as written.
pub fn read_inline(text: &str) -> Vec<Node> {
    let mut line = Vec::new();
    for node in tree(text) {
        if node.kind != Kind::Paragraph {
            // A title such as "1. Teams" or "# 1" is a title and not a list.
            return vec![Node { kind: Kind::Text(text.to_owned()), range: 0..text.len(), children: vec![] }];
        }
        if !line.is_empty() {
            line.push(Node { kind: Kind::SoftBreak, range: node.range.clone(), children: vec![] });
        }
        line.extend(node.children);
    }
    line
}

/// The text of some nodes without its markup.
pub fn plain(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        match &node.kind {
            Kind::Text(part) | Kind::Code(part) => text.push_str(part),
            Kind::SoftBreak | Kind::HardBreak => text.push(' '),
            Kind::Footnote(_) => {}
            _ => text.push_str(&plain(&node.children)),
        }
    }
    text
}

/// Calls `visit` for each node, parents first.
pub fn walk<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        walk(&node.children, visit);
    }
}

/// Builds the tree out of the parser's events.
fn tree(text: &str) -> Vec<Node> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut stack = vec![Node { kind: Kind::Paragraph, range: 0..text.len(), children: vec![] }];
    let mut skipped = 0;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if skipped > 0 || stack.len() > DEEPEST && matches!(event, Event::Start(_)) {
            // What lies deeper is passed over, so that nothing here recurses without end.
            match event {
                Event::Start(_) => skipped += 1,
                Event::End(_) => skipped -= 1,
                _ => continue,
            }
            if let Some(parent) = stack.last_mut().filter(|_| skipped == 1) {
                push(&mut parent.children, Node { kind: Kind::TooDeep, range, children: vec![] });
            }
            continue;
        }
        if let Event::Start(tag) = event {
            stack.push(Node { kind: opened(tag), range, children: vec![] });
            continue;
        }
        let node = match event {
            Event::End(_) => stack.pop(),
            other => leaf(other).map(|kind| Node { kind, range, children: vec![] }),
        };
        if let (Some(node), Some(parent)) = (node, stack.last_mut()) {
            push(&mut parent.children, node);
        }
    }
    stack.pop().map_or_else(Vec::new, |root| root.children)
}

/// Adds a node, and joins neighbours of plain text.
fn push(nodes: &mut Vec<Node>, node: Node) {
    if let (Kind::Text(more), Some(last)) = (&node.kind, nodes.last_mut())
        && let Kind::Text(text) = &mut last.kind
        && last.range.end == node.range.start
    {
        text.push_str(more);
        last.range.end = node.range.end;
        return;
    }
    nodes.push(node);
}

/// The kind of a node that holds others.
fn opened(tag: Tag) -> Kind {
    match tag {
        Tag::Heading { .. } => Kind::Heading,
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => Kind::CodeBlock(language.into_string()),
        Tag::CodeBlock(CodeBlockKind::Indented) => Kind::CodeBlock(String::new()),
        Tag::HtmlBlock => Kind::Html(String::new()),
        Tag::List(start) => Kind::List(start),
        Tag::Item => Kind::Item,
        Tag::FootnoteDefinition(label) => Kind::FootnoteText(label.into_string()),
        Tag::Table(columns) => Kind::Table(columns.into_iter().map(align).collect()),
        Tag::TableHead => Kind::TableHead,
        Tag::TableRow => Kind::TableRow,
        Tag::TableCell => Kind::TableCell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => Kind::Link(format!("mailto:{dest_url}")),
        Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
        Tag::Image { dest_url, .. } => Kind::Image(dest_url.into_string()),
        _ => Kind::Paragraph,
    }
}

/// The kind of a node that stands alone.
fn leaf(event: Event) -> Option<Kind> {
    Some(match event {
        Event::Text(text) => Kind::Text(text.into_string()),
        Event::Code(code) => Kind::Code(code.into_string()),
        Event::Html(html) | Event::InlineHtml(html) => Kind::Html(html.into_string()),
        Event::FootnoteReference(label) => Kind::Footnote(label.into_string()),
        Event::SoftBreak => Kind::SoftBreak,
        Event::HardBreak => Kind::HardBreak,
        Event::Rule => Kind::Rule,
        _ => return None,
    })
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Start,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// Takes the texts of the footnotes out of the tree.
fn take_notes(nodes: &mut Vec<Node>) -> Vec<(String, Vec<Node>)> {
    let mut notes = Vec::new();
    nodes.retain_mut(|node| {
        if let Kind::FootnoteText(label) = &node.kind {
            notes.push((label.clone(), std::mem::take(&mut node.children)));
            return false;
        }
        notes.extend(take_notes(&mut node.children));
        true
    });
    notes
}

/// Gives each reference the text of its note.
fn place_notes(nodes: &mut [Node], notes: &mut [(String, Vec<Node>)]) {
    for node in nodes {
        if let Kind::Footnote(label) = &node.kind
            && let Some((_, text)) = notes.iter().find(|(name, _)| name == label)
        {
            node.children.clone_from(text);
        } else {
            place_notes(&mut node.children, notes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, plain, read, read_inline};

    #[test]
    fn a_note_moves_to_its_reference() {
        let nodes = read("One[^a] two.\n\n[^a]: The *note*.\n");
        assert_eq!(nodes.len(), 1);
        let note = &nodes[0].children[1];
        assert_eq!(note.kind, Kind::Footnote("a".into()));
        assert_eq!(plain(&note.children), "The note.");
    }

    #[test]
    fn a_title_is_never_a_list() {
        assert_eq!(plain(&read_inline("1. Teams")), "1. Teams");
        assert_eq!(plain(&read_inline("# not code")), "# not code");
        assert_eq!(plain(&read_inline("a *b* `c`")), "a b c");
    }

    #[test]
    fn neighbours_of_text_are_one() {
        assert_eq!(read("a [^x] b & c < d")[0].children.len(), 1);
    }
}
