//! Chapters in Greek, Cyrillic, Arabic, Hebrew and Japanese, with all that stands on a page: whole, in their
//! direction, and as every standard asks.

use std::collections::BTreeSet;
use std::fs;

use crate::book::{Book, sample};
use crate::fonts::font;
use crate::pdf::Pdf;
use crate::signs::texts;
use crate::standards::{accepted, accepts};
use crate::words::{Page, Word, words};

/// The chapters by their files and languages, those from right to left told.
const CHAPTERS: [(&str, bool); 5] =
    [("1-el", false), ("2-ru", false), ("3-ar", true), ("4-he", true), ("5-ja", false)];

/// The fonts that they are set in.
const FONTS: [&str; 5] = [
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic.ttf",
    "NotoSansHebrew.ttf",
    "NotoSansCJKjp.ttc",
];

fn book() -> Book {
    let folder = sample().join("tests/scripts");
    let read = |path: &str| fs::read(folder.join(path)).unwrap();
    let mut book = Book::empty().file("workbook.toml", read("workbook.toml"));
    for (name, _) in CHAPTERS {
        for path in [format!("chapters/{name}.toml"), format!("chapters/{name}-red.toml")] {
            book = book.file(&path, read(&path));
        }
    }
    FONTS.iter().fold(book, |book, name| book.file(&format!("fonts/{name}"), font(name)))
}

