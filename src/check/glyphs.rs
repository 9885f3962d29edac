//! Characters that no font has.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use typst_library::text::{FontBook, FontInfo, FontVariant};

use crate::content::letters::{self, Set};
use crate::source::{Finding, Literal, Place};

use super::passage::Source;

/// The characters that the fonts have.
pub struct Coverage {
    known: HashSet<char>,
    families: BTreeSet<String>,
    book: FontBook,
}

impl Coverage {
    /// The characters that any font of the book has.
    pub fn new(book: &FontBook) -> Self {
        let mut known = HashSet::new();
        let mut families = BTreeSet::new();
        for family in book.families() {
            families.insert(family.0.to_owned());
            for index in family.1 {
                if let Some(info) = book.info(index) {
                    known.extend(info.coverage.iter().filter_map(char::from_u32));
                }
            }
        }
        Self { known, families, book: book.clone() }
    }

    /// The characters that some families have by themselves.
    pub fn only(&self, families: &[&str]) -> Self {
        let infos = families.iter().flat_map(|family| self.infos(family));
        let known = infos.flat_map(|info| info.coverage.iter().filter_map(char::from_u32)).collect();
        let families = families.iter().map(|family| (*family).to_owned()).collect();
        Self { known, families, book: FontBook::new() }
    }

    /// The faces of a family.
    pub fn infos(&self, family: &str) -> impl Iterator<Item = &FontInfo> {
        let family = family.to_lowercase();
        let indices: Vec<usize> = self.book.select_family(&family).collect();
        indices.into_iter().filter_map(|index| self.book.info(index))
    }

    /// The family that sets a character which a family lacks, as Typst chooses it.
    pub fn stand_in(&self, family: &str, c: char) -> Option<String> {
        let like = self.infos(family).next();
        let index = self.book.select_fallback(like, FontVariant::default(), c.encode_utf8(&mut [0; 4]))?;
        Some(self.book.info(index)?.family.clone())
    }

    /// Whether any font has a glyph for a character.
    pub fn glyph(&self, c: char) -> bool {
        c.is_ascii_graphic() || c == ' ' || self.known.contains(&c)
    }

    /// Whether a character can be set: by a glyph, by an equivalent, or without any.
    pub fn has(&self, c: char) -> bool {
        self.glyph(c) || letters::set(c, |c| self.glyph(c)) != Set::Lost
    }

    /// Whether a character can stand in a drawing, where nothing is put in its place.
    pub fn draws(&self, c: char) -> bool {
        let set = letters::set(c, |c| self.glyph(c));
        self.glyph(c) || matches!(set, Set::Itself | Set::Steers | Set::LineEnd | Set::Nothing)
    }

    /// The typefaces of the book, by their names.
    pub fn families(&self) -> &BTreeSet<String> {
        &self.families
    }

    /// Whether the book has a typeface, in capitals or not.
    pub fn has_family(&self, name: &str) -> bool {
        self.families.iter().any(|family| family.eq_ignore_ascii_case(name.trim()))
    }

    /// Each character of a text that no font has, with its first byte, once a text.
    pub fn lacking<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, char)> + 'a {
        let (mut seen, mut before) = (HashSet::new(), None);
        text.char_indices().filter(move |(_, c)| {
            let letter = before.replace(*c);
            !self.has(*c) && !letters::composed(letter, *c, |c| self.glyph(c)) && seen.insert(*c)
        })
    }

    /// Reports each character of a text that no font has, once a text.
    ///
    /// `range` is where the text stands in its file, quotes included.
    pub fn check(&self, text: &str, range: &Range<usize>, source: Source, findings: &mut Vec<Finding>) {
        let mut literal = None;
        for (at, c) in self.lacking(text) {
            let literal = literal.get_or_insert_with(|| Literal::new(source.1, range.clone()));
            let place = Place::new(source.0, literal.range(at..at + c.len_utf8()));
            findings.push(Self::finding(c, place));
        }
    }

    /// The finding about a character that no font has.
    pub fn finding(c: char, place: Place) -> Finding {
        let message = format!("no font has the character `{c}` (U+{:04X})", c as u32);
        Finding::error("missing-glyph", place, message).hint(hint(c))
    }
}

/// What to do about a character.
fn hint(c: char) -> &'static str {
    match c {
        '\u{fffd}' => "it stands for a character that got lost when the text was copied: write that again",
        '\u{2610}'..='\u{2612}' | '\u{25a0}'..='\u{25ff}' | '\u{2700}'..='\u{27bf}' => {
            "take it out, or write a list with `- ` in place of a sign"
        }
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{26ff}' => {
            "the book's fonts have no emoji: take it out, or use words"
        }
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}' => {
            "put a font that has it into the folder `fonts`, such as one of the Noto family, or set it in a picture, with its text in `alt`"
        }
        c if c.is_alphabetic() => {
            "put a font that has it into the folder `fonts`, such as one of the Noto family, or write it in another way"
        }
        _ => "write it in another way",
    }
}
