//! Text is data: whatever characters it holds, it is set as they are.

use std::fs;
use std::process::Command;

use crate::book::Book;
use crate::pdf::words;

#[test]
fn nothing_in_a_text_is_run() {
    let texts = [
        "#eval(\"1+1\")",
        "#sys.version",
        "$x^2$",
        "@label",
        "<1%",
        "<label>",
        "a_b",
        "50% = #1",
        "//comment",
        "/*no*/",
        "#set text(red)",
        "~tilde~",
        "=title",
        "-- dash",
        "http://x.y",
    ];
    let body = texts
        .map(|text| {
            text.replace('<', "\\\\<").replace('_', "\\\\_").replace('*', "\\\\*").replace('"', "\\\"")
        })
        .join("\\n\\n");
    let book = Book::with(&format!(
        "style = \"material\"\ntitle = \"#let $x @y\"\n\n[[block]]\ntype = \"text\"\nbody = \"{body}\"\n"
    ));
    let found: String =
        words(&book.document()).chars().filter(|c| !"\u{201c}\u{201d}".contains(*c)).collect();
    for text in ["#let $x @y"].iter().chain(&texts) {
        let bare: String = text.chars().filter(|c| !"\"' ".contains(*c)).collect();
        assert!(found.contains(&bare), "`{text}` is not on the page: {found}");
    }
}

/// What other programs read out of the file: its characters keep their meaning.
#[test]
fn the_file_can_be_read_aloud() {
    let body = "#eval(1+1) $x^2$ @label \\\\<1% \\u00e9\\u00e9n fijne office-affaire: 1.234,50 \\u20ac \\u2192 c:/pad";
    let book = Book::with(&format!(
        "style = \"material\"\ntitle = \"Lees #voor\"\n\n[[block]]\ntype = \"text\"\nbody = \"{body}\"\n"
    ));
    fs::write(book.path().join("a.pdf"), book.laid().1).unwrap();
    let output = Command::new("pdftotext").args(["-layout", "a.pdf", "-"]).current_dir(book.path()).output();
    let output =
        output.unwrap_or_else(|error| panic!("pdftotext cannot be run ({error}): tests/run installs it"));
    let text = String::from_utf8(output.stdout).unwrap();
    let found = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["Lees #voor", "#eval(1+1) $x^2$ @label <1% één fijne office-affaire: 1.234,50 € → c:/pad"]
    {
        assert!(found.contains(part), "`{part}` is not in: {found}");
    }
}

#[test]
fn backslashes_and_quotes_stay() {
    let book = Book::with(
        "style = \"material\"\ntitle = 'a \\ b'\n\n[[block]]\ntype = \"text\"\nbody = '''c:\\dir \"zo\" 't kan'''\n",
    );
    let found = words(&book.document());
    assert!(found.contains("a\\b"), "{found}");
    assert!(found.contains("c:\\dir\u{201c}zo\u{201d}\u{2019}tkan"), "{found}");
}
