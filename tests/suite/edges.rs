//! Content at its edges: words that no line holds, titles of any length, tables of any width, large numbers.

use typst_layout::PagedDocument;
use typst_library::layout::{Frame, FrameItem};

use crate::book::{Book, WORKBOOK};
use crate::pages::{apart, inside};
use crate::pdf::{runs, words};
use crate::standards::accepted;

const SENTENCE: &str =
    "De straat van morgen moet meer kunnen dan die van vandaag, en dat vraagt om een plan. ";

/// A string as TOML, which has JSON's escapes.
pub fn toml(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// So many words.
pub fn prose(words: usize) -> String {
    SENTENCE.split_whitespace().cycle().take(words).collect::<Vec<_>>().join(" ")
}

/// A chapter.
pub fn chapter(style: &str, number: usize, title: &str, blocks: &str) -> String {
    format!("style = \"{style}\"\ntitle = {}\nnumber = {number}\n\n{blocks}", toml(title))
}

/// A book with the same blocks on both styles; `blocks` is handed 0 and 1.
pub fn twice(blocks: impl Fn(usize) -> String) -> Book {
    let bar = |width: u32, height: u32| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect width='{width}' height='{height}' fill='#888'/></svg>"
        )
    };
    let book = Book::empty().file("workbook.toml", WORKBOOK);
    let book = book.file("dot.svg", bar(1, 1)).file("post.svg", bar(1, 3000)).file("beam.svg", bar(3000, 1));
    let book = book.file("chapters/01.toml", chapter("material", 1, "Wit", &blocks(0)));
    book.file("chapters/02.toml", chapter("redline", 2, "Rood", &blocks(1)))
}

/// Lays a book out: all of its text is on the pages, in the margins, and apart.
pub fn sound(name: &str, book: &Book) -> PagedDocument {
    let run = book.run(&["check"]);
    assert_eq!(run.code, 0, "{name}: {}{}", run.text(), run.err);
    let document = book.document();
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        inside(&document);
        apart(&document);
    }));
    assert!(caught.is_ok(), "{name}: text runs off its page or over other text");
    document
}

/// Titles of every kind get a cover, above its foot.
#[test]
fn every_title_has_a_cover() {
    let long = prose(40);
    let word = "qxzvkw".repeat(10);
    let short = "de op in ".repeat(10);
    let titles = [
        "W",
        "Buurt",
        "Buurten",
        "Werkboek",
        "De straat van de toekomst",
        &long,
        &word,
        &short,
        "  Een   boek  ",
        "Werk\u{a0}boek voor\u{a0}de stad",
        "Werk\nboek",
        "Élan à ß Østerbrø",
        "“Wat (nu)?” – ‘zei’ [hij]",
        "…",
        "?",
        "MMMMMMM WWWWWWW",
    ];
    for title in titles {
        let workbook = WORKBOOK.replace("\"Werkboek\"", &toml(title));
        let book = Book::with(crate::book::CHAPTER).file("workbook.toml", workbook);
        let document = sound(title, &book);
        let cover = runs(&document.pages()[0].frame);
        let foot = cover.iter().find(|run| run.text.starts_with("Voorbeeld")).unwrap();
        let largest = cover.iter().map(|run| run.size).fold(0.0, f64::max);
        for run in cover.iter().filter(|run| run.size == largest) {
            assert!(run.baseline < foot.area[1], "{title}: {:?} stands in the foot", run.text);
        }
        assert!(largest > 20.0, "{title}: the title is {largest} pt");
    }
}

