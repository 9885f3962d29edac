//! New workbooks: each builds as it is, whatever was asked for; what does not hold is refused, and nothing is left.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::book::{Book, Run, program};
use crate::outputs::{names, pdfs_or_pictures, shell};
use crate::standards::accepts;

/// The languages of the texts.
pub const LANGUAGES: [&str; 4] = ["nl", "en", "fr", "de"];

/// A new workbook in a folder `new`, of 1 May 2026.
pub fn new(options: &[&str]) -> (Book, Run) {
    let book = Book::empty();
    let run = begin(&book, &[&["new"], options].concat());
    (book, run)
}

/// Runs `werkboek new` on a fixed day.
fn begin(book: &Book, args: &[&str]) -> Run {
    let mut command = program();
    command.arg("new").args(args).current_dir(book.path()).env("SOURCE_DATE_EPOCH", "1777593600");
    Run::of(command)
}

/// Each language builds with what is not asked for left out, and a validator accepts it.
#[test]
fn each_language_builds() {
    for language in LANGUAGES {
        let (book, run) = new(&["--language", language]);
        let said = "wrote 15 files into new\nnext:\n  cd new\n  werkboek build --open\n";
        assert_eq!((run.code, run.text().as_str(), run.err.as_str()), (0, "", said), "{language}");
        let check = book.run(&["check", "--strict", "new"]);
        assert_eq!((check.code, check.err.as_str()), (0, "no problems in 8 pages\n"), "{}", check.text());
        let build = book.run(&["build", "--strict", "new"]);
        assert_eq!((build.code, build.text().as_str()), (0, ""), "{}", build.err);
        let built = pdfs_or_pictures(book.path().join("new/build"));
        assert!(built.len() == 2 && built.iter().all(|name| name.contains("2026-05-01")), "{built:?}");
        let email = built.iter().find(|name| name.ends_with("-email.pdf")).unwrap();
        accepts("outloud", &[], &book.path().join("new/build").join(email));
    }
}

/// Titles, papers and colours of many kinds, each with the checks in full.
#[test]
fn whatever_is_asked_for_builds() {
    for (language, title, accent, paper) in [
        ("nl", "Straatboek “Ontschotten”", "#0050a0", "a5"),
        ("en", "The \"Street\" Workbook", "#000000", "letter"),
        ("fr", "L'été des rues \\ à Paris", "#7A1FA2", "square"),
        ("de", "Das Straßenbuch für Köln-Nippes", "#006633", "b5"),
        ("nl-BE", "'''", "#D81E05", "a4 landscape"),
        ("en-GB", "# not a comment", "#444444", "170mm x 240mm"),
        ("de", "Donaudampfschifffahrtsgesellschaft", "#8B0000", "100mm x 150mm"),
        ("fr", "[design]", "#0050A0", "a5 landscape"),
    ] {
        let (book, run) =
            new(&["--language", language, "--title", title, "--accent", accent, "--paper", paper]);
        assert_eq!(run.code, 0, "{title}: {}", run.err);
        assert!(!run.err.contains("warning"), "{title}: {}", run.err);
        let check = book.run(&["check", "--strict", "new"]);
        assert_eq!(check.code, 0, "{title}: {}", check.text());
        let file = |name: &str| fs::read_to_string(book.path().join("new").join(name)).unwrap();
        let read: toml::Table = toml::from_str(&file("workbook.toml")).unwrap();
        assert_eq!(read["title"].as_str(), Some(title));
        assert_eq!(read["language"].as_str(), Some(language));
        assert_eq!(read["design"]["paper"].as_str(), Some(paper));
        assert_eq!(read["design"]["accent"]["rgb"].as_str(), Some(accent));
        assert_eq!(read["edition"]["date"].to_string(), "2026-05-01");
        assert!(file("chapters/images/street.svg").contains(&format!("\"{accent}\"")), "{accent}");
    }
}

/// What was asked for is held to the checks of `workbook.toml`, in their words, and named by its option.
#[test]
fn what_does_not_hold_is_refused() {
    let long = "x".repeat(301);
    for (options, said) in [
        (["--title", ""], "error: `--title`: `title` is empty"),
        (["--title", &long], "error: `--title`: "),
        (["--title", "日本語"], "error: `--title`: "),
        (["--accent", "red"], "error: `--accent`: `rgb` must be a colour such as \"#D81E05\", not `red`"),
        (["--accent", "0050a0"], "hint: write `rgb = \"#0050A0\"`"),
        (["--accent", "\"}"], "error: `--accent`: `rgb` must be a colour"),
        (["--accent", "#ffcc00"], "error: `--accent`: white on this accent has a contrast of 1.5:1"),
        (["--paper", "a9"], "error: `--paper`: `paper` must be paper, not `a9`"),
        (["--paper", "9mm x 9mm"], "error: `--paper`: `paper` must be between 90 and 600 mm"),
        (["--language", "Nederlands"], "error: `--language`: `Nederlands` is not the code of a language"),
        (["--language", "fy"], "texts in `de`, `en`, `fr` and `nl`, not in `fy`"),
    ] {
        let (book, run) = new(&options);
        assert_eq!((run.code, run.text().as_str()), (2, ""), "{options:?}: {}", run.err);
        assert!(run.err.contains(said), "{options:?}: {}", run.err);
        assert_eq!(names(book.path()), [""; 0], "{options:?}");
    }
}

