//! How much of anything a book may hold: more is no book, and would take the program minutes or gigabytes.
//!
//! What lies beyond is refused before anything is laid out, at its line; the docs list these limits.

/// A limit to the length or the number of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is held to it.
    pub of: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// How many there may be.
    pub most: usize,
    /// What to do about more.
    pub hint: &'static str,
}

/// A word: what stands between two spaces.
pub const WORD: Limit = Limit {
    of: "a word",
    unit: "letters",
    most: 2_000,
    hint: "put spaces into it where it may break, or take it out",
};

/// Marks on one letter, such as accents; Unicode's own limit for a stream (UAX #15, 13).
pub const MARKS: Limit = Limit {
    of: "a letter",
    unit: "accents and other marks on it",
    most: 30,
    hint: "take the marks away, and type the letter anew",
};

/// A paragraph, an item, a cell, or a block of code.
pub const PARAGRAPH: Limit = Limit {
    of: "a paragraph",
    unit: "letters",
    most: 50_000,
    hint: "break it into several, with an empty line between them",
};

/// Changes of type, links, code and notes in one paragraph.
pub const PIECES: Limit = Limit {
    of: "a paragraph",
    unit: "links, stressed words and other pieces",
    most: 5_000,
    hint: "break it into several, with an empty line between them",
};

/// A text of several paragraphs.
pub const TEXT: Limit = Limit {
    of: "a text",
    unit: "letters",
    most: 300_000,
    hint: "divide it among several blocks or chapters",
};

/// A text of one line, such as a heading, a name or a prompt.
pub const LINE: Limit = Limit {
    of: "a text of one line",
    unit: "letters",
    most: 2_000,
    hint: "shorten it, and write the rest in a text of several lines",
};

/// What stands on the cover, beside the folios or in the layout's own words; and the name of a partner.
pub const NAME: Limit =
    Limit { of: "a title, a name or a label", unit: "letters", most: 300, hint: "shorten it" };

/// The description of an image.
pub const ALT: Limit = Limit {
    of: "a description of an image",
    unit: "letters",
    most: 5_000,
    hint: "say in a sentence or two what the image shows, and write the rest in a text beside it",
};

/// An id.
pub const ID: Limit = Limit { of: "an `id`", unit: "letters", most: 100, hint: "give it a short name" };

/// The address of a link.
pub const ADDRESS: Limit = Limit {
    of: "an address",
    unit: "letters",
    most: 2_000,
    hint: "write a shorter address that leads there",
};

/// Characters that only steer: joiners, soft hyphens, marks of direction.
pub const INVISIBLE: Limit = Limit {
    of: "a text",
    unit: "characters that nobody sees",
    most: 20_000,
    hint: "copy it anew without formatting: joiners, soft hyphens and marks of direction are not needed here",
};

/// A footnote.
pub const NOTE: Limit =
    Limit { of: "a footnote", unit: "letters", most: 10_000, hint: "make it a text of its own" };

/// References to footnotes.
pub const NOTES: Limit = Limit {
    of: "a text",
    unit: "references to footnotes",
    most: 1_000,
    hint: "divide it among several chapters",
};

/// The cells of a table.
pub const CELLS: Limit = Limit {
    of: "a table",
    unit: "cells",
    most: 30_000,
    hint: "make several tables of it, or leave out what nobody will look up on paper",
};

/// Lists and quotes in each other.
pub const DEPTH: Limit = Limit {
    of: "a text",
    unit: "lists and quotes in each other",
    most: 8,
    hint: "lists and quotes have two levels here: take the deeper ones out",
};

/// The chapters of a book.
pub const CHAPTERS: Limit =
    Limit { of: "a workbook", unit: "chapters", most: 1_000, hint: "make several workbooks of it" };

/// The teams of a book.
pub const TEAMS: Limit =
    Limit { of: "a workbook", unit: "teams", most: 400, hint: "make several workbooks of it" };

/// Whom the teams work with, all together.
pub const PARTNERS: Limit = Limit {
    of: "a workbook",
    unit: "teams and partners that teams work with",
    most: 5_000,
    hint: "name those with whom a team works most",
};

/// The faces in the folder `fonts`, each weight and each style one.
pub const FACES: Limit = Limit {
    of: "the folder `fonts`",
    unit: "faces",
    most: 500,
    hint: "take those away that the book does not use",
};

/// The cases of a book.
pub const CASES: Limit =
    Limit { of: "a workbook", unit: "cases", most: 500, hint: "make several workbooks of it" };

/// The rows of a programme, a timeline, a checklist, a table of actions or scales.
pub const ROWS: Limit = Limit {
    of: "a programme, a timeline, a checklist, actions or scales",
    unit: "rows or items",
    most: 500,
    hint: "make several blocks of it",
};

/// What a canvas is divided into.
pub const PARTS: Limit = Limit {
    of: "a canvas",
    unit: "fields, rings, stages or rows, of each",
    most: 20,
    hint: "a sheet of so many parts leaves no room to write: make several of it",
};

/// The pictures of a gallery.
pub const GALLERY: Limit =
    Limit { of: "a gallery", unit: "pictures", most: 200, hint: "make several galleries of it" };

/// The people of a block.
pub const PEOPLE: Limit = Limit {
    of: "a block of people",
    unit: "people",
    most: 500,
    hint: "make several blocks of it, each under a heading",
};

/// The points of a map: their numbers have two digits.
pub const POINTS: Limit = Limit {
    of: "a map",
    unit: "points",
    most: 99,
    hint: "make several maps of it, each of a part of the picture",
};

/// All limits, in the order of the docs.
pub const ALL: [Limit; 25] = [
    WORD, MARKS, PARAGRAPH, PIECES, TEXT, LINE, NAME, ALT, ID, ADDRESS, INVISIBLE, NOTE, NOTES, CELLS, DEPTH,
    CHAPTERS, TEAMS, PARTNERS, CASES, FACES, ROWS, PARTS, GALLERY, PEOPLE, POINTS,
];

impl Limit {
    /// What to say where there are more.
    ///
    /// Where what is counted is not what is too long itself, its number is what is too high.
    pub fn passed(&self, found: usize) -> String {
        let Self { of, unit, most, .. } = self;
        format!("{of} may have {most} {unit} at most, and here are {found}")
    }
}