/// A string that no line holds, in every field of every block.
#[test]
fn a_word_breaks_at_its_edge() {
    let words = [
        "qxzvkw".repeat(20),
        "https://www.example.org/een/heel/lang/pad?en=een&vraag=erachter&nog=iets".into(),
        "Wat?Ja!Nee…".repeat(12),
        "123.456.789,00".repeat(8),
        "W".repeat(60),
    ];
    for word in &words {
        let x = toml(word);
        let list = toml(&format!(
            "- {word}\n  - {word}\n\n> {word}\n\n`{word}`\n\n| a | 1{word} | 2{word} |\n|---|---|---|\n| {word} | | |\n\neen[^a]\n\n[^a]: {word}"
        ));
        let table =
            toml(&format!("| 1{word} | 2{word} | c |\n|---|---|---|\n| 3{word} | 4{word} | {word} |"));
        let blocks = |style: usize| {
            let team = 100 + style;
            format!(
                r#"
[[block]]
type = "part"
heading = {x}
[[block]]
type = "text"
heading = {x}
body = {list}
[[block]]
type = "text"
columns = 2
heading = {x}
body = {list}
[[block]]
type = "text"
columns = 3
heading = {x}
body = {list}
[[block]]
type = "cards"
items = [{{ heading = {x}, body = {x} }}, {{ body = {x} }}, {{ body = {x} }}, {{ body = {x} }}]
[[block]]
type = "guide"
body = {x}
[[block]]
type = "status"
body = {x}
[[block]]
type = "insight"
heading = {x}
body = {x}
[[block]]
type = "team"
number = {team}
name = {x}
lede = {x}
tracks = [{{ group = {x}, heading = {x}, body = {x}, with = [{team}, {x}] }}, {{ heading = {x} }}, {{ heading = {x} }}]
does = {x}
dreams = [{{ by = {x}, text = {x} }}]
works_with = [{x}]
[[block]]
type = "horizon"
heading = {x}
rows = [{{ period = {x}, level = {x}, scale = {x} }}, {{ period = {x}, level = {x} }}]
[[block]]
type = "case"
name = {x}
place = {x}
lede = {x}
families = [{x}]
barriers = [{x}]
questions = [{{ text = {x}, team = {team} }}]
[[block]]
type = "figure"
image = "beam.svg"
alt = "Een balk."
width = "column"
caption = {x}
credit = {x}
[[block]]
type = "table"
heading = {x}
caption = {x}
body = {table}
[[block]]
type = "table"
width = "column"
body = {table}
[[block]]
type = "quote"
text = {x}
by = {x}
[[block]]
type = "write"
heading = {x}
columns = 3
fields = [{{ prompt = {x}, lines = 2 }}, {{ prompt = {x}, lines = 2 }}, {{ prompt = {x} }}]
[[block]]
type = "glossary"
terms = [{{ term = {x}, meaning = {x} }}]
[[block]]
type = "overview"
of = "teams"
[[block]]
type = "overview"
of = "cases"
[[block]]
type = "overview"
of = "questions"
[[block]]
type = "contents"
"#
            )
        };
        let book =
            twice(blocks).file("chapters/03.toml", chapter("redline", 3, word, &format!("lede = {x}\n")));
        let workbook = WORKBOOK.replace("\"Werkboek\"", &x).replace("\"Voorbeeld\"", &x);
        let document = sound(word, &book.file("workbook.toml", workbook));
        let text: String =
            document.pages().iter().flat_map(|page| runs(&page.frame)).map(|run| run.text).collect();
        assert!(!text.contains('\u{feff}'), "{word}: a break left a character");
    }
}

/// Tables of 1 to 60 columns: on the page, on its side, or refused with the number that fits.
#[test]
fn a_table_of_any_width_is_set_or_refused() {
    let table = |columns: usize, cell: &str, width: &str| {
        let row = format!("|{}\n", format!(" {cell} |").repeat(columns));
        let rule = format!("|{}\n", "---|".repeat(columns));
        format!(
            "[[block]]\ntype = \"table\"\nwidth = \"{width}\"\nbody = {}\n",
            toml(&format!("{row}{rule}{row}{row}"))
        )
    };
    let cases = [
        (1, "a", "column", "upright"),
        (6, "Omgevingsvergunning", "column", "upright"),
        (12, "Omgevingsvergunning", "column", "upright"),
        (13, "Omgevingsvergunning", "full", "turned"),
        (18, "qxzvkwqxzvkwqxzvkw", "full", "turned"),
        (29, "Omgevingsvergunning", "full", "turned"),
        (30, "Omgevingsvergunning", "landscape", "29"),
        (28, "1", "full", "upright"),
        (55, "1", "column", "turned"),
        (60, "1", "full", "55"),
        (60, "qxzvkwqxzvkw", "column", "29"),
    ];
    for (columns, cell, width, outcome) in cases {
        let name = format!("{columns} columns of {cell}");
        let book = twice(|_| table(columns, cell, width));
        if let Ok(fit) = outcome.parse::<usize>() {
            let run = book.run(&["check"]);
            assert_eq!(run.code, 1, "{name}");
            assert!(
                run.text().contains(&format!("a table of {columns} columns does not fit: {fit} of them")),
                "{name}: {}",
                run.text()
            );
            continue;
        }
        let document = sound(&name, &book);
        let turned = document.pages().iter().any(|page| page.frame.width() > page.frame.height());
        assert_eq!(turned, outcome == "turned", "{name}");
        assert!(words(&document).matches(cell).count() >= 6 * columns, "{name}: a cell is lost");
    }
}

