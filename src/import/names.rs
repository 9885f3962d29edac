//! Names of files and ids, made fit.

use unicode_normalization::UnicodeNormalization;

/// The most letters of a name.
const LONGEST: usize = 40;

/// What some words are called in a file's name or an id: small letters and digits, with `-` between words.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.replace('ß', "ss").nfkd().flat_map(char::to_lowercase) {
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c),
            '\u{300}'..='\u{36f}' | '\'' | '’' | '\u{ad}' => {}
            'æ' => slug.push_str("ae"),
            'ø' => slug.push('o'),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    let mut short: String = slug.chars().take(LONGEST).collect();
    if short.len() < slug.len()
        && let Some((words, _)) = short.rsplit_once('-')
    {
        short = words.to_owned();
    }
    short.trim_end_matches('-').to_owned()
}

/// The number that the next chapter's name begins with, after those of a folder, as `70` after `60`.
///
/// Nothing where none of them begins with a number, and there are some.
pub fn next_number<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut names = names.into_iter().peekable();
    if names.peek().is_none() {
        return Some("1".into());
    }
    let digits = |name: &'a str| name.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let numbers = names.map(digits).filter_map(|digits| Some((digits.parse::<u32>().ok()?, digits.len())));
    let (last, width) = numbers.max()?;
    let next = if last >= 10 && last % 10 == 0 { last.checked_add(10)? } else { last.checked_add(1)? };
    Some(format!("{next:0width$}"))
}

#[cfg(test)]
mod tests {
    use super::{next_number, slug};

    #[test]
    fn names_are_made_fit() {
        for (words, name) in [
            ("Nota “Leefbare straat” (versie 2)", "nota-leefbare-straat-versie-2"),
            ("Één café’s Größe", "een-cafes-grosse"),
            ("../../etc/passwd", "etc-passwd"),
            ("東京", ""),
            ("a", "a"),
            ("woord ".repeat(20).as_str(), "woord-woord-woord-woord-woord-woord"),
        ] {
            assert_eq!(slug(words), name);
        }
    }

    #[test]
    fn numbers_go_on() {
        for (names, next) in [
            (vec![], Some("1")),
            (vec!["00-inhoud.toml", "60-rode-lijn.toml", "05-puzzel.toml"], Some("70")),
            (vec!["1-a.toml", "4-b.toml"], Some("5")),
            (vec!["01.toml", "02.toml"], Some("03")),
            (vec!["9.toml"], Some("10")),
            (vec!["a.toml"], None),
            (vec!["4294967295.toml"], None),
        ] {
            assert_eq!(next_number(names).as_deref(), next);
        }
    }
}
