//! The preview in a browser, by `tests/preview.py`: Chromium, and axe for who uses it in another way.
//!
//! What is missing fails the test: `tests/run` installs it.

use std::process::Command;

use crate::new::new;
use crate::previewed::Served;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/preview.py");

#[test]
fn a_browser_shows_it() {
    let (book, _) = new(&["--language", "en"]);
    let folder = book.path().join("new");
    let served = Served::new(book, &["new"]);
    let address = format!("http://127.0.0.1:{}/{}/", served.port, served.secret);
    let output = Command::new("python3").arg(SCRIPT).arg(address).arg(folder).output();
    let output = output.unwrap_or_else(|error| panic!("python3 ({error}): tests/run installs it"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the preview fails in a browser:\n{said}");
}