#[test]
fn every_script_passes_all_checks() {
    let run = book().run(&["check", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.text());
    let mut families = BTreeSet::new();
    texts(&book().document(), &mut |text| {
        assert!(text.glyphs.iter().all(|glyph| glyph.id != 0), "{:?}", text.text);
        let foreign = text.text.chars().any(|c| c > '\u{370}' && c.is_alphabetic());
        if foreign {
            families.insert(text.font.font().info().family.clone());
        }
    });
    let wanted = ["Noto Sans", "Noto Sans Arabic", "Noto Sans CJK JP", "Noto Sans Hebrew"];
    assert_eq!(families, wanted.map(str::to_owned).into());
}

/// All targets are made, and all validators accept the file for screens.
///
/// One of them knows no default widths of fonts with several dictionaries (Adobe's note 5176, 16), as those of
/// Japanese have them: where these are, the others are asked.
#[test]
fn every_script_is_valid_and_printed() {
    let targets = "\n[target.screen]\nkind = \"screen\"\n[target.print]\nkind = \"print\"\nmarks = true\n[target.booklet]\nkind = \"booklet\"\nmarks = true\nsheet = \"450mm x 320mm\"\n";
    for japanese in [true, false] {
        let book = book();
        let workbook = fs::read_to_string(book.path().join("workbook.toml")).unwrap() + targets;
        let book = book.file("workbook.toml", workbook);
        if !japanese {
            for name in ["5-ja", "5-ja-red"] {
                fs::remove_file(book.path().join(format!("chapters/{name}.toml"))).unwrap();
            }
        }
        let run = book.run(&["build", "--out-dir", "out"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let written: Vec<_> =
            fs::read_dir(book.path().join("out")).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(written.len(), 4);
        let screen = written.iter().find(|path| path.to_string_lossy().ends_with("-screen.pdf")).unwrap();
        if !japanese {
            accepted(screen);
        }
        for (tool, args) in [("outloud", &[][..]), ("pdfua", &["check"]), ("qpdf", &["--check"])] {
            accepts(tool, args, screen);
        }
    }
}

/// The pages of a chapter: those on which its words stand.
fn pages<'a>(all: &'a [Page], sign: &dyn Fn(char) -> bool) -> Vec<&'a Page> {
    let has = |page: &&Page| page.words.iter().filter(|word| word.text.chars().any(sign)).count() > 20;
    all.iter().filter(has).collect()
}

/// Whether a letter belongs to the script of a chapter.
fn sign(name: &str) -> fn(char) -> bool {
    match name {
        "1-el" => |c| ('\u{370}'..'\u{400}').contains(&c),
        "2-ru" => |c| ('\u{400}'..'\u{500}').contains(&c),
        "3-ar" => |c| ('\u{600}'..'\u{700}').contains(&c),
        "4-he" => |c| ('\u{590}'..'\u{600}').contains(&c),
        _ => |c| ('\u{3040}'..'\u{30a0}').contains(&c),
    }
}

/// Marks of lists, boxes and the numbers of teams stand where the lines start; nothing leaves the text area.
#[test]
fn lists_titles_and_numbers_stand_where_lines_start() {
    let book = book();
    assert_eq!(book.run(&["build", "-t", "email", "-o", "a.pdf"]).code, 0);
    let all = words(&book.path().join("a.pdf"));
    for (name, from_right) in CHAPTERS.into_iter().take(4) {
        let pages = pages(&all, &sign(name));
        assert!(!pages.is_empty(), "{name}");
        let mut marks = 0;
        for page in pages {
            for word in &page.words {
                let [left, _, right, bottom] = word.area;
                assert!(left > 35.0 && right < page.size[0] - 35.0, "{name}: {word:?}");
                if word.text != "–" {
                    continue;
                }
                // The words on the line of the mark of an item, as near as the item's own.
                let near = |other: &&Word| {
                    let apart = (other.area[0] - right).abs().min((left - other.area[2]).abs());
                    (other.area[3] - bottom).abs() < 6.0 && apart < 20.0 && other.text.chars().any(sign(name))
                };
                for item in page.words.iter().filter(near) {
                    assert_eq!(item.area[0] < left, from_right, "{name}: {word:?} {item:?}");
                    marks += 1;
                }
            }
        }
        assert!(marks > 2, "{name}: {marks}");
    }
}

/// A bar of a horizon, the rule of a quote, an arrow: each on the side where the lines start.
#[test]
fn arrows_point_on() {
    let mut read = String::new();
    texts(&book().document(), &mut |text| {
        read.push_str(&text.text);
        read.push('\n');
    });
    // One in each chapter's list and one in its link.
    assert_eq!((read.matches('←').count(), read.matches('→').count()), (4, 6), "{read}");
}

/// Who hears the book hears each letter once, also where its dots stand by themselves; so does who copies it.
#[test]
fn titles_are_heard_as_they_are_written() {
    let (_, pdf) = book().laid();
    let heard = Pdf::new(&pdf).heard("H1");
    // What is written from right to left stands in the file as it is seen, and readers turn it round.
    let letters = |text: &str, from_right: bool| {
        let mut letters: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
        if from_right {
            letters.sort_unstable();
        }
        letters
    };
    for (name, from_right) in CHAPTERS {
        for part in ["", "-red"] {
            let text = fs::read_to_string(sample().join(format!("tests/scripts/chapters/{name}{part}.toml")))
                .unwrap();
            let title =
                text.lines().find_map(|line| line.strip_prefix("title = ")).unwrap().trim_matches('"');
            let is_title = |heard: &String| letters(heard, from_right) == letters(title, from_right);
            assert!(heard.iter().any(is_title), "{title}: {heard:#?}");
        }
    }
}

/// The slug line has every letter of the title, whatever font that takes.
#[test]
fn slug_lines_have_the_letters_of_the_title() {
    for (title, word) in [("Οι δρόμοι", "δρόμοι"), ("Улицы города", "города"), ("私たちの町", "私たちの町")]
    {
        let book = book();
        let workbook = fs::read_to_string(book.path().join("workbook.toml")).unwrap();
        let workbook = workbook.replacen("Vijf schriften", title, 1)
            + "[target.print]\nkind = \"print\"\nmarks = true\n";
        let book = book.file("workbook.toml", workbook);
        assert_eq!(book.run(&["build", "-t", "print", "-o", "a.pdf"]).code, 0);
        let pages = words(&book.path().join("a.pdf"));
        let under = |page: &Page| {
            page.words.iter().filter(|at| at.text == word && at.area[3] > page.size[1] - 60.0).count()
        };
        assert!(pages.iter().all(|page| under(page) == 1), "{title}");
    }
}
