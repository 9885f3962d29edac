//! How characters are set for which the fonts have no glyph, but which have a sensible equivalent.

use typst_library::text::is_default_ignorable;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// How a character is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    /// As it is.
    Itself,
    /// As other characters, which say the same.
    As(String),
    /// As these letters above the line.
    Raised(String),
    /// As these letters under the line.
    Lowered(String),
    /// Not at all: it steers breaks, hyphens, ligatures or the direction of the text.
    Steers,
    /// As the space that a line's end is.
    LineEnd,
    /// Not at all: it says nothing.
    Nothing,
    /// It means something, and cannot be set.
    Lost,
}

/// Characters that end a line, and those that machines put in place of them.
const LINE_ENDS: &[char] = &['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// What the bytes 0x80 to 0x9F are in Windows-1252: text from old files has them as control characters.
const WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Characters that look and mean the same as others, and have no decomposition that says so.
const SAME: &[(char, &str)] = &[
    // Hyphens and dashes: U+2011 does not break, and so is followed by a joiner.
    ('\u{2010}', "-"),
    ('\u{2011}', "-\u{2060}"),
    ('\u{2012}', "–"),
    ('\u{2015}', "—"),
    ('\u{2027}', "·"),
    ('\u{2043}', "-"),
    // Quotation marks and primes of other blocks.
    ('\u{201b}', "’"),
    ('\u{201f}', "“"),
    ('\u{275b}', "‘"),
    ('\u{275c}', "’"),
    ('\u{275d}', "“"),
    ('\u{275e}', "”"),
    ('\u{2b9}', "′"),
    ('\u{2ba}', "″"),
    // Bullets, as word processors and their symbol fonts write them.
    ('\u{25cf}', "•"),
    ('\u{25aa}', "•"),
    ('\u{25e6}', "•"),
    ('\u{2023}', "•"),
    ('\u{f0b7}', "•"),
    ('\u{f0a7}', "•"),
    // Division and ratio.
    ('\u{2236}', ":"),
    ('\u{29f8}', "/"),
];

/// How a character is set by fonts that have these; spaces of all widths are drawn without a glyph.
pub fn set(c: char, has: impl Fn(char) -> bool) -> Set {
    if LINE_ENDS.contains(&c) {
        return Set::LineEnd;
    }
    if c.is_control() {
        let at = (c as usize).checked_sub(0x80);
        let meant = at.and_then(|at| WINDOWS.get(at)).filter(|meant| **meant != '\0');
        return meant.map_or(Set::Nothing, |meant| Set::As(meant.to_string()));
    }
    if is_default_ignorable(c) {
        return Set::Steers;
    }
    if c.is_whitespace() {
        return if c == '\u{1680}' { Set::As(" ".into()) } else { Set::Itself };
    }
    let plain = || c.nfkc().collect::<String>();
    match c {
        // Subscripts, and ligatures: as letters, they are found by who searches.
        '\u{2080}'..='\u{209c}' | '\u{1d62}'..='\u{1d6a}' | '\u{2c7c}' => {
            return whole(plain(), has, Set::Lowered);
        }
        '\u{fb00}'..='\u{fb06}' => return whole(plain(), has, Set::As),
        _ if has(c) => return Set::Itself,
        '\u{2b0}'..='\u{2b8}' | '\u{2e0}'..='\u{2e4}' | '\u{1d2c}'..='\u{1d61}' | '\u{1d78}' => {}
        '\u{1d9b}'..='\u{1dbf}' | '\u{2070}'..='\u{207f}' | '\u{2c7d}' | '\u{a7f2}'..='\u{a7f4}' => {}
        // Units in one character: their figure is an exponent.
        '\u{3300}'..='\u{33ff}' => {
            let unit = plain();
            let (figure, letters) = (unit.chars().last(), unit.trim_end_matches(['2', '3']));
            let exponent = match figure {
                Some('2') => "²",
                Some('3') => "³",
                _ => "",
            };
            return whole(format!("{letters}{exponent}"), has, Set::As);
        }
        _ => {
            let same = SAME.iter().find(|same| same.0 == c).map(|same| same.1.to_owned());
            return match same {
                Some(same) => Set::As(same),
                None => whole(plain(), has, Set::As),
            };
        }
    }
    whole(plain(), has, Set::Raised)
}

/// Whether a letter is written from right to left (UAX #9).
pub fn is_right_to_left(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// What a character is set as, if the fonts have all of that.
fn whole(text: String, has: impl Fn(char) -> bool, set: fn(String) -> Set) -> Set {
    let known = |c: char| has(c) || c.is_whitespace();
    if !text.is_empty() && text.chars().all(known) { set(text) } else { Set::Lost }
}

/// Whether a letter and the mark after it are one character that the fonts have.
pub fn composed(before: Option<char>, mark: char, has: impl Fn(char) -> bool) -> bool {
    before.and_then(|before| compose(before, mark)).is_some_and(has)
}

#[cfg(test)]
mod tests {
    use super::{Set, composed, set};

    /// Fonts with Latin letters, figures and the usual signs.
    fn latin(c: char) -> bool {
        c.is_ascii_graphic() || "éëçŵ²³°€‘’“”„–—•·′″⁄×−".contains(c)
    }

    #[test]
    fn what_has_an_equivalent_is_set_by_it() {
        let text = |text: &str| Set::As(text.into());
        for (c, wanted) in [
            ('a', Set::Itself),
            ('\u{2009}', Set::Itself),
            ('\u{202f}', Set::Itself),
            ('\u{2007}', Set::Itself),
            ('\u{3000}', Set::Itself),
            ('\u{2010}', text("-")),
            ('\u{2011}', text("-\u{2060}")),
            ('\u{2012}', text("–")),
            ('ﬁ', text("fi")),
            ('ﬃ', text("ffi")),
            ('ﬆ', text("st")),
            ('Ａ', text("A")),
            ('，', text(",")),
            ('𝐁', text("B")),
            ('⅓', text("1⁄3")),
            ('㎡', text("m²")),
            ('㎞', text("km")),
            ('℃', text("°C")),
            ('‴', text("′′′")),
            ('\u{92}', text("’")),
            ('\u{96}', text("–")),
            ('\u{f0b7}', text("•")),
            ('ᵉ', Set::Raised("e".into())),
            ('ʳ', Set::Raised("r".into())),
            ('ⁿ', Set::Raised("n".into())),
            ('⁷', Set::Raised("7".into())),
            ('²', Set::Itself),
            ('₂', Set::Lowered("2".into())),
            ('ₙ', Set::Lowered("n".into())),
        ] {
            assert_eq!(set(c, latin), wanted, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn what_only_steers_has_no_glyph() {
        for c in "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{fe0f}\u{34f}\u{61c}".chars() {
            assert_eq!(set(c, latin), Set::Steers, "U+{:04X}", c as u32);
        }
        for c in "\n\r\t\u{b}\u{c}\u{85}\u{2028}\u{2029}".chars() {
            assert_eq!(set(c, latin), Set::LineEnd, "U+{:04X}", c as u32);
        }
        for c in "\0\u{1}\u{1b}\u{7f}\u{81}".chars() {
            assert_eq!(set(c, latin), Set::Nothing, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn what_means_something_is_lost() {
        for c in "😀漢あ한ⴰ❤\u{fffd}".chars() {
            assert_eq!(set(c, latin), Set::Lost, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn marks_belong_to_their_letters() {
        assert!(composed(Some('e'), '\u{301}', latin));
        assert!(!composed(Some('x'), '\u{301}', latin));
        assert!(!composed(None, '\u{301}', latin));
    }
}
