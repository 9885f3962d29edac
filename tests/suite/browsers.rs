//! The preview in a browser, by `tests/preview.py`: Chromium, and axe for who uses it in another way.
//!
//! What is missing fails the test: `tests/run` installs it.

use std::process::Command;

use crate::new::new;
use crate::previewed::Served;

/// Runs a script of `tests` with a new workbook that is served; gives the folder of that.
fn passed(script: &str, language: &str) -> Served {
    let (book, _) = new(&["--language", language]);
    let folder = book.path().join("new");
    let served = Served::new(book, &["new"]);
    let address = format!("http://127.0.0.1:{}/{}/", served.port, served.secret);
    let script = format!("{}/tests/{script}", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("python3").args([&script, &address]).arg(folder).arg(language).output();
    let output = output.unwrap_or_else(|error| panic!("python3 ({error}): tests/run installs it"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the preview fails in a browser ({language}):\n{said}");
    served
}

#[test]
fn a_browser_shows_it() {
    passed("preview.py", "en");
}

/// From a new workbook to a PDF to mail, in all languages, without a look into a file.
#[test]
fn books_are_written_in_a_browser() {
    for language in ["nl", "en", "fr", "de"] {
        let served = passed("writing.py", language);
        let run = served.book.run(&["build", "new"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let built = served.book.path().join("new/build");
        let pdf = built
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension().is_some_and(|end| end == "pdf"));
        let words = Command::new("pdftotext").arg(pdf.unwrap()).arg("-").output().unwrap().stdout;
        let words = String::from_utf8_lossy(&words).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("Het boek van ons plein"), "{words}");
    }
}
