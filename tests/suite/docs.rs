//! Every TOML example in the docs passes the checks.

use std::fs;
use std::path::Path;

use crate::book::{Book, CHAPTER, WORKBOOK, sample};

/// Six teams, so that examples may refer to them.
const TEAMS: &str = "style = \"material\"\ntitle = \"Teams\"\nnumber = 99\n";

fn images(mut book: Book) -> Book {
    for entry in fs::read_dir(sample().join("chapters/images")).unwrap() {
        let entry = entry.unwrap();
        let name = format!("chapters/images/{}", entry.file_name().to_string_lossy());
        book = book.file(&name, fs::read(entry.path()).unwrap());
    }
    book.file("chapters/data/example.csv", "Naam,Getal\neen,1\n")
}

fn teams(example: &str) -> String {
    let missing = (1..=6).filter(|number| !example.contains(&format!("number = {number}\nname")));
    let blocks = missing
        .map(|number| format!("\n[[block]]\ntype = \"team\"\nnumber = {number}\nname = \"Team {number}\"\n"));
    format!("{TEAMS}{}", blocks.collect::<String>())
}

fn check(kind: &str, example: &str, place: &str) {
    let book = Book::empty().file("chapters/99.toml", teams(example));
    let book = match kind {
        "workbook" => book
            .file("workbook.toml", example)
            .file("chapters/01.toml", CHAPTER)
            .file("chapters/02.toml", CHAPTER.replace("material", "redline")),
        "chapter" => book.file("workbook.toml", WORKBOOK).file("chapters/01.toml", example),
        "block" => book.file("workbook.toml", WORKBOOK).file(
            "chapters/01.toml",
            format!("style = \"material\"\ntitle = \"Voorbeeld\"\nid = \"example\"\n\n{example}"),
        ),
        other => panic!("{place}: `{other}` is no kind of example"),
    };
    let run = images(book).run(&["check"]);
    assert_eq!(run.code, 0, "{place}:\n{example}\n{}", run.text());
}

fn examples(file: &Path) -> usize {
    let text = fs::read_to_string(file).unwrap();
    let mut count = 0;
    for part in text.split("```toml").skip(1) {
        let (kind, rest) = part.split_once('\n').unwrap();
        // Those of layouts are tried with their layouts.
        if kind.contains('/') || file.ends_with("layouts.md") {
            continue;
        }
        let example = rest.split("\n```").next().unwrap();
        check(kind.trim(), example, &file.display().to_string());
        count += 1;
    }
    count
}

#[test]
fn every_example_passes() {
    let mut count = examples(&sample().join("README.md"));
    for entry in fs::read_dir(sample().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            count += examples(&path);
        }
    }
    assert!(count >= 10, "there are only {count} examples");
}

/// The worked examples of layouts set their blocks, without a word lost; and show that they do.
#[test]
fn every_layout_in_the_docs_is_set() {
    let text = fs::read_to_string(sample().join("docs/layouts.md")).unwrap();
    let mut seen = vec![];
    for section in text.split("\n## ").skip(1).filter(|section| section.contains("```toml block")) {
        let mut book = Book::empty()
            .file("workbook.toml", format!("{WORKBOOK}\n[target.email]\nkind = \"screen\"\n"))
            .file("chapters/02.toml", CHAPTER.replace("material", "redline"));
        for (info, code) in codes(section) {
            let (kind, what) = info.split_once(' ').unwrap();
            seen.push(info);
            book = match (kind, what) {
                ("toml", "block") => {
                    book.file("chapters/01.toml", format!("style = \"material\"\ntitle = \"Vorm\"\n\n{code}"))
                }
                (_, path) => book.file(path, code),
            };
        }
        let name = section.lines().next().unwrap();
        assert_eq!(crate::files::said(&book), [""; 0], "{name}");
        let with = book.run(&["build", "-o", "-"]);
        assert_eq!(with.code, 0, "{name}: {}", with.err);
        if !section.contains("board") {
            fs::remove_dir_all(book.path().join("layouts")).unwrap();
            assert_ne!(book.run(&["build", "-o", "-"]).out, with.out, "{name}");
        }
    }
    assert_eq!(seen.len(), 7, "{seen:?}");
}

/// The code in a text, with the words behind the fences.
fn codes(text: &str) -> Vec<(&str, &str)> {
    let opened = text.split("\n```").skip(1).step_by(2);
    opened.filter_map(|part| part.split_once('\n')).collect()
}
