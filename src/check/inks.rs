//! The accent as an ink: a name that a press takes for a plate of its own, and inks that print something.

use typst_library::text::is_default_ignorable;
use unicode_normalization::UnicodeNormalization;

use crate::book::Draft;
use crate::content::{Accent, At};
use crate::source::{Finding, Place};

/// The inks of every press, which no spot ink may be called (ISO 32000-1, 8.6.6.4).
const PROCESS: [&str; 4] = ["cyan", "magenta", "yellow", "black"];

/// The longest name in letters, and in bytes (ISO 32000-1, table C.1).
const LONGEST: (usize, usize) = (60, 127);

/// An example of a name.
const EXAMPLE: &str = "write the name of the ink as the printer knows it, such as `PANTONE 485 C`";

/// Checks the accent's name and its four inks.
pub fn check_inks(draft: &Draft, accent: &Accent, findings: &mut Vec<Finding>) {
    let mut add = |at: &std::ops::Range<usize>, message: String, hint: String| {
        let place = Place::new(draft.file, at.clone());
        findings.push(Finding::error("wrong-ink", place, message).hint(hint));
    };
    if let Some((message, hint)) = wrong_name(&accent.name) {
        add(&accent.name.range, message, hint);
    }
    if let Some(inks) = accent.cmyk.as_ref().filter(|inks| inks.value.iter().all(|ink| ink.value == 0)) {
        let hint = "write how much of cyan, magenta, yellow and black stands for the accent, as in `cmyk = [0, 95, 100, 0]`, or leave `cmyk` out: the profile then tells it";
        add(
            &inks.range,
            "the `cmyk` of the accent is no ink at all: it would not be printed".into(),
            hint.into(),
        );
    }
}

/// What is wrong with a name, and what to write.
fn wrong_name(name: &At<String>) -> Option<(String, String)> {
    let name = name.value.as_str();
    let is_blank = |c: char| c.is_whitespace() || c.is_control() || is_default_ignorable(c);
    let bare: String = name.nfkc().filter(|c| !is_blank(*c)).flat_map(char::to_lowercase).collect();
    if bare.is_empty() {
        return Some(("the accent has no `name`, which is that of its plate".into(), EXAMPLE.into()));
    }
    let meaning = match bare.as_str() {
        "all" => Some("would be printed on every plate"),
        "none" => Some("would be printed on no plate"),
        bare if PROCESS.contains(&bare) => Some("is an ink that every press has already"),
        _ => None,
    };
    if let Some(meaning) = meaning {
        return Some((format!("an accent called `{}` {meaning}", name.trim()), EXAMPLE.into()));
    }
    let steers = |c: char| c.is_control() || is_default_ignorable(c) || c.is_whitespace() && c != ' ';
    if name.contains(steers) {
        let clean: String = name.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let clean: String = clean.chars().filter(|c| !steers(*c)).collect();
        let message =
            "the `name` of the accent has signs in it that nobody sees, and that tell its plate from others";
        return Some((message.into(), format!("write `name = \"{}\"`", clean.trim())));
    }
    if name.trim() != name {
        let message =
            "the `name` of the accent begins or ends with a blank, which tells its plate from others";
        return Some((message.into(), format!("write `name = \"{}\"`", name.trim())));
    }
    let (letters, bytes) = LONGEST;
    let count = name.chars().count();
    (count > letters || name.len() > bytes).then(|| {
        let shown: String = name.chars().take(20).collect();
        (
            format!(
                "the `name` of the accent, `{shown}...`, is too long for a plate: it has {count} letters"
            ),
            format!("{EXAMPLE}; {letters} letters at most"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::wrong_name;
    use crate::content::At;

    fn refused(name: &str) -> bool {
        wrong_name(&At { value: name.into(), range: 0..0 }).is_some()
    }

    #[test]
    fn names_that_a_press_takes_otherwise() {
        let reserved = ["All", "None", "Black", "Cyan", "Magenta", "Yellow"];
        for name in reserved {
            for written in [
                name.to_owned(),
                name.to_uppercase(),
                name.to_lowercase(),
                format!(" {name}"),
                format!("{name}\u{a0}\t"),
                format!("\u{200b}{name}\u{feff}"),
                name.split_at(1).0.to_owned() + "\u{ad}" + name.split_at(1).1,
                format!("{}{}", name.split_at(1).0, name.split_at(1).1.to_uppercase()),
            ] {
                assert!(refused(&written), "{written:?}");
            }
        }
        for name in [
            "\u{ff21}\u{ff4c}\u{ff4c}",
            "",
            " ",
            "\u{3000}",
            "\u{200b}",
            "\n",
            "Rood\n2",
            "Rood\u{202e}",
            " Rood",
            "Rood ",
            "Rood\u{7}",
        ] {
            assert!(refused(name), "{name:?}");
        }
        assert!(
            refused(&"a".repeat(61)) && refused(&"\u{1F600}".repeat(40)) && refused(&"a".repeat(100_000))
        );
    }

    #[test]
    fn names_of_inks() {
        for name in [
            "PANTONE 485 C",
            "HKS 13 K",
            "Rood",
            "Black 2",
            "PANTONE Black C",
            "All red",
            "Cyaan",
            "Z\u{e9}ro #1 (mat/glans)",
            "\u{6731}\u{8272}",
        ] {
            assert!(!refused(name), "{name:?}");
        }
        assert!(!refused(&"a".repeat(60)));
    }
}
