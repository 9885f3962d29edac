//! Text as a terminal may show it: nothing in it steers the terminal, or turns what is read around.

use std::borrow::Cow;

/// The most letters of a message; what content says in it can be of any length.
const MOST: usize = 1000;

/// A text in one line, with what cannot be seen written as `\u{1b}`, and cut where it is very long.
pub fn shown(text: &str) -> Cow<'_, str> {
    let cut = text.char_indices().nth(MOST).and_then(|(at, _)| text.get(..at));
    if cut.is_none() && !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().min(MOST));
    cut.unwrap_or(text).chars().for_each(|c| push(&mut out, c));
    if cut.is_some() {
        out.push('\u{2026}');
    }
    Cow::Owned(out)
}

/// A text as [`shown`], but whole, and in as many lines as it has.
pub fn shown_whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| if c == '\n' { out.push(c) } else { push(&mut out, c) });
    out
}

/// Adds a character, or what it is written as.
pub fn push(out: &mut String, c: char) {
    if is_hidden(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
}

/// Whether a character steers a terminal (C0, C1), ends a line, or changes the direction of reading.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{MOST, shown, shown_whole};

    #[test]
    fn what_steers_is_written_out() {
        for (text, expected) in [
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("a\rb\nc\td", "a\\u{d}b\\u{a}c\\u{9}d"),
            ("\u{7}\u{8}\u{7f}\u{9b}", "\\u{7}\\u{8}\\u{7f}\\u{9b}"),
            ("\u{202e}txt.exe\u{202c}", "\\u{202e}txt.exe\\u{202c}"),
            ("\u{2066}\u{2069}\u{200f}\u{61c}", "\\u{2066}\\u{2069}\\u{200f}\\u{61c}"),
            ("\u{2028}\u{85}\u{feff}\0", "\\u{2028}\\u{85}\\u{feff}\\u{0}"),
            ("été – “ja” 👩‍🚒 ع", "été – “ja” 👩‍🚒 ع"),
        ] {
            assert_eq!(shown(text), expected);
        }
        assert_eq!(shown_whole("a\u{1b}\nb"), "a\\u{1b}\nb");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(shown(&"é".repeat(MOST)).chars().count(), MOST);
        assert_eq!(shown(&"é".repeat(1_000_000)).chars().count(), MOST + 1);
    }
}
