//! Places at which a word that is too long for any column may break, without a sign that stays in the text.

use std::ops::Range;
use std::sync::LazyLock;

use ecow::EcoString;
use typst_library::foundations::{
    Args, Content, ContextElem, IntoValue, NativeElement, NativeFunc, Smart, Str, func,
};
use typst_library::text::TextElem;
use typst_syntax::Span;

use super::addresses::Address;
use super::compounds::{self, WHOLE, seams, syllables};
use crate::content::Tag;

/// Words up to this many letters are left to hyphenation alone.
const LONG: usize = 24;

/// The most letters in an unbroken stretch of a long word.
const STRETCH: usize = 8;

/// From how many letters on a word is very long, and how many then stand between two hyphens of ours.
const VERY_LONG: usize = 100;
const APART: usize = 4;

/// The marks after which an address breaks.
const MARKS: &str = "/.-_?&=#@:~+%";

/// A break without a sign.
pub const BREAK: char = '\u{200b}';

/// A break with a hyphen.
pub const HYPHEN: char = '\u{ad}';

/// A character that steers the setting of a line and is no text.
///
/// Shaped together with letters, it would be part of what is copied out of the PDF; by itself, it has
/// no glyph and leaves no trace. It is content that is made late, so that bookmarks do not have it either.
pub fn steering(c: char) -> Content {
    let mut args = Args::new(Span::detached(), [Str::from(EcoString::from(c)).into_value()]);
    ContextElem::new(steers::func().with(&mut args)).pack()
}

/// Which sign a content is that lets a line end within a word, if it is one.
pub fn steered(content: &Content) -> Option<char> {
    static SIGNS: LazyLock<[(char, Content); 2]> =
        LazyLock::new(|| [BREAK, HYPHEN].map(|c| (c, steering(c))));
    let found = SIGNS.iter().find(|(_, sign)| content.is::<ContextElem>() && content == sign);
    found.map(|(c, _)| *c)
}

/// A character by itself: any style of its own keeps it apart from its neighbours.
#[func]
fn steers(
    /// The character.
    text: Str,
) -> Content {
    TextElem::packed(EcoString::from(text)).set(TextElem::hyphenate, Smart::Custom(false))
}

/// Text that breaks without hyphens.
pub fn unhyphenated(body: Content) -> Content {
    body.set(TextElem::hyphenate, Smart::Custom(false))
}

/// The stretches of a text that are no words: its addresses, and what is as long and has marks in it.
pub fn stretches(text: &[char], mut addresses: Vec<Address>) -> Vec<Address> {
    let known = addresses.len();
    for range in words(text) {
        let Some(word) = text.get(range.clone()) else { continue };
        let apart = is_apart(&range, addresses.get(..known).unwrap_or_default());
        let inner = word.get(1..word.len() - 1).unwrap_or_default();
        let marked = inner.windows(3).any(|three| {
            matches!(three, [a, mark, b]
            if a.is_alphanumeric() && b.is_alphanumeric() && MARKS.contains(*mark) && *mark != '-')
        });
        if apart && marked && word.len() > LONG {
            addresses.push(Address { range, url: None });
        }
    }
    addresses.sort_by_key(|address| address.range.start);
    addresses
}

/// Where a text may break besides, in order: before which character, and with which sign.
pub fn points(text: &[char], stretches: &[Address], tag: &Tag) -> Vec<(usize, char)> {
    let mut points = Vec::new();
    for Address { range, .. } in stretches {
        let address = text.get(range.clone()).unwrap_or_default();
        // Typst itself breaks what has a scheme.
        if !address.windows(3).any(|three| three == [':', '/', '/']) {
            points.extend(after_marks(address).map(|at| (range.start + at, BREAK)));
        }
    }
    for range in words(text) {
        let apart = is_apart(&range, stretches);
        let letters = text.get(range.clone()).unwrap_or_default();
        if apart && letters.len() > LONG {
            points.extend(hyphens(letters, tag).into_iter().map(|at| (range.start + at, HYPHEN)));
        }
    }
    points.sort_unstable();
    points
}

