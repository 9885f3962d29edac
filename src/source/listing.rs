//! The chapters in the listing of a folder: which files they are, and in which order.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorPreferences};

/// What stands in a listing for what cannot be read in a file's name.
pub const UNREADABLE: &str = "\u{fffd}";

/// Ends of the names of files that are chapters in all but their name.
const DISGUISES: [&str; 5] = [".toml.txt", ".toml.toml", ".toml.text", ".tml", ".toml"];

/// Words that file managers add to the name of a copy.
const COPIES: [&str; 6] = ["copy", "kopie", "copie", "kopie van", "copy of", "conflict"];

/// The names of the chapters in the listing of a folder, in natural order: `2.toml` before `10.toml`.
///
/// The locks of editors (`~$01.toml`, `.#01.toml`) are no chapters.
pub fn chapter_names(listing: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        listing.lines().filter(|name| name.ends_with(".toml") && !is_lock(name)).collect();
    natural(&mut names);
    names
}

/// Whether an editor made it, while it held another file open.
fn is_lock(name: &str) -> bool {
    name.starts_with(['.', '~', '#'])
}

/// Sorts names by the Unicode Collation Algorithm, numbers by their value, alike on all systems.
pub fn natural(names: &mut [&str]) {
    let mut preferences = CollatorPreferences::default();
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let collator = Collator::try_new(preferences, CollatorOptions::default()).ok();
    let stem = |name: &str| name.strip_suffix(".toml").unwrap_or(name).to_owned();
    let compare = |a: &str, b: &str| {
        collator.as_ref().map_or(Ordering::Equal, |collator| collator.compare(&stem(a), &stem(b)))
    };
    names.sort_by(|a, b| compare(a, b).then_with(|| a.cmp(b)));
}

/// The name that a file should have to be read, where it looks like a chapter and is none.
pub fn renamed(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if is_lock(name) || name.ends_with(".toml") && !lower.ends_with(".toml.toml") {
        return None;
    }
    let disguise = DISGUISES.iter().find(|end| lower.ends_with(*end))?;
    let stem = name.get(..name.len() - disguise.len()).filter(|stem| !stem.is_empty())?;
    Some(format!("{stem}.toml"))
}

/// The name of which another is a copy, as `01 (copy).toml` is of `01.toml`, if that is there.
pub fn copy_of<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let stem = name.strip_suffix(".toml")?;
    names.iter().copied().find(|other| {
        let Some(other) = other.strip_suffix(".toml").filter(|other| !other.is_empty()) else { return false };
        let before = || stem.strip_suffix(other).filter(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()));
        let rest = stem.strip_prefix(other).or_else(before);
        rest.is_some_and(is_copy)
    })
}

/// Whether the rest of a name is what file managers add to copies: ` (copy)`, ` - kopie`, ` (2)`.
fn is_copy(rest: &str) -> bool {
    let word = rest.trim_matches(|c: char| " -_()".contains(c)).to_lowercase();
    let numbered = rest.trim().starts_with('(') && word.parse::<u8>().is_ok();
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    numbered || COPIES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{chapter_names, copy_of, renamed};

    #[test]
    fn numbers_in_names_compare_as_numbers() {
        for (listing, sorted) in [
            ("10.toml\n1.toml\n2.toml", "1.toml 2.toml 10.toml"),
            ("a10.toml\na2.toml\na1b.toml", "a1b.toml a2.toml a10.toml"),
            ("010.toml\n02.toml\n1.toml", "1.toml 02.toml 010.toml"),
            ("1-2.toml\n1-10.toml\n1-1.toml", "1-1.toml 1-2.toml 1-10.toml"),
            ("Z.toml\na.toml\né.toml\nf.toml", "a.toml é.toml f.toml Z.toml"),
            ("99999999999999999999999.toml\n100.toml", "100.toml 99999999999999999999999.toml"),
            ("b 2.toml\nb 11.toml\nb.toml", "b.toml b 2.toml b 11.toml"),
        ] {
            assert_eq!(chapter_names(listing).join(" "), sorted);
        }
    }

    #[test]
    fn locks_are_no_chapters() {
        assert!(
            chapter_names("~$01.toml\n.#01.toml\n#01.toml#\n01.toml~\n._01.toml\nimages\nnotes.md")
                .is_empty()
        );
    }

    #[test]
    fn disguises() {
        for (name, real) in [
            ("01.toml.txt", Some("01.toml")),
            ("01.TOML", Some("01.toml")),
            ("01.Toml", Some("01.toml")),
            ("01.toml.TXT", Some("01.toml")),
            ("01.tml", Some("01.toml")),
            ("01.toml.toml", Some("01.toml")),
            ("01.toml", None),
            ("~$01.TOML", None),
            ("01.toml~", None),
            ("01.toml.bak", None),
            (".toml.txt", None),
            ("notes.txt", None),
        ] {
            assert_eq!(renamed(name).as_deref(), real, "{name}");
        }
    }

    #[test]
    fn copies() {
        let names = ["01.toml", "02 streets.toml", "1.toml"];
        for copy in [
            "01 (copy).toml",
            "01 - kopie.toml",
            "01 copy 2.toml",
            "01 (1).toml",
            "Kopie van 01.toml",
            "01_copy.toml",
        ] {
            assert_eq!(copy_of(copy, &names), Some("01.toml"), "{copy}");
        }
        for other in ["01.toml", "01 streets.toml", "01-2.toml", "11.toml", "02.toml", "01b.toml"] {
            assert_eq!(copy_of(other, &names), None, "{other}");
        }
    }
}
