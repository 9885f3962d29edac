//! How findings are told: files by their names and encodings, no line that steers the terminal, none that the
//! catalogue lacks.

use std::fs;

use crate::book::{Book, CHAPTER, WORKBOOK, sample};

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> = "\u{feff}x = 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, said) in [
        (utf16.clone(), "chapters/01.toml: error: the file is UTF-16"),
        (utf16[2..].to_vec(), "the file is UTF-16"),
        (
            b"title = \"x\"\nlede = \"caf\xe9\"\n".to_vec(),
            "chapters/01.toml:2:12: error: the file is not UTF-8: line 2 holds the byte E9, which is `é`",
        ),
        (
            b"title = \x93x\x94\n".to_vec(),
            "chapters/01.toml:1:9: error: the file is not UTF-8: line 1 holds the byte 93, which is `“`",
        ),
    ] {
        let run = Book::empty()
            .file("workbook.toml", WORKBOOK)
            .file("chapters/01.toml", bytes)
            .run(&["check", "--format", "short"]);
        let said = said.replace("chapters/01.toml: error: ", "");
        assert!(run.code == 1 && run.text().contains(&said), "{}", run.text());
    }
}

#[test]
fn files_that_are_called_otherwise() {
    let book = || Book::empty().file("workbook.toml", WORKBOOK);
    for (book, said) in [
        (book().file("chapters/01.toml.txt", CHAPTER), "rename `chapters/01.toml.txt` to `chapters/01.toml`"),
        (book().file("chapters/01.TOML", CHAPTER), "rename `chapters/01.TOML` to `chapters/01.toml`"),
        (book().file("Chapters/01.toml", CHAPTER), "rename the folder `Chapters` to `chapters`"),
        (book().file("hoofdstukken/01.toml", CHAPTER), "rename the folder `hoofdstukken` to `chapters`"),
        (book().file("01.toml", CHAPTER), "move `01.toml` into a folder `chapters`"),
        (book(), "write the first one in `chapters/01.toml`"),
        (Book::empty().file("workbook.toml.txt", WORKBOOK), "rename `workbook.toml.txt` to `workbook.toml`"),
        (Book::empty().file("werkboek.toml", WORKBOOK), "rename `werkboek.toml` to `workbook.toml`"),
        (Book::empty().file("Workbook.toml", WORKBOOK), "rename `Workbook.toml` to `workbook.toml`"),
        (Book::empty().file("book/workbook.toml", WORKBOOK), "werkboek build book"),
        (
            Book::with(CHAPTER)
                .file("workbook.toml", format!("chapters = [\"chapters/02.toml\"]\n{WORKBOOK}"))
                .file("chapters/02.toml.txt", CHAPTER),
            "rename `02.toml.txt` in that folder to `02.toml`",
        ),
        (Book::with(CHAPTER).file("chapters/a\nb.toml", CHAPTER), "holds something that is not text"),
    ] {
        let run = book.run(&["check"]);
        assert!(run.code == 1 && run.text().contains(said), "{said}\n{}", run.text());
    }
    let locks = Book::with(CHAPTER)
        .file("chapters/~$01.toml", "x")
        .file("chapters/.#01.toml", "x")
        .file("chapters/01.toml~", "x");
    assert_eq!(locks.run(&["check", "-q"]).text(), "");
    let plain = CHAPTER.replace("number = 0\n", "");
    for (name, said) in [
        ("chapters/02.toml.txt", "`chapters/02.toml.txt` is not read as a chapter"),
        ("chapters/01 (copy).toml", "looks like a copy of `01.toml`"),
        ("chapters/more/02.toml", "the chapters in `chapters/more` are not read"),
    ] {
        let run = Book::with(CHAPTER).file(name, &plain).run(&["check"]);
        assert!(run.code == 0 && run.text().contains(said), "{}", run.text());
    }
}

