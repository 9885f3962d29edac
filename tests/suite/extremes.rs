//! None, one and many of everything, large numbers, and texts of any length.

use crate::book::{Book, WORKBOOK};
use crate::edges::{chapter, prose, sound, toml, twice};
use crate::pdf::{runs, words};

/// A team that names others.
fn team(number: usize, name: &str, with: &[usize]) -> String {
    format!("[[block]]\ntype = \"team\"\nnumber = {number}\nname = {}\nworks_with = {with:?}\n", toml(name))
}

/// The same item so many times, as a list in TOML.
fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    format!("[{}]", (0..count).map(item).collect::<Vec<_>>().join(", "))
}

#[test]
fn large_numbers_stand_beside_their_names() {
    let numbers = [0, 7, 10, 98, 100, 123, 998];
    let blocks = |style: usize| {
        let teams: String =
            numbers.iter().map(|number| team(number + style, "Omgevingsvergunning", &[])).collect();
        format!(
            "{teams}[[block]]\ntype = \"part\"\nnumber = 999\nheading = \"Deel\"\n[[block]]\ntype = \"contents\"\n[[block]]\ntype = \"overview\"\nof = \"teams\"\n[[block]]\ntype = \"case\"\nname = \"Straat\"\nquestions = [{{ text = \"Wie?\", team = {} }}]\n[[block]]\ntype = \"overview\"\nof = \"questions\"\n",
            998 + style
        )
    };
    let mut book = twice(blocks);
    for (index, number) in [9, 12, 123, 999, 998].into_iter().enumerate() {
        let style = if number == 998 { "material" } else { "redline" };
        book = book.file(
            &format!("chapters/1{index}.toml"),
            chapter(style, number, "Titel van het hoofdstuk", "lede = \"Een lede.\"\n"),
        );
    }
    sound("numbers", &book);
}

#[test]
fn a_matrix_of_many_teams_goes_over_pages() {
    for (count, first) in [(1, 1), (8, 1), (9, 1), (16, 1), (17, 1), (30, 1), (60, 900)] {
        let teams: String = (0..count)
            .map(|i| {
                team(first + i, &format!("Team {i}"), &[first + (i + 1) % count, first + (i * 7) % count])
            })
            .collect();
        let overview = |_| "[[block]]\ntype = \"overview\"\nof = \"teams\"\n".to_owned();
        let book = twice(overview).file("chapters/03.toml", chapter("material", 3, "Teams", &teams));
        let document = sound(&format!("{count} teams"), &book);
        let marks = |page: &typst_layout::Page| {
            runs(&page.frame).iter().any(|run| run.text == (first + count - 1).to_string())
        };
        assert!(document.pages()[1..].iter().any(marks), "{count}: the last team has a column");
    }
}

/// One, two, five and thirty items in each list.
#[test]
fn lists_of_any_length() {
    for count in [1, 2, 5, 30] {
        for text in ["W", "Werkboek", "…", "?", "De straat van morgen"] {
            let x = toml(text);
            let blocks = |style: usize| {
                format!(
                    "[[block]]\ntype = \"cards\"\nitems = {}\n[[block]]\ntype = \"team\"\nnumber = {style}\nname = {x}\ntracks = {}\ndreams = {}\nworks_with = {}\n[[block]]\ntype = \"horizon\"\nrows = {}\n[[block]]\ntype = \"case\"\nname = {x}\nfamilies = {words}\nbarriers = {words}\nquestions = {}\n[[block]]\ntype = \"write\"\nfields = {}\n[[block]]\ntype = \"write\"\ncolumns = 3\nfields = {}\n[[block]]\ntype = \"glossary\"\nterms = {}\n",
                    list(count, |_| format!("{{ heading = {x}, body = {x} }}")),
                    list(count, |_| format!("{{ heading = {x}, body = {x} }}")),
                    list(count, |_| format!("{{ text = {x} }}")),
                    list(count, |i| toml(&format!("Partner {i}"))),
                    list(count, |_| format!("{{ period = {x}, level = {x}, scale = {x} }}")),
                    list(count, |_| format!("{{ text = {x}, team = {style} }}")),
                    list(count, |_| format!("{{ prompt = {x} }}")),
                    list(count, |i| format!("{{ prompt = {x}, lines = {} }}", 1 + i * 17)),
                    list(count, |_| format!("{{ term = {x}, meaning = {x} }}")),
                    words = list(count, |_| x.clone()),
                )
            };
            sound(&format!("{count} of {text}"), &twice(blocks));
        }
    }
}

