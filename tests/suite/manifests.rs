//! What a build says that it made: `manifest.json` in each folder, held to its schema and to the files.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::book::{Book, CHAPTER, WORKBOOK};
use crate::formats::valid;
use crate::outputs::{names, pdfs_or_pictures};

fn manifest(folder: impl AsRef<Path>) -> Value {
    let text = fs::read_to_string(folder.as_ref().join("manifest.json")).unwrap();
    valid(&text, "docs/schemas/manifest.schema.json");
    serde_json::from_str(&text).unwrap()
}

/// The SHA-256 of a file by another program.
fn sum(path: &Path) -> String {
    let run = Command::new("sha256sum").arg(path).stderr(Stdio::inherit()).output().unwrap();
    String::from_utf8(run.stdout).unwrap().split(' ').next().unwrap().to_owned()
}

/// Holds what a list says to the files; gives their names.
fn held(folder: &Path, list: &Value) -> Vec<String> {
    let items = list.as_array().unwrap().iter();
    let name = |item: &Value| {
        let path = folder.join(item["path"].as_str().unwrap());
        assert_eq!(item["sha256"], json!(sum(&path)), "{item}");
        if let Some(bytes) = item["bytes"].as_u64() {
            assert_eq!(bytes, fs::metadata(&path).unwrap().len(), "{item}");
        }
        item["path"].as_str().unwrap().to_owned()
    };
    items.map(name).collect()
}

#[test]
fn what_was_made_is_listed() {
    let book = Book::with(CHAPTER);
    let build = book.path().join("build");
    assert_eq!(book.run(&["build"]).code, 0);
    let said = manifest(&build);
    assert_eq!(
        (&said["version"], &said["werkboek"], &said["title"], &said["date"]),
        (&json!(1), &json!(env!("CARGO_PKG_VERSION")), &json!("Werkboek"), &json!("2021-09-17"))
    );
    assert_eq!(held(&build, &said["files"]), pdfs_or_pictures(&build));
    assert_eq!((&said["files"][1]["target"], &said["files"][1]["pages"]), (&json!("print"), &json!(3)));
    assert_eq!((&said["pictures"], &said["earlier"]), (&json!([]), &json!([])));
    // The same book gives the same bytes, here and elsewhere.
    let bytes = fs::read(build.join("manifest.json")).unwrap();
    assert_eq!(book.run(&["build"]).code, 0);
    assert_eq!(book.run(&["build", "--out-dir", "other"]).code, 0);
    for folder in ["build", "other"] {
        assert!(fs::read(book.path().join(folder).join("manifest.json")).unwrap() == bytes, "{folder}");
    }
    // What is not built is not said to be.
    let broken = book.file("chapters/01.toml", "title = ");
    assert_eq!(broken.run(&["build"]).code, 1);
    assert!(fs::read(build.join("manifest.json")).unwrap() == bytes);
}

/// An edition that was built before is no part of this run, and is remembered as long as it is there.
#[test]
fn earlier_editions_are_told_apart() {
    let book = Book::with(CHAPTER);
    let build = book.path().join("build");
    assert_eq!(book.run(&["build"]).code, 0);
    let old = pdfs_or_pictures(&build);
    let book = book.file("workbook.toml", WORKBOOK.replace("2021-09-17", "2022-01-01"));
    assert_eq!(book.run(&["build", "-t", "email"]).code, 0);
    let said = manifest(&build);
    assert_eq!(held(&build, &said["files"]), ["werkboek-2022-01-01-email.pdf"]);
    assert_eq!(held(&build, &said["earlier"]), old);
    assert_eq!(said["date"], "2022-01-01");
    fs::remove_file(build.join(&old[0])).unwrap();
    assert_eq!(book.run(&["build", "-t", "print"]).code, 0);
    let said = manifest(&build);
    assert_eq!(held(&build, &said["files"]), ["werkboek-2022-01-01-print.pdf"]);
    assert_eq!(held(&build, &said["earlier"]), [&old[1], "werkboek-2022-01-01-email.pdf"]);
}

#[test]
fn each_folder_has_its_own() {
    let book = Book::with(CHAPTER);
    let at = |name: &str| book.path().join(name);
    assert_eq!(book.run(&["build", "--out-dir", "pdf", "--png", "png", "--ppi", "10"]).code, 0);
    let [pdf, png] = ["pdf", "png"].map(|folder| manifest(at(folder)));
    assert_eq!(held(&at("pdf"), &pdf["files"]).len(), 2);
    assert_eq!(held(&at("png"), &png["pictures"]), ["page-01.png", "page-02.png", "page-03.png"]);
    assert_eq!((&pdf["pictures"], &png["files"]), (&json!([]), &json!([])));
    assert_eq!((&png["pictures"][2]["page"], &png["pictures"][2]["target"]), (&json!(3), &json!("email")));
    // One folder has one, however it is named, and pages keep their numbers.
    let run = book.run(&["build", "--out-dir", "one", "--png", "./one", "--ppi", "10", "--pages", "2-"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let one = manifest(at("one"));
    assert_eq!(held(&at("one"), &one["files"]), ["werkboek-2021-09-17-email-p2-.pdf"]);
    assert_eq!(held(&at("one"), &one["pictures"]), ["page-02.png", "page-03.png"]);
    assert_eq!((&one["files"][0]["pages"], &one["pictures"][0]["page"]), (&json!(2), &json!(2)));
    // A file that is named is that file and nothing else.
    fs::create_dir(at("alone")).unwrap();
    assert_eq!(book.run(&["build", "-o", "alone/a.pdf"]).code, 0);
    assert_eq!(names(at("alone")), ["a.pdf"]);
}

#[test]
fn what_is_none_of_ours_stays() {
    let book = Book::with(CHAPTER);
    for (option, text) in [("--out-dir", "{ \"name\": \"an app of the web\" }"), ("--png", "")] {
        let book = Book::with(CHAPTER).file("site/manifest.json", text);
        let run = book.run(&["build", option, "site", "--format", "human"]);
        assert_eq!(run.code, 2, "{}", run.err);
        let said = "error: `site/manifest.json` is there and is none of this program's: move it away, or name another folder\n";
        assert_eq!(run.err, said);
        assert_eq!(fs::read_to_string(book.path().join("site/manifest.json")).unwrap(), text);
        assert_eq!(names(book.path().join("site")), ["manifest.json"]);
    }
    fs::create_dir_all(book.path().join("build/manifest.json")).unwrap();
    let run = book.run(&["build"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("`build/manifest.json` cannot be written (there is a folder"), "{}", run.err);
    assert_eq!(names(book.path().join("build")), ["manifest.json"]);
}
