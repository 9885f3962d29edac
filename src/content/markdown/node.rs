//! The nodes of the tree.

use std::ops::Range;

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
    /// An item of a list, with its number where the items are not counted from the first.
    Item(Option<u64>),
    /// The box of an item that can be ticked, and whether it is.
    Task(bool),
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
    /// Words that are struck through.
    Strike,
    /// A link and where it leads.
    Link(String),
    /// The first reference to a footnote, which holds the text of the note.
    Footnote {
        /// What the note is called.
        label: String,
        /// Whether others refer to it, too.
        shared: bool,
    },
    /// A further reference to a footnote of this name: it holds nothing.
    FootnoteAgain(String),
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
    /// Words that cannot be set as they stand; its children are not set either.
    Problem(Problem),
}

/// Why words cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Problem {
    /// They are nested too deeply.
    TooDeep,
    /// A footnote to which nothing refers.
    UnusedNote(String),
    /// A second footnote of the same name.
    SecondNote(String),
    /// A reference to a footnote within a footnote.
    NestedNote(String),
    /// Cells for which the table's head has no column.
    SurplusCells {
        /// The cells of the row.
        found: usize,
        /// The cells of the head.
        wanted: usize,
    },
    /// Lines that CommonMark takes for code, because four spaces stand before them.
    IndentedCode,
    /// Code that begins and never ends.
    OpenCode,
    /// The title of a link, of which nothing is seen in print.
    LinkTitle(String),
    /// Words that Markdown takes for something else than text.
    Lost,
}

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

impl Node {
    /// A node.
    pub(super) fn new(kind: Kind, range: Range<usize>, children: Vec<Node>) -> Self {
        Self { kind, range, children }
    }

    /// A node that holds nothing.
    pub(super) fn leaf(kind: Kind, range: Range<usize>) -> Self {
        Self::new(kind, range, vec![])
    }
}

/// The text of some nodes without its markup.
pub fn plain(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        match &node.kind {
            Kind::Text(part) | Kind::Code(part) => text.push_str(part),
            Kind::SoftBreak | Kind::HardBreak => text.push(' '),
            Kind::Footnote { .. } | Kind::Problem(_) => {}
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

/// Whether nothing of the nodes is seen on paper.
pub fn is_blank(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match &node.kind {
        Kind::Text(part) | Kind::Code(part) => part.trim().is_empty(),
        Kind::Rule | Kind::Task(_) | Kind::Table(_) | Kind::Image(_) | Kind::Problem(_) => false,
        _ => is_blank(&node.children),
    })
}