#[test]
fn printing_conditions_are_not_mistaken_for_each_other() {
    for (name, said, hint) in [
        ("FOGRA51", "for coated paper, is not shipped", "PSOcoated_v3.icc"),
        ("FOGRA52", "for uncoated paper, is not shipped", "FOGRA52.icc"),
        ("FOGRA47", "for uncoated paper, is not shipped", "PSO_Uncoated_ISO12647_eci.icc"),
        ("PSO Uncoated", "for uncoated paper, is not shipped", "ask the printer"),
        ("GRACoL", "for coated paper, is not shipped", "ask the printer"),
        ("SWOP", "is not shipped", "ask the printer"),
        ("FOGRA38", "is not shipped", "ask the printer"),
        ("FORGA39", "there is no file", "`FOGRA39`"),
        ("FOGRA 39", "there is no file", "`FOGRA39`"),
        ("ISOcoated_v2_eci.icc", "there is no file", "`profile = \"FOGRA39\"`"),
    ] {
        let workbook = format!("{WORKBOOK}[target.a]\nkind = \"print\"\nprofile = \"{name}\"\n");
        let run = Book::with(CHAPTER).file("workbook.toml", workbook).run(&["check"]);
        let text = run.text();
        assert!(run.code == 1 && text.contains(said) && text.contains(hint), "{name}\n{text}");
        assert!(!name.starts_with("FOGRA5") || !text.contains("FOGRA39"), "{text}");
    }
}

#[test]
fn calls_that_cannot_be_meant() {
    let book = Book::with(CHAPTER).file(
        "workbook.toml",
        format!("{WORKBOOK}[target.a]\nkind = \"screen\"\n[target.b]\nkind = \"print\"\n"),
    );
    for (args, said) in [
        (
            &["build", "-t", "a", "-t", "b", "--pages", "1"][..],
            "`--pages` selects pages of one target, and 2 are named",
        ),
        (
            &["build", "-t", "a", "-t", "b", "-o", "x.pdf"],
            "`--output` takes the file of one target, and 2 are named",
        ),
        (&["plates", "-t", "a"], "the target `a` is for screens and is not printed; those that are: `b`"),
        (&["build", "--pages", "0"], "they count from 1"),
        (&["build", "--pages", "99"], "`--pages` selects no page of `a`, which has 3 pages"),
        (&["build", "--ppi", "0", "--png", "x"], "10..=1200"),
        (&["build", "--format", "xml"], "possible values: human, short, json, sarif, github, gitlab, junit"),
        (&["build", "chapters/workbook.toml"], "there is no folder `chapters/workbook.toml`"),
        (&["check", "chapters/01.toml"], "is a file: name the workbook's folder, `.`"),
        (&["build", ".", "chapters"], "unexpected argument 'chapters'"),
        (&["build", "-t", "A"], "did you mean `a`?"),
        (&["build", "-o", "chapters"], "`chapters` is a folder: name a file in it"),
        (&["build", "-o", "workbook.toml"], "name a file that ends in `.pdf`"),
        (&["build", "--png", "workbook.toml"], "`--png` takes a folder"),
        (&["plates", "--png", "workbook.toml"], "`--png` takes a folder"),
    ] {
        let run = book.run(args);
        assert!(run.code == 2 && run.err.contains(said), "{args:?}: {} {}", run.code, run.err);
    }
    assert!(fs::read_to_string(book.path().join("workbook.toml")).unwrap().starts_with(WORKBOOK));
}

