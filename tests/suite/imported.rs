//! Files of Markdown, cells and folders that become chapters, where they go, and how a workbook begins with one.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use crate::book::{Book, CHAPTER, Run, WORKBOOK};
use crate::imports::{beside, imported, table};
use crate::intake::{dot, everything};
use crate::new::LANGUAGES;
use crate::outputs::names;

/// Markdown, with all that it has.
#[test]
fn markdown_comes_along() {
    let text = "---\ntitle: Uit de kop\nauthor: Jan\n---\n\n# Een straat\n\nEen *zin* met een [link](https://example.org) en een noot.[^n]\n\n\
        - een\n  - twee\n    1. drie\n\n  erbij\n- vier\n\n## Taken\n\n- [ ] doen\n- [x] gedaan\n\n## Beeld\n\n![Een vlak](img/d%20t.png \"Het vlak\")\n\n\
        ![Ver](https://example.org/a.png) ![Buiten](../buiten.png) ![Weg](weg.png)\n\n> Een citaat.\n>\n> — Iemand\n\n\
        ## Tabel\n\n| a | b |\n|---|--:|\n| `x|y` | 1 |\n\n### Diep\n\nZie [taken](#taken) en [ander](ander.md).<br>Nieuwe <b>regel</b>.\n\n<!-- nog doen -->\n\n```rs\n# code\n```\n\n---\n\nSlot[^n].\n\n[^n]: De noot.\n";
    let book = beside("map/a.md", text.as_bytes()).file("map/img/d t.png", dot()).file("buiten.png", dot());
    let (report, chapter) = imported(&book, "map/a.md");
    for said in [
        "title = \"Een straat\"",
        "een noot.[^n]\n",
        "- een\n  - twee\n    1. drie\n\n  erbij\n- vier\n",
        "heading = \"Taken\"\nitems = [\n  { text = \"doen\" },\n  { text = \"gedaan\", done = true },\n]",
        "image = \"chapters/images/02-een-straat-1.png\"\nalt = \"Een vlak\"\n",
        "text = \"\"\"\nEen citaat.\n\"\"\"\nby = \"Iemand\"\n",
        "| a | b |\n| --- | ---: |\n",
        "# opmerking: nog doen\n",
        "[taken](#02-een-straat-taken) en ander.\\\nNieuwe regel.",
        "```rs\n# code\n```",
        "[^n]: De noot.\n",
    ] {
        assert!(chapter.contains(said), "{said}\n---\n{chapter}");
    }
    let left = report["sources"][0]["left"].to_string();
    for said in [
        "author: Jan",
        "`https://example.org/a.png` is not on this machine",
        "`../buiten.png` lies outside",
        "`weg.png` is not there",
        "ander.md",
        "<b>",
    ] {
        assert!(left.contains(said), "{said}: {left}");
    }
    assert_eq!(book.run(&["check"]).code, 0);
}

/// Cells with all that CSV allows, as a table.
#[test]
fn cells_are_a_table() {
    let book = beside(
        "Bomen 2026.csv",
        "Straat;Bomen;\"Wat \"\"ligt\"\" er\"\nNoord;12;a|b\nZuid;7;\"twee\nregels\"\n".as_bytes(),
    );
    let (_, chapter) = imported(&book, "Bomen 2026.csv");
    let wanted = "title = \"Bomen 2026\"\n\n[[block]]\ntype = \"table\"\nbody = '''\n| Straat | Bomen | Wat \"ligt\" er |\n| --- | ---: | --- |\n| Noord | 12 | a\\|b |\n| Zuid | 7 | twee<br>regels |\n'''\n";
    assert!(chapter.ends_with(wanted), "{chapter}");
    assert_eq!(book.run(&["check", "--strict"]).code, 0);
}

