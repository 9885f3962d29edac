//! Walks over all that a drawing shows, and notes what would be lost.

use std::collections::{BTreeMap, HashSet};

use roxmltree::{Document, Node, NodeType};
use simplecss::StyleSheet;

use super::look::{Look, sheets};
use super::{SVG, links, words};

/// What a drawing shows and asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The words that are set as text.
    pub words: String,
    /// The lists of typefaces that words are set in, each with the first of these words.
    pub families: BTreeMap<Vec<String>, String>,
    /// The words that would not be set, by the reason.
    pub lost: BTreeMap<Loss, String>,
    /// What it takes from elsewhere, by what it is and its address.
    pub links: Vec<(Link, String)>,
    /// The program that made it, if it is one whose words are often lost.
    pub maker: Option<Maker>,
    /// How many drawings hold this one.
    pub depth: usize,
}

/// Why words would not be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// They are HTML.
    Html,
    /// They flow in a way that only Inkscape knows.
    Flow,
    /// Their size is zero.
    Size,
    /// The line that they are to follow is not there.
    Path,
    /// In place of the words stands a notice that they cannot be shown.
    Notice,
}

/// What a drawing takes from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Link {
    /// An image.
    Image,
    /// An image within the file that is none, or of a kind that is not set.
    Unread,
    /// A part of another drawing.
    Part,
    /// A style sheet.
    Sheet,
}

/// A program whose way out is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Maker {
    /// draw.io.
    DrawIo,
    /// Mermaid.
    Mermaid,
    /// Inkscape.
    Inkscape,
}

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
pub fn inside(tree: &Document, depth: usize) -> Seen {
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
    seen
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
