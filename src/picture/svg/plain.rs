//! Drawings so plain that nothing in them can be costly: shapes and words, and no effects.

use roxmltree::{Attribute, Document, Node, NodeId, ParsingOptions};

use super::SVG;

/// The most bytes of a plain drawing.
const MOST_BYTES: usize = 1 << 20;

/// The most elements, texts and comments of a plain drawing.
const MOST_NODES: u32 = 40_000;

/// How deep its elements may stand in each other.
const DEEPEST: usize = 16;

/// How many of the elements around one another may move what is in them.
const MOST_MOVES: usize = 4;

/// The most digits before the point of a number.
const MOST_DIGITS: usize = 5;

/// The most letters of its words, and of what it is called, together.
const MOST_LETTERS: usize = 2000;

/// The thinnest dash.
const LEAST_DASH: f64 = 0.5;

/// The elements of a plain drawing.
const ELEMENTS: [&str; 13] = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title",
    "desc",
];

/// Attributes whose numbers are held to their bounds.
const NUMBERS: [&str; 27] = [
    "d",
    "points",
    "x",
    "y",
    "dx",
    "dy",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "viewBox",
    "stroke-width",
    "stroke-miterlimit",
    "stroke-dashoffset",
    "stroke-dasharray",
    "font-size",
    "letter-spacing",
    "opacity",
    "fill-opacity",
    "stroke-opacity",
];

/// Attributes that choose from a few words, or name.
const WORDS: [&str; 18] = [
    "id",
    "class",
    "version",
    "lang",
    "space",
    "preserveAspectRatio",
    "fill",
    "stroke",
    "color",
    "fill-rule",
    "stroke-linecap",
    "stroke-linejoin",
    "text-anchor",
    "dominant-baseline",
    "font-family",
    "font-weight",
    "font-style",
    "role",
];

