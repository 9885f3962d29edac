//! Texts of TOML: what stays of one stays as it is written.

use std::fmt::Write;
use std::ops::Range;

use crate::source::Literal;

/// A text as a file writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Quotes {
    /// Whether backslashes mean something.
    basic: bool,
    /// Whether it may have several lines.
    several: bool,
}

impl Quotes {
    fn of(raw: &str) -> Self {
        Self { basic: raw.starts_with('"'), several: raw.starts_with("\"\"\"") || raw.starts_with("'''") }
    }
}

/// A new text in the place of one in a file: the letters that stay keep their bytes, escapes and all, and the
/// quotation marks stay where they can.
///
/// - `range`: the bytes of the old text in the file, quotation marks included
/// - `old`: what it says
pub fn rewritten(source: &str, range: Range<usize>, old: &str, new: &str) -> String {
    let raw = source.get(range.clone()).unwrap_or_default();
    let quotes = Quotes::of(raw);
    let ends = line_end(source);
    let lines;
    let new = if quotes.several && ends != "\n" {
        lines = lined(new, ends);
        lines.as_str()
    } else {
        new
    };
    let before = common(old.chars(), new.chars());
    let after = common(old.chars().rev(), new.chars().rev()).min(shorter(old, new) - before);
    let (start, stop) = (bytes(old, before), old.len() - bytes_back(old, after));
    let middle = new.get(start..new.len() - bytes_back(new, after)).unwrap_or_default();
    if let Some(middle) = fitted(middle, quotes) {
        let literal = Literal::new(source, range.clone());
        let place = literal.range(start..stop);
        let end = if start == stop { place.start } else { place.end };
        let parts = [source.get(range.start..place.start), Some(&middle), source.get(end..range.end)];
        let made: String = parts.into_iter().flatten().collect();
        if reads(&made).is_some_and(|read| same(&read, new)) {
            return made;
        }
    }
    written(new, quotes.several, ends)
}

/// A text with the line ends of its file.
fn lined(text: &str, ends: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', ends)
}

fn shorter(a: &str, b: &str) -> usize {
    a.chars().count().min(b.chars().count())
}

fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn bytes(text: &str, letters: usize) -> usize {
    text.chars().take(letters).map(char::len_utf8).sum()
}

fn bytes_back(text: &str, letters: usize) -> usize {
    text.chars().rev().take(letters).map(char::len_utf8).sum()
}

/// A part of a text as it stands between quotation marks, if it can.
fn fitted(part: &str, quotes: Quotes) -> Option<String> {
    if !quotes.several && part.contains('\n') {
        return None;
    }
    if quotes.basic {
        return Some(escaped(part, quotes.several));
    }
    (!part.replace("\r\n", "").contains(is_control) && !part.contains('\'')).then(|| part.to_owned())
}

/// A text in quotation marks of its own.
///
/// - `several`: whether it is to have marks for several lines, as it has where it does
/// - `ends`: what ends a line in its file
pub fn written(text: &str, several: bool, ends: &str) -> String {
    let quoted = text.contains(['"', '\\']);
    if several || text.contains('\n') {
        let (body, text) = (lined(text, ends), text.replace("\r\n", "\n"));
        if text.contains('\\') && !text.contains("'''") && !text.ends_with('\'') && !text.contains(is_control)
        {
            return format!("'''{ends}{body}'''");
        }
        return format!("\"\"\"{ends}{}\"\"\"", escaped(&body, true));
    }
    if quoted && !text.contains('\'') && !text.contains(is_control) {
        return format!("'{text}'");
    }
    format!("\"{}\"", escaped(text, false))
}

/// What ends the lines of a file.
pub fn line_end(source: &str) -> &'static str {
    let first = source.split_inclusive('\n').next().unwrap_or_default();
    if first.ends_with("\r\n") { "\r\n" } else { "\n" }
}

/// What cannot stand as it is.
fn is_control(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

fn escaped(text: &str, several: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut row = 0;
    while let Some(c) = rest.next() {
        row = if c == '"' { row + 1 } else { 0 };
        match c {
            '\\' => out.push_str("\\\\"),
            // Marks of several lines end at three in a row; what comes after the text may be one, too.
            '"' if !several || row % 3 == 0 || rest.peek().is_none() => {
                out.push_str("\\\"");
                row = 0;
            }
            '\r' if several && rest.peek() == Some(&'\n') => out.push('\r'),
            '\n' if !several => out.push_str("\\n"),
            c if is_control(c) => _ = write!(out, "\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}

/// What a text in quotation marks says.
fn reads(raw: &str) -> Option<String> {
    let table: toml::Table = format!("k = {raw}").parse().ok()?;
    table.get("k")?.as_str().map(str::to_owned)
}

/// Whether two texts say the same, whatever ends their lines.
pub fn same(a: &str, b: &str) -> bool {
    a == b || a.replace("\r\n", "\n") == b.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::{reads, rewritten, written};

    /// Each text in each kind of quotation marks becomes each other, and says so.
    #[test]
    fn every_text_becomes_every_other() {
        let texts = [
            "",
            "a",
            "abc def",
            "it's",
            "\"",
            "\"\"\"",
            "'''",
            "\\",
            "a\nb",
            "a\n",
            "\n",
            "\u{7}",
            "é – “x”",
            "a\\nb",
            "\"\"\"\"\"\"",
            "x\n\"\"\"",
            "ends in '",
            "ends in \"",
            "tab\there",
            "\u{1F600}a\u{1F600}",
            "aaa",
            "aa",
        ];
        for old in texts {
            for several in [false, true] {
                let raw = written(old, several, "\n");
                assert_eq!(reads(&raw).as_deref(), Some(old), "{raw}");
                for new in texts {
                    let source = format!("k = {raw}\n");
                    let made = rewritten(&source, 4..4 + raw.len(), old, new);
                    assert_eq!(reads(&made).as_deref(), Some(new), "{raw} -> {made}");
                }
            }
        }
    }

    #[test]
    fn what_stays_keeps_its_bytes() {
        let cases = [
            (r#""a\u00e9 b""#, "aé b", "aé x b", r#""a\u00e9 x b""#),
            (r#""a\tb""#, "a\tb", "a\tbc", r#""a\tbc""#),
            ("'a b'", "a b", "a \"b", "'a \"b'"),
            ("'a b'", "a b", "a 'b", r#""a 'b""#),
            ("\"a b\"", "a b", "a\nb", "\"\"\"\na\nb\"\"\""),
            ("\"\"\"\na \\\n   b\n\"\"\"", "a b\n", "a bc\n", "\"\"\"\na \\\n   bc\n\"\"\""),
            ("\"\"\"\na \\\n   b\n\"\"\"", "a b\n", "ax b\n", "\"\"\"\nax \\\n   b\n\"\"\""),
            ("'''\na\nb'''", "a\nb", "a\n'b", "\"\"\"\na\n'b\"\"\""),
            ("\"aa\"", "aa", "aaa", "\"aaa\""),
        ];
        for (raw, old, new, wanted) in cases {
            let source = format!("k = {raw}");
            assert_eq!(rewritten(&source, 4..source.len(), old, new), wanted, "{raw} {new:?}");
        }
    }

    /// Files of Windows keep their line ends.
    #[test]
    fn line_ends_stay() {
        let source = "k = \"\"\"\r\na\r\nb\r\n\"\"\"\r\n";
        let made = rewritten(source, 4..source.len() - 2, "a\r\nb\r\n", "a\r\nc\nb\r\n");
        assert_eq!(made, "\"\"\"\r\na\r\nc\r\nb\r\n\"\"\"");
    }
}
