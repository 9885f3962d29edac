//! Where the lines of a paragraph may end.

use std::sync::{Arc, LazyLock};

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

/// The rules of Unicode (UAX 14), as Typst follows them.
static RULES: LazyLock<LineSegmenterBorrowed> =
    LazyLock::new(|| LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()));

/// The first letter of scripts that are written from the right, and the letters after them that are not.
const RIGHT: char = '\u{590}';
const LATER: [std::ops::RangeInclusive<char>; 2] = ['\u{1e00}'..='\u{200a}', '\u{2010}'..='\u{2027}'];
const SIGNS: [std::ops::RangeInclusive<char>; 2] = ['\u{202f}'..='\u{205e}', '\u{2070}'..='\u{2bff}'];

/// The fewest letters of a word that is hyphenated.
const LEAST: usize = 5;

/// A place between two words at which a line may end.
#[derive(Debug, Clone, Copy)]
pub struct Gap {
    /// The byte at which the next line would begin.
    pub at: usize,
    /// The byte after the last letter of the line.
    pub end: usize,
    /// Whether the line would end with a dash.
    pub dash: bool,
}

/// A place in a word at which a line may end with a hyphen.
#[derive(Debug, Clone, Copy)]
pub struct Hyphen {
    /// The byte.
    pub at: usize,
    /// How many letters of the word stand before it, and after it.
    pub letters: (usize, usize),
}

/// Whether a text is of letters that stand one after the other from the left, and holds nothing that steers
/// its lines.
pub fn is_simple(text: &str) -> bool {
    let simple = |c: char| {
        (c < RIGHT && !c.is_control() && c != '\u{ad}')
            || LATER.iter().chain(&SIGNS).any(|range| range.contains(&c))
    };
    text.chars().all(simple) && !text.contains("://") && !text.contains("www.")
}

/// The places between words, the end of the text among them.
pub fn gaps(text: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for at in RULES.segment_str(text).filter(|at| *at > 0) {
        let line = text.get(..at).unwrap_or_default();
        let line = if at < text.len() { line.trim_end() } else { line };
        gaps.push(Gap { at, end: line.len(), dash: line.ends_with(['-', '–', '—']) });
    }
    gaps
}

/// The places for hyphens in what stands between two bytes, by the rules of a language.
pub fn hyphens(text: &str, from: usize, to: usize, language: &str) -> Vec<Hyphen> {
    let mut places = Vec::new();
    let code = language.as_bytes().try_into().ok();
    let Some(rules) = code.and_then(hypher::Lang::from_iso) else { return places };
    let Some(stretch) = text.get(from..to) else { return places };
    for (start, word) in stretch.split_word_bound_indices() {
        if word.chars().nth(LEAST - 1).is_some() && word.chars().all(char::is_alphabetic) {
            let found = syllables(word, rules);
            let found = found.iter().map(|place| Hyphen { at: from + start + place.at, ..*place });
            places.extend(found);
        }
    }
    places
}

/// The places for hyphens in a word; the same words stand in every book.
#[comemo::memoize]
fn syllables(word: &str, rules: hypher::Lang) -> Arc<[Hyphen]> {
    let count = word.chars().count();
    let (mut at, mut before) = (0, 0);
    let places = hypher::hyphenate(word, rules).map(|syllable| {
        at += syllable.len();
        before += syllable.chars().count();
        Hyphen { at, letters: (before, count - before) }
    });
    places.filter(|place| place.letters.1 > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::{gaps, hyphens, is_simple};

    #[test]
    fn lines_end_after_words_and_dashes() {
        for (text, wanted) in [
            ("de straat", vec!["de", "de straat"]),
            ("beeld-bepalend, en", vec!["beeld-", "beeld-bepalend,", "beeld-bepalend, en"]),
            ("straat\u{a0}1 nu", vec!["straat\u{a0}1", "straat\u{a0}1 nu"]),
            ("wijk1 – plan ", vec!["wijk1", "wijk1 –", "wijk1 – plan "]),
        ] {
            let lines: Vec<&str> = gaps(text).iter().filter_map(|gap| text.get(..gap.end)).collect();
            assert_eq!(lines, wanted, "{text}");
        }
    }

    #[test]
    fn words_are_hyphenated_by_their_language() {
        for (language, text, wanted) in [
            ("nl", "de klimaatadaptatie", "de kli-maat-adap-ta-tie"),
            ("en", "responsibility of", "re-spon-si-bil-ity of"),
            ("de", "Zuständigkeit 2024", "Zu-stän-dig-keit 2024"),
            ("fry", "ferantwurdlikheid", "ferantwurdlikheid"),
            ("nl", "plan", "plan"),
        ] {
            let mut shown = text.to_owned();
            for place in hyphens(text, 0, text.len(), language).iter().rev() {
                assert!(place.letters.0 > 0 && place.letters.1 > 0);
                shown.insert(place.at, '-');
            }
            assert_eq!(shown, wanted);
        }
    }

    #[test]
    fn what_steers_or_runs_the_other_way_is_not_simple() {
        for text in ["Straße, Kyjiw – “é” 50\u{a0}%", "Ελληνικά", "Київ…"] {
            assert!(is_simple(text), "{text}");
        }
        for text in
            ["שלום", "日本", "a\u{ad}b", "a\u{200b}b", "a\u{2060}b", "https://a.nl", "www.a.nl", "ไทย"]
        {
            assert!(!is_simple(text), "{text}");
        }
    }
}
