//! The program as a user runs it.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::book::{Book, CHAPTER, Run, WORKBOOK, program, sample};

const NAME: &str = "build/werkboek-2021-09-17-email.pdf";

#[test]
fn a_build_says_what_it_wrote_in_one_line() {
    let book = Book::with(CHAPTER);
    let run = book.run(&["build", "--target", "email"]);
    assert_eq!((run.code, run.text().as_str()), (0, ""), "{}", run.err);
    assert!(run.err.starts_with(&format!("wrote {NAME}: 3 pages, ")), "{}", run.err);
    assert!(run.err.ends_with(" s\n") && run.err.lines().count() == 1, "{}", run.err);
    assert!(fs::read(book.path().join(NAME)).unwrap().starts_with(b"%PDF-1.7"));
}

/// A workbook that declares no target has two.
#[test]
fn without_targets_there_are_two() {
    let book = Book::with(CHAPTER);
    let run = book.run(&["build"]);
    assert_eq!((run.code, run.text().as_str()), (0, ""), "{}", run.err);
    let lines: Vec<&str> = run.err.lines().collect();
    let print = NAME.replace("email", "print");
    assert!(lines[0].starts_with(&format!("wrote {NAME}: 3 pages, ")), "{}", run.err);
    assert!(lines[1].starts_with(&format!("wrote {print}: 3 pages, ")), "{}", run.err);
    assert!(lines[2].starts_with("2 files in ") && lines.len() == 3, "{}", run.err);
    assert!(fs::read(book.path().join(print)).unwrap().starts_with(b"%PDF-1.6"));
}

