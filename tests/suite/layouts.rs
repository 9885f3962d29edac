//! Layouts of a workbook's own: taken from the program, changed, wrong, of an older version; nothing outside.

use std::fs;

use crate::book::{Book, WORKBOOK};
use crate::files::{said, says};
use crate::pdf::Pdf;

const CHAPTER: &str = "style = \"material\"\ntitle = \"Vorm\"\n\n[[block]]\ntype = \"quote\"\ntext = \"Meer groen\"\nby = \"Joyce\"\n\n[[block]]\ntype = \"text\"\nbody = \"Een alinea.\"\n";

fn book() -> Book {
    Book::with(CHAPTER).file("workbook.toml", format!("{WORKBOOK}\n[target.email]\nkind = \"screen\"\n"))
}

/// The book's file for screens.
fn built(book: &Book) -> Vec<u8> {
    let run = book.run(&["build", "-o", "-"]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

/// Changes a layout of the workbook's own.
fn change(book: &Book, path: &str, from: &str, to: &str) {
    let path = book.path().join("layouts").join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// A book with one layout of its own, and nothing changed in it.
fn ejected(name: &str) -> Book {
    let book = book();
    assert_eq!(book.run(&["eject", name]).code, 0);
    book
}

#[test]
fn what_is_taken_sets_the_same_file() {
    let plain = built(&book());
    for name in ["cover", "layouts/tokens.typ", "quote", "blocks/text"] {
        assert_eq!(built(&ejected(name)), plain, "{name}");
    }
    let book = book();
    let run = book.run(&["eject"]);
    let count = run.err.lines().filter(|line| line.starts_with("wrote layouts/")).count();
    assert!(run.code == 0 && count > 40, "{}", run.err);
    assert_eq!(built(&book), plain);
    let list = book.run(&["eject", "--list"]).text();
    assert_eq!(list.lines().filter(|line| line.ends_with(" [in the workbook, as it was]")).count(), count);
    assert_eq!(book.run(&["eject", "--diff"]).text(), "");
    assert_eq!(said(&book), [""; 0]);
}

#[test]
fn what_is_changed_is_seen_until_it_is_deleted() {
    let book = ejected("quote");
    let plain = built(&book);
    change(&book, "blocks/quote.typ", "par(strong(data.by))", "par[door #data.by]");
    let changed = built(&book);
    assert!(Pdf::new(&changed).tags(2).contains("door Joyce"));
    let diff = book.run(&["eject", "--diff"]).text();
    assert!(
        diff.starts_with("--- werkboek/layouts/blocks/quote.typ\n+++ layouts/blocks/quote.typ\n@@ "),
        "{diff}"
    );
    assert!(
        diff.contains("\n-")
            && diff.contains("+      if data.by == none { [] } else { par[door #data.by] },"),
        "{diff}"
    );
    let list = book.run(&["eject", "--list", "quote", "cards"]).text();
    assert!(list.lines().next().unwrap().ends_with(" [in the workbook, 1 line apart]"), "{list}");
    fs::remove_file(book.path().join("layouts/blocks/quote.typ")).unwrap();
    assert_eq!(built(&book), plain);
}

/// A layout may take others of the workbook, and pictures that lie beside it.
#[test]
fn helpers_and_pictures_beside_layouts() {
    let book = ejected("quote")
        .file(
            "layouts/house/say.typ",
            "#let say(name) = [#box(image(\"mark.svg\", height: 4pt, alt: \"Merk\")) volgens #name]",
        )
        .file(
            "layouts/house/mark.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>",
        );
    change(
        &book,
        "blocks/quote.typ",
        "#import \"../text.typ\"",
        "#import \"../house/say.typ\": say\n#import \"../text.typ\"",
    );
    change(&book, "blocks/quote.typ", "par(strong(data.by))", "par(say(data.by))");
    assert_eq!(said(&book), [""; 0]);
    assert!(Pdf::new(&built(&book)).tags(2).contains("volgens Joyce"));
}

/// What goes wrong in a layout is told at its line, by name and with a way out, and is no fault of the program.
#[test]
fn errors_are_told_at_their_line() {
    for (line, parts) in [
        ("#let x =", &["2", "expected expression"][..]),
        ("#let x = y", &["2", "unknown variable: y"]),
        ("#import \"@preview/cetz:0.3.0\": canvas", &["2", "take no packages", "into `layouts/`"]),
        ("#import \"@local/house:1.0.0\"", &["2", "take no packages"]),
        ("#import \"../../workbook.typ\": x", &["2", "escape"]),
        ("#let x = read(\"/etc/passwd\")", &["2", "file not found"]),
        ("#let x = read(\"../../workbook.toml\")", &["2", "escape"]),
        ("#import \"../nothing.typ\": x", &["2", "not found"]),
        ("#let x = datetime.today()", &["2", "unable to get the current date"]),
        ("#let x = sys.inputs.secret", &["2", "does not contain key"]),
        ("#while true {}", &["2", "condition is always true"]),
        ("#let f(x) = f(x + 1)\n#f(0)", &["2", "maximum function call depth"]),
        ("#panic(\"zo niet\")", &["2", "zo niet"]),
        ("\u{202e}#x", &["2", "unknown variable"]),
    ] {
        let book = ejected("quote");
        change(&book, "blocks/quote.typ", "\n", &format!("\n{line}\n"));
        let place = format!("layout | layouts/blocks/quote.typ:{} | ", parts[0]);
        says(&book, &[&[place.as_str(), "werkboek eject --diff"], &parts[1..]].concat());
        let run = book.run(&["build"]);
        assert_eq!(run.code, 1, "{line}: {}", run.err);
        assert!(!book.path().join("build").exists());
    }
}

/// Another layout may find what a changed one no longer has.
#[test]
fn what_a_layout_lacks_is_told_at_that_layout() {
    for (name, text, lacks, taker) in [
        ("folio", "", "folio", "layouts/frame.typ, line "),
        ("quote", "#let quote(data) = []", "quote-block", "layouts/block.typ, line "),
        ("dates", "#let date = 1", "long-date", "layouts/"),
    ] {
        let book = ejected(name);
        let found = book.run(&["eject", "--list", name]).text();
        let path = format!("layouts/{}.typ", found.split_whitespace().next().unwrap());
        let book = book.file(&path, text);
        let place = format!("layout | {path}:1 | ");
        says(&book, &[&place, &format!("lacks `{lacks}`"), taker]);
    }
    // A function that takes other parameters.
    let book = ejected("quote");
    change(&book, "blocks/quote.typ", "(data, theme, words, anchors)", "(data)");
    says(&book, &["layout | layouts/blocks/quote.typ:", "layouts/block.typ, line ", "unexpected argument"]);
}

/// What a layout leaves out is lost, and the layout is under suspicion.
#[test]
fn a_layout_that_loses_words() {
    let book = ejected("quote");
    change(&book, "blocks/quote.typ", "set-in(\"said\", quoted(data.text))", "[Iets]");
    says(&book, &["lost-text | chapters/01.toml:6", "Meer groen", "`layouts/blocks/quote.typ`"]);
}

#[test]
fn files_that_are_no_layouts() {
    let book = book()
        .file("layouts/covr.typ", "x")
        .file("layouts/notes.md", "x")
        .file("layouts/blocks/own.txt", "x");
    says(&book, &["unused-layout | layouts/covr.typ:1", "did you mean `cover.typ`?"]);
    for (content, parts) in [(&b"\xff\xfe"[..], "not UTF-8"), (b"\0", "layout")] {
        let book = self::book().file("layouts/folio.typ", content);
        says(&book, &["layouts/folio.typ:", parts]);
    }
    let book = self::book().file("layouts/folio.typ/x", "");
    says(&book, &["layout | layouts/folio.typ:", "is a folder and not a file"]);
}

/// A layout from an older version is told, with how far it is from that of this one.
#[test]
fn layouts_of_an_older_version() {
    let book = ejected("quote");
    let version = env!("CARGO_PKG_VERSION");
    let path = book.path().join("layouts/blocks/quote.typ");
    let text = fs::read_to_string(&path).unwrap();
    let (first, rest) = text.split_once('\n').unwrap();
    let sum = first.split(['(', ')']).nth(1).unwrap();
    let older = first.replace(version, "0.0.1").replace(sum, "00000000");
    // What is the same all the same needs no word.
    fs::write(&path, format!("{older}\n{rest}")).unwrap();
    assert_eq!(said(&book), [""; 0]);
    fs::write(&path, format!("{older}\n// eigen\n// regels\n{rest}")).unwrap();
    says(
        &book,
        &[
            "old-layout | layouts/blocks/quote.typ:1",
            "werkboek 0.0.1",
            "2 lines",
            "--diff blocks/quote",
            first,
        ],
    );
    // The first line that is advised ends it; so does passing over it.
    fs::write(&path, format!("{first}\n// eigen\n// regels\n{rest}")).unwrap();
    assert_eq!(said(&book), [""; 0]);
}

#[test]
fn eject_overwrites_nothing() {
    let book = ejected("quote");
    change(&book, "blocks/quote.typ", "\n", "\n// eigen\n");
    let path = book.path().join("layouts/blocks/quote.typ");
    let own = fs::read_to_string(&path).unwrap();
    let run = book.run(&["eject", "cover", "quote"]);
    assert!(run.code == 2 && run.err.contains("`layouts/blocks/quote.typ` is there already"), "{}", run.err);
    assert!(!book.path().join("layouts/cover.typ").exists());
    let run = book.run(&["eject"]);
    assert!(run.code == 0 && run.err.contains("1 layout left"), "{}", run.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), own);
    for (args, said) in [
        (&["eject", "covr"][..], "there is no layout `covr`: did you mean `cover`?"),
        (&["eject", "qqqqqqqq"], "`werkboek eject --list` says which there are"),
        (&["eject", "../cover"], "there is no layout `../cover`"),
        (&["eject", "--dir", "layouts"], "has no `workbook.toml`"),
        (&["eject", "--dir", "nothing"], "there is no folder `nothing`"),
        (&["eject", "--list", "--diff"], "cannot be used with"),
    ] {
        let run = book.run(args);
        assert!(run.code == 2 && run.err.contains(said), "{args:?}: {}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_read_outside() {
    let outside = tempfile::tempdir().unwrap();
    let book = book();
    std::os::unix::fs::symlink(outside.path(), book.path().join("layouts")).unwrap();
    let run = book.run(&["eject", "cover"]);
    assert!(run.code == 3 && run.err.contains("leads out of the workbook's folder"), "{}", run.err);
    assert_eq!(outside.path().read_dir().unwrap().count(), 0);
    let book = self::book();
    fs::create_dir(book.path().join("layouts")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", book.path().join("layouts/folio.typ")).unwrap();
    says(&book, &["outside | layouts/folio.typ:", "leads out of the workbook's folder"]);
}
