//! Any language: its words from the program, from `[labels]`, or from another language; none is hidden.

use std::collections::BTreeSet;
use std::fs;

use typst_layout::PagedDocument;
use werkboek::content::{Labels, Shape, Tag, languages};

use crate::book::{Book, CHAPTER, WORKBOOK, sample};
use crate::outputs::pdfs_or_pictures;
use crate::signs::texts;

/// The keys of all words.
fn keys() -> Vec<String> {
    Shape::of::<Labels>().fields().iter().map(|field| field.name.clone()).collect()
}

/// All that is read on the pages, in the order in which it is drawn.
fn read(document: &PagedDocument) -> String {
    let mut all = String::new();
    texts(document, &mut |text| {
        all.push_str(&text.text);
        all.push(' ');
    });
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A word of its own for each key, told from all others.
fn labels(table: &str, mark: &str) -> String {
    let word = |(index, key): (usize, String)| match key.as_str() {
        "months" => format!("months = [{}]\n", vec![format!("\"{mark}{index}\""); 12].join(", ")),
        "date-order" => format!("date-order = \"{{year}} {mark}{index} {{month}} {{day}}\"\n"),
        "time-order" => format!("time-order = \"{{hour}} {mark}{index} {{minute}}\"\n"),
        _ => format!("{key} = \"{mark}{index}\"\n"),
    };
    let words: String = keys().into_iter().enumerate().map(word).collect();
    format!("\n[{table}]\n{words}")
}

/// A chapter that takes most words.
fn full(language: &str, number: usize) -> String {
    format!(
        "style = \"material\"\ntitle = \"T\"\nnumber = {number}\n{language}\n\
         [[block]]\ntype = \"guide\"\n[[block]]\ntype = \"status\"\nbody = \"x\"\n\
         [[block]]\ntype = \"horizon\"\nrows = [{{ period = \"a\", level = \"b\" }}]\n\
         [[block]]\ntype = \"case\"\nname = \"c\"\nplace = \"p\"\nfamilies = [\"f\"]\nbarriers = [\"b\"]\nquestions = [{{ text = \"q\" }}]\n\
         [[block]]\ntype = \"team\"\nnumber = {number}\nname = \"n\"\ndoes = \"d\"\ndreams = [{{ text = \"x\" }}]\nworks_with = [\"P\"]\n"
    )
}

#[test]
fn each_language_of_the_program_has_its_slug_lines() {
    for (language, page) in [("nl", "p. 1"), ("en", "p. 1"), ("fr", "p. 1"), ("de", "S. 1")] {
        let targets = "[target.a]\nkind = \"print\"\nmarks = true\n[target.b]\nkind = \"booklet\"\nmarks = true\nsheet = \"450mm x 320mm\"\n";
        let book = Book::with(CHAPTER)
            .file("workbook.toml", WORKBOOK.replace("\"nl\"", &format!("{language:?}")) + targets);
        let run = book.run(&["build", "--out-dir", "x"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let (mut slugs, mut faces) = (0, BTreeSet::<(&str, &str)>::new());
        for name in pdfs_or_pictures(book.path().join("x")) {
            for page_text in crate::words::words(&book.path().join("x").join(name)) {
                let text: Vec<&str> = page_text.words.iter().map(|word| word.text.as_str()).collect();
                let text = text.join(" ");
                slugs += usize::from(text.contains(page));
                let sides = [
                    ("vel", "voorzijde"),
                    ("sheet", "front"),
                    ("feuille", "recto"),
                    ("Bogen", "Vorderseite"),
                ];
                faces.extend(
                    sides.iter().filter(|(sheet, side)| text.contains(&format!("{sheet} 1, {side}"))),
                );
            }
        }
        assert!(slugs > 0, "{language}");
        assert_eq!(faces.len(), 1, "{language}: {faces:?}");
    }
}

/// Every word is one that the layouts or the program take, and every word that they take has a key.
#[test]
fn no_word_is_hidden_and_none_is_idle() {
    let mut taken = BTreeSet::new();
    let mut look = |text: &str| {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let text = lines.join("\n").replace("\n.", ".");
        for (at, _) in text.match_indices("words.") {
            let key: String =
                text[at + 6..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
            taken.insert(key);
        }
        for key in keys().iter().filter(|key| text.contains(&format!("\"{key}\""))) {
            taken.insert(key.clone());
        }
    };
    let mut folders = vec![sample().join("layouts"), sample().join("src/edition")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { look(&fs::read_to_string(path).unwrap()) }
        }
    }
    // Boxes to tick are asked for by their state.
    taken.extend(["task-open".to_owned(), "task-done".to_owned()]);
    // These stand in the place of others where the red lines are red on white.
    taken.extend(["in-red".to_owned(), "guide-in-red".to_owned()]);
    let methods = ["at", "first", "get", "join", "len", "slice", "words", ""];
    taken.retain(|key| !methods.contains(&key.as_str()));
    assert_eq!(taken, keys().into_iter().collect());
}

#[test]
fn a_language_that_the_program_does_not_know_takes_its_words_from_the_workbook() {
    for tag in ["pl", "el", "pt-BR", "zh-Hant-TW", "tlh", "sr-Latn"] {
        let workbook = WORKBOOK.replace("\"nl\"", &format!("{tag:?}")) + &labels("labels", "W");
        let book = Book::with(&full("", 1)).file("workbook.toml", &workbook);
        let run = book.run(&["check"]);
        assert!(run.code == 0 && !run.text().contains("missing-words"), "{tag}: {}", run.text());
        let text = read(&book.document());
        for word in ["Guide", "Material", "Edition", "Where do", "September"] {
            assert!(!text.contains(word), "{tag}: {word}: {text}");
        }
        let at = |key: &str| keys().iter().position(|known| known == key).unwrap();
        for key in
            ["guide", "edition", "status", "does", "horizon", "families", "publisher", "typeface", "on-red"]
        {
            assert!(text.contains(&format!("W{}", at(key))), "{tag}: {key}: {text}");
        }
        assert!(text.contains(&format!("2021 W{} W{} 17", at("date-order"), at("months"))), "{text}");
    }
}

/// What is no language is told in the words of what was meant, wherever it stands.
#[test]
fn what_is_no_language_is_told() {
    for (written, message, hint) in [
        ("Nederlands", "`Nederlands` is not the code of a language", "write `nl`"),
        ("en_US", "`en_US` is not the code of a language", "write `en-US`"),
        ("Dutch", "`Dutch` is not the code of a language", "write `nl`"),
        ("german", "`german` is not the code of a language", "write `de`"),
        ("Français", "`Français` is not the code of a language", "write `fr`"),
        ("italianoo", "`italianoo` is not the code of a language", "write `it`"),
        ("日本語", "`日本語` is not the code of a language", "write `ja`"),
        ("xx-yy-zz-", "`xx-yy-zz-` is not a language", "such as `en`"),
        ("", "`` is not a language", "such as `en`"),
    ] {
        let chapter = format!("style = \"material\"\ntitle = \"x\"\nlede = \"x\"\nlanguage = {written:?}\n");
        let table = format!("{WORKBOOK}[labels.{written:?}]\nteam = \"x\"\n");
        let block = format!("{CHAPTER}language = {written:?}\n");
        for book in [
            Book::with(CHAPTER).file("workbook.toml", WORKBOOK.replace("\"nl\"", &format!("{written:?}"))),
            Book::with(CHAPTER).file("workbook.toml", table),
            Book::with(&chapter),
            Book::with(&block),
        ] {
            let run = book.run(&["check"]);
            let text = run.text();
            assert!(run.code == 1 && text.contains(message) && text.contains(hint), "{written}: {text}");
            assert_eq!(text.matches("error: ").count(), 1, "{written}: {text}");
        }
    }
}

#[test]
fn what_lacks_is_told_once_and_set_in_english() {
    let book = Book::with(&full("", 1))
        .file("workbook.toml", WORKBOOK.replace("\"nl\"", "\"pl\"") + "[labels]\nteam = \"Zespół\"\n");
    let run = book.run(&["check", "--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    let found: Vec<_> =
        said["findings"].as_array().unwrap().iter().filter(|one| one["name"] == "missing-words").collect();
    assert_eq!(found.len(), 1, "{said}");
    let hint = found[0]["hints"][0].as_str().unwrap();
    for key in keys() {
        let given = key == "team" || key == "team-short";
        assert_eq!(hint.contains(&format!("`{key}`")), !given, "{key}: {hint}");
    }
    let text = read(&book.document());
    assert!(text.contains("Zespół 1") && text.contains("How to read this book"), "{text}");
}

/// A chapter speaks its own language, a block too; what it lacks stands in that of the book.
#[test]
fn chapters_and_blocks_have_the_words_of_their_languages() {
    let block = |language: &str| format!("[[block]]\ntype = \"status\"\n{language}\nbody = \"x\"\n");
    let head = "style = \"material\"\ntitle = \"T\"\n";
    for (own, chapter, block_tag, wanted) in [
        ("", "", "", "Waar staan we nu?"),
        ("", "language = \"de\"", "", "Wo stehen wir?"),
        ("", "language = \"de-CH\"", "", "Wo stehen wir?"),
        ("", "language = \"deu\"", "", "Wo stehen wir?"),
        ("", "language = \"de\"", "language = \"fr\"", "Où en sommes-nous ?"),
        ("", "language = \"fy\"", "", "Waar staan we nu?"),
        ("[labels.fy]\nstatus = \"Wêr steane wy?\"\n", "language = \"fy\"", "", "Wêr steane wy?"),
        ("[labels.fry]\nstatus = \"Wêr steane wy?\"\n", "language = \"fy-NL\"", "", "Wêr steane wy?"),
        ("[labels]\nstatus = \"Nu\"\n", "", "", "Nu"),
        ("[labels]\nstatus = \"Nu\"\n", "language = \"de\"", "", "Wo stehen wir?"),
        ("[labels]\nstatus = \"Nu\"\n", "language = \"nl-BE\"", "", "Nu"),
        (
            "[labels]\nstatus = \"Nu\"\n[labels.nl-BE]\nstatus = \"Thans\"\n",
            "language = \"nl-BE\"",
            "",
            "Thans",
        ),
        ("[labels.de]\nstatus = \"Stand\"\n", "", "language = \"de\"", "Stand"),
    ] {
        let chapter = format!("{head}{chapter}\n{}", block(block_tag));
        let book = Book::with(&chapter).file("workbook.toml", format!("{WORKBOOK}{own}"));
        let text = read(&book.document()).replace('\u{202f}', " ");
        assert!(text.contains(wanted), "{own} {chapter}: {text}");
    }
}

#[test]
fn the_words_of_the_program_may_be_called_otherwise() {
    for language in languages() {
        let workbook = WORKBOOK.replace("\"nl\"", &format!("{language:?}"))
            + "[labels]\nteam = \"Sessie\"\nedition = \"Aflevering\"\n";
        let book = Book::with(&full("", 3)).file("workbook.toml", workbook);
        let text = read(&book.document());
        assert!(text.contains("Aflevering 1") && text.contains("Sessie 3"), "{language}: {text}");
        assert!(!book.run(&["check"]).text().contains("missing-words"), "{language}");
    }
}

/// Chapters that are told to lack words lack those that their blocks take: what the layouts take of each.
#[test]
fn chapters_lack_the_words_of_their_blocks() {
    let blocks = sample().join("layouts/blocks");
    let mut tried = 0;
    for (kind, files) in [
        ("case", &["case"][..]),
        ("figure", &["figure"]),
        ("guide", &["guide"]),
        ("horizon", &["horizon"]),
        ("status", &["status"]),
        ("team", &["teams"]),
        ("contents", &["contents"]),
    ] {
        let mut block = full("language = \"eu\"", 1);
        if ["contents", "figure"].contains(&kind) {
            let more = if kind == "figure" { "image = \"a.png\"\nalt = \"x\"\n" } else { "" };
            block += &format!("[[block]]\ntype = {kind:?}\n{more}");
        }
        let hint = Book::with(&block).run(&["check"]).text();
        for file in files {
            let text = fs::read_to_string(blocks.join(format!("{file}.typ"))).unwrap();
            for (at, _) in text.match_indices("words.") {
                let key: String =
                    text[at + 6..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
                assert!(hint.contains(&format!("`{key}`")), "{kind}: {key}: {hint}");
                tried += 1;
            }
        }
    }
    assert!(tried > 20);
    let plain = Book::with("style = \"redline\"\ntitle = \"x\"\nlede = \"x\"\nlanguage = \"eu\"\n")
        .run(&["check"])
        .text();
    assert!(
        plain.contains("`redline`") && !plain.contains("`material`") && !plain.contains("`does`"),
        "{plain}"
    );
}

#[test]
fn tags_stand_in_the_file_as_they_are_meant() {
    for (written, tag) in [("PT-br", "pt-BR"), ("nld", "nl"), ("zh-hant-tw", "zh-TW"), ("ar", "ar")] {
        let workbook = WORKBOOK.replace("\"nl\"", &format!("{written:?}"));
        let (_, pdf) = Book::with(CHAPTER).file("workbook.toml", workbook).laid();
        assert_eq!(werkboek::inspect::inspect(&pdf).unwrap().language.as_deref(), Some(tag));
        assert!(Tag::read(written).is_ok());
    }
}

/// A word that is empty is told at its line, whichever it is.
#[test]
fn empty_words_are_told() {
    for (table, line) in [("works-with = \"\"", 10), ("team = \" \"", 10), ("made-with = \"\\t\"", 10)] {
        let workbook = format!("{}\n[labels]\n{table}\n", crate::book::WORKBOOK);
        let book = Book::with(crate::book::CHAPTER).file("workbook.toml", workbook);
        crate::files::says(&book, &[&format!("empty-text | workbook.toml:{line}"), "leave its key out"]);
    }
}
