//! `werkboek clean`: what builds made goes, and nothing else.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::thread::{sleep, yield_now};
use std::time::Duration;

use crate::book::{Book, CHAPTER, WORKBOOK, program};
use crate::outputs::names;

const EMAIL: &str = "build/werkboek-2021-09-17-email.pdf";

#[test]
fn what_builds_made_goes() {
    let book = Book::with(CHAPTER);
    assert_eq!(book.run(&["build", "--out-dir", "build", "--png", "build/pics", "--ppi", "10"]).code, 0);
    let book = book.file("workbook.toml", WORKBOOK.replace("2021-09-17", "2022-01-01"));
    assert_eq!(book.run(&["build", "-t", "email"]).code, 0);
    // What is wrong with the content is no reason to keep files.
    let book = book.file("chapters/01.toml", "title = ");
    let run = book.run(&["clean"]);
    assert_eq!((run.code, run.text().as_str()), (0, ""));
    let said: Vec<&str> = run.err.lines().collect();
    assert_eq!(
        said,
        [
            "removed 3 pictures from build/pics",
            "removed build/pics/manifest.json",
            "removed build/werkboek-2021-09-17-email.pdf",
            "removed build/werkboek-2021-09-17-print.pdf",
            "removed build/werkboek-2022-01-01-email.pdf",
            "removed build/manifest.json",
        ]
    );
    assert_eq!(names(book.path()), ["chapters", "workbook.toml"]);
    let run = book.run(&["clean"]);
    assert_eq!((run.code, run.err.as_str()), (0, "nothing to remove: no build left a manifest here\n"));
    assert_eq!(book.run(&["clean", "-q"]).err, "");
    assert_eq!(book.run(&["clean", "gone"]).code, 2);
}

#[test]
fn what_is_of_others_stays() {
    let book = Book::with(CHAPTER).file("build/notes.txt", "mine").file("build/own/manifest.json", "{}");
    assert_eq!(book.run(&["build"]).code, 0);
    fs::write(book.path().join(EMAIL), "signed").unwrap();
    let run = book.run(&["clean", "--quiet"]);
    let kept = format!("kept {EMAIL}: it was changed since it was built: `--force` removes it, too\n");
    assert_eq!((run.code, run.err), (0, kept));
    let left = ["manifest.json", "notes.txt", "own", "werkboek-2021-09-17-email.pdf"];
    assert_eq!(names(book.path().join("build")), left);
    // A build knows of it still, and makes it anew.
    let run = book.run(&["clean", "--force"]);
    assert_eq!(run.err, format!("removed {EMAIL}\nremoved build/manifest.json\n"));
    assert_eq!(names(book.path().join("build")), ["notes.txt", "own"]);
    assert_eq!(fs::read(book.path().join("build/own/manifest.json")).unwrap(), b"{}");
}

#[test]
fn another_folder_is_named() {
    let book = Book::with(CHAPTER);
    assert_eq!(book.run(&["build", "--out-dir", "out"]).code, 0);
    assert_eq!(book.run(&["build"]).code, 0);
    assert_eq!(book.run(&["clean", "--out-dir", "out"]).code, 0);
    assert_eq!(names(book.path().join("out")), [""; 0]);
    assert_eq!(names(book.path().join("build")).len(), 3);
    let run = book.run(&["clean", "--out-dir", "gone"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: `--out-dir`: there is no folder `gone`\n"));
    // A link leads to a folder that is not the workbook's.
    fs::rename(book.path().join("build"), book.path().join("far")).unwrap();
    symlink("far", book.path().join("build")).unwrap();
    let run = book.run(&["clean"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: `build` is a link: name the folder itself with `--out-dir`\n")
    );
    assert_eq!(names(book.path().join("far")).len(), 3);
    symlink("../far", book.path().join("out/in")).unwrap();
    fs::remove_file(book.path().join("build")).unwrap();
    fs::rename(book.path().join("out"), book.path().join("build")).unwrap();
    assert_eq!(book.run(&["clean"]).code, 0);
    assert_eq!(names(book.path().join("far")).len(), 3);
}

/// What a killed writer left goes with the next cleaning, whole or half.
#[test]
fn leftovers_go() {
    let book = Book::with(CHAPTER);
    assert_eq!(book.run(&["build"]).code, 0);
    let book =
        book.file("build/.werkboek", "").file("build/.werkboek-1.new", "half").file("build/.hidden", "");
    let run = book.run(&["clean"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("removed 2 files of a build that was killed from build\n"), "{}", run.err);
    assert_eq!(names(book.path().join("build")), [".hidden"]);
}

/// Wherever a build was killed, what it leaves goes: half a set, a whole one, and what was on its way.
#[test]
fn killed_builds_leave_nothing_behind() {
    let book = Book::with(CHAPTER);
    let build = book.path().join("build");
    let mut random = fastrand::Rng::with_seed(12);
    let (mut hidden, mut gone) = (0, 0);
    for round in 0..30 {
        let mut command = program();
        command.args(["build", "-q", "--out-dir", "build", "--png", "build/pics", "--ppi", "10"]);
        let mut child = command.current_dir(book.path()).spawn().unwrap();
        while !build.join(".werkboek").exists() && child.try_wait().unwrap().is_none() {
            yield_now();
        }
        sleep(Duration::from_micros(random.u64(0..40_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        hidden += usize::from(names(&build).iter().any(|name| name.starts_with('.')));
        let run = book.run(&["clean"]);
        assert_eq!(run.code, 0, "round {round}: {}", run.err);
        // A folder that was made and not yet written into may stay.
        let left = [&build, &build.join("pics")].map(|folder| fs::read_dir(folder).map(|_| names(folder)));
        let left: Vec<String> = left.into_iter().flatten().flatten().filter(|name| name != "pics").collect();
        assert!(left.is_empty(), "round {round}: {left:?} {}", run.err);
        gone += usize::from(!build.exists());
    }
    assert!(hidden > 3 && gone > 20, "{hidden} {gone}");
}