/// How many links a page's frame has, by where they lead.
fn links(frame: &Frame) -> usize {
    let count = |item: &FrameItem| match item {
        FrameItem::Group(group) => links(&group.frame),
        FrameItem::Link(..) => 1,
        _ => 0,
    };
    frame.items().map(|(_, item)| count(item)).sum()
}

/// The head of a table that goes on is drawn again without its links, and has its note once.
#[test]
fn a_head_that_repeats_has_its_link_once() {
    let rows = "| cel | cel | cel | cel |\n".repeat(70);
    let head = "| [link](https://example.org) | https://example.org | [hier](#hier) | noot[^n] |\n|---|---|---|---|\n";
    let body = toml(&format!("{head}{rows}\n[^n]: De voetnoot."));
    let csv = format!("https://example.org;b;;\n{}", "x;;;\n".repeat(70));
    let here =
        chapter("material", 3, "Hier", "[[block]]\ntype = \"text\"\nid = \"hier\"\nbody = \"Hier.\"\n");
    let places = [
        ("text of three columns", "type = \"text\"\ncolumns = 3\n"),
        ("text", "type = \"text\"\n"),
        ("table", "type = \"table\"\n"),
        ("column", "type = \"table\"\nwidth = \"column\"\n"),
        ("landscape", "type = \"table\"\nwidth = \"landscape\"\n"),
    ];
    for (name, block) in places {
        let book = twice(|_| format!("[[block]]\n{block}body = {body}\n")).file("chapters/03.toml", &here);
        let document = sound(name, &book);
        let notes = words(&document).matches("Devoetnoot.").count();
        assert_eq!(notes, 2, "{name}: a note for each of two tables");
        let heads = words(&document).matches("noot").count();
        assert!(heads > 4, "{name}: the head is drawn again");
        let found: usize = document.pages().iter().map(|page| links(&page.frame)).sum();
        // Three links and a note's two, in each of two tables; one may run over two lines or three.
        assert!((10..=22).contains(&found), "{name}: {found} links");
    }
    let book = twice(|_| "[[block]]\ntype = \"table\"\nfile = \"a.csv\"\n".into()).file("a.csv", csv);
    sound("csv", &book);
    let run = book.run(&["build", "-o", "out.pdf"]);
    assert_eq!(run.code, 0, "{}", run.err);
    accepted(&book.path().join("out.pdf"));
}

/// A caption beside its table stays on the page, however few lines are left of that.
#[test]
fn captions_beside_tables_stay_on_their_page() {
    let caption = "De straat van morgen moet meer kunnen dan die van vandaag. ".repeat(6);
    for lines in 24..44 {
        let filler = "Een regel.\\\\\n".repeat(lines);
        let chapter = format!(
            "style = \"material\"\ntitle = \"Rand\"\n\n[[block]]\ntype = \"text\"\ncolumns = 1\nbody = \"\"\"\n{filler}Einde.\n\"\"\"\n\n\
             [[block]]\ntype = \"table\"\nheading = \"Kop\"\nwidth = \"column\"\ncaption = \"{caption}\"\nbody = \"\"\"\n| A | B |\n|---|---|\n| c | 1 |\n\"\"\"\n"
        );
        assert_eq!(crate::files::said(&Book::with(&chapter)), [""; 0], "{lines} lines");
    }
}
