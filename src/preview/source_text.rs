//! What a stretch of a TOML string says, sign by sign, with the byte of each.

use std::ops::Range;

/// A character that a stretch of TOML stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// The character.
    pub letter: char,
    /// Its first byte in the file.
    pub byte: usize,
}

/// The characters that some bytes of a TOML string stand for, escapes of TOML read.
///
/// In strings between single quotes, a backslash is one: what would be read as an escape there is laid beside what
/// was set in either way.
pub fn signs(text: &str, range: Range<usize>) -> Vec<Sign> {
    let source = text.get(range.clone()).unwrap_or_default();
    let mut signs = Vec::new();
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let byte = range.start + at;
        let escaped = (c == '\\').then(|| escape(source.get(at + 1..).unwrap_or_default())).flatten();
        let Some((letter, length)) = escaped else {
            signs.push(Sign { letter: c, byte });
            continue;
        };
        signs.extend(letter.map(|letter| Sign { letter, byte }));
        while chars.next_if(|(next, _)| *next < at + 1 + length).is_some() {}
    }
    signs
}

/// The character that an escape stands for, none for a swallowed line end, and how many bytes follow its backslash.
fn escape(rest: &str) -> Option<(Option<char>, usize)> {
    let code = |digits: usize| {
        let value = u32::from_str_radix(rest.get(1..=digits)?, 16).ok()?;
        Some((Some(char::from_u32(value)?), digits + 1))
    };
    let plain = |letter: char| Some((Some(letter), 1));
    match rest.chars().next()? {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'e' => plain('\u{1b}'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        '"' => plain('"'),
        '\\' => plain('\\'),
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        c if c.is_whitespace() => {
            let blank = rest.len() - rest.trim_start().len();
            rest.get(..blank).filter(|blank| blank.contains('\n')).map(|blank| (None, blank.len()))
        }
        _ => None,
    }
}

/// A character as it is compared: signs that are set in each other's place are one.
pub fn folded(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' | '`' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2026}' => '.',
        c if c.is_whitespace() || c == '\u{a0}' || c == '\u{202f}' => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::signs;

    #[test]
    fn escapes_are_one_character() {
        let text = "x = \"a\\\"b\\u00e9\\n\\\\\\\n   c\"";
        let found: Vec<(char, usize)> =
            signs(text, 5..text.len() - 1).iter().map(|sign| (sign.letter, sign.byte)).collect();
        assert_eq!(found, [('a', 5), ('"', 6), ('b', 8), ('\u{e9}', 9), ('\n', 15), ('\\', 17), ('c', 24)]);
        assert_eq!(signs("'\\p\\uzz'", 1..6).len(), 5);
        assert!(signs("abc", 2..9).is_empty());
    }
}
