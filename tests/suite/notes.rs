//! Footnotes: set once, with their number at each reference, in every field and in a file that can be heard.

use std::fmt::Write;
use std::time::Instant;

use crate::book::Book;
use crate::pdf::{Pdf, words};
use crate::standards;

/// A text with a note that is referred to thrice, from a list and a table, too.
const BODY: &str = "'''
Een[^n] twee[^N].

- drie[^n]

| a[^t] |
|---|
| b[^t] |

[^n]: Noot *n*.
[^t]: Noot t.
'''";

/// Two notes in a text that takes no list or table.
const SHORT: &str = "'''Een[^n] twee[^n].\n\n[^n]: Noot n.'''";

/// A block of each type that holds rich text, with notes in it.
fn blocks() -> [String; 10] {
    [
        format!("type = \"text\"\nbody = {BODY}"),
        format!("type = \"text\"\ncolumns = 2\nbody = {BODY}"),
        format!("type = \"text\"\ncolumns = 3\nbody = {BODY}"),
        format!("type = \"status\"\nbody = {BODY}"),
        format!("type = \"insight\"\nheading = \"K\"\nbody = {BODY}"),
        format!("type = \"cards\"\nitems = [{{ body = {SHORT} }}, {{ body = {SHORT} }}]"),
        format!("type = \"quote\"\ntext = {SHORT}"),
        format!("type = \"glossary\"\nterms = [{{ term = \"t\", meaning = {SHORT} }}]"),
        format!("type = \"case\"\nname = \"C\"\nlede = {SHORT}"),
        format!("type = \"team\"\nnumber = 1\nname = \"T\"\nlede = {SHORT}\ndoes = {SHORT}"),
    ]
}

#[test]
fn a_note_is_set_once_in_every_field() {
    for style in ["material", "redline"] {
        for block in blocks() {
            let book = Book::with(&format!("style = \"{style}\"\ntitle = \"T\"\nlede = {SHORT}\n\n[[block]]\n{block}\n"));
            let (document, _) = book.laid();
            let found = words(&document);
            let notes = block.matches("[^n]:").count() + 1;
            assert_eq!(found.matches("Nootn.").count(), notes, "{block}: {found}");
            assert!(found.contains("Een1twee1"), "{block}: {found}");
            assert_eq!(found.matches("Noott.").count(), block.matches("[^t]:").count(), "{block}: {found}");
        }
        let all = blocks().map(|block| format!("\n[[block]]\n{block}\n")).concat();
        standards::validate(&Book::with(&format!("style = \"{style}\"\ntitle = \"T\"\n{all}")).laid().1);
    }
}

/// Who hears the book hears whether a box is ticked, in the language of the text.
#[test]
fn boxes_are_heard() {
    let body = "'''\n- [ ] tafel\n- [x] stoel\n\n1. [x] bank\n'''";
    let mut chapter = format!("style = \"material\"\ntitle = \"T\"\n\n[[block]]\ntype = \"text\"\nbody = {body}\n");
    let _ = write!(chapter, "\n[[block]]\ntype = \"text\"\nlanguage = \"en\"\nbody = {body}\n");
    for style in ["material", "redline"] {
        let book = Book::with(&chapter.replace("material", style));
        let (_, bytes) = book.laid();
        let pdf = Pdf::new(&bytes);
        let elements = pdf.document().objects.values().filter_map(|object| object.as_dict().ok());
        let mut heard: Vec<String> = elements
            .filter(|element| element.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|role| role == b"Figure"))
            .filter_map(|figure| pdf.string(figure, "Alt"))
            .collect();
        heard.sort();
        assert_eq!(heard, ["done", "done", "gedaan", "gedaan", "nog te doen", "to do"]);
        standards::validate(&bytes);
    }
}

/// A note to which many refer takes time and room by the reference: ten times as many, no more than
/// thirty times as long.
#[test]
fn many_references_to_a_note_are_linear() {
    let time = |count: usize| {
        let body = format!("{}\n\n[^a]: {}", "woord[^a] ".repeat(count), "Een lange noot. ".repeat(40));
        let start = Instant::now();
        let nodes = werkboek::content::markdown::read(&body);
        let mut leaves = 0;
        werkboek::content::markdown::walk(&nodes, &mut |_| leaves += 1);
        assert!(leaves < 3 * count + 100, "{leaves} nodes for {count} references");
        start.elapsed().as_secs_f64()
    };
    let (few, many) = (time(3_000), time(30_000));
    assert!(many < 30.0 * few.max(0.001), "{few} s and {many} s");
}
