//! Apostrophes that a smart quote would turn the wrong way.

/// Dutch words that lost their beginning, as in `'s ochtends` and `'t huis`.
const CLIPPED: &[char] = &['k', 'm', 'n', 'r', 's', 't'];

/// Sets the apostrophe at the start of a clipped Dutch word, and of a year such as `'21`.
pub fn apostrophes(text: &str, language: &str) -> String {
    let dutch = language.starts_with("nl");
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or(' ');
    let apostrophe = |index: usize| {
        let starts = index == 0 || !at(index - 1).is_alphanumeric();
        let word = CLIPPED.contains(&at(index + 1).to_ascii_lowercase()) && !at(index + 2).is_alphanumeric();
        let closes = at(index + 2) == '\'';
        let year = at(index + 1).is_ascii_digit()
            && at(index + 2).is_ascii_digit()
            && !at(index + 3).is_alphanumeric();
        at(index) == '\'' && starts && !closes && (dutch && word || year && at(index + 3) != '\'')
    };
    (0..chars.len()).map(|index| if apostrophe(index) { '\u{2019}' } else { chars[index] }).collect()
}

#[cfg(test)]
mod tests {
    use super::apostrophes;

    #[test]
    fn clipped_words_and_years() {
        assert_eq!(apostrophes("'s avonds in '21", "nl"), "\u{2019}s avonds in \u{2019}21");
        assert_eq!(apostrophes("'t kan", "nl"), "\u{2019}t kan");
        assert_eq!(apostrophes("the letter 's'", "nl"), "the letter 's'");
        assert_eq!(apostrophes("'t kan", "en"), "'t kan");
        assert_eq!(apostrophes("zo'n 'straat'", "nl"), "zo'n 'straat'");
    }
}
