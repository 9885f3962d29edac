//! Findings for services: GitLab's code quality and JUnit's XML, and what `build` prints where `check` does.

use std::collections::HashSet;

use roxmltree::{Document, Node};
use serde_json::{Value, json};

use crate::book::{Book, CHAPTER, Run, program};

/// A key that is wrong twice, one with signs that XML takes for itself, and a warning.
const BAD: &str = "style = \"material\"\ntitle = \"x\"\ntitel = \"é\"\n\"a<&\\\"'>\" = 1\n\n\
    [[block]]\ntype = \"teem\"\n\n[[block]]\ntype = \"teem\"\n";

/// A chapter with nothing but a warning.
const WARNED: &str = "style = \"material\"\ntitle = \"x\"\n";

/// The formats that go to standard output, and are the same in both commands.
const FORMATS: [&str; 4] = ["sarif", "github", "gitlab", "junit"];

fn gitlab(book: &Book) -> Vec<Value> {
    let run = book.run(&["check", "--format", "gitlab"]);
    assert_eq!(run.err, "");
    serde_json::from_slice(&run.out).unwrap()
}

fn fingerprints(found: &[Value]) -> Vec<String> {
    found.iter().map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn gitlab_has_each_finding() {
    let found = gitlab(&Book::with(BAD));
    let unknown = found.iter().find(|one| one["check_name"] == "unknown-key").unwrap();
    assert_eq!(unknown["description"], "Unknown key `titel` in a chapter. Did you mean `title`?");
    assert_eq!(unknown["severity"], "major");
    assert_eq!(unknown["location"], json!({ "path": "chapters/01.toml", "lines": { "begin": 3 } }));
    let unique: HashSet<String> = fingerprints(&found).into_iter().collect();
    assert!(unique.len() == found.len() && found.len() == 4, "{found:#?}");
    assert_eq!(gitlab(&Book::with(WARNED))[0]["severity"], "minor");
    assert_eq!(gitlab(&Book::with(CHAPTER)), Vec::<Value>::new());
    // A book that is not there has a place, too: GitLab takes no finding without one.
    let none = gitlab(&Book::empty());
    assert_eq!(none[0]["location"], json!({ "path": "workbook.toml", "lines": { "begin": 1 } }));
}

/// Paths begin where GitLab's copy of the repository does.
#[test]
fn paths_begin_at_the_root_of_the_project() {
    let root = std::fs::canonicalize(std::env::temp_dir()).unwrap();
    let book = Book::with(BAD);
    let place = std::fs::canonicalize(book.path()).unwrap();
    let wanted = format!("{}/chapters/01.toml", place.strip_prefix(&root).unwrap().display());
    for (command, format) in
        [("check", "gitlab"), ("build", "gitlab"), ("check", "junit"), ("build", "sarif")]
    {
        let mut program = program();
        program.args([command, "--format", format]).current_dir(&place).env("CI_PROJECT_DIR", &root);
        let said = Run::of(program).text();
        assert!(said.contains(&format!("\"{wanted}\"")), "{command} {format}: {said}");
    }
}

/// What is edited elsewhere changes no fingerprint, and what is repaired takes its own away.
#[test]
fn fingerprints_hold_still() {
    let before = fingerprints(&gitlab(&Book::with(BAD)));
    let moved = gitlab(&Book::with(&format!("# One more line.\n\n{BAD}")));
    assert_eq!(fingerprints(&moved), before);
    assert_eq!(moved[0]["location"]["lines"]["begin"], 5);
    let fewer = fingerprints(&gitlab(&Book::with(&BAD.replace("titel = \"é\"\n", ""))));
    assert_eq!(fewer, before[1..]);
    let renamed = Book::empty().file("workbook.toml", crate::book::WORKBOOK).file("chapters/02.toml", BAD);
    assert!(fingerprints(&gitlab(&renamed)).iter().all(|one| !before.contains(one)));
}

fn cases<'a>(document: &'a Document) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_tag_name("testcase")).collect()
}

