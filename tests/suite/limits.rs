//! Limits: what is at its limit passes the checks, and one more is refused at its line.

use typst_library::World;
use werkboek::check::{Coverage, check};
use werkboek::content::limits::{self, Limit};
use werkboek::source::{Finding, Folder};
use werkboek::typeset::Workspace;

use crate::book::{Book, WORKBOOK};
use crate::files::SVG;

const HEAD: &str = "style = \"material\"\ntitle = \"Kop\"\n";

/// A chapter of one text.
fn text(body: &str) -> Book {
    Book::with(&format!("{HEAD}[[block]]\ntype = \"text\"\nbody = '''\n{body}\n'''\n"))
}

/// A chapter with some lines after its head.
fn chapter(rest: &str) -> Book {
    Book::with(&format!("{HEAD}{rest}"))
}

/// So many words of four letters, with a space after each.
fn words(letters: usize) -> String {
    let mut words = "zout ".repeat(letters / 5 + 1);
    words.truncate(letters - 1);
    words + "t"
}

/// So many letters in short paragraphs.
fn paragraphs(letters: usize) -> String {
    let mut text = "zout en zoet\n\n".repeat(letters / 10);
    text.truncate(letters - 2);
    text + " t"
}

/// Blocks with a number each.
fn blocks(count: usize, block: impl Fn(usize) -> String) -> Book {
    chapter(&(0..count).map(|index| format!("[[block]]\n{}\n", block(index))).collect::<String>())
}

/// A block with so many of something, one a line.
fn items(kind: &str, key: &str, count: usize, item: &str) -> Book {
    let items = format!("{item},\n").repeat(count);
    chapter(&format!("[[block]]\ntype = \"{kind}\"\n{key} = [\n{items}]\n"))
}

/// What the checks find of what is too much: the message, and the line.
fn told(book: &Book) -> Vec<(String, usize)> {
    let workspace = Workspace::new(Folder::open(book.path()).unwrap());
    let checked = check(workspace.store(), &Coverage::new(workspace.book()));
    let line = |finding: &Finding| {
        let place = finding.place.as_ref().unwrap();
        let bytes = workspace.file(place.file).unwrap();
        assert!(finding.hints.len() == 1, "{finding:?}");
        bytes.as_str().unwrap()[..place.range.start].matches('\n').count() + 1
    };
    let much = checked.findings.iter().filter(|finding| finding.name == "too-much");
    much.map(|finding| (finding.message.to_string(), line(finding))).collect()
}

