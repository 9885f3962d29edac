//! The formats for other programs, each held to its own schema.
//!
//! A validator that is missing fails the test: `tests/run` installs it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::book::{Book, CHAPTER, Run, WORKBOOK, program, sample};
use crate::standards::accepts;

/// A chapter with a finding that has a hint, one in a line after other characters, and a warning.
const BAD: &str = "style = \"material\"\ntitle = \"x\"\ntitel = \"é\"\n\n[[block]]\ntype = \"teem\"\n";

fn bad() -> Book {
    Book::with(BAD).file("chapters/a b%,é.toml", b"title = \"\xff\"")
}

/// SARIF's schema has a pattern that is none in the Unicode variant of regular expressions.
const OPTIONS: &[&str] = &["--regex-variant", "nonunicode"];

/// Holds text to a schema, given by its path from the repository.
fn valid(text: &str, schema: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("output.json");
    fs::write(&file, text).unwrap();
    let schema = sample().join(schema);
    accepts("check-jsonschema", &[OPTIONS, &["--schemafile", schema.to_str().unwrap()]].concat(), &file);
}

/// Runs a check from the folder above the workbook's.
fn from_above(book: &Book, dir: &str, format: &str) -> Run {
    let mut command = program();
    command.args(["check", dir, "--format", format]).current_dir(book.path().parent().unwrap());
    Run::of(command)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

const SARIF: &str = "tests/schemas/sarif-schema-2.1.0.json";

#[test]
fn sarif_fits_its_schema() {
    for book in [bad(), Book::with(CHAPTER), Book::empty(), Book::empty().file("workbook.toml", WORKBOOK)] {
        let run = book.run(&["check", "--format", "sarif"]);
        valid(&run.text(), SARIF);
        assert_eq!(run.err, "");
    }
}

#[test]
fn sarif_says_what_the_findings_say() {
    let book = bad();
    let dir = name(book.path());
    let run = from_above(&book, &format!("./{dir}/"), "sarif");
    valid(&run.text(), SARIF);
    assert_eq!(run.code, 1);
    let log: Value = serde_json::from_slice(&run.out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(results.iter().all(|result| {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        rules[index]["id"] == result["ruleId"] && result["level"] == "error"
    }));
    let unknown = results.iter().find(|result| result["ruleId"] == "unknown-key").unwrap();
    assert_eq!(unknown["message"]["text"], "Unknown key `titel` in a chapter. Did you mean `title`?");
    assert_eq!(
        unknown["locations"],
        json!([{ "physicalLocation": {
            "artifactLocation": { "uri": format!("{dir}/chapters/01.toml"), "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 6 },
        } }])
    );
    let uris: Vec<&str> = results
        .iter()
        .filter_map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str())
        .collect();
    assert!(uris.contains(&format!("{dir}/chapters/a%20b%25%2C%C3%A9.toml").as_str()), "{uris:?}");
}

#[test]
fn commands_for_github() {
    let book = bad();
    let run = book.run(&["check", "--format", "github"]);
    assert_eq!(run.code, 1);
    let said = run.text();
    let unknown = "::error file=chapters/01.toml,line=3,col=1,endLine=3,endColumn=6,title=unknown-key::\
        unknown key `titel` in a chapter%0Ahint: did you mean `title`?\n";
    assert!(said.contains(unknown), "{said}");
    assert!(said.lines().all(|line| line.starts_with("::error ")), "{said}");
    assert!(said.contains("::error file=chapters/a b%25%2Cé.toml,line=1,"), "{said}");
    let dir = name(book.path());
    assert!(
        from_above(&book, &dir, "github").text().contains(&format!("file={dir}/chapters/01.toml,line=3"))
    );
    let whole = book.path().to_str().unwrap();
    assert!(
        from_above(&book, whole, "github").text().contains(&format!("file={whole}/chapters/01.toml,line=3"))
    );
    let fine = Book::with(CHAPTER).run(&["check", "--format", "github"]);
    assert_eq!((fine.code, fine.text().as_str()), (0, ""));
}

/// The JSON format names files from the workbook's folder, wherever it is run.
#[test]
fn json_fits_its_schema() {
    let book = bad();
    let run = from_above(&book, &name(book.path()), "json");
    valid(&run.text(), "docs/schemas/findings.schema.json");
    let found: Value = serde_json::from_slice(&run.out).unwrap();
    assert_eq!(found["findings"][0]["file"], "chapters/01.toml");
    let run = Book::with(CHAPTER).run(&["check", "--format", "json"]);
    valid(&run.text(), "docs/schemas/findings.schema.json");
}

#[test]
fn what_inspect_prints_fits_its_schema() {
    let book = Book::with(CHAPTER);
    assert_eq!(book.run(&["build", "-o", "a.pdf"]).code, 0);
    let run = book.run(&["inspect", "a.pdf", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    valid(&run.text(), "docs/schemas/inspect.schema.json");
}

#[test]
fn what_build_prints_fits_its_schema() {
    let book = Book::with(CHAPTER);
    let run = book.run(&["build", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    valid(&run.text(), "docs/schemas/build.schema.json");
    let report: Value = serde_json::from_str(&run.text()).unwrap();
    for (file, target) in report["files"].as_array().unwrap().iter().zip(["email", "print"]) {
        assert_eq!(
            (&file["target"], &file["pages"], &file["ppi"]),
            (&json!(target), &json!(3), &Value::Null)
        );
        let written = fs::metadata(book.path().join(file["path"].as_str().unwrap())).unwrap();
        assert_eq!(file["bytes"], json!(written.len()));
    }
    let run = bad().run(&["build", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    valid(&run.text(), "docs/schemas/build.schema.json");
    assert!(run.text().contains("\"files\": []"), "{}", run.text());
    assert_eq!(book.run(&["build", "--format", "json", "-o", "-"]).code, 2);
}

#[test]
fn what_plates_prints_fits_its_schema() {
    let run = Book::with(CHAPTER).run(&["plates", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    valid(&run.text(), "docs/schemas/plates.schema.json");
    let report: Value = serde_json::from_str(&run.text()).unwrap();
    assert_eq!(report["targets"][0]["plates"], json!(["Black", "PANTONE 485 C"]));
    assert_eq!(report["targets"][0]["pages"].as_array().unwrap().len(), 3);
}

#[test]
fn a_schema_refuses_what_does_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    fs::write(&file, "{ \"version\": \"1\" }").unwrap();
    let own =
        ["findings", "build", "plates", "inspect"].map(|name| format!("docs/schemas/{name}.schema.json"));
    for schema in own.iter().map(String::as_str).chain([SARIF]) {
        let mut command = std::process::Command::new("check-jsonschema");
        command.args(OPTIONS).arg("--schemafile").arg(sample().join(schema)).arg(&file);
        let run = Run::of(command);
        assert_eq!(run.code, 1, "{schema}");
        assert!(run.text().contains("'version'") || run.text().contains("$.version"), "{}", run.text());
    }
}
