//! Text is data: whatever characters it holds, it is set as they are.

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
    let found: String = words(&book.laid().0).chars().filter(|c| !"\u{201c}\u{201d}".contains(*c)).collect();
    for text in ["#let $x @y"].iter().chain(&texts) {
        let bare: String = text.chars().filter(|c| !"\"' ".contains(*c)).collect();
        assert!(found.contains(&bare), "`{text}` is not on the page: {found}");
    }
}

#[test]
fn backslashes_and_quotes_stay() {
    let book = Book::with(
        "style = \"material\"\ntitle = 'a \\ b'\n\n[[block]]\ntype = \"text\"\nbody = '''c:\\dir \"zo\" 't kan'''\n",
    );
    let found = words(&book.laid().0);
    assert!(found.contains("a\\b"), "{found}");
    assert!(found.contains("c:\\dir\u{201c}zo\u{201d}\u{2019}tkan"), "{found}");
}
