//! The XML of a Word file, by the names of elements and attributes without their prefixes.

use roxmltree::{Document, Node, ParsingOptions};

/// The most elements and texts of a part.
const MOST_NODES: u32 = 4_000_000;

/// How deeply elements may stand in each other.
const DEEPEST: usize = 300;

/// Reads a part.
///
/// Errors with what is wrong, as the end of a sentence that begins with the file's name.
pub fn parse<'t>(text: &'t str, name: &str) -> Result<Document<'t>, String> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let parsed = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => {
            format!("holds `{name}` with definitions (a DTD), which no Word file has, and is not read")
        }
        error => {
            format!("holds `{name}`, which is not sound XML ({error}): save it anew in Word or LibreOffice")
        }
    })?;
    match depth(&parsed) > DEEPEST {
        true => {
            Err(format!("holds `{name}`, in which elements stand more than {DEEPEST} deep in each other"))
        }
        false => Ok(parsed),
    }
}

/// How deeply elements stand in each other, found without a call in a call.
fn depth(document: &Document) -> usize {
    let mut deepest = 0;
    let mut waiting = vec![(document.root(), 0)];
    while let Some((node, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        waiting.extend(node.children().filter(Node::is_element).map(|child| (child, depth + 1)));
    }
    deepest
}

/// The name of an element.
pub fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// The elements in an element.
pub fn elements<'a, 'i: 'a>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// The first element of a name in an element.
pub fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.is_element() && name(*child) == wanted)
}

/// The first element of a name anywhere in an element.
pub fn within<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|inner| inner.is_element() && name(*inner) == wanted)
}

/// An attribute.
pub fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == wanted).map(|attribute| attribute.value())
}

/// The attribute `val` of an element in an element.
pub fn value<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    attribute(child(node, wanted)?, "val")
}

/// Whether an element that is on by being there is on, if it is there.
pub fn switch(node: Node, wanted: &str) -> Option<bool> {
    let found = child(node, wanted)?;
    Some(!matches!(attribute(found, "val"), Some("0" | "false" | "off" | "none")))
}

/// All words in an element, those of drawings and equations too, with a space between paragraphs.
pub fn all_words(node: Node) -> String {
    let mut words = String::new();
    for inner in node.descendants().filter(Node::is_element) {
        match name(inner) {
            "t" | "delText" => words.push_str(inner.text().unwrap_or_default()),
            "p" | "tab" | "br" | "tc" if !words.ends_with(' ') && !words.is_empty() => words.push(' '),
            _ => {}
        }
    }
    words.trim().to_owned()
}