/// Headings, titles, captions and quotes of many words.
#[test]
fn long_texts_go_over_pages() {
    for count in [25, 60, 150] {
        let x = toml(&prose(count));
        let blocks = |style: usize| {
            format!(
                "lede = {x}\n[[block]]\ntype = \"part\"\nheading = {x}\n[[block]]\ntype = \"text\"\nheading = {x}\nbody = {x}\n[[block]]\ntype = \"text\"\ncolumns = 3\nheading = {x}\nbody = {x}\n[[block]]\ntype = \"insight\"\nheading = {x}\nbody = {x}\n[[block]]\ntype = \"write\"\nheading = {x}\nfields = [{{ prompt = {x} }}]\n[[block]]\ntype = \"team\"\nnumber = {style}\nname = {x}\n[[block]]\ntype = \"case\"\nname = {x}\n[[block]]\ntype = \"contents\"\n"
            )
        };
        let title = prose(count);
        let mut book = twice(blocks);
        for (number, style) in ["material", "redline"].into_iter().enumerate() {
            let file = format!("chapters/0{}.toml", number + 1);
            book = book.file(&file, chapter(style, number + 1, &title, &blocks(number)));
        }
        sound(&format!("{count} words"), &book);
    }
    let x = toml(&prose(2000));
    let blocks = |style: usize| {
        let figures: String = [("beam.svg", "full"), ("post.svg", "column"), ("post.svg", "bleed"), ("beam.svg", "bleed"), ("dot.svg", "full")]
            .map(|(image, width)| format!("[[block]]\ntype = \"figure\"\nimage = \"{image}\"\nalt = \"a\"\nwidth = \"{width}\"\ncaption = {x}\n"))
            .concat();
        format!(
            "{figures}[[block]]\ntype = \"quote\"\ntext = {x}\n[[block]]\ntype = \"team\"\nnumber = {style}\nname = \"a\"\nlede = {x}\ndoes = {x}\ntracks = [{{ heading = \"a\", body = {x} }}]\ndreams = [{{ text = {x} }}]\n"
        )
    };
    // The program itself holds the pages to the texts: `sound` runs its checks.
    let document = sound("2000 words", &twice(blocks));
    assert!(document.pages().len() > 40);
}

/// What the overviews and the contents draw on may be nothing, or much; and the layout comes to rest.
#[test]
fn contents_of_any_length_and_empty_overviews() {
    for count in [0, 1, 40, 90] {
        let mut book = Book::empty().file("workbook.toml", WORKBOOK);
        book = book
            .file("chapters/000.toml", chapter("material", 0, "Inhoud", "[[block]]\ntype = \"contents\"\n"));
        for number in 1..=count {
            let style = if number % 2 == 0 { "material" } else { "redline" };
            let text = format!("[[block]]\ntype = \"text\"\nbody = \"{number}\"\n");
            book = book.file(
                &format!("chapters/{number:03}.toml"),
                chapter(style, number, &format!("Hoofdstuk {number}"), &text),
            );
        }
        sound(&format!("{count} chapters"), &book);
        let run = book.run(&["build", "-o", "out.pdf"]);
        assert!(!run.err.contains("converge"), "{count} chapters: {}", run.err);
    }
    let overviews = |_| {
        ["teams", "cases", "questions"]
            .map(|of| format!("[[block]]\ntype = \"overview\"\nof = \"{of}\"\n"))
            .concat()
    };
    let book = twice(overviews);
    let run = book.run(&["check"]);
    assert_eq!(run.text().matches("this overview is left out").count(), 6, "{}", run.text());
    sound("empty overviews", &book);
}