#[test]
fn only_the_targets_that_are_named() {
    let book = Book::with(CHAPTER);
    let run = book.run(&["build", "--target", "prnt"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("there is no target `prnt`: did you mean `print`?"), "{}", run.err);
    assert_eq!(book.run(&["build", "-t", "print", "-q"]).code, 0);
    assert!(!book.path().join(NAME).exists());
    assert_eq!(book.run(&["build", "-t", "print", "-t", "email", "-o", "a.pdf"]).code, 2);
}

/// Whoever names `workbook.toml` means its folder.
#[test]
fn the_workbook_may_be_named_by_its_file() {
    let book = Book::with(CHAPTER);
    let whole = book.path().join("workbook.toml").to_str().unwrap().to_owned();
    for path in ["workbook.toml", "./workbook.toml", "chapters/../workbook.toml", &whole] {
        let check = book.run(&["check", path]);
        assert_eq!(
            (check.code, check.err.as_str()),
            (0, "no problems in 3 pages\n"),
            "{path}: {}",
            check.text()
        );
        let plates = book.run(&["plates", path]);
        assert_eq!(plates.code, 0, "{path}: {}", plates.err);
        let build = book.run(&["build", path, "--target", "email"]);
        assert_eq!(build.code, 0, "{path}: {}", build.err);
        assert!(book.path().join(NAME).exists(), "{path}");
        fs::remove_file(book.path().join(NAME)).unwrap();
    }
    // Another file is no workbook, whatever folder it lies in.
    let other = book.file("workbook.toml.bak", WORKBOOK).file("notes/Workbook.toml", WORKBOOK);
    for path in ["workbook.toml.bak", "chapters/01.toml", "notes/Workbook.toml"] {
        assert_eq!(other.run(&["check", path]).code, 2, "{path}");
    }
}

#[test]
fn quiet_says_nothing() {
    let book = Book::with(CHAPTER);
    let run = book.run(&["build", "--quiet"]);
    assert_eq!((run.code, run.text().as_str(), run.err.as_str()), (0, "", ""));
    let run = book.run(&["check", "-q"]);
    assert_eq!((run.code, run.text().as_str(), run.err.as_str()), (0, "", ""));
}

#[test]
fn output_to_a_file_and_to_standard_output_are_the_same() {
    let book = Book::with(CHAPTER);
    assert_eq!(book.run(&["build", "-o", "a.pdf"]).code, 0);
    let piped = book.run(&["build", "-o", "-"]);
    assert_eq!(piped.out, fs::read(book.path().join("a.pdf")).unwrap());
    assert!(!book.path().join("build").exists());
}

#[test]
fn some_pages_and_their_pictures() {
    let book = Book::with(CHAPTER);
    let run = book.run(&["build", "--pages", "2-", "--png", "pics", "--ppi", "36", "-o", "a.pdf"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains(": 2 pages, "), "{}", run.err);
    let mut names: Vec<_> =
        fs::read_dir(book.path().join("pics")).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["manifest.json", "page-02.png", "page-03.png"]);
    let picture = image::open(book.path().join("pics/page-02.png")).unwrap();
    assert_eq!((picture.width(), picture.height()), (298, 421));
    let document = lopdf::Document::load(book.path().join("a.pdf")).unwrap();
    assert_eq!(document.get_pages().len(), 2);
    assert_eq!(book.run(&["build", "--pages", "9"]).code, 2);
}

#[test]
fn exit_codes() {
    let book = Book::with(CHAPTER);
    assert_eq!(book.run(&["check"]).code, 0);
    assert_eq!(Book::empty().run(&["check"]).code, 1);
    assert_eq!(book.run(&["bild"]).code, 2);
    assert_eq!(book.run(&["build", "--pages", "8-3"]).code, 2);
    assert_eq!(book.run(&["build", "nowhere"]).code, 2);
    assert_eq!(book.run(&["build", "workbook.toml"]).code, 0);
    assert_eq!(book.run(&["build", "chapters/01.toml"]).code, 2);
    assert_eq!(book.run(&["--help"]).code, 0);
    let run = book.run(&["build", "-o", "workbook.toml/a.pdf"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("`workbook.toml/a.pdf` cannot be written"), "{}", run.err);
    assert_eq!(book.run(&["build", "-o", "chapters"]).code, 2);
}

/// A line for the program, and what tells two of them apart; a workbook's own layouts and fonts are none of it.
#[test]
fn versions_tell_what_is_in_the_program() {
    let book = Book::with(CHAPTER).file("layouts/cover.typ", "x").file("fonts/a.ttf", "x");
    let run = book.run(&["-V"]);
    let first = format!("werkboek {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((run.code, run.text(), run.err.as_str()), (0, first.clone(), ""));
    let run = book.run(&["--version"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let text = run.text();
    let rest: Vec<(&str, &str)> =
        text.strip_prefix(&first).unwrap().lines().map(|line| line.split_once(' ').unwrap()).collect();
    let files = |folder: &str, extension: &str| {
        let mut sum = Sha256::new();
        for path in below(&sample().join(folder), extension) {
            let bytes = fs::read(&path).unwrap();
            let name = path.strip_prefix(sample().join(folder)).unwrap().to_str().unwrap();
            sum.update([format!("{name}\0{}\0", bytes.len()).as_bytes(), &bytes].concat());
        }
        sum.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let [layouts, fonts] = [("layouts", "typ"), ("fonts", "ttf")].map(|(folder, kind)| files(folder, kind));
    // The version of Typst that is in the lock.
    let lock = fs::read_to_string(sample().join("Cargo.lock")).unwrap();
    let typst = lock.split("name = \"typst\"\nversion = \"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(rest, [("typst", typst), ("layouts", layouts.as_str()), ("fonts", fonts.as_str())]);
}

/// The files of a kind below a folder, sorted.
fn below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = paths
        .flat_map(|path| if path.is_dir() { below(&path, extension) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|kind| kind == extension))
        .collect();
    all.sort();
    all
}

#[test]
fn from_another_folder() {
    let book = Book::with(CHAPTER);
    let mut command = program();
    command.args(["build", book.path().to_str().unwrap()]).current_dir("/");
    assert_eq!(Run::of(command).code, 0);
    assert!(book.path().join(NAME).exists());
}

#[test]
fn the_same_bytes_every_time() {
    let variants: [&[(&str, &str)]; 3] = [
        &[("RAYON_NUM_THREADS", "1"), ("TZ", "Asia/Tokyo"), ("LANG", "C")],
        &[("RAYON_NUM_THREADS", "2"), ("TZ", "America/Lima"), ("LANG", "nl_NL.UTF-8")],
        &[("HOME", "/nonexistent")],
    ];
    let folders = [sample(), "/".into(), std::env::temp_dir()];
    let bytes = variants.iter().zip(folders).map(|(variables, folder)| {
        let mut command = program();
        command
            .args(["build", "-q", "-o", "-"])
            .arg(sample())
            .current_dir(folder)
            .envs(variables.iter().copied());
        Run::of(command).out
    });
    let bytes: Vec<_> = bytes.collect();
    assert!(bytes[0].len() > 100_000);
    assert!(bytes.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn the_source_date_is_the_only_date() {
    let book = Book::with(CHAPTER);
    let with = |epoch: Option<&str>| {
        let mut command = program();
        command.args(["build", "-q", "-o", "-"]).current_dir(book.path());
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        Run::of(command).out
    };
    let date = |pdf: &[u8]| {
        let document = lopdf::Document::load_mem(pdf).unwrap();
        let info =
            document.trailer.get(b"Info").and_then(|info| document.dereference(info)).unwrap().1.clone();
        String::from_utf8(info.as_dict().unwrap().get(b"CreationDate").unwrap().as_str().unwrap().to_vec())
            .unwrap()
    };
    assert!(date(&with(None)).starts_with("D:20210917000000"));
    assert!(date(&with(Some("0"))).starts_with("D:19700101000000"));
}

#[test]
fn findings_as_short_lines_and_as_json() {
    let book = Book::with("style = \"material\"\ntitle = \"x\"\ntitel = \"é\"\n");
    let short = book.run(&["check", "--format", "short"]);
    assert_eq!(short.text(), "chapters/01.toml:3:1: error: unknown key `titel` in a chapter\n");
    let json: serde_json::Value =
        serde_json::from_slice(&book.run(&["check", "--format", "json"]).out).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "version": 1, "errors": 1, "warnings": 0,
            "findings": [{
                "name": "unknown-key", "severity": "error", "file": "chapters/01.toml",
                "line": 3, "column": 1, "end_line": 3, "end_column": 6,
                "message": "unknown key `titel` in a chapter", "hints": ["did you mean `title`?"],
            }],
        })
    );
    let fine: serde_json::Value =
        serde_json::from_slice(&Book::with(CHAPTER).run(&["check", "--format", "json"]).out).unwrap();
    assert_eq!(fine, serde_json::json!({ "version": 1, "errors": 0, "warnings": 0, "findings": [] }));
}

#[test]
fn another_programme_in_english() {
    let book = Book::empty()
        .file("workbook.toml", WORKBOOK.replace("\"nl\"", "\"en\"").replace("Werkboek", "The Street Workbook"))
        .file("chapters/only.toml", "style = \"redline\"\ntitle = \"One question\"\nnumber = 1\n\n[[block]]\ntype = \"write\"\nfields = [{ prompt = \"What next?\" }]\n");
    assert_eq!(book.run(&["check"]).code, 0);
    let run = book.run(&["build"]);
    assert!(run.err.contains("build/the-street-workbook-2021-09-17-email.pdf"), "{}", run.err);
}

#[test]
fn forty_chapters() {
    let mut book = Book::empty().file("workbook.toml", WORKBOOK);
    for number in 0..40 {
        let style = if number % 3 == 0 { "redline" } else { "material" };
        let chapter = CHAPTER.replace("material", style).replace("number = 0", &format!("number = {number}"));
        book = book.file(&format!("chapters/{number:02}.toml"), chapter);
    }
    let run = book.run(&["build"]);
    assert!(run.err.contains(": 42 pages, "), "{}", run.err);
}
