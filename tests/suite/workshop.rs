//! The blocks of workshops: their keys, their edges, and the sections that dividers open.

use std::fmt::Write;

use crate::book::{Book, CHAPTER, WORKBOOK};
use crate::files::{said, says};
use crate::pages::{apart, inside};
use crate::pdf::{Pdf, words};
use crate::standards::validate;

fn with(block: &str) -> Book {
    Book::with(&format!("style = \"material\"\ntitle = \"Titel\"\nnumber = 1\n\n[[block]]\n{block}\n"))
}

/// Lays a book out on both page styles, all of it on its pages and no text over another.
fn holds(block: &str) -> Vec<String> {
    let styles = ["material", "redline"].map(|style| {
        let chapter = format!("style = \"{style}\"\ntitle = \"Titel\"\nnumber = 1\n\n{block}\n");
        let book = Book::with(&chapter);
        assert_eq!(said(&book), [""; 0], "{block}");
        let run = book.run(&["build", "--quiet"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{block}");
        let document = book.document();
        inside(&document);
        apart(&document);
        words(&document)
    });
    styles.into()
}

#[test]
fn times_are_held_to_how_they_are_written() {
    let row = |time: &str| {
        with(&format!("type = \"programme\"\nrows = [\n{{ from = {time}, what = \"Iets\" }},\n]"))
    };
    for time in ["\"9.30\"", "\"09.30\"", "\"9:30\"", "\"09:30\"", "\"24.00\"", "\"0:00\""] {
        assert_eq!(said(&row(time)), [""; 0], "{time}");
    }
    for (time, parts) in [
        (
            "\"9:30 uur\"",
            ["wrong-measure", "`from` must be a time of the day, not `9:30 uur`", "write `from = \"9.30\"`"],
        ),
        ("\"9u30\"", ["wrong-measure", "chapters/01.toml:8", "write `from = \"9.30\"`"]),
        ("\"9\"", ["wrong-measure", "chapters/01.toml:8", "write `from = \"9.00\"`"]),
        ("\"9.30 pm\"", ["wrong-measure", "chapters/01.toml:8", "write `from = \"21.30\"`"]),
        (
            "\"half tien\"",
            ["wrong-measure", "chapters/01.toml:8", "write hours and minutes, such as \"9.30\""],
        ),
        ("\"25.00\"", ["wrong-measure", "chapters/01.toml:8", "write hours and minutes"]),
        ("\"9.75\"", ["wrong-measure", "chapters/01.toml:8", "write hours and minutes"]),
        ("\"\"", ["wrong-measure", "chapters/01.toml:8", "write hours and minutes"]),
        ("9.30", ["wrong-type", "`from` must be a time in quotes", "write `from = \"9.30\"`"]),
        ("9", ["wrong-type", "`from` must be a time in quotes", "write `from = \"9.00\"`"]),
        ("09:30:00", ["wrong-type", "`from` must be a time in quotes", "write `from = \"9.30\"`"]),
        ("true", ["wrong-type", "`from` must be a time in quotes", "chapters/01.toml:8"]),
    ] {
        says(&row(time), &parts);
    }
}

#[test]
fn times_that_go_back_are_told() {
    let rows = |rows: &str| with(&format!("type = \"programme\"\nrows = [\n{rows}\n]"));
    for sound in [
        "{ from = \"22.00\", to = \"1.30\", what = \"a\" },\n{ from = \"1.30\", what = \"b\" },",
        "{ from = \"9.00\", what = \"a\" },\n{ from = \"9.00\", what = \"b\" },\n{ what = \"c\" },",
        "{ from = \"16.00\", what = \"a\" },\n{ day = \"Morgen\", from = \"9.00\", what = \"b\" },",
    ] {
        assert_eq!(said(&rows(sound)), [""; 0], "{sound}");
    }
    says(
        &rows("{ from = \"10.00\", what = \"a\" },\n{ from = \"9.30\", what = \"b\" },"),
        &["odd-time | chapters/01.toml:9", "begins at 9.30, and the one above it at 10.00", "a `day`"],
    );
    says(
        &rows("{ from = \"10.00\", to = \"9.30\", what = \"a\" },"),
        &["odd-time | chapters/01.toml:8", "from 10.00 to 9.30 on the next day", "`to`"],
    );
}

/// All times are written in the way of the language, whichever way they are typed.
#[test]
fn times_are_set_alike() {
    let block =
        "[[block]]\ntype = \"programme\"\nrows = [{ from = \"09:30\", to = \"10.15\", what = \"Iets\" }]\n";
    for (language, wanted) in [("nl", "9.30–10.15"), ("en", "9:30–10:15"), ("de", "9.30–10.15")] {
        let chapter =
            format!("style = \"material\"\ntitle = \"Titel\"\nlanguage = \"{language}\"\n\n{block}");
        let text = words(&Book::with(&chapter).document());
        assert!(text.contains(wanted), "{language}: {text}");
    }
    let labels = format!("{WORKBOOK}\n[labels]\ntime-order = \"{{hour}}\"\n");
    says(
        &Book::with(CHAPTER).file("workbook.toml", labels),
        &["wrong-value | workbook.toml:10", "`time-order` must have `{hour}` and `{minute}` once each"],
    );
}

#[test]
fn bad_values_have_a_place_and_a_way_out() {
    for (block, parts) in [
        (
            "type = \"programme\"\nrows = []",
            &["wrong-length | chapters/01.toml:7", "`rows` must hold at least 1"][..],
        ),
        ("type = \"programme\"\nrows = [{ from = \"9.00\" }]", &["missing-key", "`what` is missing"]),
        ("type = \"timeline\"\nitems = [{ heading = \"a\" }]", &["missing-key", "`when` is missing"]),
        (
            "type = \"timeline\"\nitems = [{ when = \"a\", now = \"ja\" }]",
            &["wrong-type", "write `now = true`"],
        ),
        ("type = \"checklist\"\nitems = [\"a\"]", &["wrong-type", "write `items = [{ text = \"a\" }]`"]),
        (
            "type = \"checklist\"\nitems = [{ text = \"a\", done = 2 }]",
            &["wrong-type", "`done` must be `true` or `false`"],
        ),
        (
            "type = \"actions\"\nempty = 0",
            &["missing-key | chapters/01.toml:5", "neither rows nor room", "`empty`"],
        ),
        ("type = \"actions\"\nempty = 101", &["wrong-number | chapters/01.toml:7", "between 0 and 100"]),
        (
            "type = \"scale\"\npoints = 2\nrows = [{ left = \"a\", right = \"b\" }]",
            &["wrong-number", "between 3 and 9"],
        ),
        ("type = \"scale\"\nrows = [{ left = \"a\" }]", &["missing-key", "`right` is missing"]),
        (
            "type = \"canvas\"\nkind = \"matrix\"",
            &["unknown-value", "`kind` must be `grid`, `quadrant`, `rings` or `journey`"],
        ),
        (
            "type = \"canvas\"\nkind = \"rings\"",
            &["missing-key | chapters/01.toml:5", "`rings` is missing in a canvas of the kind `rings`"],
        ),
        (
            "type = \"canvas\"\nkind = \"journey\"",
            &["missing-key", "`stages` is missing", "`stages = [\"...\", \"...\"]`"],
        ),
        (
            "type = \"canvas\"\nkind = \"grid\"\nrings = [\"a\"]",
            &["misplaced-key | chapters/01.toml:8", "takes `fields`"],
        ),
        (
            "type = \"canvas\"\nkind = \"quadrant\"\nfields = [\"a\", \"b\", \"c\", \"d\", \"e\"]",
            &["wrong-length | chapters/01.toml:8", "`grid`"],
        ),
        (
            "type = \"canvas\"\nkind = \"quadrant\"\naxes = [{ from = \"a\" }]",
            &["missing-key", "`to` is missing"],
        ),
        (
            "type = \"write\"\nruling = \"line\"\nfields = [{ prompt = \"a\" }]",
            &["unknown-value", "did you mean `lines`?"],
        ),
        ("type = \"divider\"", &["missing-key", "`heading` is missing"]),
    ] {
        says(&with(block), parts);
    }
}

#[test]
fn no_block_is_longer_than_a_book_can_hold() {
    // Each item has its line, and the first that is too many is told.
    let rows = "{ what = \"a\" },\n".repeat(501);
    let parts = "\"a\",\n".repeat(21);
    for (block, line, told) in [
        (
            format!("type = \"programme\"\nrows = [\n{rows}]"),
            508,
            "500 rows or items at most, and here are 501",
        ),
        (format!("type = \"actions\"\nrows = [\n{rows}]"), 508, "500 rows or items at most"),
        (format!("type = \"canvas\"\nkind = \"rings\"\nrings = [\n{parts}]"), 29, "a canvas may have 20"),
    ] {
        says(&with(&block), &[format!("too-much | chapters/01.toml:{line} ").as_str(), told]);
    }
}

/// One row, and two hundred: each is on the pages.
#[test]
fn blocks_hold_few_rows_and_many() {
    for count in [1, 2, 5, 30, 200] {
        let rows = |row: &dyn Fn(usize) -> String| (0..count).map(row).collect::<Vec<_>>().join(",\n");
        let slot = |i: usize| {
            format!(
                "{{ from = \"{}.{:02}\", what = \"Deel {i}\", who = \"Team {i}\" }}",
                i * 5 / 60 % 24,
                i * 5 % 60
            )
        };
        let blocks = [
            format!("type = \"programme\"\nheading = \"Dag\"\nrows = [{}]", rows(&slot)),
            format!("type = \"programme\"\nrows = [{}]", rows(&|i| format!("{{ what = \"Deel {i}\" }}"))),
            format!(
                "type = \"timeline\"\nitems = [{}]",
                rows(&|i| format!("{{ when = \"{i}\", heading = \"Deel {i}\" }}"))
            ),
            format!("type = \"checklist\"\nitems = [{}]", rows(&|i| format!("{{ text = \"Deel {i}\" }}"))),
            format!("type = \"actions\"\nrows = [{}]", rows(&|i| format!("{{ what = \"Deel {i}\" }}"))),
            format!(
                "type = \"scale\"\nrows = [{}]",
                rows(&|i| format!("{{ left = \"Deel {i}\", right = \"b\" }}"))
            ),
        ];
        let blocks = blocks.iter().fold(String::new(), |mut all, block| {
            write!(all, "[[block]]\n{block}\n").unwrap();
            all
        });
        for text in holds(&blocks) {
            assert_eq!(text.matches(&format!("Deel{}", count - 1)).count(), 6, "{count}: {text}");
        }
    }
}

/// Sheets of one part and of many take the rest of a page, or pages of their own.
#[test]
fn sheets_hold_one_part_and_twenty() {
    for count in [1, 2, 10, 20] {
        for long in [false, true] {
            let name = |i: usize| {
                if long {
                    format!("Een lang woord voor onderdeel nummer {i} van dit blad")
                } else {
                    format!("Deel {i}")
                }
            };
            let parts = (0..count).map(|i| format!("\"{}\"", name(i))).collect::<Vec<_>>().join(", ");
            let four = (0..count.min(4)).map(|i| format!("\"{}\"", name(i))).collect::<Vec<_>>().join(", ");
            let sheets = [
                format!("kind = \"grid\"\nfields = [{parts}]"),
                format!("kind = \"rings\"\nrings = [{parts}]"),
                format!("kind = \"journey\"\nstages = [{parts}]\nrows = [{four}]"),
                format!("kind = \"journey\"\nstages = [{four}]\nrows = [{parts}]\nruling = \"lines\""),
                format!("kind = \"quadrant\"\nfields = [{four}]\nruling = \"grid\""),
            ];
            let sheets = sheets.iter().fold(String::new(), |mut all, sheet| {
                write!(all, "[[block]]\ntype = \"canvas\"\nheading = \"Blad\"\n{sheet}\n").unwrap();
                all
            });
            holds(&sheets);
        }
    }
}

/// What helps the hand is drawn, and nothing to who hears the book.
#[test]
fn rulings_are_drawn_and_not_heard() {
    let heard = ["lines", "dots", "grid", "blank"].map(|ruling| {
        let block =
            format!("type = \"write\"\nruling = \"{ruling}\"\nfields = [{{ prompt = \"Wat?\", lines = 3 }}]");
        Pdf::new(&with(&block).laid().1).tags(2)
    });
    assert!(heard.iter().all(|tags| *tags == heard[0]), "{heard:#?}");
}

const DIVIDER: &str = "[[block]]\ntype = \"divider\"\nnumber = NUMBER\nheading = \"Afdeling NUMBER\"\n\n";

fn divider(number: usize) -> String {
    DIVIDER.replace("NUMBER", &number.to_string())
}

/// A book with sections: a chapter before them, one with a divider after it, an empty section, and one at the end.
fn sections() -> Book {
    let chapter = |style: &str, title: &str| format!("style = \"{style}\"\ntitle = \"{title}\"\n\n");
    let text = "[[block]]\ntype = \"text\"\nheading = \"Kop\"\nbody = \"Tekst.\"\n\n";
    Book::empty()
        .file("workbook.toml", format!("{WORKBOOK}\n[target.all]\nkind = \"screen\"\n[target.red]\nkind = \"screen\"\nstyle = \"redline\"\n"))
        .file("chapters/00.toml", chapter("material", "Inhoud") + "[[block]]\ntype = \"contents\"\n")
        .file("chapters/01.toml", chapter("material", "Vooraf") + text)
        .file("chapters/02.toml", chapter("material", "Straat") + &divider(1) + text)
        .file("chapters/03.toml", chapter("redline", "Blik") + text)
        .file("chapters/04.toml", chapter("redline", "Terug") + &divider(2) + &divider(3) + text + &divider(4))
}

#[test]
fn sections_stand_over_their_chapters() {
    let book = sections();
    assert_eq!(said(&book), [""; 0]);
    let run = book.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let (document, bytes) = book.laid();
    inside(&document);
    validate(&bytes);
    let outline: Vec<String> =
        Pdf::new(&bytes).outline().into_iter().map(|(depth, title)| format!("{depth} {title}")).collect();
    let base = outline.iter().position(|line| line.ends_with("Inhoud")).unwrap();
    let least = outline[base].split(' ').next().unwrap().parse::<usize>().unwrap();
    let wanted: Vec<String> = [
        (0, "Inhoud"),
        (0, "Vooraf"),
        (1, "Kop"),
        (0, "Afdeling 1"),
        (1, "Straat"),
        (2, "Kop"),
        (1, "Blik"),
        (2, "Kop"),
        (0, "Afdeling 2"),
        (0, "Afdeling 3"),
        (1, "Terug"),
        (2, "Kop"),
        (0, "Afdeling 4"),
    ]
    .iter()
    .map(|(depth, title)| format!("{} {title}", depth + least))
    .collect();
    let found: Vec<String> = outline.into_iter().filter(|line| wanted.contains(line)).collect();
    assert_eq!(found, wanted);
    // The contents name each section.
    let text = words(&document);
    for title in ["Afdeling1", "Afdeling2", "Afdeling3", "Afdeling4"] {
        assert!(text.matches(title).count() >= 2, "{title}: {text}");
    }
    for file in ["all", "red"] {
        let found: Vec<_> = std::fs::read_dir(book.path().join("build"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        let path = found.iter().find(|path| path.to_string_lossy().contains(file)).unwrap();
        crate::standards::accepted(path);
    }
    // The extract of the red lines: their divider and theirs alone.
    let red = std::fs::read_dir(book.path().join("build")).unwrap().map(|entry| entry.unwrap().path());
    let red = red.into_iter().find(|path| path.to_string_lossy().contains("red")).unwrap();
    let pages = Pdf::new(&std::fs::read(red).unwrap()).pages();
    assert_eq!(pages, 5, "two chapters and three dividers");
}

/// A divider first in the book, two in a row, one in the midst of a chapter, and one alone, without contents.
#[test]
fn dividers_stand_anywhere() {
    let text = "[[block]]\ntype = \"text\"\nheading = \"Kop\"\nbody = \"Tekst.\"\n\n";
    let part = "[[block]]\ntype = \"part\"\nheading = \"Deel\"\n\n";
    for blocks in [
        divider(1),
        divider(1) + &divider(2),
        divider(1) + text,
        text.to_owned() + &divider(1),
        text.to_owned() + &divider(1) + text + part + text + &divider(2) + text,
        divider(1) + part + &divider(2) + &divider(3) + text,
    ] {
        holds(&blocks);
    }
}