/// Whether a word shares no letter with any of some stretches, which are in order and apart.
fn is_apart(word: &Range<usize>, stretches: &[Address]) -> bool {
    let next = stretches.partition_point(|other| other.range.end <= word.start);
    stretches.get(next).is_none_or(|other| word.end <= other.range.start)
}

/// The words of a text, with the punctuation that they touch.
fn words(text: &[char]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split(|c| c.is_whitespace()).filter_map(move |word| {
        let range = start..start + word.len();
        start = range.end + 1;
        (!word.is_empty()).then_some(range)
    })
}

/// The places after the marks of an address.
fn after_marks(address: &[char]) -> impl Iterator<Item = usize> {
    address.windows(2).enumerate().filter_map(|(at, two)| match two {
        [mark, next] if MARKS.contains(*mark) && !MARKS.contains(*next) => Some(at + 1),
        _ => None,
    })
}

/// The places for hyphens in a long word: at its seams, or between its syllables, and within those that are
/// long themselves.
fn hyphens(word: &[char], tag: &Tag) -> Vec<usize> {
    let is_broken = word.contains(&HYPHEN);
    let mut places = Vec::new();
    let mut start = 0;
    // Punctuation is no part of a word, and what the author broke stays as it is.
    for run in word.chunk_by(|a, b| a.is_alphabetic() == b.is_alphabetic()) {
        let from = start;
        start += run.len();
        let is_short = run.len() <= if is_broken { LONG } else { STRETCH };
        if run.first().is_some_and(|c| c.is_alphabetic()) && !is_short {
            places.extend(within(run, &tag.language).into_iter().map(|at| from + at));
        }
    }
    // Where every letter is a syllable, Typst would try as many lines as there are pairs of letters in one.
    if word.len() > VERY_LONG {
        places.dedup_by(|next, last| *next < *last + APART);
    }
    places
}

/// The places for hyphens in a run of letters; none where there are no rules for its language.
fn within(run: &[char], language: &str) -> Vec<usize> {
    let Some(syllables) = syllables(run, language) else { return vec![] };
    let mut places = Vec::new();
    match seams(run, &syllables, language, WHOLE[1]) {
        Some(seams) => places.extend(seams),
        None => {
            let bounds = [&[0], syllables.as_slice(), &[run.len()]].concat();
            for (start, end) in bounds.iter().zip(bounds.iter().skip(1)) {
                let parts = (end - start).div_ceil(STRETCH).max(1);
                places.extend((0..parts).map(|part| start + part * (end - start) / parts));
            }
        }
    }
    compounds::apart(run, places)
}

/// A string of the layouts' own or of code, with its breaks: soft hyphens become such, and long words
/// break after their marks.
pub fn breakable(body: &Content) -> Content {
    let (text, span) = (body.plain_text(), body.span());
    let chars: Vec<char> = text.chars().collect();
    let mut parts = Vec::new();
    let mut part = EcoString::new();
    let long: Vec<usize> = words(&chars)
        .filter(|range| range.len() > LONG)
        .flat_map(|range| {
            let word = chars.get(range.clone()).unwrap_or_default();
            after_marks(word).map(move |at| range.start + at).collect::<Vec<_>>()
        })
        .collect();
    for (at, &c) in chars.iter().enumerate() {
        let sign = if c == HYPHEN { Some(HYPHEN) } else { long.binary_search(&at).is_ok().then_some(BREAK) };
        if let Some(sign) = sign {
            parts.push(TextElem::packed(std::mem::take(&mut part)).spanned(span));
            parts.push(steering(sign));
        }
        if c != HYPHEN {
            part.push(c);
        }
    }
    parts.push(TextElem::packed(part).spanned(span));
    Content::sequence(parts)
}

