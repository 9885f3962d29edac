//! What a file holds, whatever its kind: pieces in their order, of runs of text.

use std::collections::BTreeMap;

use super::images::Fit;

/// How some text is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// Strong, as bold type is.
    pub strong: bool,
    /// Stressed, as italics are.
    pub emphasis: bool,
    /// Struck through.
    pub strike: bool,
    /// Code.
    pub code: bool,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Some text of one look, and where it leads, if it is a link.
    Text(String, Marks, Option<String>),
    /// A reference to a note, by its label.
    Note(String),
    /// A line end that is kept.
    Break,
    /// A place to which links lead, by its name.
    Anchor(String),
}

/// Text without line ends of its own.
pub type Line = Vec<Run>;

/// What a remark in the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// Somebody's comment.
    Comment,
    /// Words that were added while changes were tracked: they are in the text.
    Inserted,
    /// Words that were struck out while changes were tracked: they are not in the text.
    Deleted,
    /// A picture that nobody described.
    Undescribed,
}

/// What is to be dealt with before the text is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// By whom, and when, if that is known.
    pub by: String,
    /// The words that it is about, if any.
    pub about: String,
    /// What it says, or the words that came or went.
    pub words: String,
}

/// A line with what was remarked of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// The line.
    pub line: Line,
    /// The remarks.
    pub remarks: Vec<Remark>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// How deep it stands, from 0.
    pub level: usize,
    /// Its number, in a list with numbers.
    pub number: Option<u64>,
    /// Whether its box is ticked, if it has one.
    pub done: Option<bool>,
    /// Its text.
    pub text: Paragraph,
    /// What follows its text within it.
    pub more: Vec<Piece>,
}

/// A table; all rows have as many cells, and the first is its head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The cells, row by row.
    pub rows: Vec<Vec<Line>>,
    /// The columns whose words stand at the right.
    pub right: Vec<bool>,
    /// What is said of it.
    pub caption: Option<Paragraph>,
    /// The remarks in its cells.
    pub remarks: Vec<Remark>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// Which of the document's images it is.
    pub image: usize,
    /// What it shows, if that is said.
    pub alt: String,
    /// Whether it only decorates.
    pub decorative: bool,
    /// What is said of it.
    pub caption: Option<Paragraph>,
    /// The remarks on it.
    pub remarks: Vec<Remark>,
}

/// Something that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The title of all of it.
    Title(Paragraph),
    /// The line under the title.
    Subtitle(Paragraph),
    /// A heading and its level, from 1.
    Heading(usize, Paragraph),
    /// A paragraph.
    Text(Paragraph),
    /// An item of a list.
    Item(Item),
    /// What somebody else said.
    Quote(Vec<Piece>),
    /// Lines of code, and their language.
    Code(String, String),
    /// A rule between paragraphs.
    Rule,
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// What is said of the picture or the table beside it, and whether it is known to be of a table.
    Caption(Paragraph, Option<bool>),
    /// Remarks that belong to no text.
    Remarks(Vec<Remark>),
}

/// What could not be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// What it is, as in `chart`.
    pub what: &'static str,
    /// The words in it, or what is known of it.
    pub words: String,
    /// The words before it.
    pub after: String,
}

/// An image of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is known of it.
    pub fit: Fit,
}

/// What a file holds.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What it is called where it has no title of its own.
    pub name: String,
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// The paragraphs of each note, by its label.
    pub notes: BTreeMap<String, Vec<Line>>,
    /// Its images.
    pub images: Vec<Image>,
    /// What could not be placed.
    pub left: Vec<Left>,
}

/// The words of a line, without its marks.
pub fn words(line: &[Run]) -> String {
    let mut words = String::new();
    for run in line {
        match run {
            Run::Text(text, ..) => words.push_str(text),
            Run::Break => words.push(' '),
            Run::Note(_) | Run::Anchor(_) => {}
        }
    }
    words
}

/// Whether a line has nothing to be seen.
pub fn is_blank(line: &[Run]) -> bool {
    words(line).trim().is_empty() && !line.iter().any(|run| matches!(run, Run::Note(_)))
}

/// The last words of a text, to say where something stood.
pub fn ending(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.get(words.len().saturating_sub(6)..).unwrap_or_default().join(" ")
}

/// Takes a mark away where all words of a line have it: it says nothing then.
pub fn without_common_marks(line: &mut Line) {
    let all = |has: fn(&Marks) -> bool, line: &Line| {
        line.iter().all(|run| match run {
            Run::Text(text, marks, _) => text.trim().is_empty() || has(marks),
            _ => true,
        })
    };
    let (strong, emphasis) = (all(|marks| marks.strong, line), all(|marks| marks.emphasis, line));
    for run in line {
        if let Run::Text(_, marks, _) = run {
            marks.strong &= !strong;
            marks.emphasis &= !emphasis;
        }
    }
}
