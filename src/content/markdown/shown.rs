//! Trees as tests see them.

use super::node::{Kind, Node, walk};

/// Nodes in short: `p[One *e[two]*]`.
pub fn shown(nodes: &[Node]) -> String {
    let inner = |name: &str, node: &Node| format!("{name}[{}]", shown(&node.children));
    let one = |node: &Node| match &node.kind {
        Kind::Text(text) => text.clone(),
        Kind::Code(code) => format!("`{code}`"),
        Kind::SoftBreak => " ".into(),
        Kind::HardBreak => "/".into(),
        Kind::Rule => "---".into(),
        Kind::Task(done) => if *done { "(x) " } else { "( ) " }.into(),
        Kind::Paragraph => inner("p", node),
        Kind::Heading => inner("h", node),
        Kind::List(None) => inner("ul", node),
        Kind::List(Some(first)) => inner(&format!("ol{first}"), node),
        Kind::Item(None) => inner("li", node),
        Kind::Item(Some(number)) => inner(&format!("li{number}"), node),
        Kind::Quote => inner("q", node),
        Kind::CodeBlock(_) => inner("code", node),
        Kind::Table(_) => inner("table", node),
        Kind::TableHead | Kind::TableRow => inner("tr", node),
        Kind::TableCell => inner("td", node),
        Kind::Emphasis => inner("em", node),
        Kind::Strong => inner("strong", node),
        Kind::Strike => inner("strike", node),
        Kind::Link(target) => inner(&format!("<{target}>"), node),
        Kind::Footnote { label, shared } => {
            inner(&format!("^{label}{}", if *shared { "+" } else { "" }), node)
        }
        Kind::FootnoteAgain(label) => format!("^{label}"),
        Kind::FootnoteText(label) => inner(&format!("note {label}"), node),
        Kind::Html(html) => format!("{{{html}}}"),
        Kind::Image(_) => inner("image", node),
        Kind::Problem(problem) => inner(&format!("!{problem:?}"), node),
    };
    nodes.iter().map(one).collect()
}

/// Plain words stand in the value where they say that they do.
pub fn honest(text: &str, nodes: &[Node]) {
    walk(nodes, &mut |node| {
        if let Kind::Text(part) = &node.kind {
            let written = text.get(node.range.clone()).expect("a place in the text");
            // The lines of code may have lost an indent that they share, or a bullet.
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let same = part.replace('\t', " ") == written.replace('\t', " ")
                || part.contains('\n') && letters(part) == letters(written);
            assert!(same || written.contains('&'), "{written:?} is not {part:?}");
        }
    });
}