/// Whether a drawing has nothing in it that may be costly to draw.
pub fn is_plain(data: &[u8]) -> bool {
    if data.len() > MOST_BYTES {
        return false;
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let text = std::str::from_utf8(data).ok().map(|text| text.trim_start_matches('\u{feff}'));
    let tree = text.and_then(|text| Document::parse_with_options(text, options).ok());
    tree.is_some_and(|tree| holds(&tree))
}

/// Whether all elements of a drawing are plain, and none stands too deep.
fn holds(tree: &Document) -> bool {
    let root = tree.root_element().id();
    let mut steps = vec![(tree.root_element(), 0, 0)];
    let texts = tree.descendants().filter_map(|node| node.text().filter(|_| node.is_text()));
    let (letters, all_plain) = texts.fold((0, true), |(letters, all_plain), text| {
        let own = text.chars().filter(|c| !c.is_whitespace());
        (letters + own.count(), all_plain && text.chars().all(is_plain_letter))
    });
    if letters > MOST_LETTERS || !all_plain {
        return false;
    }
    while let Some((node, depth, moves)) = steps.pop() {
        let moves = moves + usize::from(node.has_attribute("transform"));
        if depth > DEEPEST || moves > MOST_MOVES || !is_plain_element(node, root) {
            return false;
        }
        steps.extend(node.children().filter(Node::is_element).map(|child| (child, depth + 1, moves)));
    }
    true
}

/// Whether a character is a letter or a sign of European languages, which stands by itself and steers nothing.
fn is_plain_letter(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{2010}'..='\u{2026}' | '\u{20ac}')
}

fn is_plain_element(node: Node, root: NodeId) -> bool {
    let name = node.tag_name().name();
    let is_known = node.tag_name().namespace() == Some(SVG) && ELEMENTS.contains(&name);
    let is_in_place = (name == "svg") == (node.id() == root);
    is_known && is_in_place && node.attributes().all(|attribute| is_plain_attribute(&attribute))
}

fn is_plain_attribute(attribute: &Attribute) -> bool {
    let (name, value) = (attribute.name(), attribute.value());
    match name {
        "transform" => is_plain_move(value),
        "stroke-dasharray" => has_plain_numbers(value) && dashes(value).all(|dash| dash >= LEAST_DASH),
        _ if NUMBERS.contains(&name) => has_plain_numbers(value),
        _ => WORDS.contains(&name) && !value.contains('('),
    }
}

/// Whether a transformation only moves and turns, once or a few times.
fn is_plain_move(value: &str) -> bool {
    let names = value.split(')').map(|part| part.split('(').next().unwrap_or_default());
    let mut names = names.map(|name| name.trim_matches([' ', ',', '\n', '\t']));
    let moves = value.matches('(').count();
    moves <= MOST_MOVES
        && names.all(|name| matches!(name, "" | "translate" | "rotate"))
        && has_plain_numbers(value)
}

/// Whether no number is larger than a page, and none is written with an exponent.
fn has_plain_numbers(value: &str) -> bool {
    let mut digits = 0;
    let mut is_fraction = false;
    let mut before = ' ';
    for sign in value.chars() {
        match sign {
            'e' | 'E' if before.is_ascii_digit() || before == '.' => return value.ends_with("em"),
            '0'..='9' if !is_fraction => digits += 1,
            '0'..='9' => {}
            '.' => (digits, is_fraction) = (0, true),
            _ => (digits, is_fraction) = (0, false),
        }
        if digits > MOST_DIGITS {
            return false;
        }
        before = sign;
    }
    true
}

/// The lengths of a pattern of dashes.
fn dashes(value: &str) -> impl Iterator<Item = f64> {
    let parts = value.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty() && *part != "none");
    parts.map(|part| part.trim_end_matches("px").parse().unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    /// Plain drawings are told from those that may cost anything.
    #[test]
    fn plain_or_not() {
        let plain = [
            "<rect width='30' height='20' fill='#fff' rx='2.123456789'/>",
            "<g transform='translate(988.5 293.6) rotate(-161.9)'><path d='M0 0L10.5-20.25z' stroke-dasharray='11 8'/></g>",
            "<text x='1' font-size='2em' font-family='Arial, sans-serif'>Een <tspan dx='1'>e5</tspan></text>",
            "<title>e</title><!-- 1e99 --><circle r='1' opacity='0.5'/>",
        ];
        let costly = [
            "<rect width='1e38' height='20'/>",
            "<rect width='123456' height='20'/>",
            "<path d='M0 0L100000000 1'/>",
            "<path d='M0 0L1.5e9 1'/>",
            "<path d='M0 0' stroke-dasharray='0.0001'/>",
            "<path d='M0 0' stroke-dasharray='1 1%'/>",
            "<g transform='scale(10)'/>",
            "<g transform='matrix(1 0 0 1 0 0)'/>",
            "<g transform='rotate(1)rotate(1)rotate(1)rotate(1)rotate(1)'/>",
            "<rect fill='url(#a)'/>",
            "<rect filter='url(#a)'/>",
            "<rect style='filter:url(#a)'/>",
            "<style>rect{}</style>",
            "<use href='#a'/>",
            "<image href='data:image/png;base64,AAAA'/>",
            "<svg/>",
            "<a/>",
            "<x:rect xmlns:x='urn:x'/>",
            "<foreignObject/>",
            "<animate/>",
            "<text>a\u{301}</text>",
            "<text>\u{202e}ab</text>",
            "<text>\u{627}</text>",
        ];
        let svg =
            |body: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'>{body}</svg>");
        for body in plain {
            assert!(is_plain(svg(body).as_bytes()), "{body}");
        }
        for body in costly {
            assert!(!is_plain(svg(body).as_bytes()), "{body}");
        }
        assert!(!is_plain(format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{}", svg("")).as_bytes()));
        assert!(!is_plain(b"\x1f\x8b"));
        for (levels, wanted) in [(15, true), (17, false)] {
            let deep = svg(&("<g>".repeat(levels) + &"</g>".repeat(levels)));
            assert_eq!(is_plain(deep.as_bytes()), wanted, "{levels}");
        }
        assert!(!is_plain(svg(&"<g/>".repeat(50_000)).as_bytes()));
        assert!(!is_plain(svg(&" ".repeat(2 << 20)).as_bytes()));
        for (letters, wanted) in [(2000, true), (2001, false)] {
            let words = svg(&format!("<text>{}</text>", "a ".repeat(letters)));
            assert_eq!(is_plain(words.as_bytes()), wanted, "{letters}");
        }
    }

    /// The drawings of the sample need no process of their own.
    #[test]
    fn the_sample_is_plain() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/chapters/images");
        for entry in std::fs::read_dir(folder).expect("the sample's drawings") {
            let path = entry.expect("a drawing").path();
            assert!(is_plain(&std::fs::read(&path).expect("a file")), "{}", path.display());
        }
    }
}
