//! `requires`: a program of another version says so, at the line, and nothing else.

use std::fs;

use crate::book::{Book, CHAPTER, WORKBOOK};
use crate::outputs::names;

/// A workbook with a requirement in its second line, and more above its tables.
fn requiring(requirement: &str, more: &str) -> Book {
    let text = WORKBOOK.replacen('\n', &format!("\nrequires = {requirement}\n{more}"), 1);
    Book::with(CHAPTER).file("workbook.toml", text)
}

fn short(book: &Book) -> String {
    let run = book.run(&["check", "--format", "short"]);
    assert_eq!(run.code, 1, "{}", run.err);
    run.text()
}

#[test]
fn another_version_is_told_and_nothing_else() {
    let said = format!(
        "workbook.toml:2:12: error: this workbook requires version >=999.2 of the program, and this is {}\n",
        env!("CARGO_PKG_VERSION")
    );
    // Keys, blocks, files, types and signs of a version to come.
    for more in ["", "paragraphs = 3\n", "title = 7\n", "colour := red\n", "language = [\n"] {
        let book = requiring("\">=999.2\"", more)
            .file("chapters/01.toml", format!("{CHAPTER}\n[[block]]\ntype = \"hologram\"\n"))
            .file("chapters/02.toml", "§")
            .file("layouts/blocks/odd.toml", "x = ")
            .file("fonts/broken.ttf", "x");
        assert_eq!(short(&book), said, "{more}");
        let run = book.run(&["build"]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("cargo install werkboek --version \">=999.2\" --locked"), "{}", run.err);
        assert!(run.err.ends_with("1 error: nothing was written\n"), "{}", run.err);
        assert!(!book.path().join("build").exists());
    }
    let fonts = requiring("\"<0.0.1\"", "").run(&["fonts"]);
    assert!(fonts.code == 1 && fonts.err.contains("see `werkboek check`"), "{}", fonts.err);
}

/// Every command that reads the book says so, and none writes into it.
#[test]
fn nothing_is_written_into_a_book_of_another_version() {
    let book = requiring("\">=999\"", "").file("more.md", "# Meer\n\nTekst.\n");
    for command in [&["import", "more.md"][..], &["plates"], &["build", "--png", "pics"]] {
        let run = book.run(command);
        assert_eq!(run.code, 1, "{command:?}: {}", run.err);
        assert!(run.err.contains("requires version >=999"), "{command:?}: {}", run.err);
    }
    assert_eq!(names(book.path()), ["chapters", "more.md", "workbook.toml"]);
    assert_eq!(names(book.path().join("chapters")), ["01.toml"]);
}

#[test]
fn a_version_that_fits_builds_the_same_book() {
    let plain = Book::with(CHAPTER).run(&["build", "-q", "-o", "-"]).out;
    for requirement in ["\">=0.0.1\"", "\">=0.0.1, <999\"", "'*'"] {
        let run = requiring(requirement, "").run(&["build", "-q", "-o", "-"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{requirement}");
        assert!(run.out == plain, "{requirement}");
    }
    // What is wrong besides is told as ever.
    let told = short(&requiring("\">=0.0.1\"", "titel = \"x\"\n"));
    assert!(told.starts_with("workbook.toml:3:1: error: unknown key `titel`"), "{told}");
}

#[test]
fn a_bad_requirement_is_told_at_its_line() {
    for (requirement, hint) in [
        ("\"v0.2\"", "requires = \">=0.2\""),
        ("\">= 0,2\"", "requires = \">=0.2\""),
        ("\"latest\"", "requires = \">="),
    ] {
        let book = requiring(requirement, "");
        let written = requirement.trim_matches('"');
        let said = format!(
            "workbook.toml:2:12: error: `requires` must be a requirement of versions, such as \">=0.2\", not `{written}`\n"
        );
        assert_eq!(short(&book), said);
        let whole = book.run(&["check"]).text();
        assert!(whole.contains(hint), "{whole}");
    }
    let number = short(&requiring("0.2", ""));
    assert_eq!(
        number,
        "workbook.toml:2:12: error: `requires` must be text in quotes, not a number with decimals\n"
    );
    // It stands with all else that is wrong.
    let both = short(&requiring("\"latest\"", "titel = \"x\"\n"));
    assert_eq!(both.lines().count(), 2, "{both}");
    // The key has its place at the top alone.
    let book = Book::with(CHAPTER).file("workbook.toml", format!("{WORKBOOK}requires = \">=999\"\n"));
    assert!(short(&book).contains("unknown key `requires`"), "{}", short(&book));
    assert!(fs::read(book.path().join("build")).is_err());
}
