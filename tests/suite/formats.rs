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
pub fn valid(text: &str, schema: &str) {
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
fn what_fonts_prints_fits_its_schema() {
    let font = fs::read(sample().join("tests/fonts/Literata.ttf")).unwrap();
    let book = Book::with(CHAPTER).file("fonts/a.ttf", font);
    let run = book.run(&["fonts", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    valid(&run.text(), "docs/schemas/fonts.schema.json");
    let run = bad().run(&["fonts", "--format", "json"]);
    assert_eq!(run.code, 1);
    valid(&run.text(), "docs/schemas/fonts.schema.json");
    let report: Value = serde_json::from_str(&run.text()).unwrap();
    assert_eq!(report["families"][0]["uses"], Value::Null);
}

#[test]
fn a_schema_refuses_what_does_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    fs::write(&file, "{ \"version\": \"1\" }").unwrap();
    let own = ["findings", "build", "manifest", "plates", "inspect", "fonts"]
        .map(|name| format!("docs/schemas/{name}.schema.json"));
    for schema in own.iter().map(String::as_str).chain([SARIF]) {
        let mut command = std::process::Command::new("check-jsonschema");
        command.args(OPTIONS).arg("--schemafile").arg(sample().join(schema)).arg(&file);
        let run = Run::of(command);
        assert_eq!(run.code, 1, "{schema}");
        assert!(run.text().contains("'version'") || run.text().contains("$.version"), "{}", run.text());
    }
}

/// Paths begin where the repository does: where that is told, and on GitHub without a word.
#[test]
fn paths_from_the_root_of_a_repository() {
    let root = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(root.path()).unwrap();
    let dir = root.join("books/a b");
    for (path, content) in [("workbook.toml", WORKBOOK), ("chapters/01.toml", BAD)] {
        fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
        fs::write(dir.join(path), content).unwrap();
    }
    std::os::unix::fs::symlink(&root, root.join("link")).unwrap();
    let run = |from: &Path, args: &[&str], workspace: Option<&Path>| {
        let mut command = program();
        command.args(args).current_dir(from);
        if let Some(workspace) = workspace {
            command.env("GITHUB_WORKSPACE", workspace);
        }
        Run::of(command)
    };
    let whole = dir.to_str().unwrap();
    let formats = ["human", "short", "json", "sarif", "github", "gitlab", "junit"];
    let path = |format: &str, run: &Run| {
        let text = run.text();
        match format {
            "human" => {
                text.lines()
                    .nth(1)
                    .unwrap()
                    .trim()
                    .trim_start_matches("┌─ ")
                    .split(".toml")
                    .next()
                    .unwrap()
                    .to_owned()
                    + ".toml"
            }
            "short" => text.split(".toml").next().unwrap().to_owned() + ".toml",
            "github" => text.split("file=").nth(1).unwrap().split(',').next().unwrap().to_owned(),
            "junit" => text.split("file=\"").nth(1).unwrap().split('"').next().unwrap().to_owned(),
            "gitlab" => {
                let found: Value = serde_json::from_str(&text).unwrap();
                found[0]["location"]["path"].as_str().unwrap().to_owned()
            }
            "json" => {
                let found: Value = serde_json::from_str(&text).unwrap();
                found["findings"][0]["file"].as_str().unwrap().to_owned()
            }
            _ => {
                let found: Value = serde_json::from_str(&text).unwrap();
                let place = &found["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
                place["artifactLocation"]["uri"].as_str().unwrap().replace("%20", " ").replace("file://", "")
            }
        }
    };
    for (from, args, workspace, plain, rooted) in [
        (&root, vec![], None, "", "books/a b/"),
        (&dir, vec![], None, "", ""),
        (&dir, vec![], Some(&root), "", "books/a b/"),
        (&root, vec![], Some(&root), "", "books/a b/"),
        (&dir, vec![], Some(&dir), "", ""),
        // A root of something else says nothing.
        (&dir, vec![], Some(&std::env::temp_dir().join("gone")), "", ""),
        (&dir, vec!["--paths-from", "../.."], None, "books/a b/", "books/a b/"),
        (&dir, vec!["--paths-from", ".."], Some(&root), "a b/", "a b/"),
        (&root, vec!["--paths-from", "."], None, "books/a b/", "books/a b/"),
        (&root, vec!["--paths-from", "link/books/"], None, "a b/", "a b/"),
        (&root, vec!["--paths-from", whole], None, "", ""),
    ] {
        for format in formats {
            let named = if *from == dir { "." } else { "books/a b" };
            let args = [&["check", named, "--format", format], &args[..]].concat();
            let run = run(from, &args, workspace.map(|path| path.as_path()));
            let prefix = if ["human", "short", "json"].contains(&format) { plain } else { rooted };
            assert_eq!(path(format, &run), format!("{prefix}chapters/01.toml"), "{args:?}: {}", run.text());
        }
    }
    // Outside of the folder, the whole path is all there is.
    fs::create_dir(root.join("other")).unwrap();
    for format in formats {
        let run = run(&dir, &["check", "--paths-from", "../../other", "--format", format], None);
        assert_eq!(path(format, &run), format!("{whole}/chapters/01.toml"), "{format}");
    }
    for command in ["check", "build", "plates"] {
        let run = run(&dir, &[command, "--paths-from", "gone"], None);
        assert!(run.code == 2 && run.err.contains("there is no folder `gone`"), "{command}: {}", run.err);
    }
    for command in ["build", "plates"] {
        let run = run(&dir, &[command, "--paths-from", "../.."], None);
        assert!(run.err.contains("┌─ books/a b/chapters/01.toml:3:1"), "{command}: {}", run.err);
    }
    let run = run(&dir, &["build", "--paths-from", "../..", "--format", "json"], None);
    assert_eq!(path("json", &run), "books/a b/chapters/01.toml");
}