/// Neither content nor names of files steer the terminal, and no long line is shown whole.
#[test]
fn nothing_steers_the_terminal() {
    let odd = "\\u001b[2J\\u202e\\u0007\\u009b\\r";
    let chapter = format!("style = \"x{odd}\"\ntitle = \"a\u{202e}b [x](y\u{2066}z)\"\nno\u{200f} = 1\n");
    let whole =
        format!("style = \"material\"\ntitle = \"x\"\nid = \"a{odd} b\"\n[[block]]\ntype = \"text{odd}\"\n");
    let workbook = format!("chapters = [\"chapters/01.toml\", \"{odd}.toml\"]\n{WORKBOOK}");
    let books = [
        Book::with(&chapter),
        Book::with(&whole).file("workbook.toml", workbook),
        Book::with(CHAPTER).file("chapters/a\u{1b}[31m\u{202e}.toml", "x\u{1b}]0;y\u{7} = 1"),
    ];
    for (book, format) in
        books.iter().flat_map(|book| ["human", "short", "github"].map(|format| (book, format)))
    {
        let run = book.run(&["check", "--format", format]);
        let said = run.text() + &run.err;
        assert_eq!(run.code, 1, "{said}");
        let steers = |c: &char| c.is_control() && *c != '\n' || "\u{202e}\u{2066}\u{200f}".contains(*c);
        assert_eq!(said.chars().find(steers), None, "{said}");
        assert!(format != "human" || said.contains("\\u{"), "{said}");
    }
    let long = "x".repeat(1_000_000);
    let chapter = CHAPTER.replace("Een alinea.", &format!("{long} ☃ {long}"));
    let run = Book::with(&chapter).run(&["check"]);
    assert!(
        run.code == 1
            && run.text().len() < 4000
            && run.text().lines().all(|line| line.chars().count() < 300)
            && run.text().contains('☃'),
        "{}",
        run.text().len()
    );
}

/// Chapters come in natural order.
#[test]
fn ten_comes_after_two() {
    let mut book = Book::empty().file("workbook.toml", WORKBOOK);
    for number in [10, 1, 2] {
        let chapter = format!("style = \"material\"\ntitle = \"Hoofdstuk nummer {number}\"\nlede = \"x\"\n");
        book = book.file(&format!("chapters/{number}.toml"), chapter);
    }
    let document = book.document();
    assert_eq!(document.pages().len(), 5);
    let text = outline(&book);
    assert_eq!(text, ["1", "2", "10"]);
}

/// The last words of the bookmarks of a book.
fn outline(book: &Book) -> Vec<String> {
    assert_eq!(book.run(&["build", "-q", "-t", "email", "-o", "a.pdf"]).code, 0);
    let document = lopdf::Document::load(book.path().join("a.pdf")).unwrap();
    let toc = document.get_toc().unwrap().toc;
    let titles = toc.iter().map(|entry| entry.title.clone()).filter(|title| title.contains("nummer"));
    titles.map(|title| title.rsplit(' ').next().unwrap().to_owned()).collect()
}

/// Every name by which a finding is made is in the catalogue, and every name there is made somewhere.
#[test]
fn the_catalogue_is_whole() {
    let mut made: Vec<String> = Vec::new();
    let mut all = String::new();
    for file in rust(&sample().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        if file.ends_with("source/catalogue.rs") {
            continue;
        }
        for start in [
            "Finding::error(",
            "Finding::warning(",
            "Self::error(",
            "Fault::new(",
            "missing(",
            "say(",
            "name: \"",
        ] {
            for part in text.split(start).skip(1) {
                let word = part.trim_start().trim_start_matches('"').split('"').next().unwrap_or_default();
                let quoted = start.ends_with('"') || part.trim_start().starts_with('"');
                if quoted
                    && !word.is_empty()
                    && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                {
                    made.push(word.to_owned());
                }
            }
        }
        all.push_str(&text);
    }
    assert!(made.len() > 60, "{made:?}");
    for name in &made {
        assert!(werkboek::source::finding_kind(name).is_some(), "`{name}` is not in the catalogue");
    }
    let docs = fs::read_to_string(sample().join("docs/format.md")).unwrap();
    for kind in werkboek::source::CATALOGUE {
        assert!(all.contains(&format!("\"{}\"", kind.name)), "nothing makes `{}`", kind.name);
        assert!(docs.contains(&format!("| `{}` | {} |", kind.name, kind.severity())), "{}", kind.name);
    }
}

fn rust(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { rust(&path) } else { vec![path] }).collect()
}
