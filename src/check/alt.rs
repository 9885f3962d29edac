//! Descriptions of images: each says what it shows, or that it only decorates.

use std::ops::Range;

use crate::content::At;
use crate::content::fields::{Fields, Held};
use crate::source::{FileId, Finding, Place};

const DESCRIBE: &str = "say what the image shows, for who cannot see it: `alt = \"...\"`";
const DECORATES: &str = "if it only decorates, write `decorative = true` beside `alt = \"\"`";

/// Checks the description of each image that a table holds, itself or in those inside.
pub fn descriptions(file: FileId, table: &dyn Fields, findings: &mut Vec<Finding>) {
    let (mut image, mut alt, mut decorative) = (None, None, false);
    for (key, held) in table.fields() {
        match held {
            Held::Image(path) => image = Some(path),
            Held::Alt(said) => alt = Some(said),
            Held::Switch(on) if key == "decorative" => decorative = on,
            held => inside(file, held, findings),
        }
    }
    let Some(image) = image else { return };
    findings.extend(problem(file, image, alt.map(|alt| &**alt), decorative));
}

/// Checks the description of an image that never only decorates.
pub fn described(file: FileId, image: &At<String>, alt: Option<&At<String>>, findings: &mut Vec<Finding>) {
    findings.extend(
        problem(file, image, alt, false).map(|finding| Finding { hints: vec![DESCRIBE.into()], ..finding }),
    );
}

fn inside(file: FileId, held: Held, findings: &mut Vec<Finding>) {
    match held {
        Held::Table(table) => descriptions(file, table, findings),
        Held::List(items) => items.into_iter().for_each(|item| inside(file, item, findings)),
        _ => {}
    }
}

fn problem(file: FileId, image: &At<String>, alt: Option<&At<String>>, decorative: bool) -> Option<Finding> {
    let error = |name, range: &Range<usize>, message: &str| {
        Finding::error(name, Place::new(file, range.clone()), message)
    };
    match (alt, decorative) {
        (None, false) => {
            let finding = error("missing-key", &image.range, "`alt` is missing for this image");
            Some(finding.hint(DESCRIBE).hint(DECORATES))
        }
        (Some(alt), false) if alt.value.trim().is_empty() => {
            let finding = error("empty-text", &alt.range, "`alt` is empty");
            Some(finding.hint(DESCRIBE).hint(DECORATES))
        }
        (Some(alt), true) if !alt.value.trim().is_empty() => {
            let message = "an image that only decorates has no description: `decorative = true` and `alt` are both here";
            let finding = error("one-of", &alt.range, message);
            Some(finding.hint("leave `alt` empty, or take `decorative` away"))
        }
        _ => None,
    }
}
