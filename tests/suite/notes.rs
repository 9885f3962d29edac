//! Footnotes: set once, with their number at each reference, in every field and in a file that can be heard.

use std::fmt::Write;

use werkboek::content::markdown;

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

/// A table with a note in its head.
const TABLE: &str = "'''\n| Een[^n] |\n|---|\n| twee[^n] |\n\n[^n]: Noot n.\n'''";

/// A block of each type that holds rich text, with notes in it.
fn blocks() -> [String; 11] {
    [
        format!("type = \"text\"\nbody = {BODY}"),
        format!("type = \"text\"\ncolumns = 2\nbody = {BODY}"),
        format!("type = \"text\"\ncolumns = 3\nbody = {BODY}"),
        format!("type = \"status\"\nbody = {BODY}"),
        format!("type = \"insight\"\nheading = \"K\"\nbody = {BODY}"),
        format!("type = \"cards\"\nitems = [{{ body = {SHORT} }}, {{ body = {SHORT} }}]"),
        format!("type = \"table\"\nbody = {TABLE}"),
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
            let book = Book::with(&format!(
                "style = \"{style}\"\ntitle = \"T\"\nlede = {SHORT}\n\n[[block]]\n{block}\n"
            ));
            let document = book.document();
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
    let mut chapter =
        format!("style = \"material\"\ntitle = \"T\"\n\n[[block]]\ntype = \"text\"\nbody = {body}\n");
    let _ = write!(chapter, "\n[[block]]\ntype = \"text\"\nlanguage = \"en\"\nbody = {body}\n");
    for style in ["material", "redline"] {
        let book = Book::with(&chapter.replace("material", style));
        let (_, bytes) = book.laid();
        let pdf = Pdf::new(&bytes);
        let elements = pdf.document().objects.values().filter_map(|object| object.as_dict().ok());
        let mut heard: Vec<String> = elements
            .filter(|element| {
                element.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|role| role == b"Figure")
            })
            .filter_map(|figure| pdf.string(figure, "Alt"))
            .collect();
        heard.sort();
        assert_eq!(heard, ["done", "done", "gedaan", "gedaan", "nog te doen", "to do"]);
        standards::validate(&bytes);
    }
}

/// A note to which many refer is held once: the nodes of the text grow with its references alone.
#[test]
fn many_references_share_their_note() {
    for count in [300, 3_000, 30_000] {
        let note = "Een *lange* noot. ".repeat(40);
        let nodes = markdown::read(&format!("{}\n\n[^a]: {note}", "woord[^a] ".repeat(count)));
        let mut held = 0;
        markdown::walk(&nodes, &mut |_| held += 1);
        assert!(held < 2 * count + 300, "{held} nodes for {count} references");
    }
}
