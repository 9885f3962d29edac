//! Files that are there and cannot be read: pipes, devices, folders, heavy ones, and those of others.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::book::{Book, CHAPTER, Run, WORKBOOK, program};

/// A book that names one file of each kind: an image, a table, a profile, and a second chapter.
fn book() -> Book {
    let blocks = "\n[[block]]\ntype = \"figure\"\nimage = \"a.svg\"\nalt = \"Een plaatje\"\n\n[[block]]\ntype = \"table\"\nfile = \"a.csv\"\n";
    let target = "chapters = [\"chapters/01.toml\", \"chapters/02.toml\"]\n";
    let profile = "\n[target.p]\nkind = \"print\"\nprofile = \"press.icc\"\n";
    Book::with(&format!("{CHAPTER}{blocks}"))
        .file("workbook.toml", format!("{target}{WORKBOOK}{profile}"))
        .file("chapters/02.toml", CHAPTER.replace("number = 0", "number = 1"))
        .file("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'/>")
        .file("a.csv", "a,b\n1,2\n")
        .file("press.icc", fs::read(crate::book::sample().join("profiles/FOGRA39L_coated.icc")).unwrap())
}

/// The files of the book, each with the finding of one that is not there, and where that is.
const FILES: [(&str, &str, &str); 5] = [
    ("a.svg", "missing-image", "chapters/01.toml:11"),
    ("a.csv", "missing-file", "chapters/01.toml:16"),
    ("press.icc", "missing-profile", "workbook.toml:12"),
    ("chapters/02.toml", "missing-chapter", "workbook.toml:1"),
    ("workbook.toml", "no-workbook", ":null"),
];

/// Runs a command that must come to its end.
fn ends(mut command: Command) -> Run {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..6000 {
        if child.try_wait().unwrap().is_some() {
            let output = child.wait_with_output().unwrap();
            let err = String::from_utf8(output.stderr).unwrap();
            return Run { code: output.status.code().unwrap(), out: output.stdout, err };
        }
        sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    panic!("the program hangs");
}

/// What `check` says, a line a finding.
fn said(run: &Run) -> Vec<String> {
    let found: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    let one = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        format!("{} | {}:{} | {}", text("name"), text("file"), finding["line"], text("message"))
    };
    found["findings"].as_array().unwrap().iter().map(one).collect()
}

fn check(book: &Book) -> Run {
    let mut command = program();
    command.args(["check", "--format", "json"]).current_dir(book.path());
    ends(command)
}

/// Puts something in the place of a file.
type Put = fn(&Path);

const KINDS: [(&str, Put); 8] = [
    ("is a pipe and not a file", |path| {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }),
    ("is a socket and not a file", |path| {
        let _ = UnixListener::bind(path).unwrap();
    }),
    ("folder", |path| fs::create_dir(path).unwrap()),
    ("there is no ", |path| symlink(path.file_name().unwrap(), path).unwrap()),
    ("there is no ", |path| symlink("gone", path).unwrap()),
    ("leads out of", |path| symlink("/dev/zero", path).unwrap()),
    ("leads out of", |path| symlink("/proc/self/mem", path).unwrap()),
    ("leads out of", |path| symlink("/dev/stdin", path).unwrap()),
];

#[test]
fn what_is_no_file_is_told_at_once() {
    let fine = check(&book());
    assert_eq!((fine.code, said(&fine)), (0, vec![]));
    for (file, name, place) in FILES {
        for (words, put) in KINDS {
            let book = book();
            fs::remove_file(book.path().join(file)).unwrap();
            put(&book.path().join(file));
            let run = check(&book);
            let said = said(&run);
            let name = if words == "leads out of" && file != "workbook.toml" { "outside" } else { name };
            let plain = file == "workbook.toml" && words == "folder";
            let parts = [
                name,
                place,
                file,
                if plain { "cannot be read" } else { words.trim_start_matches("leads ") },
            ];
            let holds = said.len() == 1 && parts.iter().all(|part| said[0].contains(part));
            assert!(run.code == 1 && holds, "{file}, {words}: {said:#?}");
        }
    }
}

/// Pipes beside the files that are read hold nothing up: they may be looked into for a hint.
#[test]
fn pipes_beside_files_hold_nothing_up() {
    let book = Book::empty();
    for name in ["01.toml", "werkboek.toml", "chapters", "a", "book.toml"] {
        assert!(Command::new("mkfifo").arg(book.path().join(name)).status().unwrap().success());
    }
    assert_eq!(said(&check(&book)).len(), 1);
    let book = book.file("workbook.toml", WORKBOOK);
    assert_eq!(said(&check(&book)).len(), 1);
}

#[test]
fn heavy_files_are_refused_by_name() {
    for (file, _, place) in FILES {
        let book = book();
        let heavy = fs::File::create(book.path().join(file)).unwrap();
        heavy.set_len(300_000_000_000).unwrap();
        let run = check(&book);
        let said = said(&run);
        let parts =
            ["oversized-file", place, file, "weighs 300000 MB, and no file of more than 256 MB is read"];
        let holds = said.len() == 1 && parts.iter().all(|part| said[0].contains(part));
        assert!(run.code == 1 && holds, "{file}: {said:#?}");
    }
}