/// A word that breaks at its seams, with a hyphen.
pub fn seamed(word: &Content, language: &str) -> Content {
    let (text, span) = (word.plain_text(), word.span());
    let letters: Vec<char> = text.chars().collect();
    let mut parts = Vec::new();
    let mut start = 0;
    for at in compounds::break_places(&letters, language).into_iter().chain([letters.len()]) {
        if start > 0 {
            parts.push(steering(HYPHEN));
        }
        let part: EcoString = letters.get(start..at).unwrap_or_default().iter().copied().collect();
        parts.push(TextElem::packed(part).spanned(span));
        start = at;
    }
    Content::sequence(parts)
}

#[cfg(test)]
mod tests {
    use super::{points, stretches};
    use crate::content::Tag;
    use crate::typeset::addresses::find;

    /// A text with its breaks shown.
    fn shown(text: &str, language: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let stretches = stretches(&chars, find(&chars));
        let points = points(&chars, &stretches, &Tag::of(language));
        let mut out = String::new();
        for (at, c) in chars.iter().enumerate() {
            for (_, sign) in points.iter().filter(|(place, _)| *place == at) {
                out.push(if *sign == super::BREAK { '|' } else { '-' });
            }
            out.push(*c);
        }
        out
    }

    #[test]
    fn short_words_are_left_alone() {
        for text in
            ["an ordinary sentence. ", "ordnung,", "", " ", "a/b", "https://www.example.org/a/very/long/path"]
        {
            assert_eq!(shown(text, "en"), text);
        }
    }

    #[test]
    fn no_stretch_is_long() {
        let soft = shown(&"q".repeat(60), "nl");
        let parts: Vec<&str> = soft.split('-').collect();
        assert!(parts.iter().all(|part| part.len() <= super::STRETCH), "{soft}");
        assert!(parts.first().zip(parts.last()).is_some_and(|(a, b)| a.len() > 2 && b.len() > 2), "{soft}");
    }

    #[test]
    fn hyphens_of_very_long_words_stand_apart() {
        let soft = shown(&"q".repeat(400), "nl");
        let parts: Vec<usize> = soft.split('-').map(str::len).collect();
        assert!(parts.len() > 30 && parts.iter().all(|part| (3..=super::STRETCH).contains(part)), "{soft}");
    }

    #[test]
    fn punctuation_is_no_letter() {
        for (language, word) in [
            ("de", "Donaudampfschifffahrtsordnung"),
            ("de", "Bundesausbildungsförderungsgesetzes"),
            ("nl", "hottentottententententoonstellingé"),
            ("nl", "ruimtelijkeordeningsprocedures"),
            ("en", "antidisestablishmentarianisms"),
            ("fr", "anticonstitutionnellementées"),
        ] {
            for after in ["", ",", ".", "’", "’,", "),", "…", "”.", "!?"] {
                let soft = shown(&format!("{word}{after}"), language);
                let parts: Vec<&str> = soft.split('-').collect();
                let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
                let ends = [parts.first(), parts.last()].map(|part| part.map_or(0, |part| letters(part)));
                assert!(parts.len() > 2 && ends.iter().all(|count| *count >= 3), "{soft}");
            }
        }
    }

    #[test]
    fn no_rules_no_hyphens() {
        let word = "omjouwingsfergunningsprosedueres";
        assert_eq!(shown(word, "fry"), word);
        assert_ne!(shown(word, "nl"), word);
    }

    #[test]
    fn addresses_break_after_their_marks() {
        for (text, wanted) in [
            ("info@gemeente-voorbeeld.nl", "info@|gemeente-|voorbeeld.|nl"),
            ("www.example.org/a/long_path", "www.|example.|org/|a/|long_|path"),
            ("overzicht_van_alle_maatregelen.docx", "overzicht_|van_|alle_|maatregelen.|docx"),
        ] {
            assert_eq!(shown(text, "nl"), wanted);
        }
    }
}
