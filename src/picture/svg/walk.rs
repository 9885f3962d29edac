//! Walks over all that a drawing shows, and notes what would be lost.

use std::collections::HashSet;

use roxmltree::{Document, Node, NodeType};
use simplecss::StyleSheet;

use super::look::{Look, sheets};
use super::seen::{Link, Loss, Maker, Seen};
use super::{SVG, links, parse, text as text_of, words};

/// How deep drawings may hold drawings.
pub const DEEPEST: usize = 4;

/// An element on its way, with the look that it stands in.
struct Step<'a, 'i> {
    node: Node<'a, 'i>,
    look: Look,
    in_text: bool,
    loss: Option<Loss>,
}

/// What is known of a drawing before its elements are looked at.
struct Known<'a> {
    sheet: &'a StyleSheet<'a>,
    /// The names of all lines that words can follow.
    paths: &'a HashSet<&'a str>,
}

/// Looks at a whole drawing.
pub fn walk(tree: &Document) -> Seen {
    inside(tree, 0)
}

/// Looks at a drawing that others hold.
fn inside(tree: &Document, depth: usize) -> Seen {
    let mut seen = Seen { maker: maker(tree), depth, ..Seen::default() };
    let mut sheet = StyleSheet::new();
    for text in sheets(tree) {
        sheet.parse_more(text);
        links::imports(text, &mut seen);
    }
    let values = sheet.rules.iter().flat_map(|rule| &rule.declarations);
    values.for_each(|declaration| links::value(declaration.value, &mut seen));
    for node in tree.root().children() {
        links::instruction(node, &mut seen);
    }
    let paths = words::paths(tree);
    let known = Known { sheet: &sheet, paths: &paths };
    // A stack of our own: drawings may be nested deeper than the program's.
    let mut steps =
        vec![Step { node: tree.root_element(), look: Look::default(), in_text: false, loss: None }];
    while let Some(step) = steps.pop() {
        if step.node.node_type() == NodeType::Text {
            text(&step, &mut seen);
            continue;
        }
        let Some((inner, children)) = element(&step, &known, &mut seen) else { continue };
        let inner = |node| Step { node, look: inner.look.clone(), ..inner };
        steps.extend(children.into_iter().rev().map(inner));
    }
    for drawing in std::mem::take(&mut seen.drawings) {
        within(&drawing, &mut seen);
    }
    seen
}

/// Looks at a drawing in a drawing.
fn within(data: &[u8], seen: &mut Seen) {
    let depth = seen.depth + 1;
    if depth > DEEPEST {
        seen.is_too_deep = true;
        return;
    }
    let Ok(text) = text_of(data) else {
        return seen.links.push((Link::Unread, "a drawing that is too large or not sound".into()));
    };
    let Ok(tree) = parse(&text) else { return };
    let inner = inside(&tree, depth);
    seen.words.push_str(&inner.words);
    seen.families.extend(inner.families);
    seen.links.extend(inner.links);
    seen.pixels = seen.pixels.saturating_add(inner.pixels);
    seen.is_too_deep |= inner.is_too_deep;
    seen.maker = seen.maker.or(inner.maker);
    for (loss, words) in inner.lost {
        words::lose(loss, &words, seen);
    }
}

/// An element: how what is in it looks, and which of its children are drawn.
fn element<'a, 'i>(
    step: &Step<'a, 'i>,
    known: &Known,
    seen: &mut Seen,
) -> Option<(Step<'a, 'i>, Vec<Node<'a, 'i>>)> {
    let node = step.node;
    if !node.is_element() {
        return None;
    }
    let name = node.tag_name().name();
    if !matches!(node.tag_name().namespace(), None | Some(SVG)) {
        links::sheet(node, seen);
        return None;
    }
    let look = step.look.within(node, known.sheet);
    if look.is_hidden || matches!(name, "style" | "script" | "title" | "desc" | "metadata") {
        return None;
    }
    links::element(node, seen);
    let mut inner = Step { node, look, in_text: step.in_text || name == "text", loss: step.loss };
    let children = node.children();
    match name {
        "switch" => return Some((inner, words::chosen(node, seen).into_iter().collect())),
        "foreignObject" => {
            words::html(node, None, seen);
            return None;
        }
        "flowRoot" => (inner.in_text, inner.loss) = (true, Some(Loss::Flow)),
        "textPath" if !words::has_path(node, known.paths) => inner.loss = Some(Loss::Path),
        _ => {}
    }
    Some((inner, children.collect()))
}

/// Words, if they are in a text.
fn text(step: &Step, seen: &mut Seen) {
    let words = step.node.text().unwrap_or_default();
    if !step.in_text || step.look.is_invisible {
        return;
    }
    let loss = step.loss.or(step.look.has_no_size.then_some(Loss::Size)).or(words::notice(words));
    if let Some(loss) = loss {
        return words::lose(loss, words, seen);
    }
    seen.words.push_str(words);
    if !words.trim().is_empty() && !step.look.families.is_empty() {
        let first = || words.split_whitespace().collect::<Vec<_>>().join(" ");
        seen.families.entry(step.look.families.clone()).or_insert_with(first);
    }
}

/// The program that made a drawing, as far as it says so.
fn maker(tree: &Document) -> Option<Maker> {
    let root = tree.root_element();
    let says = |part: &str| root.attributes().any(|attribute| attribute.value().contains(part));
    let is_inkscape = |uri: &str| uri.contains("inkscape.org");
    if says("mxfile") || says("draw.io") || says("diagrams.net") {
        Some(Maker::DrawIo)
    } else if says("mermaid") || root.attribute("aria-roledescription").is_some() {
        Some(Maker::Mermaid)
    } else {
        root.namespaces().any(|namespace| is_inkscape(namespace.uri())).then_some(Maker::Inkscape)
    }
}
