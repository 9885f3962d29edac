//! Disks and streams that take no more: what cannot be written is told, and nothing is half written.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use crate::book::{Book, program};
use crate::outputs::{book, is_pdf, names, shell};

/// A disk that is full is told with the user's own paths, and leaves everything as it was.
#[test]
fn a_disk_that_is_full() {
    let book = book();
    let at = |name: &str| book.path().join(name);
    assert_eq!(book.run(&["build"]).code, 0);
    let before: Vec<_> =
        names(at("build")).into_iter().map(|name| fs::read(at("build").join(name)).unwrap()).collect();
    let full = |args: &str| shell(&book, &format!("trap '' XFSZ; ulimit -f 8; \"$W\" build {args}"));
    for (args, path) in [
        ("", "build/werkboek-2021-09-17-email.pdf"),
        ("-o a.pdf", "a.pdf"),
        ("-t print --out-dir build", "build/werkboek-2021-09-17-print.pdf"),
    ] {
        let run = full(args);
        assert_eq!(run.code, 3, "{args}: {}", run.err);
        assert!(run.err.contains(&format!("error: `{path}` cannot be written (")), "{args}: {}", run.err);
        assert!(!run.err.contains(".werkboek"), "{}", run.err);
        let now: Vec<_> =
            names(at("build")).into_iter().map(|name| fs::read(at("build").join(name)).unwrap()).collect();
        assert!(before == now, "{args}");
    }
    assert_eq!(names(book.path()), ["build", "chapters", "workbook.toml"]);
}

/// Standard output that takes nothing is told, by every command.
#[test]
fn standard_output_that_is_full() {
    let (fine, bad) = (book(), Book::with("title = "));
    assert_eq!(fine.run(&["build", "-o", "a.pdf"]).code, 0);
    for (book, args) in [
        (&fine, "--help"),
        (&fine, "--version"),
        (&fine, "build --help"),
        (&fine, "build -o -"),
        (&fine, "build --format json"),
        (&fine, "build --format sarif"),
        (&fine, "build --format junit"),
        (&fine, "check --format gitlab"),
        (&fine, "check --format junit"),
        (&fine, "check --format json"),
        (&fine, "check --format sarif"),
        (&bad, "check"),
        (&bad, "check --format short"),
        (&bad, "check --format json"),
        (&bad, "check --format sarif"),
        (&bad, "check --format github"),
        (&bad, "build --format json"),
        (&bad, "build --format github"),
        (&bad, "build --format gitlab"),
        (&fine, "plates --ppi 10"),
        (&fine, "plates --ppi 10 --format json"),
        (&fine, "inspect a.pdf"),
        (&fine, "inspect a.pdf --format json"),
    ] {
        let run = shell(book, &format!("\"$W\" {args} > /dev/full"));
        assert_eq!(run.code, 3, "{args}: {}", run.err);
        assert!(
            run.err.contains("standard output") && run.err.contains("No space left"),
            "{args}: {}",
            run.err
        );
    }
    // Nothing is printed where there is nothing to say.
    assert_eq!(shell(&fine, "\"$W\" check > /dev/full").code, 0);
}

/// Who reads may stop: then nothing more is said, and the exit code is that of the run.
#[test]
fn readers_that_go_away() {
    let (fine, bad) = (book(), Book::with("title = "));
    assert_eq!(fine.run(&["build", "-o", "a.pdf"]).code, 0);
    for (book, args, code) in [
        (&fine, "--help", 0),
        (&fine, "check --format json", 0),
        (&bad, "check --format json", 1),
        (&bad, "check", 1),
        (&bad, "check --format github", 1),
        (&fine, "plates --ppi 10 --format json", 0),
        (&fine, "inspect a.pdf", 0),
        (&fine, "build --format json", 0),
        // A PDF that is not whole is no PDF.
        (&fine, "build -q -o -", 3),
    ] {
        let mut command = program();
        command.args(args.split(' ')).current_dir(book.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{args}: {said}");
        assert!(!said.contains("panicked") && !said.contains("fails here"), "{args}: {said}");
        assert_eq!(said.contains("cannot be written"), code == 3, "{args}: {said}");
    }
    // Findings that nobody reads keep no file from being written.
    let stray = fine.file("chapters/02.toml.txt", "");
    let run = shell(&stray, "\"$W\" build 2>&1 | true; sleep 0; exec 2>&-; \"$W\" build -o b.pdf");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(is_pdf(stray.path().join("b.pdf")));
}
