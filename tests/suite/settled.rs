//! What stays together on the page: terms with their meanings, rows with others, amounts with their units,
//! words with the words that they are made of.

use typst_layout::PagedDocument;
use werkboek::source::Folder;
use werkboek::typeset::{Workspace, layout};

use crate::book::{Book, WORKBOOK, sample};
use crate::pdf::{Run, runs};

fn pages(document: &PagedDocument) -> Vec<Vec<Run>> {
    document.pages().iter().map(|page| runs(&page.frame)).collect()
}

fn laid(chapter: &str) -> Vec<Vec<Run>> {
    pages(&Book::with(chapter).document())
}

/// A chapter in a German book on small paper.
fn german(chapter: &str) -> Vec<Vec<Run>> {
    let workbook = WORKBOOK.replace("\"nl\"", "\"de\"") + "\n[design]\npaper = \"a5\"\n";
    let book = Book::empty().file("workbook.toml", workbook).file("chapters/01.toml", chapter);
    pages(&book.document())
}

/// No term stands at the foot of a column, with its meaning in the next.
#[test]
fn terms_stay_with_their_meanings() {
    for sentences in 1..4 {
        let term = |i: usize| {
            let meaning = "Wat dit betekent, staat hier in een zin of meer. ".repeat(1 + (i + sentences) % 3);
            format!("{{ term = \"Begrip {i}\", meaning = \"{meaning}\" }},")
        };
        let terms: String = (0..80).map(term).collect();
        let pages = laid(&format!(
            "style = \"material\"\ntitle = \"Begrippen\"\nnumber = 1\n[[block]]\ntype = \"glossary\"\nterms = [{terms}]\n"
        ));
        let mut seen = 0;
        for run in pages.iter().flat_map(|page| page.iter().map(move |run| (page, run))) {
            let (page, term) = run;
            if !term.text.starts_with("Begrip ") {
                continue;
            }
            seen += 1;
            let under = page.iter().any(|other| {
                other.text.starts_with("Wat dit")
                    && (other.area[0] - term.area[0]).abs() < 1.0
                    && (1.0..20.0).contains(&(other.baseline - term.baseline))
            });
            assert!(under, "`{}` stands without its meaning", term.text);
        }
        assert_eq!(seen, 80);
    }
}

/// However many rows a table has, none stands alone before or after the end of a page.
#[test]
fn no_row_stands_alone() {
    let mut broken = 0;
    for (rows, before) in (18..60).map(|rows| (rows, rows % 7)) {
        let table: String = (0..rows).map(|i| format!("| Rij {i} | b |\n")).collect();
        let pages = laid(&format!(
            "style = \"material\"\ntitle = \"Tabel\"\nnumber = 1\n[[block]]\ntype = \"text\"\nbody = \"{}\"\n[[block]]\ntype = \"table\"\nwidth = \"full\"\nbody = \"\"\"\n| a | b |\n|---|---|\n{table}\"\"\"\n[[block]]\ntype = \"text\"\nbody = \"{}\"\n",
            "Een zin. ".repeat(1 + 20 * before),
            "Nog een zin. ".repeat(300)
        ));
        let counts: Vec<usize> = pages
            .iter()
            .map(|page| page.iter().filter(|run| run.text.starts_with("Rij ")).count())
            .filter(|count| *count > 0)
            .collect();
        assert_eq!(counts.iter().sum::<usize>(), rows);
        broken += usize::from(counts.len() > 1);
        assert!(counts.len() < 2 || counts.iter().all(|count| *count > 1), "{rows} rows: {counts:?}");
    }
    assert!(broken > 10, "{broken}");
}

/// However long a checklist is, and wherever it begins, no item of a line stands alone on a page.
#[test]
fn no_item_stands_alone() {
    let mut broken = 0;
    for (items, lines) in
        [3, 12, 50, 71].into_iter().flat_map(|items| (18..40).map(move |lines| (items, lines)))
    {
        let filler = "Een regel.\\\\\n".repeat(lines);
        let items: String = (0..items).map(|i| format!("{{ text = \"Punt {i}\" }},")).collect();
        let pages = laid(&format!(
            "style = \"material\"\ntitle = \"Lijst\"\nnumber = 1\n[[block]]\ntype = \"text\"\ncolumns = 1\n\
             body = \"\"\"\n{filler}Einde.\n\"\"\"\n[[block]]\ntype = \"checklist\"\nitems = [{items}]\n\
             [[block]]\ntype = \"text\"\nbody = \"\"\"\n{}\"\"\"\n",
            "Een regel.\\\\\n".repeat(12),
        ));
        let on = |page: &Vec<Run>| page.iter().filter(|run| run.text.starts_with("Punt")).count();
        let counts: Vec<usize> = pages.iter().map(on).filter(|count| *count > 0).collect();
        broken += usize::from(counts.len() > 1);
        assert!(counts.last() != Some(&1), "{items} after {lines} lines: {counts:?}");
    }
    assert!(broken > 3, "{broken} lists break");
}

