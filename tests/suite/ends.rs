//! No page of a chapter ends all but empty: the chapter gives way, or a finding says so.

use std::path::Path;

use typst_library::World;
use werkboek::book::Design;
use werkboek::check::{Coverage, check};
use werkboek::source::{Finding, Folder};
use werkboek::typeset::{Workspace, extents, filled, layout};

use crate::book::{Book, WORKBOOK, sample};

const SENTENCE: &str =
    "De straat van morgen moet meer kunnen dan die van vandaag, en dat vraagt om een plan. ";

/// The least share of a page that is filled.
const LEAST: f64 = 0.25;

/// What came of a book.
struct Ended {
    /// The share that is filled of each page of each chapter.
    chapters: Vec<Vec<f64>>,
    /// How many chapters gave way.
    gave_way: usize,
    findings: Vec<Finding>,
}

impl Ended {
    fn thin(&self) -> usize {
        let chapters = self.chapters.iter().filter(|pages| pages.len() > 1);
        chapters.flatten().filter(|share| **share < LEAST).count()
    }

    fn told(&self) -> usize {
        self.findings.iter().filter(|finding| finding.name == "thin-page").count()
    }
}

fn ended(folder: &Path) -> Ended {
    let workspace = Workspace::new(Folder::open(folder).unwrap());
    let checked = check(workspace.store(), &Coverage::new(workspace.book()));
    let book = checked.book.unwrap_or_else(|| panic!("{:#?}", checked.findings));
    let laid = layout(&workspace).map_err(|findings| format!("{findings:#?}")).unwrap();
    let design: &Design = &book.settings.design;
    let shares: Vec<f64> = laid.document.pages().iter().map(|page| filled(page, design).share()).collect();
    let chapters = extents(&laid.document, &book);
    Ended {
        chapters: chapters.into_iter().map(|extent| shares[extent.pages].to_vec()).collect(),
        gave_way: laid.plan.len(),
        findings: laid.findings,
    }
}

/// A chapter of some cards and a text of so many sentences.
fn chapter(style: &str, sentences: usize) -> String {
    let cards: String =
        (0..4).map(|i| format!("{{ heading = \"Kaart {i}\", body = \"{SENTENCE}\" }},")).collect();
    format!(
        "style = \"{style}\"\ntitle = \"Een straat\"\nnumber = 1\nlede = \"{SENTENCE}\"\n\
         [[block]]\ntype = \"cards\"\nitems = [{cards}]\n\
         [[block]]\ntype = \"text\"\ncolumns = 2\nheading = \"Een kop\"\nbody = \"{}\"\n\
         [[block]]\ntype = \"text\"\ncolumns = 3\nheading = \"Nog een\"\nbody = \"{}\"\n",
        SENTENCE.repeat(10),
        SENTENCE.repeat(sentences),
    )
}

/// Whatever the length of a text, its last page holds more than a few lines, on either style.
#[test]
fn texts_of_any_length_end_well() {
    let mut gave_way = 0;
    for style in ["material", "redline"] {
        for sentences in (1..60).step_by(3) {
            let book = Book::with(&chapter(style, sentences));
            let ended = ended(book.path());
            assert_eq!(ended.thin(), 0, "{style}, {sentences}: {:?}", ended.chapters);
            assert_eq!(ended.told(), 0, "{style}, {sentences}");
            gave_way += ended.gave_way;
        }
    }
    assert!(gave_way > 2, "no text would have left a thin page: {gave_way}");
}

/// What cannot be mended is told, once and at its block.
#[test]
fn what_stays_thin_is_told() {
    let page = "[[block]]\ntype = \"figure\"\nimage = \"tall.svg\"\nalt = \"Een paal.\"\nwidth = \"bleed\"\n";
    let chapter = format!(
        "style = \"material\"\ntitle = \"Kort\"\nnumber = 1\n{page}[[block]]\ntype = \"quote\"\ntext = \"Ja.\"\n"
    );
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='280'><rect width='200' height='280'/></svg>";
    let book = Book::with(&chapter).file("tall.svg", svg);
    let ended = ended(book.path());
    // The opener stands alone because what follows takes a page; the quote is left over.
    assert_eq!(ended.told(), 1, "{:?}", ended.chapters);
    assert!(ended.findings.iter().all(|finding| finding.place.is_some()));
}

