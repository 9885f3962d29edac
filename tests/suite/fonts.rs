//! Fonts of the workbook: every kind is set, what is wrong with one is told, and `werkboek fonts` lists them.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use typst_layout::PagedDocument;

use crate::book::{Book, CHAPTER, WORKBOOK, sample};
use crate::sfnt::Sfnt;
use crate::signs::texts;

/// A font of the tests.
pub fn font(name: &str) -> Vec<u8> {
    fs::read(sample().join("tests/fonts").join(name)).unwrap()
}

/// A workbook with a design.
fn designed(design: &str) -> Book {
    Book::with(CHAPTER).file("workbook.toml", format!("{WORKBOOK}[design]\n{design}\n"))
}

/// The families that set a book's letters.
fn families(document: &PagedDocument) -> BTreeSet<String> {
    let mut families = BTreeSet::new();
    texts(document, &mut |text| {
        if text.text.chars().any(char::is_alphanumeric) {
            families.insert(text.font.font().info().family.clone());
        }
    });
    families
}

/// What `check` says, finding by finding: name, file and message, and all hints.
fn said(book: &Book) -> Vec<(String, String)> {
    let run = book.run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&run.out).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    let line = |one: &Value| {
        let hints: Vec<String> = one["hints"].as_array().unwrap().iter().map(&text).collect();
        let told = format!("{} {}: {}", text(&one["name"]), text(&one["file"]), text(&one["message"]));
        (told, hints.join("; "))
    };
    findings.map(line).collect()
}

/// One finding begins so, and its hints hold these words.
fn says(book: &Book, told: &str, hint: &str) {
    let said = said(book);
    assert_eq!(said.len(), 1, "{told}: {said:#?}");
    assert!(said[0].0.starts_with(told) && said[0].1.contains(hint), "{said:#?}");
}

#[test]
fn every_kind_of_font_is_set() {
    let collection = font("NotoSansCJKjp.ttc");
    let japanese =
        CHAPTER.replace("Een alinea.", "私たちの町の通り").replace("number", "language = \"ja\"\nnumber");
    for (path, bytes, face, chapter) in [
        ("fonts/Literata.ttf", font("Literata.ttf"), "Literata", CHAPTER.to_owned()),
        ("fonts/a/b/c/x.TTF", font("SofiaSansCondensed.ttf"), "Sofia Sans Condensed", CHAPTER.to_owned()),
        ("fonts/wide.ttf", font("ArchivoExpanded.ttf"), "archivo expanded", CHAPTER.to_owned()),
        ("fonts/static.ttf", font("NotoSans-Regular.ttf"), "Noto Sans", CHAPTER.to_owned()),
        ("fonts/all.ttc", collection.clone(), "Noto Sans CJK JP", japanese.clone()),
        ("fonts/one.otf", Sfnt::read(&collection, 0).write(), "Noto Sans CJK JP", japanese),
    ] {
        let book = designed(&format!("face = {face:?}")).file(path, bytes).file("chapters/01.toml", chapter);
        let (document, pdf) = book.laid();
        let set = families(&document);
        let plain = |name: &str| name.to_lowercase().replace(" expanded", "").replace(" condensed", "");
        assert!(set.iter().any(|family| plain(family) == plain(face)), "{path}: {set:?}");
        let inspected = werkboek::inspect::inspect(&pdf).unwrap();
        assert!(!inspected.fonts.is_empty() && inspected.fonts.iter().all(|font| font.embedded), "{path}");
    }
}

/// Titles, code and the running text each have their own; bold and weights of a variable face differ.
#[test]
fn each_role_has_its_face() {
    let body = "Een **vet** en *schuin* woord, met `code`.";
    let book =
        designed("face = \"Literata\"\ntitles = \"Archivo Expanded\"\ncode = [\"Sofia Sans Condensed\"]")
            .file("chapters/01.toml", CHAPTER.replace("Een alinea.", body));
    let names = ["Literata.ttf", "Literata-Italic.ttf", "ArchivoExpanded.ttf", "SofiaSansCondensed.ttf"];
    let book = names.iter().fold(book, |book, name| book.file(&format!("fonts/{name}"), font(name)));
    let mut found: Vec<(String, String)> = Vec::new();
    texts(&book.document(), &mut |text| {
        let info = text.font.font().info();
        let axis = text.font.variations().0.iter().map(|(tag, value)| format!("{tag:?}={value:?}"));
        let axes: Vec<String> = axis.collect();
        found.push((
            text.text.to_string(),
            format!("{} {:?} {}", info.family, info.variant.style, axes.join(",")),
        ));
    });
    let of = |word: &str| -> String {
        let own = found.iter().find(|(text, _)| text.trim() == word || text.contains(word));
        own.unwrap_or_else(|| panic!("{word}: {found:#?}")).1.clone()
    };
    assert!(of("Een hoofdstuk").starts_with("Archivo"), "{found:#?}");
    assert!(of("woord").starts_with("Literata Normal"));
    assert!(of("schuin").starts_with("Literata Italic"));
    assert!(of("code").starts_with("Sofia Sans"));
    assert_ne!(of("vet"), of("woord"));
}

