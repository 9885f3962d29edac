//! What only blocks with pictures can have wrong: sizes, sides, and how people are reached.

use crate::book::Entry;
use crate::content::block::{Block, Figure, Gallery, Person};
use crate::content::{Inline, is_mail, is_phone};
use crate::source::Finding;

/// The least and the greatest height of the pictures of a gallery, in millimetres.
const HEIGHTS: std::ops::RangeInclusive<f64> = 5.0..=300.0;

/// Checks a block, if it is one of pictures.
pub fn check(entry: &Entry, block: &Block, findings: &mut Vec<Finding>) {
    match block {
        Block::Figure(figure) => findings.extend(sided(entry, figure)),
        Block::Gallery(gallery) => findings.extend(height(entry, gallery)),
        Block::People(people) => {
            findings.extend(people.items.iter().flat_map(|person| reached(entry, person)));
        }
        _ => {}
    }
}

/// A side where nothing can stand beside the picture.
fn sided(entry: &Entry, figure: &Figure) -> Option<Finding> {
    let width = figure.width.filter(|width| !width.is_narrow() && figure.side.is_some())?;
    let word = width.word().unwrap_or("100%");
    let message = format!("a figure with `width = \"{word}\"` has nothing beside it, and `side` is there");
    let finding = Finding::error("one-of", entry.place(&figure.image.range), message);
    Some(finding.hint("take `side` away, or write a width such as `width = \"half\"`"))
}

fn height(entry: &Entry, gallery: &Gallery) -> Option<Finding> {
    let height = gallery.height.as_ref().filter(|height| !HEIGHTS.contains(&height.value.0))?;
    let message = format!(
        "pictures beside each other are between {} and {} mm high, not {} mm",
        HEIGHTS.start(),
        HEIGHTS.end(),
        height.value.0
    );
    let finding = Finding::error("wrong-measure", entry.place(&height.range), message);
    Some(finding.hint("write a height such as `height = \"45mm\"`, or leave it out"))
}

/// Addresses and numbers that lead to nobody.
fn reached(entry: &Entry, person: &Person) -> Vec<Finding> {
    let wrong = |text: &Inline, what: &str, hint: &str| {
        let message = format!("`{}` is not {what}", text.text.trim());
        Finding::error("bad-link", entry.place(&text.range), message).hint(hint)
    };
    // An empty one is told as an empty text.
    let unfit = |text: &Inline, is_fit: fn(&str) -> bool| {
        let text = text.text.trim();
        !text.is_empty() && !is_fit(text)
    };
    let mail = person.mail.as_deref().filter(|mail| unfit(mail, is_mail));
    let phone = person.phone.as_deref().filter(|phone| unfit(phone, is_phone));
    let mail = mail.map(|mail| wrong(mail, "an e-mail address", "write it as `name@example.org`"));
    let hint =
        "write its digits, as `+31 20 123 45 67`; spaces, `-`, `.`, `/` and brackets may stand between them";
    let phone = phone.map(|phone| wrong(phone, "a telephone number", hint));
    mail.into_iter().chain(phone).collect()
}
