//! Words of a drawing that would not be set.

use std::collections::HashSet;

use roxmltree::{Document, Node};

use super::SVG;
use super::seen::{Loss, Seen};

/// What draw.io and its forerunners write for programs that do not know HTML.
const NOTICES: [&str; 3] =
    ["Text is not SVG", "Viewer does not support full SVG", "[Not supported by viewer]"];

/// From so many bytes on, no more lost words are noted.
const MOST: usize = 1000;

/// What is shown of HTML beside words.
const SHOWN: [&str; 5] = ["img", "canvas", "video", "iframe", "svg"];

/// Notes words that would be lost.
pub fn lose(loss: Loss, words: &str, seen: &mut Seen) {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let lost_so_far = seen.lost.get(&loss).map_or(0, String::len);
    if !words.is_empty() && lost_so_far < MOST {
        let lost = seen.lost.entry(loss).or_default();
        *lost = if lost.is_empty() { words } else { format!("{lost} {words}") };
    }
}

/// Whether words are a notice that others cannot be shown.
pub fn notice(words: &str) -> Option<Loss> {
    let words = words.trim();
    NOTICES.iter().any(|notice| words.starts_with(notice)).then_some(Loss::Notice)
}

/// The child of a `switch` that is drawn: the first that asks for nothing that is not known.
///
/// The words of HTML beside it are lost as far as it does not hold them, too.
pub fn chosen<'a, 'i>(switch: Node<'a, 'i>, seen: &mut Seen) -> Option<Node<'a, 'i>> {
    let is_known = |node: &Node| {
        let features = node.attribute("requiredFeatures").unwrap_or_default();
        let languages = node.attribute("systemLanguage").unwrap_or("en").split(',');
        node.attribute("requiredExtensions").is_none()
            && !features.contains("Extensibility")
            && languages.map(str::trim).any(|language| language == "en" || language.starts_with("en-"))
    };
    let children = || switch.children().filter(Node::is_element);
    let chosen = children().find(is_known);
    let others = children().filter(|node| Some(*node) != chosen);
    for other in others.filter(|node| node.has_tag_name((SVG, "foreignObject"))) {
        html(other, chosen, seen);
    }
    chosen
}

/// Notes the words of HTML that are not in what is drawn in its place.
pub fn html(object: Node, drawn: Option<Node>, seen: &mut Seen) {
    let written = plain(object);
    let drawn =
        drawn.filter(|drawn| !drawn.has_tag_name((SVG, "foreignObject"))).map_or_else(String::new, plain);
    let known: HashSet<&str> = drawn.split_whitespace().collect();
    if written.split_whitespace().any(|word| !known.contains(word)) {
        lose(Loss::Html, &written, seen);
    }
    let shows = |node: Node| SHOWN.contains(&node.tag_name().name());
    if written.trim().is_empty() && drawn.is_empty() && object.descendants().any(shows) {
        lose(Loss::Html, "(a picture)", seen);
    }
}

/// All words in an element, and a space where an element ends.
fn plain(node: Node) -> String {
    let is_code = |node: &Node| {
        let names = node.ancestors().take_while(|above| above.tag_name().name() != "foreignObject");
        names.into_iter().any(|above| matches!(above.tag_name().name(), "style" | "script"))
    };
    let texts = node.descendants().filter(|node| node.is_text() && !is_code(node));
    texts.filter_map(|node| node.text()).collect::<Vec<_>>().join(" ")
}

/// The names of all lines that words can follow.
pub fn paths<'a>(tree: &'a Document) -> HashSet<&'a str> {
    let shapes = ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];
    let shaped = tree.descendants().filter(|node| shapes.contains(&node.tag_name().name()));
    shaped.filter_map(|node| node.attribute("id")).collect()
}

/// Whether the line that words are to follow is in the drawing; a path of its own, as SVG 2 has it, is not set.
pub fn has_path(node: Node, paths: &HashSet<&str>) -> bool {
    let target = node.attributes().find(|attribute| attribute.name() == "href");
    target.and_then(|target| target.value().trim().strip_prefix('#')).is_some_and(|id| paths.contains(id))
}
