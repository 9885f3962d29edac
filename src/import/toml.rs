//! Texts as TOML writes them: between quotation marks in which as little as can be is escaped.

/// How many letters a line of a comment holds.
const WIDTH: usize = 98;

/// A key with a text of one line.
pub fn line(key: &str, text: &str) -> String {
    format!("{key} = {}", quoted(text))
}

/// A text of one line between quotation marks.
pub fn quoted(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.contains(control) {
        return format!("'{text}'");
    }
    format!("\"{}\"", escaped(&text).replace('"', "\\\""))
}

/// A key with a text of several lines.
pub fn text(key: &str, text: &str) -> String {
    let text = text.trim_end_matches(['\n', ' ']);
    if text.contains('\\') && !text.contains("'''") && !text.contains(control) {
        return format!("{key} = '''\n{text}\n'''");
    }
    format!("{key} = \"\"\"\n{}\n\"\"\"", escaped(text).replace("\"\"\"", "\"\"\\\""))
}

/// Comments, in lines.
pub fn comment(mark: &str, words: &str) -> String {
    let mut out = format!("# {mark}:");
    let mut column = out.chars().count();
    for word in words.split_whitespace() {
        let length = word.chars().count() + 1;
        if column + length > WIDTH && column > 4 {
            out.push_str("\n#  ");
            column = 4;
        }
        out.push(' ');
        out.extend(word.chars().filter(|c| !control(*c)));
        column += length;
    }
    out
}

/// What cannot stand as it is: TOML escapes it.
fn control(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            c if control(c) => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{comment, line, text};

    /// Whatever a text holds, TOML reads back the same.
    #[test]
    fn texts_are_read_back() {
        for words in [
            "plain",
            "it's",
            "\"",
            "\"\"\"",
            "'''",
            "\\",
            "\\\"'''",
            "a\\nb",
            "\u{7}",
            "\u{85}",
            "é – “x”",
            "#",
            "",
            "'\"",
            "ends in \"",
            "\"\"\"\"\"\"",
        ] {
            let read: toml::Table = toml::from_str(&line("k", words)).expect("TOML");
            assert_eq!(read.get("k").and_then(|value| value.as_str()), Some(words));
            let read: toml::Table = toml::from_str(&text("k", words)).expect("TOML");
            assert_eq!(read.get("k").and_then(|value| value.as_str()), Some(format!("{words}\n").as_str()));
        }
        let several = "a\n\nb \\\nc";
        let read: toml::Table = toml::from_str(&text("k", several)).expect("TOML");
        assert_eq!(read.get("k").and_then(|value| value.as_str()), Some("a\n\nb \\\nc\n"));
    }

    #[test]
    fn comments_are_comments() {
        let long = "woord ".repeat(60);
        for words in ["a\nb = 1", "\u{0}x", long.as_str(), ""] {
            let written = comment("opmerking", words);
            assert!(
                written.lines().all(|line| line.starts_with('#') && line.chars().count() <= 100),
                "{written}"
            );
            assert_eq!(toml::from_str::<toml::Table>(&written), Ok(toml::Table::new()));
        }
    }
}