#[test]
fn names_are_taken_to_the_letter() {
    for (line, other) in [
        ("image = \"a.svg\"", "image = \"a.svg*\""),
        ("image = \"a.svg\"", "image = \"*\""),
        ("image = \"a.svg\"", "image = \"?.svg\""),
        ("image = \"a.svg\"", "image = \"a.svg/\""),
        ("image = \"a.svg\"", "image = \"a.svg/.\""),
        ("image = \"a.svg\"", "image = \"a.svg\\u0000\""),
        ("image = \"a.svg\"", "image = \"\\u0000\""),
        ("image = \"a.svg\"", "image = \"chapters/*\""),
        ("file = \"a.csv\"", "file = \"a.csv*\""),
        ("file = \"a.csv\"", "file = \"*\""),
    ] {
        let book = book();
        let path = book.path().join("chapters/01.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(line));
        fs::write(&path, text.replace(line, other)).unwrap();
        let (run, line) = (check(&book), if line.starts_with("file") { 16 } else { 11 });
        let said = said(&run);
        let named = said.len() == 1 && said[0].contains(&format!("chapters/01.toml:{line}"));
        assert!(run.code == 1 && named, "{other}: {said:#?}");
        assert!(["missing-", "bad-path"].iter().any(|name| said[0].starts_with(name)), "{other}: {said:#?}");
    }
    for (key, other) in
        [("\"press.icc\"", "\"press.icc*\""), ("/02.toml\"", "/*\""), ("/02.toml\"", "/0?.toml\"")]
    {
        let book = book();
        let text = fs::read_to_string(book.path().join("workbook.toml")).unwrap();
        let run = check(&book.file("workbook.toml", text.replace(key, other)));
        assert!(run.code == 1 && said(&run).len() == 1, "{other}: {:#?}", said(&run));
    }
}

/// The program as somebody who is not root: nobody, where the tests run as root.
fn as_nobody(program: &Path) -> Command {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = Command::new(program);
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_WORKSPACE");
    if root {
        command.uid(65534).gid(65534);
    }
    command
}

/// What the machine does not give is its failure, and not the content's.
#[test]
fn what_may_not_be_read() {
    let tools = tempfile::tempdir().unwrap();
    let copy = tools.path().join("werkboek");
    fs::copy(program().get_program(), &copy).unwrap();
    let rights = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    rights(tools.path(), 0o755);
    rights(&copy, 0o755);
    for (file, _, place) in FILES.into_iter().chain([("chapters", "", "workbook.toml:")]) {
        let mut book = book();
        if file == "chapters" {
            let text = fs::read_to_string(book.path().join("workbook.toml")).unwrap();
            let (_, rest) = text.split_once('\n').unwrap();
            book = book.file("workbook.toml", rest);
        }
        rights(book.path(), 0o755);
        rights(&book.path().join(file), 0o000);
        let mut command = as_nobody(&copy);
        command.args(["check", "--format", "json"]).current_dir(book.path());
        let run = ends(command);
        let said = said(&run);
        rights(&book.path().join(file), 0o755);
        let parts = ["unreadable-file", place, file, "cannot be read (Permission denied"];
        let holds = said.len() == 1 && parts.iter().all(|part| said[0].contains(part));
        assert!(run.code == 3 && holds, "{file}: {} {said:#?}", run.code);
        let mut command = as_nobody(&copy);
        rights(&book.path().join(file), 0o000);
        command.arg("build").current_dir(book.path());
        let run = ends(command);
        rights(&book.path().join(file), 0o755);
        assert!(run.code == 3 && run.err.contains("nothing was written"), "{file}: {}", run.err);
    }
    // The same holds for what may not be written.
    let book = book();
    rights(book.path(), 0o555);
    let mut command = as_nobody(&copy);
    command.args(["build", "-t", "p"]).current_dir(book.path());
    let run = ends(command);
    rights(book.path(), 0o755);
    assert!(run.code == 3 && run.err.contains("`build` cannot be written (Permission denied"), "{}", run.err);
}

/// A stream that has no end is refused by its beginning.
#[test]
fn inspect_reads_no_stream_without_end() {
    for path in ["/dev/zero", "/dev/urandom"] {
        let mut command = program();
        command.args(["inspect", path]);
        assert_eq!(ends(command).code, 1, "{path}");
    }
    let book = Book::with(CHAPTER).file("vast.pdf", "%PDF-1.7\n");
    fs::File::options().write(true).open(book.path().join("vast.pdf")).unwrap().set_len(1 << 40).unwrap();
    let mut command = program();
    command.args(["inspect", "vast.pdf"]).current_dir(book.path());
    let run = ends(command);
    assert!(run.code == 1 && run.err.contains("`vast.pdf` weighs more than 2000 MB"), "{}", run.err);
    let mut command = Command::new("sh");
    command.env("W", program().get_program()).current_dir(book.path());
    command.args(["-c", "\"$W\" build -q -o - | \"$W\" inspect /dev/stdin"]);
    let run = ends(command);
    assert!(run.code == 0 && run.text().contains("PDF/UA-1"), "{}{}", run.text(), run.err);
}
