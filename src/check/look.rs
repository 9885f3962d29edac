//! The edition and the look: the date, the accent's contrast, the inks.

use super::inks::check_inks;
use crate::book::Draft;
use crate::content::{Accent, At, COVER, colour, is_picture};
use crate::ink::parse_rgb;
use crate::source::{Finding, Place};

/// The least contrast of the accent with white: WCAG 2.2, 1.4.3.
const LEAST_CONTRAST: f64 = 4.5;

/// Checks `workbook.toml` by itself.
pub fn check_front(draft: &Draft, findings: &mut Vec<Finding>) {
    let Some(workbook) = &draft.workbook else { return };
    for (key, value) in [("title", &workbook.title), ("organisation", &workbook.organisation)] {
        if value.value.trim().is_empty() {
            let place = Place::new(draft.file, value.range.clone());
            findings.push(Finding::error("empty-text", place, format!("`{key}` is empty")));
        }
    }
    for word in workbook.given_words().filter(|word| word.value.trim().is_empty()) {
        let place = Place::new(draft.file, word.range.clone());
        let finding = Finding::error("empty-text", place, "a word of the layout is empty in `[labels]`");
        findings.push(finding.hint("write the word, or leave its key out to have the program's own"));
    }
    if let Some(cover) = workbook.design.cover.as_ref().and_then(|cover| cover.lines.as_ref()) {
        cover_lines(draft, &workbook.title.value, cover, findings);
    }
    if let Some(accent) = &workbook.design.accent {
        contrast(draft, accent, findings);
        check_inks(draft, accent, findings);
    }
}

/// The cover's lines must be the title, broken.
fn cover_lines(draft: &Draft, title: &str, cover: &At<Vec<At<String>>>, findings: &mut Vec<Finding>) {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let lines: String = cover.value.iter().map(|line| bare(&line.value)).collect();
    if lines != bare(title) {
        let place = Place::new(draft.file, cover.range.clone());
        let finding = Finding::error("cover-title", place, "the lines in `cover` are not those of the title");
        let picture = cover.value.iter().any(|line| is_picture(&line.value));
        let lines = "`cover` breaks the title into lines and changes none of its letters";
        findings.push(finding.hint(if picture { COVER } else { lines }));
    }
}

fn contrast(draft: &Draft, accent: &Accent, findings: &mut Vec<Finding>) {
    let place = Place::new(draft.file, accent.rgb.range.clone());
    let Some(rgb) = parse_rgb(&accent.rgb.value) else {
        let message = format!("`rgb` must be a colour such as \"#D81E05\", not `{}`", accent.rgb.value);
        let hint = colour(&accent.rgb.value).map(|rgb| format!("write `rgb = \"{rgb}\"`"));
        let hint = hint.unwrap_or_else(|| {
            "write `#` and six digits: two each for red, green and blue, from 00 to FF".into()
        });
        findings.push(Finding::error("wrong-colour", place, message).hint(hint));
        return;
    };
    let contrast = contrast_with_white(rgb);
    if contrast < LEAST_CONTRAST {
        let message =
            format!("white on this accent has a contrast of {contrast:.1}:1, and needs 4.5:1 to be read");
        findings.push(Finding::error("contrast", place, message).hint("choose a darker accent"));
    }
}

/// The contrast ratio with white, as WCAG 2.2 defines it.
fn contrast_with_white(rgb: [u8; 3]) -> f64 {
    let linear = rgb.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
}

#[cfg(test)]
mod tests {
    use super::{contrast_with_white, parse_rgb};

    #[test]
    fn contrasts_are_those_of_the_brief() {
        let red = parse_rgb("#D81E05").expect("a colour");
        assert!((contrast_with_white(red) - 5.1).abs() < 0.1);
        assert!((contrast_with_white([0, 0, 0]) - 21.0).abs() < 0.01);
    }
}