/// Cells without text, and rows that are short.
#[test]
fn cells_may_be_empty() {
    let tables =
        ["| a | |\n|---|---|\n| | b |\n| | |\n| c |", "| | |\n|---|---|\n| | |", "| a |\n|---|\n| |"];
    for table in tables {
        let body = toml(table);
        sound(
            table,
            &twice(|_| {
                format!(
                    "[[block]]\ntype = \"table\"\nbody = {body}\n[[block]]\ntype = \"text\"\ncolumns = 3\nbody = {body}\n"
                )
            }),
        );
    }
    for csv in ["a;b;;\n1;2;;\n;;;\n", "a;;c\n;2;\n", "naam,bedrag\nx,\n,1\n"] {
        let book = twice(|_| "[[block]]\ntype = \"table\"\nfile = \"a.csv\"\n".into()).file("a.csv", csv);
        sound(csv, &book);
    }
}

/// A page of its own at a chapter's start or end makes no empty page.
#[test]
fn pages_of_their_own_leave_none_empty() {
    let turned = "[[block]]\ntype = \"table\"\nwidth = \"landscape\"\nbody = \"|a|b|\\n|-|-|\\n|c|d|\"\n";
    let text = "[[block]]\ntype = \"text\"\nbody = \"Een.\"\n";
    for blocks in [[turned, turned, text], [text, turned, ""], [turned, text, turned], [turned, "", ""]] {
        let document = sound("turned", &twice(|_| blocks.concat()));
        let pages = document.pages();
        for (index, page) in pages[..pages.len() - 1].iter().enumerate() {
            // Rail and folio alone are two or three runs.
            let said = runs(&page.frame).iter().filter(|run| run.size != 7.5).count();
            assert!(said > 0, "page {} is empty: {blocks:?}", index + 1);
        }
    }
}

/// A note at every place that takes one.
#[test]
fn a_note_in_every_place() {
    let x = toml("een[^a] twee\n\n[^a]: Voetnoot.");
    let table = toml("| a[^a] | b |\n|---|---|\n| c | d |\n\n[^a]: Voetnoot.");
    let blocks = |style: usize| {
        format!(
            "lede = {x}\n[[block]]\ntype = \"text\"\ncolumns = 2\nbody = {x}\n[[block]]\ntype = \"cards\"\nitems = [{{ body = {x} }}, {{ body = {x} }}]\n[[block]]\ntype = \"guide\"\nbody = {x}\n[[block]]\ntype = \"status\"\nbody = {x}\n[[block]]\ntype = \"insight\"\nheading = \"a\"\nbody = {x}\n[[block]]\ntype = \"quote\"\ntext = {x}\n[[block]]\ntype = \"figure\"\nimage = \"dot.svg\"\nalt = \"a\"\ncaption = {x}\n[[block]]\ntype = \"figure\"\nimage = \"post.svg\"\nalt = \"a\"\nwidth = \"bleed\"\ncaption = {x}\n[[block]]\ntype = \"table\"\ncaption = {x}\nbody = {table}\n[[block]]\ntype = \"glossary\"\nterms = [{{ term = \"a\", meaning = {x} }}]\n[[block]]\ntype = \"case\"\nname = \"a\"\nlede = {x}\n[[block]]\ntype = \"team\"\nnumber = {style}\nname = \"a\"\nlede = {x}\ndoes = {x}\ntracks = [{{ heading = \"a\", body = {x} }}]\ndreams = [{{ text = {x} }}]\n"
        )
    };
    let document = sound("notes", &twice(blocks));
    assert_eq!(words(&document).matches("Voetnoot.").count(), 2 * 18);
}
