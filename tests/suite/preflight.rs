//! Preflight: each finding by a small book that earns it, at its line, and passed over by its name.

use crate::book::{Book, CHAPTER, WORKBOOK, sample};
use crate::photos;

/// A book with more lines in its workbook and its chapter.
fn book(workbook: &str, chapter: &str) -> Book {
    Book::empty()
        .file("workbook.toml", format!("{WORKBOOK}\n{workbook}"))
        .file("chapters/01.toml", format!("{CHAPTER}\n{chapter}"))
}

/// The findings of a name, as `file:line: severity`.
pub fn found(book: &Book, name: &str) -> Vec<String> {
    all(book).into_iter().filter(|(own, _)| own == name).map(|(_, finding)| finding).collect()
}

/// All findings: their names, and `file:line: severity`.
pub fn all(book: &Book) -> Vec<(String, String)> {
    let run = book.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            let line = finding["line"].as_u64().unwrap_or(0);
            (text("name"), format!("{}:{line}: {}", text("file"), text("severity")))
        })
        .collect()
}

/// The finding stands at a line (of the chapter, or `w` of the workbook); its name passes it over, and
/// `--strict` makes it an error.
fn earns(name: &str, line: &str, workbook: &str, book: impl Fn(&str) -> Book) {
    let own = book(workbook);
    let all = found(&own, name);
    let wanted = if let Some(line) = line.strip_prefix('w') {
        format!("workbook.toml:{line}: warning")
    } else {
        format!("chapters/01.toml:{line}: warning")
    };
    assert!(all.contains(&wanted), "{name}: {all:?}, not {wanted}\n{}", own.run(&["check"]).text());
    assert_eq!(own.run(&["check"]).code, 0, "{name}");
    let strict = own.run(&["check", "--strict"]);
    assert!(strict.code == 1 && strict.text().contains("error"), "{name}: {}", strict.text());
    let strict = own.run(&["build", "--strict"]);
    assert!(strict.code == 1 && strict.err.ends_with("nothing was written\n"), "{name}: {}", strict.err);
    let silenced = match workbook.contains("[preflight]") {
        true => workbook.replace("[preflight]", &format!("[preflight]\nignore = [\"{name}\"]")),
        false => format!("{workbook}\n[preflight]\nignore = [\"{name}\"]\n"),
    };
    let all = found(&book(&silenced), name);
    assert!(all.is_empty(), "{name} is not passed over: {all:?}");
}

const PRINT: &str = "[target.print]\nkind = \"print\"\n";
const FIGURE: &str = "[[block]]\ntype = \"figure\"\nimage = \"a\"\nalt = \"Beeld\"\n";

fn figure(keys: &str, bytes: Vec<u8>) -> impl Fn(&str) -> Book {
    let chapter = format!("{FIGURE}{keys}\n");
    move |workbook| book(workbook, &chapter).file("a", bytes.clone())
}

#[test]
fn a_coarse_photograph() {
    earns("image-resolution", "11", PRINT, figure("", photos::rgb_jpeg(1600, 300)));
}

#[test]
fn a_hairline_in_a_drawing() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='600' height='300'><path d='M0 0 L600 300' stroke='#000' stroke-width='0.1'/></svg>";
    earns("hairline", "11", PRINT, figure("", svg.into()));
}

#[test]
fn too_much_ink() {
    let limit = "[target.print]\nkind = \"print\"\ninks = \"cmyk\"\n[preflight]\ntotal-ink = 120\n";
    earns("total-ink", "11", limit, figure("", photos::rgb_jpeg(1600, 900)));
}

#[test]
fn white_type_that_is_too_small() {
    let red = |workbook: &str| {
        let chapter = CHAPTER.replace("material", "redline");
        book(workbook, "").file("chapters/01.toml", chapter)
    };
    earns("knockout-type", "7", &format!("{PRINT}[preflight]\nknockout-type = \"30pt\"\n"), red);
}

#[test]
fn type_that_is_too_pale() {
    let red = |workbook: &str| {
        let chapter = CHAPTER.replace("material", "redline");
        book(workbook, "").file("chapters/01.toml", chapter)
    };
    earns("contrast", "7", &format!("{PRINT}[preflight]\ncontrast = 700\n"), red);
}

#[test]
fn a_booklet_too_thick_for_staples() {
    let thick = "[target.fold]\nkind = \"booklet\"\n[preflight]\nbooklet-pages = 4\n";
    let text =
        format!("[[block]]\ntype = \"text\"\nbody = \"{}\"\n", "Een zin van vijf woorden. ".repeat(700));
    earns("page-count", "w9", thick, |workbook| book(workbook, &text));
}

#[test]
fn a_chapter_without_a_block() {
    let empty = |workbook: &str| {
        let chapter = CHAPTER.split("\n\n").next().unwrap().to_owned() + "\n";
        book(workbook, "").file("chapters/01.toml", chapter)
    };
    earns("empty-chapter", "1", PRINT, empty);
}

/// The sample, as the printer gets it.
#[test]
fn the_sample_has_no_errors() {
    let mut command = crate::book::program();
    command.arg("check").current_dir(sample());
    let run = crate::book::Run::of(command);
    assert_eq!(run.code, 0, "{}", run.text());
}

/// What stops any book is not passed over.
#[test]
fn errors_in_the_content_are_not_passed_over() {
    let ignore = "[preflight]\nignore = [\"missing-glyph\"]\n";
    let run = book(ignore, "[[block]]\ntype = \"text\"\nbody = \"Een sneeuwpop ☃.\"\n").run(&["check"]);
    assert!(run.code == 1 && run.text().contains("☃"), "{}", run.text());
}
