//! Files of Word that become chapters: all of their words, in their places, or told; and what cannot be read, in words.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::book::{Book, CHAPTER};
use crate::intake::{by_style, dot, everything, files};
use crate::outputs::{names, pdfs_or_pictures};
use crate::pandoc::{ours, pandoc};
use crate::standards::accepts;
use crate::word::{TEXT, Word, p, r, types, zip};

/// A workbook beside a file to import.
pub fn beside(name: &str, bytes: &[u8]) -> Book {
    Book::with(CHAPTER).file(name, bytes)
}

/// Imports a file; the report, and the chapter that was made.
pub fn imported(book: &Book, name: &str) -> (Value, String) {
    let run = book.run(&["import", name, "--format", "json"]);
    assert_eq!(run.code, 0, "{name}: {}", run.err);
    let report: Value = serde_json::from_slice(&run.out).unwrap();
    let chapter = report["sources"][0]["chapter"].as_str().unwrap();
    (report.clone(), fs::read_to_string(book.path().join(chapter)).unwrap())
}

pub fn table(text: &str) -> toml::Table {
    toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Headings, items, cells, links, notes, and strong and stressed words are those that pandoc reads.
#[test]
fn word_files_are_read_as_pandoc_does() {
    let all = files();
    let mut other = Vec::new();
    assert!(all.len() >= 9);
    for (name, bytes) in all {
        let book = beside(name, &bytes);
        let (_, chapter) = imported(&book, name);
        let (wanted, mut found) = (pandoc(&book.path().join(name)), ours(&table(&chapter)));
        if wanted.quotes.is_empty() {
            // Pandoc does not know the style of LibreOffice.
            found.quotes.clear();
        }
        assert!(!wanted.headings.is_empty(), "{name}");
        if found != wanted {
            other.push(format!("{name}\n{found:#?}\n{wanted:#?}\n{chapter}"));
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n\n"));
}

/// What styles say of lists and letters is followed where pandoc does not.
#[test]
fn styles_are_followed() {
    let (_, chapter) = imported(&beside("a.docx", &by_style().bytes()), "a.docx");
    let found = ours(&table(&chapter));
    let item = |level, words: &str| (level, true, words.to_owned());
    assert_eq!(
        found.items,
        [item(0, "Hoofdstap"), item(1, "Tussenstap"), item(0, "Huisnummer")],
        "{chapter}"
    );
    assert_eq!(found.quotes, ["Een citaat met rechtop."], "{chapter}");
    assert_eq!(found.stressed, ["rechtop"], "{chapter}");
}

/// The words of all texts in a Word file, whatever part they stand in.
fn all_words(bytes: &[u8]) -> BTreeSet<String> {
    let archive = rawzip::ZipArchive::from_slice(bytes).unwrap();
    let mut words = BTreeSet::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().unwrap() {
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let known = ["document", "notes", "comments", "header", "footer"];
        if !name.ends_with(".xml") || !known.iter().any(|part| name.contains(part)) {
            continue;
        }
        let part = archive.get_entry(entry.wayfinder()).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut flate2::read::DeflateDecoder::new(part.data()), &mut text)
            .unwrap();
        let parsed = roxmltree::Document::parse(&text).unwrap();
        for node in parsed.descendants().filter(|node| ["t", "delText"].contains(&node.tag_name().name())) {
            words.extend(node.text().unwrap_or_default().split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Every word of a file stands in its chapter or in the report, and is on the pages of a book that builds.
#[test]
fn no_word_is_lost() {
    let all = files().into_iter().chain([("everything.docx", everything().bytes())]);
    let mut seen = 0;
    for (name, bytes) in all {
        let book = beside(name, &bytes);
        let (report, chapter) = imported(&book, name);
        let plain = |text: &str| text.replace('\\', "").replace("&#8226;", "•");
        let told = plain(&format!("{chapter} {report}")).replace("e’", "");
        for word in all_words(&bytes) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = plain(if bare.is_empty() { &word } else { bare });
            // A box to tick is one, and no sign; a cell of a table has its own way to write `|`.
            let sign = bare.chars().all(|c| "☐☒|~#`<>*_[]^()".contains(c));
            assert!(
                sign || told.contains(&bare) || told.contains(&raised(&bare)),
                "{name}: {word}\n{chapter}\n{report}"
            );
            seen += 1;
        }
        let check = book.run(&["check"]);
        assert_eq!(check.code, 0, "{name}: {}\n{chapter}", check.text());
        let build = book.run(&["build", "--target", "email"]);
        assert_eq!(build.code, 0, "{name}: {}", build.err);
        let pdf = book.path().join("build").join(&pdfs_or_pictures(book.path().join("build"))[0]);
        let pages = accepts("pdftotext", &["-raw"], &pdf);
        let text = pdf.with_extension("txt");
        let pages = pages + &fs::read_to_string(text).unwrap();
        let title =
            report["sources"][0]["title"].as_str().unwrap().split_whitespace().next().unwrap().to_owned();
        assert!(pages.contains(&title), "{name}: {title}\n{pages}");
    }
    assert!(seen > 200, "{seen}");
}

/// Digits as they stand below the line.
fn raised(word: &str) -> String {
    word.chars().map(|c| c.to_digit(10).map_or(c, |digit| char::from_u32(0x2080 + digit).unwrap())).collect()
}

/// What Word has that is no plain text: each in its place, or told.
#[test]
fn everything_of_word_has_a_place_or_is_told() {
    let book = beside("alles.docx", &everything().bytes());
    let (report, chapter) = imported(&book, "alles.docx");
    for said in [
        "title = \"Alles bij elkaar\"\nlede = \"\"\"\nWat Word zoal kent.\n\"\"\"\n",
        "id = \"02-alles-bij-elkaar-ref12\"\n",
        "# opmerking: toegevoegd door Anna, 2026-05-01: “nieuwe tekst”\n",
        "# opmerking: geschrapt door Bram, 2026-05-01: “oudspul”\n",
        "# opmerking: Carla, 2026-05-01, bij “een bewering”: Klopt dit nog?\n",
        "Hier staat nieuwe tekst en hier stond ooit.",
        "heading = \"Vinkjes\"\nitems = [\n  { text = \"Nog doen\" },\n  { text = \"Al gedaan\", done = true },\n  { text = \"Met een symbool\" },\n]\n",
        "alt = \"Een rood vlak\"\nwidth = \"20mm\"\ncaption = \"\"\"\nFiguur 1: het vlak\n\"\"\"\n",
        "alt = \"\"\ndecorative = true\n",
        "alt = \"Oud vlak\"\n",
        "# opmerking: schrijf in `alt` wat er op de afbeelding te zien is\nalt = \"Een afbeelding die nog niet beschreven is\"\n",
        "Kaderwoorden\n",
        "Formule: a=b\n",
        "[de wijzigingen](#02-alles-bij-elkaar-ref12) of nergens, 1e regel",
        "\n## Door een omtrek\n\nVeld:\n\nNa het veld.\n",
        "\n\n```\nlet a = 1;\n  let b = 2;\n```\n",
        "Alleen in een kader\n",
        "| Buiten | bin; nen |\n",
    ] {
        assert!(chapter.contains(said), "{said}\n---\n{chapter}");
    }
    assert_eq!(chapter.matches("Kaderwoorden").count(), 1);
    let left: Vec<String> = report["sources"][0]["left"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left| format!("{}: {}", left["what"].as_str().unwrap(), left["words"].as_str().unwrap()))
        .collect();
    for said in [
        "table of contents: Inhoudsregel 3",
        "picture: Een schets (is a drawing in the format of Windows (EMF or WMF): export it as an SVG)",
        "picture that is not in the file: Een foto van ver https://example.org/ver.png",
        "chart: Staafjes",
        "SmartArt: Pijlen",
        "equation: a=b",
        "object of another program: Excel.Sheet.12",
        "hidden text: geheim",
        "superscript: e",
        "table in a cell, whose words stand in lines: ",
        "part in another format: chunk",
        "comment that has no place in the text: Dirk, 2026-05-01: Zonder plek",
        "header of pages: Kopregel",
        "macros: vbaproject.bin",
        "embedded file: oleobject1.bin",
        "link: #weg",
        "words in the instruction of a field: veldwoordnogwoord",
    ] {
        assert!(left.iter().any(|left| left == said), "{said}\n---\n{left:#?}");
    }
    assert_eq!(left.len(), 17, "{left:#?}");
    assert_eq!(names(book.path().join("chapters/images")), ["02-alles-bij-elkaar-1.png"]);
    // What waits is found at its line.
    let check = book.run(&["check", "--format", "short"]);
    let line = chapter.lines().position(|line| line.contains("Carla")).unwrap() + 1;
    let said = format!(
        "chapters/02-alles-bij-elkaar.toml:{line}:1: warning: a comment waits here: Carla, 2026-05-01, bij “een bewering”: Klopt dit nog?"
    );
    assert_eq!((check.code, check.text().contains(&said)), (0, true), "{}", check.text());
    assert_eq!(report["sources"][0]["comments"], 4);
    let path = book.path().join("report.json");
    fs::write(&path, report.to_string()).unwrap();
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schemas/import.schema.json");
    accepts("check-jsonschema", &["--schemafile", schema], &path);
}

/// Files that are not sound, or not what they say: each is told in words, and nothing is written.
#[test]
fn bad_files_are_told_and_nothing_is_written() {
    let sound = Word::new(&p("", &r("Woorden.")));
    let whole = sound.bytes();
    let locked: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let old = &locked[..8];
    let bomb = sound.clone().raw("word/document.xml", vec![b' '; 300_000_000]).bytes();
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let deep = format!(
        "<w:document xmlns:w=\"w\"><w:body>{}{}</w:body></w:document>",
        "<w:sdt>".repeat(5000),
        "</w:sdt>".repeat(5000)
    );
    let mut flipped = whole.clone();
    let middle = flipped.len() / 3;
    flipped[middle..middle + 40].iter_mut().for_each(|byte| *byte ^= 0xFF);
    let many: Vec<(String, Vec<u8>)> = (0..10_001).map(|number| (format!("{number}"), vec![])).collect();
    let twice = zip(&[("word/document.xml".into(), vec![]), ("WORD/document.xml".into(), vec![])]);
    let missing = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"../../word/../etc/passwd\"/></Relationships>";
    let cases: [(&str, Vec<u8>, &str); 21] = [
        (
            "kort.docx",
            whole[..whole.len() - 30].into(),
            "is not whole, or no Word file: open it in Word or LibreOffice",
        ),
        ("half.docx", whole[..whole.len() / 2].into(), "is not whole"),
        ("leeg.docx", vec![], "is not whole"),
        ("tekst.docx", b"Dit is geen Word.".to_vec(), "is not whole"),
        ("stuk.docx", flipped, "is not whole"),
        ("slot.docx", locked.clone(), "is locked with a password: open it in Word, and save it without one"),
        ("oud.docx", old.into(), "is a file of Word of before 2007 (.doc)"),
        ("bom.docx", bomb, "unfolds to more than 256 MB, and is not read"),
        ("veel.docx", zip(&many), "has more than 10000 parts"),
        ("dubbel.docx", twice, "holds two parts of the name `word/document.xml`"),
        (
            "entiteit.docx",
            sound.clone().raw("word/document.xml", entities).bytes(),
            "with definitions (a DTD)",
        ),
        (
            "diep.docx",
            sound.clone().raw("word/document.xml", deep).bytes(),
            "in which elements stand more than 300 deep",
        ),
        (
            "xml.docx",
            sound.clone().raw("word/document.xml", "<w:document><w:body>").bytes(),
            "which is not sound XML",
        ),
        ("zonder.docx", sound.clone().raw("word/document.xml", "<x/>").bytes(), "holds no text"),
        ("weg.docx", sound.clone().raw("_rels/.rels", missing).bytes(), "holds no text"),
        (
            "blad.docx",
            sound
                .clone()
                .raw("_rels/.rels", missing.replace("../../word/../etc/passwd", "xl/workbook.xml"))
                .bytes(),
            "is a file of Excel, PowerPoint or another program",
        ),
        ("odt.docx", zip(&[("mimetype".into(), vec![])]), "is an OpenDocument file"),
        ("rand.docx", zip(&[("a".into(), vec![])]), "is a ZIP archive, and no Word file"),
        (
            "latin.md",
            b"# caf\xE9".to_vec(),
            "is not UTF-8, in line 1: save it in an editor with the encoding UTF-8",
        ),
        ("krom.csv", b"a,b\n1,2,3\n".to_vec(), "cannot be read: "),
        ("kop.csv", b"a,b\n".to_vec(), "cannot be read: "),
    ];
    for (name, bytes, said) in cases {
        let book = beside(name, &bytes);
        let run = book.run(&["import", name]);
        assert_eq!((run.code, run.text().as_str()), (1, ""), "{name}: {}", run.err);
        assert!(
            run.err.starts_with(&format!("error: `{name}` ")) && run.err.contains(said),
            "{name}: {}",
            run.err
        );
        assert_eq!(names(book.path().join("chapters")), ["01.toml"], "{name}");
        assert_eq!(
            names(book.path()),
            BTreeSet::from(["chapters", name, "workbook.toml"]).into_iter().collect::<Vec<_>>()
        );
        let run = book.run(&["new", "boek", "--from", name]);
        assert_eq!((run.code, book.path().join("boek").exists()), (1, false), "{name}: {}", run.err);
    }
}

/// Any byte of a file that is another one, and any length: a chapter or words, and no fault of ours.
#[test]
fn damaged_files_do_no_harm() {
    let whole = everything().bytes();
    fastrand::seed(7);
    for round in 0..60 {
        let mut bytes = whole.clone();
        match round % 2 {
            0 => bytes.truncate(fastrand::usize(0..whole.len())),
            _ => (0..3).for_each(|_| {
                let at = fastrand::usize(0..whole.len());
                bytes[at] = fastrand::u8(..);
            }),
        }
        let book = beside("a.docx", &bytes);
        let run = book.run(&["import", "a.docx"]);
        assert!([0, 1].contains(&run.code), "{round}: {} {}", run.code, run.err);
        let chapters = names(book.path().join("chapters")).len();
        assert_eq!(chapters > 1, run.code == 0, "{round}: {}", run.err);
    }
}

/// A file with macros is read for its text; these are told of, and never kept.
#[test]
fn macros_are_told_of() {
    let word = Word::new(&p("Kop1", &r("Met macro's"))).raw("word/vbaProject.bin", "Sub x").raw(
        "[Content_Types].xml",
        types(&TEXT.replace(
            "openxmlformats-officedocument.wordprocessingml.document",
            "ms-word.document.macroEnabled",
        )),
    );
    let book = beside("a.docm", &word.bytes());
    let run = book.run(&["import", "a.docm"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("  not placed:\n  - macros: vbaproject.bin\n"), "{}", run.err);
}

/// Names in an archive lead nowhere: nothing but the chapter and its images is written.
#[test]
fn names_in_a_file_lead_nowhere() {
    let word = Word::new(&(p("Kop1", &r("Namen")) + &p("", &crate::word::drawing("pic", "descr=\"x\">"))))
        .raw("../../evil.toml", "x")
        .raw("/etc/evil", "x")
        .raw("word/media/..\\evil.png", "x")
        .picture("pic", "../../../evil/image.png", &dot())
        .raw("evil/image.png", dot());
    let book = beside("a.docx", &word.bytes());
    let (report, _) = imported(&book, "a.docx");
    assert_eq!(
        report["files"].as_array().unwrap().len(),
        1 + report["sources"][0]["blocks"]["figure"].as_u64().unwrap_or(0) as usize
    );
    assert_eq!(names(book.path()), ["a.docx", "chapters", "workbook.toml"]);
    assert!(!book.path().parent().unwrap().join("evil.toml").exists());
}