/// The sample has no thin page, and neither has a book of many chapters, nor one of red lines alone.
#[test]
fn whole_books_end_well() {
    let many = |styles: [&str; 2]| {
        (0..24).fold(Book::empty().file("workbook.toml", WORKBOOK), |book, i| {
            let text =
                chapter(styles[i % 2], 5 + i * 37 % 61).replace("number = 1\n", &format!("number = {i}\n"));
            book.file(&format!("chapters/{i:02}.toml"), text)
        })
    };
    let (mixed, red) = (many(["material", "redline"]), many(["redline", "redline"]));
    for (name, folder) in [("sample", sample().as_path()), ("mixed", mixed.path()), ("red", red.path())] {
        let ended = ended(folder);
        let shares: Vec<f64> = ended.chapters.iter().flatten().copied().collect();
        println!(
            "{name}: {} pages, {} chapters gave way, {} thin",
            shares.len(),
            ended.gave_way,
            ended.thin()
        );
        assert_eq!(ended.thin(), 0, "{name}: {:?}", ended.chapters);
    }
}

/// How full pages are, before chapters give way and after, as a table; `--ignored` prints it.
#[test]
#[ignore = "takes minutes, and is for the eye: `cargo test --release fuller -- --ignored --nocapture`"]
fn pages_are_fuller() {
    let long = |i: usize| format!("chapters/{i:02}.toml");
    let books = [["material", "redline", "material"], ["redline"; 3]].map(|styles| {
        (0..40).fold(Book::empty().file("workbook.toml", WORKBOOK), |book, i| {
            let text = chapter(styles[i % 3], 5 + i * 37 % 61);
            book.file(&long(i), text.replace("number = 1\n", &format!("number = {i}\n")))
        })
    });
    let [forty, red] = &books;
    let stress = crate::stress::book();
    println!("| book | pages | under a quarter | to a half | to three quarters | fuller | mean |");
    for (name, folder) in [
        ("sample", sample().as_path()),
        ("stress", stress.path()),
        ("forty", forty.path()),
        ("red", red.path()),
    ] {
        let workspace = Workspace::new(Folder::open(folder).unwrap());
        let checked = check(workspace.store(), &Coverage::new(workspace.book()));
        let book = checked.book.unwrap_or_else(|| panic!("{:#?}", checked.findings));
        let before = typst::compile::<typst_layout::PagedDocument>(&workspace).output.unwrap();
        let after = layout(&workspace).map_err(|findings| format!("{findings:#?}")).unwrap();
        let [before, after] = [&before, &after.document].map(|document| {
            let design = &book.settings.design;
            let share = |page: usize| filled(&document.pages()[page], design).share();
            let pages = extents(document, &book).into_iter().flat_map(|extent| extent.pages);
            let shares: Vec<f64> = pages.map(share).collect();
            let within = |from: f64, to: f64| shares.iter().filter(|s| (from..to).contains(s)).count();
            let parts = [within(0.0, 0.25), within(0.25, 0.5), within(0.5, 0.75), within(0.75, 9.0)];
            let mean = shares.iter().sum::<f64>() / shares.len() as f64;
            (shares.len(), parts, mean)
        });
        for (when, (pages, [a, b, c, d], mean)) in [("before", before), ("after", after)] {
            println!("| {name}, {when} | {pages} | {a} | {b} | {c} | {d} | {:.0} % |", mean * 100.0);
        }
        assert!(after.1[0] <= before.1[0], "{name}");
    }
}