#[test]
fn junit_has_a_case_for_each_finding() {
    let run = Book::with(BAD).run(&["check", "--format", "junit"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let text = run.text();
    let document = Document::parse(&text).unwrap();
    let suites: Vec<_> = document.descendants().filter(|node| node.has_tag_name("testsuite")).collect();
    let counts = ["tests", "failures", "errors", "skipped"].map(|name| suites[0].attribute(name).unwrap());
    assert_eq!((suites.len(), counts), (1, ["4", "4", "0", "0"]));
    let cases = cases(&document);
    let odd = cases.iter().find(|case| case.attribute("name").unwrap().contains("a<&\"'>")).unwrap();
    let attributes = ["classname", "file", "line"].map(|name| odd.attribute(name).unwrap());
    assert_eq!(attributes, ["chapters/01.toml", "chapters/01.toml", "4"]);
    let first = cases[0].first_element_child().unwrap();
    assert!(first.has_tag_name("failure") && first.attribute("type") == Some("unknown-key"));
    assert_eq!(first.attribute("message"), Some("unknown key `titel` in a chapter"));
    let told: Vec<&str> = first.text().unwrap().trim().lines().collect();
    assert_eq!(told, ["chapters/01.toml:3: unknown key `titel` in a chapter", "hint: did you mean `title`?"]);
    // Names tell cases apart.
    let names: HashSet<&str> = cases.iter().map(|case| case.attribute("name").unwrap()).collect();
    assert!(names.len() == 4 && names.contains("unknown-block: unknown block type `teem` (2)"), "{names:?}");
}

#[test]
fn junit_passes_where_all_is_well() {
    let run = Book::with(CHAPTER).run(&["check", "--format", "junit"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let text = run.text();
    let document = Document::parse(&text).unwrap();
    let cases = cases(&document);
    assert_eq!(cases.len(), 1);
    assert!(cases[0].first_element_child().is_none() && cases[0].attribute("name") == Some("no problems"));
    let run = Book::with(WARNED).run(&["check", "--format", "junit"]);
    let text = run.text();
    let document = Document::parse(&text).unwrap();
    assert_eq!(run.code, 0);
    assert!(document.descendants().any(|node| node.has_tag_name("skipped")), "{text}");
    let run = Book::with(WARNED).run(&["check", "--strict", "--format", "junit"]);
    assert!(run.code == 1 && run.text().contains("<failure type=\"empty-chapter\""), "{}", run.text());
}

/// One run checks and builds: standard output is that of `check`, to the byte.
#[test]
fn build_prints_what_check_does() {
    for (chapter, code) in [(BAD, 1), (WARNED, 0), (CHAPTER, 0)] {
        let book = Book::with(chapter);
        for format in FORMATS {
            let [check, build] = ["check", "build"].map(|command| book.run(&[command, "--format", format]));
            assert_eq!((build.code, build.text()), (code, check.text()), "{format}: {}", build.err);
            assert!(build.err.is_empty() || format == "github", "{format}: {}", build.err);
            let built = book.path().join("build/werkboek-2021-09-17-email.pdf").exists();
            assert_eq!(built, code == 0, "{format}");
            let _ = std::fs::remove_dir_all(book.path().join("build"));
        }
        // What is for people goes beside what is written.
        let Run { err, out, .. } = book.run(&["build", "--format", "short"]);
        assert!(out.is_empty(), "{err}");
        let short = book.run(&["check", "--format", "short"]).text();
        assert!(err.starts_with(&short), "{err}");
    }
    for format in ["json", "sarif", "github", "gitlab", "junit"] {
        let run = Book::with(CHAPTER).run(&["build", "--format", format, "-o", "-"]);
        assert_eq!((run.code, run.text().as_str()), (2, ""), "{format}: {}", run.err);
        assert!(run.err.contains("cannot both go to standard output"), "{}", run.err);
    }
    let run = Book::with(CHAPTER).run(&["build", "--format", "short", "-q", "-o", "-"]);
    assert!(run.code == 0 && run.out.starts_with(b"%PDF"), "{}", run.err);
}