/// Folders that can take a workbook, and those that cannot.
#[test]
fn only_into_a_folder_of_its_own() {
    let book = Book::empty().file("full/notes.txt", "").file("file", "").file("old/workbook.toml", "");
    let at = |name: &str| book.path().join(name);
    fs::create_dir_all(at("repository/.git")).unwrap();
    fs::create_dir(at("empty")).unwrap();
    symlink("nowhere", at("link")).unwrap();
    symlink("empty", at("way")).unwrap();
    for (folder, said) in [
        ("full", "error: `full` is not empty, `notes.txt` is in it: "),
        ("old", "error: `old` is a workbook already: "),
        ("file", "error: `file` is a file: name a folder for the new workbook"),
        ("file/in/it", "error: `file` is a file: "),
        ("link", "error: `link` is a link that leads nowhere: "),
        (".", "is not empty, `empty` is in it"),
        (&"x".repeat(300), "is too long a name for a folder"),
    ] {
        let run = begin(&book, &[folder]);
        assert_eq!(run.code, 2, "{folder}: {}", run.err);
        assert!(run.err.contains(said) && run.err.lines().count() == 1, "{folder}: {}", run.err);
    }
    assert_eq!(begin(&book, &[]).code, 2);
    assert_eq!(names(book.path()), ["empty", "file", "full", "link", "old", "repository", "way"]);
    for folder in ["way", "repository", "deep/in/new", "our book/", "deep/../b"] {
        let run = begin(&book, &[folder]);
        assert_eq!(run.code, 0, "{folder}: {}", run.err);
        assert_eq!(book.run(&["check", "--strict", folder]).code, 0, "{folder}");
    }
    assert_eq!(names(at("empty")), names(at("deep/in/new")));
    assert!(fs::read_dir(at("empty")).unwrap().count() > 5);
    let run = begin(&Book::empty(), &["it's ours"]);
    assert!(run.err.ends_with("next:\n  cd 'it'\\''s ours'\n  werkboek build --open\n"), "{}", run.err);
    let run = begin(&Book::empty(), &["."]);
    assert!(run.err.ends_with("next:\n  werkboek check\n  werkboek build --open\n"), "{}", run.err);
}

/// A disk that is full, or a folder that takes nothing, leaves no trace.
#[test]
fn nothing_is_half_written() {
    let book = Book::empty();
    fs::create_dir(book.path().join("empty")).unwrap();
    for folder in ["new", "empty", "deep/in/new"] {
        let run = shell(&book, &format!("trap '' XFSZ; ulimit -f 8; \"$W\" new {folder}"));
        assert_eq!(run.code, 3, "{folder}: {}", run.err);
        assert!(
            run.err.starts_with(&format!("error: `{folder}/schemas/"))
                && run.err.contains("cannot be written ("),
            "{}",
            run.err
        );
        assert!(!run.err.contains(".werkboek"), "{}", run.err);
        assert_eq!(names(book.path()), ["empty"], "{folder}");
        assert_eq!(names(book.path().join("empty")), [""; 0]);
    }
    let run = begin(&book, &["/proc/new"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.starts_with("error: `/proc/new` cannot be written ("), "{}", run.err);
}

/// Files have the rights that the system gives, and the same bytes on the same day.
#[test]
fn the_same_day_gives_the_same_files() {
    use std::os::unix::fs::PermissionsExt;
    let (first, _) = new(&["--title", "Ons boek"]);
    let second = Book::empty();
    let run = shell(&second, "umask 027; SOURCE_DATE_EPOCH=1777593600 \"$W\" new new --title 'Ons boek'");
    assert_eq!(run.code, 0, "{}", run.err);
    let files = files(&first.path().join("new"));
    assert_eq!(files.len(), 15);
    for file in &files {
        let path = Path::new("new").join(file);
        let read = |book: &Book| fs::read(book.path().join(&path)).unwrap();
        assert!(read(&first) == read(&second), "{file}");
    }
    let mode = |path: &str| fs::metadata(second.path().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("new"), mode("new/chapters"), mode("new/workbook.toml")), (0o750, 0o750, 0o640));
}

/// All files below a folder, by their paths from it.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = folder.join(&name);
        match path.is_dir() {
            true => found.extend(files(&path).into_iter().map(|inner| format!("{name}/{inner}"))),
            false => found.push(name),
        }
    }
    found
}

/// Who types the name alone is told what to do, and who then does it has a book.
#[test]
fn the_name_alone_says_how_to_begin() {
    let book = Book::empty();
    let run = book.run(&[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let text = run.text();
    let commands: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    assert_eq!(commands, ["werkboek new my-workbook", "cd my-workbook", "werkboek build --open"]);
    assert!(text.contains("`werkboek --help`"), "{text}");
    let script = commands.join(" && ").replace("werkboek ", "\"$W\" ").replace(" --open", "");
    let run = shell(&book, &script);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(shell(&book, "\"$W\" > /dev/full").code, 3);
}