/// A folder: each file a chapter, in the order of their names; others are told of.
#[test]
fn a_folder_is_many_chapters() {
    let book = beside("in/10 laatste.md", b"# Laatste\n\ntekst\n")
        .file("in/2 eerste.csv", "a,b\n1,2\n")
        .file("in/9.docx", everything().bytes())
        .file("in/foto.png", dot())
        .file("in/~$9.docx", "slot")
        .file("in/diep/x.md", "# niet");
    let run = book.run(&["import", "in"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        names(book.path().join("chapters")),
        ["01.toml", "02-2-eerste.toml", "03-alles-bij-elkaar.toml", "04-laatste.toml", "images"]
    );
    assert!(
        run.err.contains("passed over: `foto.png` is not read: .docx, .md and .csv are\n"),
        "{}",
        run.err
    );
    assert!(run.err.ends_with("next:\n  werkboek check\n"), "{}", run.err);
    assert_eq!(book.run(&["check"]).code, 0);
    // All of them into one.
    let run = book.run(&["import", "in", "--into", "chapters/50.toml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(book.run(&["check"]).code, 0);
    let chapter = table(&fs::read_to_string(book.path().join("chapters/50.toml")).unwrap());
    assert_eq!(chapter["title"].as_str(), Some("2 eerste"));
    let parts =
        chapter["block"].as_array().unwrap().iter().filter(|block| block["type"].as_str() == Some("part"));
    assert!(parts.count() >= 2);
}

/// What is in a chapter stays, byte for byte, whatever its line ends.
#[test]
fn a_chapter_that_is_there_stays_as_it_is() {
    for earlier in [
        CHAPTER.to_owned(),
        CHAPTER.replace('\n', "\r\n"),
        CHAPTER.trim_end().to_owned(),
        format!("{CHAPTER}# tot hier\n\n"),
    ] {
        let book = Book::with(CHAPTER)
            .file("chapters/50.toml", earlier.replace("number = 0", "number = 5"))
            .file("a.md", "# Erbij\n\nTekst. [Zie](#kop)\n\n## Kop\n\nMeer.\n");
        let at = book.path().join("chapters/50.toml");
        let before = fs::read(&at).unwrap();
        for _ in 0..2 {
            let run = book.run(&["import", "a.md", "--into", "chapters/50.toml"]);
            assert_eq!(run.code, 0, "{}", run.err);
        }
        let after = fs::read(&at).unwrap();
        assert!(after.starts_with(&before));
        let text = String::from_utf8(after).unwrap();
        assert_eq!(text.contains("\r\n"), text.lines().count() == text.matches("\r\n").count());
        assert_eq!(table(&text)["block"].as_array().unwrap().len(), 7, "{text}");
        assert_eq!(book.run(&["check"]).code, 0, "{text}");
    }
}

/// Where nothing can go, or what goes there does not hold, all stays as it was.
#[test]
fn what_does_not_hold_is_not_written() {
    let book = Book::with(CHAPTER)
        .file("a.md", "# Kop\n\ntekst\n")
        .file("lang.md", format!("# Kop\n\n{}\n", "x".repeat(3000)))
        .file("a.doc", "x")
        .file("a.pdf", "x")
        .file("leeg/x.txt", "x")
        .file("chapters/90.toml", "block = []\ntitle = \"x\"\nstyle = \"material\"\n");
    let outside = tempfile::tempdir().unwrap();
    symlink(outside.path(), book.path().join("chapters/images")).unwrap();
    let before = names(book.path().join("chapters"));
    let code = |run: Run, code: i32, said: &str| {
        assert_eq!((run.code, run.text().as_str()), (code, ""), "{}", run.err);
        assert!(run.err.contains(said), "{said}: {}", run.err);
        assert_eq!(names(book.path().join("chapters")), before);
    };
    code(book.run(&["import", "weg.md"]), 2, "error: there is no file `weg.md`");
    code(
        book.run(&["import", "a.doc"]),
        2,
        "error: `a.doc` is not read: open it in Word or LibreOffice, and save it as .docx",
    );
    code(book.run(&["import", "a.pdf"]), 2, "error: `a.pdf` is not read: a PDF has no paragraphs");
    code(book.run(&["import", "leeg"]), 2, "error: no file in `leeg` is read: .docx, .md and .csv are");
    code(book.run(&["import", "a.md", "--dir", "leeg"]), 2, "error: `leeg` has no `workbook.toml`");
    for into in [
        "../x.toml",
        "/x.toml",
        "x.toml",
        "chapters/a/b.toml",
        "chapters/a.txt",
        "chapters/.a.toml",
        "chapters/.toml",
        "",
    ] {
        code(book.run(&["import", "a.md", "--into", into]), 2, "error: `--into ");
    }
    code(book.run(&["import", "lang.md"]), 1, "nothing was written: what would be has these errors");
    code(book.run(&["import", "a.md", "--into", "chapters/90.toml"]), 1, "nothing was written");
    let book2 = book.run(&["import", "leeg/../a.md", "--format", "xml"]);
    assert_eq!(book2.code, 2);
    // A picture would go where the link leads.
    fs::write(book.path().join("b.md"), "# Kop\n\n![x](d.png)\n").unwrap();
    fs::write(book.path().join("d.png"), dot()).unwrap();
    code(book.run(&["import", "b.md"]), 2, "leads out of the workbook's folder");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

/// A workbook that lists its chapters is told to list the new one.
#[test]
fn a_list_of_chapters_is_named() {
    let book = Book::empty()
        .file("workbook.toml", format!("chapters = [\"chapters/01.toml\"]\n{WORKBOOK}"))
        .file("chapters/01.toml", CHAPTER)
        .file("a.md", "# Kop\n\ntekst\n");
    let run = book.run(&["import", "a.md"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err
            .contains("`workbook.toml` lists its chapters: add `chapters/02-kop.toml` to `chapters` there"),
        "{}",
        run.err
    );
}

/// New workbooks with a text of one's own, in each language; they build, and say where they come from.
#[test]
fn new_workbooks_begin_with_a_text() {
    for (language, comment) in LANGUAGES.into_iter().zip(["opmerking", "comment", "commentaire", "Kommentar"])
    {
        let book = Book::empty().file("nota.docx", everything().bytes());
        let run = book.run(&["new", "boek", "--from", "nota.docx", "--language", language]);
        assert_eq!(run.code, 0, "{language}: {}", run.err);
        assert!(run.err.ends_with("next:\n  cd boek\n  werkboek build --open\n"), "{}", run.err);
        let at = |path: &str| fs::read_to_string(book.path().join("boek").join(path)).unwrap();
        let workbook = table(&at("workbook.toml"));
        assert_eq!(workbook["title"].as_str(), Some("Alles bij elkaar"));
        assert!(workbook["description"].as_str().unwrap().ends_with("`nota.docx`."), "{workbook}");
        let chapters = names(book.path().join("boek/chapters"));
        assert!(
            chapters.len() == 3
                && chapters[0].starts_with("1-")
                && chapters[1..] == ["2-alles-bij-elkaar.toml", "images"],
            "{chapters:?}"
        );
        let chapter = at("chapters/2-alles-bij-elkaar.toml");
        assert!(chapter.starts_with("#:schema ../schemas/chapter.schema.json\n"), "{chapter}");
        assert!(chapter.contains(&format!("# {comment}: Carla")), "{chapter}");
        let check = book.run(&["check", "boek", "--format", "json"]);
        assert_eq!(check.code, 0, "{}", check.text());
        let found: Value = serde_json::from_slice(&check.out).unwrap();
        let waits =
            found["findings"].as_array().unwrap().iter().filter(|finding| finding["name"] == "open-comment");
        assert_eq!(waits.count(), 4, "{found}");
        assert_eq!(book.run(&["build", "boek"]).code, 0);
    }
}