/// No item to tick is parted over two columns or pages, wherever its list begins.
#[test]
fn no_item_is_parted() {
    for lines in 20..44 {
        let filler = "Een regel.\\\\\n".repeat(lines);
        let items: String = (0..8).map(|i| format!("{{ text = \"Punt {i} dat wat langer is, zodat het zeker op een tweede regel komt te staan in zijn kolom\" }},")).collect();
        let pages = laid(&format!(
            "style = \"material\"\ntitle = \"Lijst\"\nnumber = 1\n[[block]]\ntype = \"text\"\ncolumns = 1\n\
             body = \"\"\"\n{filler}Einde.\n\"\"\"\n[[block]]\ntype = \"checklist\"\nheading = \"Neem mee\"\nitems = [{items}]\n"
        ));
        let mut seen = 0;
        for page in &pages {
            for first in page.iter().filter(|run| run.text.starts_with("Punt")) {
                seen += 1;
                let under = page.iter().any(|run| {
                    (run.area[0] - first.area[0]).abs() < 1.0
                        && (1.0..14.0).contains(&(run.baseline - first.baseline))
                });
                assert!(under, "after {lines} lines `{}` is parted", first.text);
            }
        }
        assert_eq!(seen, 8);
    }
}

/// No line ends within an amount; figures stand under each other, their points as narrow as they are.
#[test]
fn amounts_stay_whole() {
    let text = "De straat kost € 12.500,00 en is 12 km lang, om 9.30 uur open. ".repeat(30);
    let pages = laid(&format!(
        "style = \"material\"\ntitle = \"Kosten\"\nnumber = 1\n[[block]]\ntype = \"text\"\ncolumns = 3\nbody = \"{text}\"\n"
    ));
    let ends: Vec<&str> = pages.iter().flatten().map(|run| run.text.trim_end()).collect();
    assert!(ends.len() > 30);
    for end in ends {
        let torn = [" €", " 12", " 9.30"].iter().any(|part| end.ends_with(part));
        assert!(!torn, "a line ends with `{end}`");
    }
}

/// Long words of titles break where the words meet that they are made of, or where that is typed.
#[test]
fn compounds_break_at_their_seams() {
    for (heading, second) in [
        ("Verkehrsberuhigungsmaßnahmen", "maßnahmen"),
        ("Öffentlichkeitsbeteiligungen", "beteiligungen"),
        ("Donaudampf\\u00ADschifffahrtsgesell\\u00ADschaftskapitän", "schaftskapitän"),
    ] {
        let pages = german(&format!(
            "style = \"material\"\ntitle = \"Wort\"\nnumber = 1\n[[block]]\ntype = \"part\"\nheading = \"{heading}\"\n"
        ));
        let found = pages.iter().flatten().any(|run| run.text.trim() == second);
        let texts: Vec<&str> = pages.iter().flatten().map(|run| run.text.as_str()).collect();
        assert!(found, "{heading}: {texts:?}");
    }
}

/// Marks over capitals do not touch the line above, on the smallest paper.
#[test]
fn marks_over_capitals_are_clear() {
    let pages = german(
        "style = \"material\"\ntitle = \"Gewährleistungsabnahme und Öffentlichkeitsarbeit\"\nnumber = 1\n[[block]]\ntype = \"text\"\nbody = \"Ja.\"\n",
    );
    let title: Vec<&Run> = pages[1].iter().filter(|run| run.size > 15.0).collect();
    let mut lines: Vec<f64> = title.iter().map(|run| run.baseline).collect();
    lines.sort_by(f64::total_cmp);
    lines.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    assert!(lines.len() > 1);
    // The dots of an Ö in the black weight reach 0.982 em over its baseline.
    assert!(lines.windows(2).all(|two| two[1] - two[0] > 1.05 * title[0].size), "{lines:?}");
}

/// "P." over page numbers ends where they end.
#[test]
fn heads_end_with_their_columns() {
    let workspace = Workspace::new(Folder::open(&sample()).unwrap());
    let laid = layout(&workspace).map_err(|findings| format!("{findings:#?}")).unwrap();
    let pages = pages(&laid.document);
    let mut seen = 0;
    for page in &pages {
        for head in page.iter().filter(|run| run.text.trim() == "P.") {
            let number = |run: &&Run| {
                run.text.trim().parse::<u32>().is_ok() && (run.area[2] - head.area[2]).abs() < 6.0
            };
            let Some(number) = page.iter().find(number) else { continue };
            seen += 1;
            assert!((number.area[2] - head.area[2]).abs() < 0.5, "{:?} {:?}", number.area, head.area);
        }
    }
    assert!(seen > 2, "{seen}");
}
