//! Places at which a word that is too long for any column may break.

/// Words up to this many letters are left to hyphenation alone.
const LONG: usize = 24;

/// The most characters in an unbroken stretch of a long word.
const STRETCH: usize = 8;

/// Gives long words soft hyphens, and long addresses invisible breaks.
pub fn soften(text: &str, language: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if bare.chars().count() <= LONG {
            out.push_str(word);
            continue;
        }
        let letters =
            bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}' | ',' | '.'));
        if letters && !bare[..bare.len() - 1].contains('.') {
            hyphenate(&mut out, bare, language);
        } else {
            address(&mut out, bare);
        }
        out.push_str(&word[bare.len()..]);
    }
    out
}

/// Gives long stretches of code invisible breaks.
pub fn soften_code(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    for word in code.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if bare.chars().count() > LONG {
            address(&mut out, bare)
        } else {
            out.push_str(bare)
        }
        out.push_str(&word[bare.len()..]);
    }
    out
}

/// Soft hyphens inside syllables that are still too long.
fn hyphenate(out: &mut String, word: &str, language: &str) {
    let code = language.as_bytes().get(..2).and_then(|two| two.try_into().ok());
    let Some(rules) = code.and_then(hypher::Lang::from_iso) else { return pieces(out, word, '\u{ad}') };
    let mut first = true;
    for syllable in hypher::hyphenate(word, rules) {
        if !first && !out.ends_with('-') {
            out.push('\u{ad}');
        }
        first = false;
        pieces(out, syllable, '\u{ad}');
    }
}

/// A break every few characters.
fn pieces(out: &mut String, text: &str, mark: char) {
    let count = text.chars().count();
    for (index, c) in text.chars().enumerate() {
        if index > 0 && index % STRETCH == 0 && count - index > 2 {
            out.push(mark);
        }
        out.push(c);
    }
}

/// Breaks after the marks of an address, and every few characters where there are none.
fn address(out: &mut String, text: &str) {
    let mut run = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(c);
        run += 1;
        let mark = "/.-_?&=#@:".contains(c) && rest.peek().is_some_and(|next| *next != '/');
        if rest.peek().is_some() && (mark || run >= LONG) {
            out.push('\u{200b}');
            run = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::soften;

    #[test]
    fn short_words_are_left_alone() {
        assert_eq!(soften("an ordinary sentence. ", "en"), "an ordinary sentence. ");
    }

    #[test]
    fn no_stretch_is_long() {
        let word = "q".repeat(60);
        let soft = soften(&word, "nl");
        assert!(soft.split('\u{ad}').all(|part| part.len() <= 10), "{soft}");
        assert_eq!(soft.replace('\u{ad}', ""), word);
    }

    #[test]
    fn addresses_break_after_their_marks() {
        let soft = soften("https://www.example.org/a/very/long/path", "nl");
        assert_eq!(soft.replace('\u{200b}', "|"), "https://|www.|example.|org/|a/|very/|long/|path");
    }
}
