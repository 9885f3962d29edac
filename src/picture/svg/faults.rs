//! What would be lost of a drawing, and the way out.

use super::super::{Fault, MOST_PIXELS};
use super::seen::{Link, Loss, Maker, Seen};
use super::walk::DEEPEST;

/// How many letters of lost words are shown.
const SHOWN: usize = 60;

/// The most letters of the words in a drawing.
const MOST_LETTERS: usize = 20_000;

/// All that would be lost of a drawing: words that are not set, and what lies outside of it; and what is too much.
pub fn faults(seen: &Seen) -> Vec<Fault> {
    let lost = seen.lost.iter().map(|(loss, words)| lost(*loss, words, seen));
    let links = [Link::Image, Link::Unread, Link::Part, Link::Sheet].into_iter();
    lost.chain(links.filter_map(|link| outside(link, seen))).chain(too_much(seen)).collect()
}

/// More pixels than an image may have, or drawings that go too deep.
fn too_much(seen: &Seen) -> Option<Fault> {
    if seen.pixels > MOST_PIXELS {
        let megapixels = seen.pixels / 1_000_000;
        let message = format!("holds images of {megapixels} megapixels together, and may hold 100");
        let hint = "make the images in it smaller: 300 pixels an inch is enough for print";
        return Some(Fault::new("oversized-image", message, hint));
    }
    let letters = seen.words.chars().filter(|c| !c.is_whitespace()).count();
    if letters > MOST_LETTERS {
        let message = format!("has words of {letters} letters, and may have {MOST_LETTERS}");
        let hint = "put the words into a text beside it, or export the drawing with its text as paths";
        return Some(Fault { hint: hint.into(), ..Fault::heavy(message) });
    }
    let message = format!("holds drawings within drawings, more than {DEEPEST} deep");
    seen.is_too_deep.then(|| Fault::heavy(message))
}

/// Words that are not set.
fn lost(loss: Loss, words: &str, seen: &Seen) -> Fault {
    let shown: String = words.chars().take(SHOWN).collect();
    let more = if shown.len() < words.len() { "\u{2026}" } else { "" };
    let why = match loss {
        Loss::Html => "has words in HTML (`foreignObject`), which is not set",
        Loss::Flow => "has words in a frame of Inkscape's (`flowRoot`), which is not set",
        Loss::Size => "has words of size zero, which are not set",
        Loss::Path => "has words along a line that is not in it, which are not set",
        Loss::Notice => "says that its words cannot be shown",
    };
    Fault::new("drawing-words", format!("{why}: \u{201c}{shown}{more}\u{201d}"), way_out(loss, seen.maker))
}

fn way_out(loss: Loss, maker: Option<Maker>) -> &'static str {
    match (loss, maker) {
        (Loss::Size, _) => "give them a size, or take them away",
        (Loss::Path, _) => "export the drawing with its text as paths",
        (Loss::Html | Loss::Notice, Some(Maker::DrawIo)) => {
            "in draw.io, take `Word Wrap` and `Formatted Text` off the labels before you export, or export a PDF"
        }
        (Loss::Html | Loss::Notice, Some(Maker::Mermaid)) => {
            "in Mermaid, set `htmlLabels: false` before you export, or export a PDF"
        }
        (Loss::Flow, _) | (_, Some(Maker::Inkscape)) => {
            "in Inkscape, choose `Text > Convert to Text`, or export with `Convert text to paths`"
        }
        _ => "export the drawing with its text as paths or as SVG text, or as a PDF",
    }
}

/// What lies outside of the drawing.
fn outside(wanted: Link, seen: &Seen) -> Option<Fault> {
    let addresses =
        seen.links.iter().filter(|(link, _)| *link == wanted).map(|(_, address)| address.as_str());
    let addresses: Vec<&str> = addresses.collect();
    let (first, more) = (addresses.first()?, addresses.len() - 1);
    let shown: String = first.chars().take(SHOWN).filter(|c| !c.is_control()).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (what, hint) = match wanted {
        Link::Image => ("links to an image outside itself", "embed the linked image in the drawing"),
        Link::Part => (
            "takes a part of itself from another file",
            "copy that part into the drawing, or export it as a PDF",
        ),
        Link::Sheet => (
            "takes its looks from a style sheet outside itself",
            "put the style into the drawing, or export it as a PDF",
        ),
        Link::Unread => {
            ("holds an image that cannot be set", "embed it in the drawing as a PNG or JPEG, or export a PDF")
        }
    };
    let name = if wanted == Link::Unread { "unknown-image" } else { "linked-image" };
    Some(Fault::new(name, format!("{what}: `{shown}`{more}"), hint))
}
