//! What a drawing shows and asks for.

use std::collections::BTreeMap;

/// What a drawing shows and asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The words that are set as text.
    pub words: String,
    /// The lists of typefaces that words are set in, each with the first of these words.
    pub families: BTreeMap<Vec<String>, String>,
    /// The words that would not be set, by the reason.
    pub lost: BTreeMap<Loss, String>,
    /// What it takes from elsewhere, by what it is and its address.
    pub links: Vec<(Link, String)>,
    /// The program that made it, if it is one whose words are often lost.
    pub maker: Option<Maker>,
    /// The drawings in it that are still to be looked at.
    pub drawings: Vec<Vec<u8>>,
    /// The pixels of all images in it together.
    pub pixels: u64,
    /// Whether drawings in it hold others, deeper than is looked.
    pub is_too_deep: bool,
    /// How many drawings hold this one.
    pub depth: usize,
}

/// Why words would not be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// They are HTML.
    Html,
    /// They flow in a way that only Inkscape knows.
    Flow,
    /// Their size is zero.
    Size,
    /// The line that they are to follow is not there.
    Path,
    /// In place of the words stands a notice that they cannot be shown.
    Notice,
}

/// What a drawing takes from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Link {
    /// An image.
    Image,
    /// An image within the file that is none, or of a kind that is not set.
    Unread,
    /// A part of another drawing.
    Part,
    /// A style sheet.
    Sheet,
}

/// A program whose way out is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Maker {
    /// draw.io.
    DrawIo,
    /// Mermaid.
    Mermaid,
    /// Inkscape.
    Inkscape,
}
