//! What is for editors, shells and CI: schemas, completions, manual pages, and the files of a new workbook.
//!
//! A validator that is missing fails the test: `tests/run` installs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::book::{Book, program, sample};
use crate::new::{LANGUAGES, files, new};
use crate::outputs::shell;
use crate::standards::accepts;

/// The commands that are shown.
const COMMANDS: [&str; 15] = [
    "new",
    "import",
    "build",
    "check",
    "preview",
    "watch",
    "clean",
    "inspect",
    "plates",
    "docs",
    "schema",
    "eject",
    "fonts",
    "completions",
    "man",
];

#[test]
fn schemas_are_schemas_and_those_of_the_docs() {
    let book = Book::empty();
    for (kind, file) in [("workbook", "workbook"), ("chapter", "werkboek"), ("block", "block")] {
        let run = book.run(&["schema", kind]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let kept = fs::read_to_string(sample().join(format!("docs/{file}.schema.json"))).unwrap();
        assert_eq!(run.text(), kept, "{kind}");
        let path = book.path().join(format!("{kind}.json"));
        fs::write(&path, &run.out).unwrap();
        accepts("check-jsonschema", &["--check-metaschema"], &path);
    }
    assert_eq!(book.run(&["schema"]).code, 2);
    assert_eq!(book.run(&["schema", "book"]).code, 2);
    assert_eq!(book.run(&["schema", "chapter", "nowhere"]).code, 2);
}

/// A new workbook's files fit the schemas that lie beside them, by a checker that knows JSON schemas alone.
#[test]
fn new_workbooks_fit_their_schemas() {
    for language in LANGUAGES {
        let (book, _) = new(&["--language", language]);
        let at = |path: &str| book.path().join("new").join(path);
        let valid = |kind: &str, path: &Path| {
            let schema = at(&format!("schemas/{kind}.schema.json"));
            accepts("check-jsonschema", &["--schemafile", schema.to_str().unwrap()], path);
        };
        valid("workbook", &at("workbook.toml"));
        let chapters = files(&at("chapters")).into_iter().filter(|name| name.ends_with(".toml"));
        let chapters: Vec<String> = chapters.collect();
        assert_eq!(chapters.len(), 4, "{chapters:?}");
        chapters.iter().for_each(|name| valid("chapter", &at("chapters").join(name)));
    }
}

/// GitHub and GitLab take their files, which install this version and do what a user does.
#[test]
fn ci_files_are_what_they_take() {
    let (book, _) = new(&[]);
    for (schema, path) in [
        ("vendor.github-workflows", ".github/workflows/workbook.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ] {
        let path = book.path().join("new").join(path);
        accepts("check-jsonschema", &["--builtin-schema", schema], &path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(&format!("WERKBOEK: \"{}\"", env!("CARGO_PKG_VERSION"))), "{text}");
        for command in ["cargo", "install werkboek --version", "werkboek check --strict", "werkboek build\n"]
        {
            assert!(text.contains(command), "{command}: {text}");
        }
    }
}

/// What Tombi finds in a folder without a network, as lines of files.
fn linted(folder: &Path) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("tombi");
    command.args(["lint", "--offline", "--quiet", "--diagnostics-format", "json"]);
    command.args(["--diagnostics-file", "/dev/stdout", "."]).current_dir(folder).env("HOME", home.path());
    let output = command.output().unwrap_or_else(|error| panic!("tombi ({error}): tests/run installs it"));
    let text = String::from_utf8(output.stdout).unwrap();
    let found: Vec<Value> =
        if text.trim().is_empty() { vec![] } else { serde_json::from_str(&text).expect(&text) };
    assert_eq!(output.status.success(), found.is_empty(), "{text}{:?}", output.stderr);
    let line = |found: &Value| {
        format!("{}:{}", found["path"].as_str().unwrap(), found["range"]["start"]["line"].as_u64().unwrap())
    };
    let mut lines: Vec<String> = found.iter().map(line).collect();
    lines.sort();
    lines.dedup();
    lines
}

/// What the program finds, as lines of files.
fn checked(folder: &Path) -> Vec<String> {
    let mut command = program();
    command.args(["check", "--format", "json"]).current_dir(folder);
    let found: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let line = |found: &Value| format!("{}:{}", found["file"].as_str().unwrap(), found["line"]);
    let mut lines: Vec<String> = found["findings"].as_array().unwrap().iter().map(line).collect();
    lines.sort();
    lines.dedup();
    lines
}

/// A language server finds nothing in a new workbook, and in a broken one the slips of the program, at its lines.
#[test]
fn an_editor_finds_the_same_slips() {
    for language in LANGUAGES {
        let (book, _) = new(&["--language", language]);
        assert_eq!(linted(&book.path().join("new")), [""; 0], "{language}");
    }
    let (book, _) = new(&[]);
    let folder = book.path().join("new");
    for (file, from, to) in [
        ("workbook.toml", "organisation =", "organization = \"x\"\norganisation ="),
        ("workbook.toml", "number = 1", "number = \"one\""),
        ("workbook.toml", "kind = \"screen\"", "kind = \"screen\"\nmax-sise = \"5 MB\""),
        ("chapters/1-contents.toml", "style = \"material\"", "style = \"materiel\""),
        ("chapters/2-team-and-case.toml", "columns = 2", "columns = 9"),
        ("chapters/2-team-and-case.toml", "lede = \"Finds", "leed = \"Finds"),
        ("chapters/4-red-line.toml", "type = \"quote\"", "type = \"qoute\""),
        ("chapters/4-red-line.toml", "number = 1", "number = 1.5"),
    ] {
        let path = folder.join(file);
        let whole = fs::read_to_string(&path).unwrap();
        let broken = whole.replacen(from, to, 1);
        assert_ne!(broken, whole, "{from}");
        fs::write(&path, broken).unwrap();
        let (editor, program) = (linted(&folder), checked(&folder));
        assert_eq!(editor, program, "{to}");
        assert_eq!(program.len(), 1, "{to}: {program:?}");
        fs::write(&path, whole).unwrap();
    }
    // A chapter that does not name its schema is found by its place.
    fs::write(folder.join("chapters/5.toml"), "style = \"material\"\ntitle = 5\n").unwrap();
    assert_eq!(linted(&folder), ["chapters/5.toml:2"]);
}

/// Shells read their completions, and those know every command that is shown, and no other.
#[test]
fn completions_are_scripts() {
    let book = Book::empty();
    for name in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = book.run(&["completions", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        let text = run.text();
        COMMANDS.iter().for_each(|command| assert!(text.contains(command), "{name}: {command}"));
        assert!(!text.contains("open-pictures") && !text.contains("picture-seconds"), "{name}");
        fs::write(book.path().join(name), text).unwrap();
        let parse = match name {
            "fish" => "fish --no-execute fish",
            "bash" | "zsh" => &format!("{name} -n {name}"),
            _ => continue,
        };
        let has = shell(&book, &format!("command -v {name}")).code == 0;
        assert!(has || name != "bash");
        if has {
            let run = shell(&book, parse);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        }
    }
    let asked = "bash -c '. ./bash; COMP_WORDS=(werkboek che); COMP_CWORD=1; _werkboek werkboek che werkboek; echo ${COMPREPLY[@]}'";
    assert_eq!(shell(&book, asked).text(), "check\n");
    assert_eq!(book.run(&["completions", "dash"]).code, 2);
}

#[test]
fn manual_pages_tell_of_every_command() {
    let book = Book::empty();
    let page = book.run(&["man"]);
    assert_eq!((page.code, page.err.as_str()), (0, ""));
    for command in COMMANDS {
        assert!(page.text().contains(&format!("werkboek\\-{command}(1)")), "{command}: {}", page.text());
        let run = book.run(&["man", command]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
        assert!(run.text().contains(".SH SYNOPSIS") && run.text().contains(".SH DESCRIPTION"), "{command}");
    }
    assert!(page.text().contains("exit codes") && !page.text().contains("pictures"), "{}", page.text());
    let run = book.run(&["man", "biuld"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("there is no command `biuld`: did you mean `build`?"), "{}", run.err);
    assert_eq!(book.run(&["man", "open-pictures"]).code, 2);
}

/// A full disk behind standard output is told, and a reader that goes away is no failure.
#[test]
fn printed_as_all_else() {
    let book = Book::empty();
    for args in ["schema chapter", "completions zsh", "man", "man build", "docs", ""] {
        let run = shell(&book, &format!("\"$W\" {args} > /dev/full"));
        assert_eq!(run.code, 3, "{args}: {}", run.err);
        let mut command = program();
        command.args(args.split_whitespace()).current_dir(book.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{args}");
    }
}
