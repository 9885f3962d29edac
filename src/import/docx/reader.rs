//! What is known while a Word file is read.

use std::collections::{BTreeMap, HashMap};

use super::fields::{Field, Open};
use super::numbering::Numbering;
use super::relations::Relations;
use super::styles::{Look, Role, Styles};
use crate::import::archive::Parts;
use crate::import::images::Fit;
use crate::import::piece::{Document, Left, Marks, Piece, Remark, RemarkKind, Run, ending, words};

/// Whether a picture can be set, by its bytes, or why not.
pub type Fits<'a> = &'a dyn Fn(&[u8]) -> Result<Fit, String>;

/// The paragraph that is being read.
#[derive(Debug, Default)]
pub struct Now {
    /// Its runs.
    pub line: Vec<Run>,
    /// What was remarked of it.
    pub remarks: Vec<Remark>,
    /// What stands in it and goes after it: pictures, and the text of boxes.
    pub after: Vec<Piece>,
    /// How its letters look by its style.
    pub look: Look,
    /// What it is by its style.
    pub role: Option<Role>,
    /// Whether its box is ticked, if it begins with one.
    pub done: Option<bool>,
    /// What is counted in it, as the number of a figure is.
    pub counts: Option<String>,
}

/// A change that was tracked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whether words came or went.
    pub kind: RemarkKind,
    /// By whom, and when.
    pub by: String,
}

/// A comment in the margin.
#[derive(Debug, Clone, Default)]
pub struct Comment {
    /// By whom, and when.
    pub by: String,
    /// What it says.
    pub words: String,
    /// The words that it is about, while they are read.
    pub about: String,
    /// Whether the words that it is about are being read.
    pub open: bool,
    /// Whether it found its place.
    pub placed: bool,
}

/// A Word file that is being read.
pub struct Reader<'a> {
    /// Its parts.
    pub parts: &'a Parts<'a>,
    /// Whether a picture can be set.
    pub fits: Fits<'a>,
    /// The styles.
    pub styles: Styles,
    /// The lists.
    pub numbering: Numbering,
    /// The references of the part that is read.
    pub relations: Relations,
    /// The comments, by their ids.
    pub comments: BTreeMap<String, Comment>,
    /// The labels of notes, by their kinds and ids.
    pub notes: HashMap<(bool, String), String>,
    /// The fields that are open.
    pub fields: Vec<Open>,
    /// The tracked change that is open.
    pub change: Option<Change>,
    /// The paragraph that is read.
    pub now: Now,
    /// The anchors that wait for the next paragraph.
    pub waiting: Vec<String>,
    /// Where the words of a table of contents go while one is open.
    pub contents: String,
    /// The images that were taken, by the names of their parts.
    pub images: HashMap<String, usize>,
    /// The last words that were read.
    pub last: String,
    /// What was read.
    pub document: Document,
}

impl Reader<'_> {
    /// Lists what cannot be placed.
    pub fn leave(&mut self, what: &'static str, words: impl Into<String>) {
        let here = words_before(&self.now.line);
        let after = if here.is_empty() { self.last.clone() } else { here };
        self.document.left.push(Left { what, words: words.into(), after });
    }

    /// Adds some text to the paragraph.
    pub fn text(&mut self, text: &str, marks: Marks) {
        self.comments
            .values_mut()
            .filter(|comment| comment.open)
            .for_each(|comment| comment.about.push_str(text));
        if let Some(Change { kind, by }) = &self.change {
            changed(&mut self.now.remarks, *kind, by, text);
            if *kind == RemarkKind::Deleted {
                return;
            }
        }
        let link = self.fields.iter().rev().find_map(|open| match &open.known {
            Some(Field::Link(link)) => Some(link.clone()),
            _ => None,
        });
        self.push(text, marks, link);
    }

    /// Adds some text with a link, joined with that before it.
    fn push(&mut self, text: &str, marks: Marks, link: Option<String>) {
        if let Some(Run::Text(last, known, to)) = self.now.line.last_mut()
            && *known == marks
            && *to == link
        {
            last.push_str(text);
            return;
        }
        self.now.line.push(Run::Text(text.to_owned(), marks, link));
    }

    /// Whether the outcome of a table of contents is being read.
    pub fn in_contents(&self) -> bool {
        self.fields.iter().any(|open| open.known == Some(Field::Contents))
    }

    /// Whether an instruction is being read, and no text.
    pub fn in_instruction(&self) -> bool {
        self.fields.last().is_some_and(|open| open.known.is_none())
    }
}

/// Remembers words that came or went, with those right before them.
fn changed(remarks: &mut Vec<Remark>, kind: RemarkKind, by: &str, text: &str) {
    if let Some(last) = remarks.last_mut()
        && last.kind == kind
        && last.by == by
    {
        last.words.push_str(text);
        return;
    }
    remarks.push(Remark { kind, by: by.to_owned(), about: String::new(), words: text.to_owned() });
}

/// The last words of a line.
fn words_before(line: &[Run]) -> String {
    ending(&words(line))
}
