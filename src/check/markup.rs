//! What Markdown holds that is not set, each with the way to write it.

use crate::content::limits;
use crate::content::markdown::{Kind, Node, Problem};
use crate::source::{Finding, Place};

use super::marks;
use super::passage::Passage;

/// Checks a node by itself.
pub fn unclosed(node: &Node, passage: &Passage, findings: &mut Vec<Finding>) {
    let place = || passage.place(node.range.clone());
    match &node.kind {
        Kind::Html(html) => findings.extend(tag(html, place(), passage)),
        Kind::Image(_) => {
            let finding = Finding::error("image-in-text", place(), "an image cannot stand inside text");
            findings.push(finding.hint("use a `figure` block, with `image` and `alt`"));
        }
        Kind::Problem(problem) => findings.push(told(problem, place())),
        Kind::Footnote { label, .. } if node.children.is_empty() => {
            findings.push(note_without_text(label, place(), passage));
        }
        Kind::CodeBlock(language) if language.trim().contains(char::is_whitespace) => {
            let finding = Finding::error("unclosed-code", place(), "the words after ``` are not set");
            findings.push(finding.hint("begin the code on the next line"));
        }
        Kind::Text(_) => {
            findings.extend(lost_note(node, passage));
            findings.extend(marks::unfinished(node, passage));
        }
        _ => {}
    }
}

/// The finding for words that cannot be set.
fn told(problem: &Problem, place: Place) -> Finding {
    match problem {
        Problem::TooDeep => {
            let most = limits::DEPTH.most;
            let message =
                format!("the text is nested too deeply: {most} lists and quotes in each other are the most");
            Finding::error("too-deep", place, message).hint(limits::DEPTH.hint)
        }
        Problem::UnusedNote(label) => {
            let message = format!("nothing refers to the footnote `{label}`");
            Finding::error("unused-footnote", place, message)
                .hint(format!("write `[^{label}]` after the word that it belongs to, or take it out"))
        }
        Problem::SecondNote(label) => {
            let message = format!("there is a second footnote `{label}` in this field");
            Finding::error("duplicate-footnote", place, message).hint("give it a name of its own")
        }
        Problem::NestedNote(label) => {
            let message = format!("the footnote `{label}` is referred to within a footnote");
            Finding::error("nested-footnote", place, message)
                .hint("a footnote holds no footnotes: write its words there")
        }
        Problem::SurplusCells { found, wanted } => {
            let message = format!("this row has {found} cells, and the header has {wanted}");
            Finding::error("surplus-cells", place, message)
                .hint("give the header as many cells, or write a `|` that is no border as `&#124;`")
        }
        Problem::IndentedCode => {
            let message =
                "Markdown takes these lines for code, because four spaces or a tab stand before them";
            Finding::error("indented-code", place, message)
                .hint("take the spaces away; for code, put a line ``` before and after it")
        }
        Problem::OpenCode => Finding::error("unclosed-code", place, "code begins here and does not end")
            .hint("put a line with the same signs where it ends"),
        Problem::LinkTitle(title) => {
            let message = format!("the title of a link is not printed: `{title}`");
            Finding::warning("link-title", place, message)
                .hint("write in the text what a reader of the paper must know")
        }
        Problem::Lost => Finding::error("unset-words", place, "Markdown takes these words for its own signs")
            .hint("put them on a line of their own, with an empty line before and after it"),
    }
}

/// A tag or a comment.
fn tag(html: &str, place: Place, passage: &Passage) -> Option<Finding> {
    let mut rest = html.trim();
    if rest.starts_with("</") {
        return None;
    }
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else {
            let finding = Finding::error("raw-html", place, "a comment begins here and does not end");
            return Some(finding.hint("put `-->` where it ends, or take `<!--` away"));
        };
        rest = after.trim();
        if rest.is_empty() {
            let finding = Finding::warning("comment", place, "a comment is not printed");
            return Some(
                finding.hint("take it out; in TOML, a comment starts with `#` on a line of its own"),
            );
        }
    }
    let back = passage.literal.backslash();
    let finding = Finding::error("raw-html", place, "raw HTML is not set");
    Some(finding.hint(format!(
        "use Markdown, or a block: `figure` for images, `table` for tables; a `<` by itself is written `{back}<`"
    )))
}

/// A reference to a footnote that has no text is left over as plain text.
///
/// In a text of one line, a note has no place at all.
fn lost_note(node: &Node, passage: &Passage) -> Option<Finding> {
    let written = passage.text.get(node.range.clone())?;
    let start = written.find("[^")?;
    // Written `\[^a]`, it is meant as text.
    if marks::is_escaped(passage.text, node.range.start + start) {
        return None;
    }
    let (label, _) = written.get(start + 2..)?.split_once(']')?;
    if label.is_empty() || label.contains(' ') {
        return None;
    }
    let from = node.range.start + start;
    let place = passage.place(from..from + label.len() + 3);
    Some(note_without_text(label, place, passage))
}

fn note_without_text(label: &str, place: Place, passage: &Passage) -> Finding {
    let message = format!("the footnote `{label}` has no text in this field");
    let finding = Finding::error("unknown-footnote", place, message);
    if passage.line {
        return finding.hint("a footnote belongs in a text of several lines: take it out here");
    }
    finding.hint(format!("add a line `[^{label}]: ...` at the end of the field"))
}