#[test]
fn a_font_of_the_workbook_comes_before_one_of_the_program() {
    // The serif under the name of the program's own face.
    let mut own = Sfnt::read(&font("Literata.ttf"), 0);
    let names = own.table(b"name");
    let (from, to) = ("Literata", "Schibsted Grotesk");
    assert!(!names.is_empty() && from.len() < to.len());
    let document = designed("face = \"Literata\"").file("fonts/a.ttf", own.write()).document();
    assert!(families(&document).contains("Literata"));
    // Of two files with one face, that whose path comes first is set, always.
    let other = Sfnt::read(&font("Literata.ttf"), 0).permitting(4).write();
    for (first, second) in [("fonts/a.ttf", "fonts/b.ttf"), ("fonts/A.ttf", "fonts/a/a.ttf")] {
        let book = designed("face = \"Literata\"").file(first, font("Literata.ttf")).file(second, &other);
        let report: Value = serde_json::from_str(&book.run(&["fonts", "--format", "json"]).text()).unwrap();
        let families = report["families"].as_array().unwrap();
        let faces = families.iter().find(|family| family["name"] == "Literata").unwrap()["faces"].clone();
        let used: Vec<&str> = faces
            .as_array()
            .unwrap()
            .iter()
            .filter(|face| face["letters"] != 0)
            .map(|face| face["file"].as_str().unwrap())
            .collect();
        assert_eq!(used, [first]);
    }
}

#[test]
fn fonts_that_are_none_are_told() {
    let whole = font("Literata.ttf");
    let outlines = || Sfnt::read(&whole, 0).without(&[b"glyf", b"gvar"]);
    for (name, bytes, told, hint) in [
        (
            "a.ttf",
            vec![],
            "broken-font fonts/a.ttf: `fonts/a.ttf` ends before all of the font is there",
            "copy it anew",
        ),
        (
            "a.otf",
            b"OTTO rubbish and more rubbish".to_vec(),
            "broken-font fonts/a.otf: `fonts/a.otf` is not a font",
            "copy it anew",
        ),
        (
            "a.ttf",
            b"<!DOCTYPE html><html>not found</html>".to_vec(),
            "broken-font fonts/a.ttf: `fonts/a.ttf` is not a font",
            "copy it anew",
        ),
        (
            "a.ttc",
            whole[..whole.len() / 2].to_vec(),
            "broken-font fonts/a.ttc: `fonts/a.ttc` ends before",
            "copy it anew",
        ),
        (
            "a.ttf",
            outlines().write(),
            "broken-font fonts/a.ttf: `fonts/a.ttf` has no outlines",
            "with outlines",
        ),
        (
            "a.ttf",
            Sfnt::read(&whole, 0).without(&[b"head"]).write(),
            "broken-font fonts/a.ttf: `fonts/a.ttf` is not a font",
            "copy",
        ),
        (
            "a.woff2",
            b"wOF2".to_vec(),
            "unread-font fonts/a.woff2: `fonts/a.woff2` is a font for web pages",
            "as `.ttf`",
        ),
        (
            "Sub/A.PFB",
            vec![128],
            "unread-font fonts/Sub/A.PFB: `fonts/Sub/A.PFB` is a PostScript font",
            "as `.ttf`",
        ),
    ] {
        says(&Book::with(CHAPTER).file(&format!("fonts/{name}"), bytes), told, hint);
    }
    let quiet = ["OFL.txt", "README.md", ".DS_Store", "._Literata.ttf", ".hidden/x.ttf", "x/y/LICENCE"];
    let book = quiet.iter().fold(Book::with(CHAPTER), |book, name| book.file(&format!("fonts/{name}"), "x"));
    assert_eq!(said(&book), []);
}