/// A limit, a book that has so many of what it counts, and the line at which more are told.
type Case = (&'static str, Limit, fn(usize) -> Book, usize);

const CASES: &[Case] = &[
    ("a word of letters", limits::WORD, |n| text(&"q".repeat(n)), 6),
    ("a word of signs", limits::WORD, |n| text(&format!("een\n{} en", "-".repeat(n))), 7),
    ("a word of spaces that hold", limits::WORD, |n| text(&format!("a{}", "\u{a0}".repeat(n - 1))), 6),
    ("a word in bold and not", limits::WORD, |n| text(&format!("qq**{}**", "q".repeat(n - 2))), 6),
    ("a word of code", limits::WORD, |n| text(&format!("`{}`", "q".repeat(n))), 6),
    ("a word of entities", limits::WORD, |n| text(&"&amp;".repeat(n)), 6),
    (
        "a word of joiners",
        limits::WORD,
        |n| text(&"a\u{200d}".repeat(n).chars().take(n).collect::<String>()),
        6,
    ),
    ("a word of a table", limits::WORD, |n| text(&format!("| a |\n|---|\n| {} |", "q".repeat(n))), 8),
    ("a word of a lede", limits::WORD, |n| chapter(&format!("lede = \"{}\"\n", "q".repeat(n))), 3),
    ("accents", limits::MARKS, |n| text(&format!("zo a{} ja", "\u{301}".repeat(n))), 6),
    ("accents at the end", limits::MARKS, |n| text(&format!("a{}", "\u{32f}".repeat(n))), 6),
    ("a subheading", limits::LINE, |n| text(&format!("# {}\n\nkort", words(n))), 6),
    ("an address", limits::ADDRESS, |n| text(&format!("[zout](https://x.nl/{})", "q".repeat(n - 13))), 6),
    (
        "a note's address",
        limits::ADDRESS,
        |n| text(&format!("a[^a]\n\n[^a]: [b](https://x.nl/{})", "q".repeat(n - 13))),
        8,
    ),
    ("a paragraph", limits::PARAGRAPH, |n| text(&format!("kort\n\n{}", words(n))), 8),
    ("a quote", limits::PARAGRAPH, |n| text(&format!("> {}", words(n))), 6),
    ("an item", limits::PARAGRAPH, |n| text(&format!("- kort\n- {}", words(n))), 7),
    ("code", limits::PARAGRAPH, |n| text(&format!("```\n{}\n```", words(n - 1))), 7),
    ("stressed words", limits::PIECES, |n| text(&"*a* ".repeat(n)), 6),
    ("links", limits::PIECES, |n| text(&"[a](https://example.org) ".repeat(n)), 6),
    ("a text", limits::TEXT, |n| text(&paragraphs(n - 1)), 6),
    (
        "a heading",
        limits::LINE,
        |n| chapter(&format!("[[block]]\ntype = \"part\"\nheading = \"{}\"\n", words(n))),
        5,
    ),
    (
        "a prompt",
        limits::LINE,
        |n| chapter(&format!("[[block]]\ntype = \"write\"\nfields = [{{ prompt = \"{}\" }}]\n", words(n))),
        5,
    ),
    (
        "a chapter's title",
        limits::LINE,
        |n| Book::with(&format!("style = \"redline\"\ntitle = \"{}\"\nlede = \"x\"", words(n))),
        2,
    ),
    (
        "a description",
        limits::LINE,
        |n| {
            chapter("lede = \"x\"")
                .file("workbook.toml", format!("description = \"{}\"\n{WORKBOOK}", words(n)))
        },
        1,
    ),
    (
        "a book's title",
        limits::NAME,
        |n| {
            chapter("lede = \"x\"")
                .file("workbook.toml", WORKBOOK.replace("\"Werkboek\"", &format!("\"{}\"", words(n))))
        },
        1,
    ),
    (
        "an organisation",
        limits::NAME,
        |n| {
            chapter("lede = \"x\"")
                .file("workbook.toml", WORKBOOK.replace("\"Voorbeeld\"", &format!("\"{}\"", words(n))))
        },
        3,
    ),
    (
        "an edition",
        limits::NAME,
        |n| chapter("lede = \"x\"").file("workbook.toml", format!("{WORKBOOK}name = \"{}\"\n", words(n))),
        8,
    ),
    (
        "a label",
        limits::NAME,
        |n| {
            chapter("lede = \"x\"")
                .file("workbook.toml", format!("{WORKBOOK}[labels]\nteam = \"{}\"\n", words(n)))
        },
        9,
    ),
    (
        "a partner",
        limits::NAME,
        |n| {
            chapter(&format!(
                "[[block]]\ntype = \"team\"\nnumber = 1\nname = \"a\"\nworks_with = [\"{}\"]\n",
                words(n)
            ))
        },
        7,
    ),
    (
        "what an image shows",
        limits::ALT,
        |n| chapter(&format!("[[block]]\ntype = \"figure\"\nimage = \"a.svg\"\nalt = \"{}\"\n", words(n))),
        6,
    ),
    (
        "an id of a chapter",
        limits::ID,
        |n| chapter(&format!("id = \"{}\"\nlede = \"x\"\n", "a".repeat(n))),
        3,
    ),
    (
        "an id of a block",
        limits::ID,
        |n| chapter(&format!("[[block]]\ntype = \"text\"\nid = \"{}\"\nbody = \"x\"\n", "a".repeat(n))),
        5,
    ),
    ("joiners", limits::INVISIBLE, |n| text(&"a\u{200d}\n\n".repeat(n)), 6),
    ("soft hyphens", limits::INVISIBLE, |n| text(&"a\u{ad}b\n\n".repeat(n)), 6),
    ("marks of direction", limits::INVISIBLE, |n| text(&"\u{200e} ".repeat(n)), 6),
    ("a footnote", limits::NOTE, |n| text(&format!("a[^n]\n\n[^n]: {}", words(n))), 6),
    ("footnotes", limits::NOTES, |n| text(&format!("{}\n\n[^n]: Noot.", "a[^n] ".repeat(n))), 6),
    ("cells", limits::CELLS, |n| text(&format!("| a |\n|---|\n{}", "| b |\n".repeat(n - 1))), 6),
    (
        "cells of a file",
        limits::CELLS,
        |n| {
            chapter("[[block]]\ntype = \"table\"\nheading = \"T\"\nfile = \"t.csv\"\n")
                .file("t.csv", "a\n".repeat(n))
        },
        1,
    ),
    (
        "teams",
        limits::TEAMS,
        |n| blocks(n, |i| format!("type = \"team\"\nnumber = {i}\nname = \"a\"")),
        4 * 400 + 5,
    ),
    (
        "partners",
        limits::PARTNERS,
        |n| {
            chapter(&format!(
                "[[block]]\ntype = \"team\"\nnumber = 1\nname = \"a\"\nworks_with = [\n{}]\n",
                "\"b\",\n".repeat(n)
            ))
        },
        5008,
    ),
    (
        "pictures",
        limits::GALLERY,
        |n| {
            items("gallery", "items", n, "{ image = \"a.svg\", alt = \"a\" }")
                .file("a.svg", format!("{SVG}</svg>"))
        },
        6 + 200,
    ),
    ("people", limits::PEOPLE, |n| items("people", "items", n, "{ name = \"a\" }"), 6 + 500),
    (
        "points",
        limits::POINTS,
        |n| {
            items("map\"\nimage = \"a.svg\"\nalt = \"a", "points", n, "{ x = 1, y = 1, label = \"a\" }")
                .file("a.svg", format!("{SVG}</svg>"))
        },
        8 + 99,
    ),
    ("cases", limits::CASES, |n| blocks(n, |_| "type = \"case\"\nname = \"a\"".into()), 3 * 500 + 5),
];

#[test]
fn what_is_at_its_limit_passes_and_one_more_does_not() {
    for (name, limit, book, line) in CASES {
        assert_eq!(told(&book(limit.most)), [], "{name}");
        let more = limit.most + 1;
        assert_eq!(told(&book(more)), [(limit.passed(more), *line)], "{name}");
    }
}

/// Each limit has its case here, but those that have a test of their own.
#[test]
fn each_limit_is_tried() {
    let own = [limits::CHAPTERS, limits::DEPTH, limits::FACES, limits::ROWS, limits::PARTS];
    for limit in limits::ALL {
        assert!(CASES.iter().any(|case| case.1 == limit) || own.contains(&limit), "{limit:?}");
    }
}

#[test]
fn faces_are_counted() {
    let font = std::fs::read(crate::book::sample().join("tests/fonts/NotoSansHebrew.ttf")).unwrap();
    for (count, wanted) in [(limits::FACES.most, 0), (limits::FACES.most + 3, 1)] {
        let book = (0..count).fold(Book::with(crate::book::CHAPTER), |book, index| {
            book.file(&format!("fonts/{index:03}.ttf"), &font)
        });
        let said = crate::files::said(&book);
        assert_eq!(said.len(), wanted, "{said:#?}");
        let passed = limits::FACES.passed(limits::FACES.most + 1);
        let is_told =
            |line: &String| line.starts_with("too-much | fonts/500.ttf") && line.contains(passed.as_str());
        assert!(said.iter().all(is_told), "{said:#?}");
    }
}

#[test]
fn chapters_are_counted() {
    let book = |count: usize| {
        let book = Book::empty().file("workbook.toml", WORKBOOK);
        (0..count).fold(book, |book, index| book.file(&format!("chapters/{index:04}.toml"), HEAD))
    };
    let most = limits::CHAPTERS.most;
    assert_eq!(told(&book(most)), []);
    assert_eq!(told(&book(most + 1)), [(limits::CHAPTERS.passed(most + 1), 1)]);
}

#[test]
fn lists_stand_in_each_other_to_a_limit() {
    let most = limits::DEPTH.most;
    let list =
        |deep: usize| (0..deep).map(|level| format!("{}- a\n", "  ".repeat(level))).collect::<String>();
    for (body, fine) in [
        (list(most), true),
        (list(most + 1), false),
        ("> ".repeat(most) + "a", true),
        ("- ".repeat(10_000) + "a", false),
        ("> ".repeat(10_000) + "a", false),
        ("*".repeat(25_000) + "a" + &"*".repeat(25_000), false),
    ] {
        let run = text(&body).run(&["check", "--format", "short"]);
        assert_eq!(run.text().contains("nested too deeply: 8 "), !fine, "{}", run.text());
    }
}

/// Texts far over the limits, of all kinds, are refused by their names and not by the clock.
#[test]
fn hostile_lengths_are_refused_at_once() {
    let open = |sign: &str| text(&format!("a {sign}b ").repeat(100_000));
    for (name, book) in [
        ("words", text(&words(5_000_000))),
        ("a word", text(&"q".repeat(1_000_000))),
        ("joiners", text(&format!("a{}", "\u{200d}".repeat(100_000)))),
        ("accents", text(&format!("a{}", "\u{301}".repeat(100_000)))),
        ("ids", chapter(&format!("id = \"{0}\"\nlede = \"[a](#{0}b)\"\n", "a".repeat(100_000)))),
        ("stars", open("*")),
        ("strong", open("**")),
        ("strikes", open("~~")),
        ("brackets", open("[")),
        ("links", text(&"[a](https://example.org) ".repeat(20_000))),
        ("addresses", text(&"https://example.org/a_b ".repeat(20_000))),
        ("mailboxes", text(&"info@example.org ".repeat(20_000))),
        ("address marks", text(&format!("https://example.org/{}", "().".repeat(30_000)))),
        ("notes", text(&format!("{}\n\n[^n]: Noot.", "a[^n] ".repeat(20_000)))),
        ("tags", text(&"a <b> ".repeat(50_000))),
        ("blanks", text(&format!("{}a\n{}a\n    a", "\t".repeat(50_000), " ".repeat(50_000)))),
        ("keys", chapter(&(0..5_000).map(|key| format!("titel{key} = 1\n")).collect::<String>())),
        ("lines", chapter(&"woord woord\n".repeat(20_000))),
        ("doubles", chapter(&"k = 1\n".repeat(20_000))),
        ("quotes", chapter(&"k = \"a\n".repeat(20_000))),
        ("curly quotes", chapter(&"k = “a”\n".repeat(20_000))),
        ("one line", chapter(&format!("x = [{}]\n", "\"a\",".repeat(100_000)))),
        ("blocks", blocks(5_000, |_| "type = \"text\"\nbdy = \"漢\"".into())),
        ("double ids", blocks(5_000, |_| "type = \"text\"\nid = \"a\"\nbody = \"漢\"".into())),
        ("lost ids", blocks(5_000, |i| format!("type = \"text\"\nid = \"a{i}\"\nbody = \"[x](#b{i})\""))),
    ] {
        for format in ["short", "json"] {
            let run = book.run(&["check", "--format", format]);
            assert_eq!(run.code, 1, "{name}: {}", run.err);
        }
    }
}

/// What lies far on in a text is found on the pages as what stands at its start is.
#[test]
fn long_texts_are_set_whole() {
    let note = "\n\n[^n]: Een noot.\n[^m]: Nog een, *langere*.";
    for (name, body) in [
        ("stressed words", "zout **en** *zoet* ".repeat(1_500)),
        ("notes far from their text", format!("Zout[^n] en zoet[^m].\n\n{}{note}", words(30_000))),
        ("notes far on", format!("{} zout[^n] en zoet[^m] en zout[^n]{note}", words(20_000))),
        ("paragraphs", "Zout *en* zoet.\n\n".repeat(600)),
        ("items", "- zout *en* zoet\n".repeat(1_500)),
        ("rows", format!("| a | b |\n|---|---|\n{}", "| zout | *en* zoet |\n".repeat(1_200))),
        ("code", format!("```\n{}```", "zout en zoet\n".repeat(2_000))),
    ] {
        let run = text(&body).run(&["check", "--format", "short"]);
        assert_eq!((run.code, run.text().as_str()), (0, ""), "{name}: {}", run.err);
    }
}