/// Broken in any place, a font ends in a finding or in a file, and never in a fault of the program.
#[test]
fn fonts_that_lie_do_no_harm() {
    let mut rng = fastrand::Rng::with_seed(9);
    for name in ["Literata.ttf", "NotoSans-Regular.ttf", "NotoSansArabic.ttf"] {
        for _ in 0..8 {
            let mut bytes = font(name);
            for _ in 0..rng.usize(1..60) {
                let at = rng.usize(..bytes.len());
                bytes[at] = rng.u8(..);
            }
            let face = if name.starts_with("Lit") { "Literata" } else { "Noto Sans" };
            let run = designed(&format!("face = {face:?}"))
                .file("fonts/a.ttf", bytes)
                .run(&["build", "-t", "email"]);
            assert!(run.code < 2, "{name}: {} {}", run.code, run.err);
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("x.ttf"), font("Literata.ttf")).unwrap();
    let book = Book::with(CHAPTER).file("fonts/OFL.txt", "x");
    std::os::unix::fs::symlink(outside.path().join("x.ttf"), book.path().join("fonts/x.ttf")).unwrap();
    says(
        &book,
        "outside fonts/x.ttf: `fonts/x.ttf` leads out of the workbook's folder",
        "put the file itself",
    );
    let book = Book::with(CHAPTER);
    std::os::unix::fs::symlink(outside.path(), book.path().join("fonts")).unwrap();
    says(&book, "outside workbook.toml: `fonts` leads out of the workbook's folder", "put the file itself");
    // Within the folder, a symlink is as good as what it leads to; one that leads around in a circle ends.
    let book = designed("face = \"Literata\"")
        .file("type/x.ttf", font("Literata.ttf"))
        .file("type/i.ttf", font("Literata-Italic.ttf"));
    std::os::unix::fs::symlink(book.path().join("type"), book.path().join("fonts")).unwrap();
    std::os::unix::fs::symlink(book.path().join("type"), book.path().join("type/again")).unwrap();
    assert_eq!(said(&book), []);
}

#[test]
fn typefaces_that_are_not_there_are_told_with_near_names() {
    let faces = ["Literata.ttf", "SofiaSansCondensed.ttf"];
    let book = |design: &str| {
        faces.iter().fold(designed(design), |book, name| book.file(&format!("fonts/{name}"), font(name)))
    };
    for (design, told, hint) in [
        ("titles = \"Literatta\"", "`Literatta` for `titles`", "did you mean `Literata`?"),
        ("titles = \"Sofia\"", "`Sofia` for `titles`", "did you mean `Sofia Sans Condensed`?"),
        ("code = [\"Spline Sans Mono\", \"Spline Mono\"]", "`Spline Mono` for `code`", "did you mean"),
        (
            "titles = \"Helvetica\"",
            "`Helvetica` for `titles`",
            "the typefaces are `Literata`, `Schibsted Grotesk`, `Sofia Sans Condensed` and `Spline Sans Mono`",
        ),
        ("titles = \"\"", "`` for `titles`", "the typefaces are"),
        ("face = \"Literatta\"", "`Literatta` for `face`", "did you mean `Literata`?"),
    ] {
        says(&book(design), &format!("unknown-face workbook.toml: there is no typeface called {told}"), hint);
        says(&book(design), "unknown-face", "`fonts`, where 2 font files are");
    }
    says(&designed("titles = \"Literata\""), "unknown-face", "where no font is");
    for (design, told) in
        [("face = 3", "must be text in quotes, or a list"), ("face = []", "must hold at least 1")]
    {
        let run = designed(design).run(&["check"]);
        assert!(run.code == 1 && run.text().contains(told), "{}", run.text());
    }
}

#[test]
fn a_typeface_without_bold_or_italics_is_told() {
    let greek = CHAPTER.replace("Een alinea.", "Ομάδα");
    for (files, design, told) in [
        (
            &["NotoSans-Regular.ttf"][..],
            "face = [\"Schibsted Grotesk\", \"Noto Sans\"]",
            "`Noto Sans` has no bold",
        ),
        (&["NotoSans-Regular.ttf"], "face = \"Noto Sans\"", "`Noto Sans` has no bold and no italics"),
        (&["Literata.ttf"], "face = \"Literata\"", "`Literata` has no italics"),
    ] {
        let book =
            files.iter().fold(designed(design), |book, name| book.file(&format!("fonts/{name}"), font(name)));
        let book = book.file("chapters/01.toml", &greek);
        let all = said(&book);
        let found: Vec<_> = all.iter().filter(|(told, _)| told.starts_with("missing-style")).collect();
        assert_eq!(found.len(), 1, "{all:#?}");
        assert!(found[0].0.contains(told) && found[0].1.contains("`fonts`"), "{all:#?}");
    }
    for (files, design) in [
        (&["Literata.ttf", "Literata-Italic.ttf"][..], "face = \"Literata\""),
        (&["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"], "face = [\"Schibsted Grotesk\", \"Noto Sans\"]"),
        (&["ArchivoExpanded.ttf"], "titles = \"Archivo Expanded\""),
    ] {
        let book =
            files.iter().fold(designed(design), |book, name| book.file(&format!("fonts/{name}"), font(name)));
        assert_eq!(said(&book), [], "{design}");
    }
}

#[test]
fn a_font_that_may_not_be_embedded_is_told_where_it_is_used() {
    let italic = font("Literata-Italic.ttf");
    for (bits, told, hint) in [
        (0x0002, "forbidden-font fonts/a.ttf: `Literata` forbids that it is embedded", "ask its maker"),
        (0x0100, "restricted-font fonts/a.ttf: `Literata` may be embedded whole only", "gave you a licence"),
        (
            0x0204,
            "restricted-font fonts/a.ttf: `Literata` lets pictures of its letters",
            "gave you a licence",
        ),
    ] {
        let bytes = Sfnt::read(&font("Literata.ttf"), 0).permitting(bits).write();
        let book = designed("face = \"Literata\"").file("fonts/a.ttf", &bytes).file("fonts/i.ttf", &italic);
        says(&book, told, hint);
        assert_eq!(book.run(&["build"]).code, 1);
        if bits != 0x0002 {
            let licence = "[preflight]\nignore = [\"restricted-font\"]\n";
            let licensed = format!("{WORKBOOK}[design]\nface = \"Literata\"\n{licence}");
            assert_eq!(book.file("workbook.toml", licensed).run(&["build"]).code, 0);
        }
        // Who does not use it is not told.
        assert_eq!(said(&Book::with(CHAPTER).file("fonts/a.ttf", &bytes)), []);
    }
    for bits in [0x0000, 0x0004, 0x0008] {
        let bytes = Sfnt::read(&font("Literata.ttf"), 0).permitting(bits).write();
        assert_eq!(
            said(&designed("face = \"Literata\"").file("fonts/a.ttf", bytes).file("fonts/i.ttf", &italic)),
            []
        );
    }
}

#[test]
fn letters_that_a_typeface_lacks_are_told_with_what_sets_them() {
    let with = |design: &str, text: &str| {
        let names = ["Literata.ttf", "Literata-Italic.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"];
        let book = designed(design).file("chapters/01.toml", CHAPTER.replace("Een alinea.", text));
        names.iter().fold(book, |book, name| book.file(&format!("fonts/{name}"), font(name)))
    };
    says(
        &with("face = \"Literata\"", "Kraków, Łódź"),
        "fallback-face chapters/01.toml: `Literata` lacks letters of the text, which `Schibsted Grotesk` sets: `Ł` and `ź`",
        "write `face = [\"Literata\", \"Schibsted Grotesk\"]`",
    );
    says(
        &with("face = \"Literata\"", "De Ω en Ж."),
        "fallback-face chapters/01.toml: `Literata` lacks letters of the text, which `Noto Sans` sets",
        "write `face = [\"Literata\", \"Noto Sans\"]`",
    );
    says(
        &with("", "Улица"),
        "fallback-face chapters/01.toml: `Schibsted Grotesk` lacks letters of the text, which `Noto Sans` sets: `У`",
        "\"Noto Sans\"]`",
    );
    says(
        &with("code = \"Spline Sans Mono\"", "De `код`."),
        "fallback-face",
        "write `code = [\"Spline Sans Mono\", \"Noto Sans\"]`",
    );
    for (design, text) in [
        ("face = [\"Literata\", \"Noto Sans\"]", "De Ω en Ж, café."),
        ("face = [\"Literata\", \"Schibsted Grotesk\"]", "Kraków, Łódź"),
        ("", "Kraków, Łódź, één → twee"),
    ] {
        assert_eq!(said(&with(design, text)), [], "{design}");
    }
    // What no font has is an error, as ever.
    assert!(said(&with("face = \"Literata\"", "漢"))[0].0.starts_with("missing-glyph"));
}

/// A word is set by one face, its accents too, even where another has some of its letters.
#[test]
fn no_word_is_set_by_halves() {
    let words = ["συνάντησης", "Ομάδα", "μπορεί", "йод", "Ёлка", "їжак", "ελπίδα"];
    for face in ["[\"Schibsted Grotesk\", \"Noto Sans\"]", "[\"Literata\", \"Noto Sans\"]"] {
        let book = designed(&format!("face = {face}"))
            .file("chapters/01.toml", CHAPTER.replace("Een alinea.", &words.join(" en ")));
        let names = ["Literata.ttf", "Literata-Italic.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"];
        let book = names.iter().fold(book, |book, name| book.file(&format!("fonts/{name}"), font(name)));
        let mut set = String::new();
        texts(&book.document(), &mut |text| {
            if text.font.font().info().family == "Noto Sans" {
                assert!(text.glyphs.iter().all(|glyph| glyph.id != 0));
                set.push_str(&text.text);
                set.push(' ');
            }
        });
        for word in words {
            assert!(set.contains(word), "{face}: {word}: {set}");
        }
    }
}

#[test]
fn the_colophon_names_the_typefaces() {
    for (design, named) in [
        ("", "Gezet uit de Schibsted Grotesk, een vrije letter"),
        ("face = \"Literata\"", "Gezet uit de Literata."),
        (
            "face = \"Literata\"\ntitles = \"Sofia Sans Condensed\"",
            "Gezet uit de Literata, Sofia Sans Condensed.",
        ),
    ] {
        let names = ["Literata.ttf", "Literata-Italic.ttf", "SofiaSansCondensed.ttf"];
        let book =
            names.iter().fold(designed(design), |book, name| book.file(&format!("fonts/{name}"), font(name)));
        let mut all = String::new();
        texts(&book.document(), &mut |text| all.push_str(&text.text));
        assert!(all.replace(['\u{ad}', ' '], "").contains(&named.replace(' ', "")), "{all}");
    }
}

#[test]
fn the_list_tells_where_each_is_from_and_for_what() {
    let names = [
        "Literata.ttf",
        "Literata-Italic.ttf",
        "NotoSans-Regular.ttf",
        "NotoSans-Bold.ttf",
        "NotoSansCJKjp.ttc",
    ];
    let book = designed("face = [\"Literata\", \"Noto Sans\"]\ntitles = \"Schibsted Grotesk\"")
        .file("chapters/01.toml", CHAPTER.replace("Een alinea.", "Een `alinea` in Москва."));
    let book = names.iter().fold(book, |book, name| book.file(&format!("fonts/{name}"), font(name)));
    let run = book.run(&["fonts"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let text = run.text();
    for line in [
        "Literata: running text (Latin)\n",
        "  upright 400 to 900, fonts/Literata.ttf, ",
        "  italic 400 to 900, fonts/Literata-Italic.ttf\n",
        "Noto Sans: letters that the others lack (Cyrillic)\n",
        "  upright 400, fonts/NotoSans-Regular.ttf, 6 letters\n",
        "Noto Sans CJK JP: not used\n  upright 400, fonts/NotoSansCJKjp.ttc\n  upright 700, fonts/NotoSansCJKjp.ttc (no. 2)\n",
        "Schibsted Grotesk: titles, numbers and rails (Latin)\n",
        "Spline Sans Mono: code (Latin)\n  upright 400, in the program, 6 letters\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let report: Value = serde_json::from_str(&book.run(&["fonts", "--format", "json"]).text()).unwrap();
    let families = report["families"].as_array().unwrap();
    let literata = families.iter().find(|family| family["name"] == "Literata").unwrap();
    assert_eq!(literata["uses"], serde_json::json!(["text"]));
    assert_eq!(literata["faces"][1]["axes"][0]["tag"], "wght");
    // A book that does not hold is listed all the same.
    let broken = book.file("chapters/02.toml", "style = 3");
    let run = broken.run(&["fonts"]);
    assert!(run.code == 1 && run.text().contains("Literata: use not known"), "{} {}", run.text(), run.err);
    assert!(run.err.contains("see `werkboek check`"), "{}", run.err);
    assert_eq!(broken.run(&["fonts", "nowhere"]).code, 2);
}
