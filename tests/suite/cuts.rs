//! Some pages of a book by themselves: tagged as in the whole book, wherever they are cut out.

use std::fs;
use std::path::{Path, PathBuf};

use crate::book::Book;
use crate::edges::{chapter, prose, toml};
use crate::hard;
use crate::pdf::Pdf;
use crate::standards::accepted;
use crate::words::words;

/// Blocks that reach over pages, each with what is written once in it.
fn long() -> Book {
    let items: String = (1..90).map(|number| format!("- punt {number} {}\n", prose(9))).collect();
    let rows: String = (1..70).map(|number| format!("| rij {number} | {} |\n", prose(12))).collect();
    let text = |heading: &str, body: &str| {
        format!("[[block]]\ntype = \"text\"\nheading = {}\nbody = {}\n\n", toml(heading), toml(body))
    };
    let table = |body: &str| format!("[[block]]\ntype = \"table\"\nbody = {}\n\n", toml(body));
    let notes = format!("Tekst[^a] en {}\n\n#### Diep\n\n{}\n\n[^a]: {}", prose(900), prose(300), prose(90));
    let links = format!("[vooruit](#ver) en [buiten](https://example.org) {}", prose(30));
    let blocks = [
        text("Begin", &links),
        text("Lang", &notes),
        text("Lijst", &items),
        table(&format!("| kop | hoofd |\n|---|---|\n{rows}")),
        text("Eind", &prose(200)).replace("type", "id = \"ver\"\ntype"),
    ];
    Book::empty()
        .file("workbook.toml", crate::book::WORKBOOK)
        .file("chapters/01.toml", chapter("material", 1, "Wit", &blocks.concat()))
        .file("chapters/02.toml", chapter("redline", 2, "Rood", &blocks.concat().replace("ver", "weg")))
}

/// Builds some pages, and gives their file.
fn pages(book: &Book, selection: &str) -> PathBuf {
    let path = book.path().join(format!("p{selection}.pdf"));
    let run = book.run(&["build", "-t", "email", "-q", "--pages", selection, "-o", path.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{selection}: {}{}", run.text(), run.err);
    path
}

/// What is wrong with a tag tree: text outside of any element, levels that are skipped, parts without their whole.
fn faults(tags: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut open, mut level): (Vec<&str>, usize) = (vec![], 0);
    for line in tags.lines() {
        let depth = (line.len() - line.trim_start().len()) / 2;
        let role = line.trim_start().split(' ').next().unwrap();
        open.truncate(depth);
        let parent = open.last().copied().unwrap_or_default();
        if let Some(own) = role.strip_prefix('H').and_then(|level| level.parse::<usize>().ok()) {
            if own > level + 1 {
                found.push(format!("{line} after level {level}"));
            }
            level = own;
        }
        let wanted: &[&str] = match role {
            "LI" => &["L"],
            "LBody" => &["LI"],
            "TR" => &["Table", "THead", "TBody"],
            "TH" | "TD" => &["TR"],
            "TBody" | "THead" => &["Table"],
            "Span" if line.contains('"') => &[
                "P",
                "LBody",
                "Lbl",
                "TD",
                "TH",
                "Link",
                "Caption",
                "Span",
                "Code",
                "Em",
                "Strong",
                "Note",
                "H1",
                "H2",
                "H3",
                "H4",
                "Div",
                "TOCI",
                "Reference",
            ],
            _ => &[],
        };
        if !wanted.is_empty() && !wanted.contains(&parent) {
            found.push(format!("{line} in {parent:?}"));
        }
        open.push(role);
    }
    found
}

#[test]
fn every_page_by_itself() {
    let book = long();
    let whole = pages(&book, "1-");
    let (said, count) = (words(&whole), Pdf::new(&fs::read(&whole).unwrap()).pages());
    assert!(count > 12, "{count}");
    let (mut heads, mut lists, mut ids) = (0, 0, vec![]);
    for page in 1..=count {
        let path = pages(&book, &page.to_string());
        let pdf = Pdf::new(&fs::read(&path).unwrap());
        let tags = pdf.tags(1);
        let found = faults(&tags);
        assert!(found.is_empty(), "page {page}: {found:#?}\n{tags}");
        let here: Vec<_> = words(&path).into_iter().flat_map(|page| page.words).collect();
        assert!(here == said[page - 1].words, "page {page}");
        heads += usize::from(tags.contains("TD ") || tags.contains("TD\n"))
            * usize::from(tags.contains("\"kop\""));
        lists += tags.matches("LBody").count();
        ids.push(format!("{:?}", pdf.document().trailer.get(b"ID").unwrap()));
    }
    // The head of a table is there on each page that the table reaches.
    assert!(heads >= 4, "{heads}");
    assert!(lists >= 178, "{lists}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

/// Validators accept cuts of every kind: one page in the middle, several apart, and a side of sheets.
#[test]
fn cuts_are_valid() {
    let (long, hard) = (long(), hard::book());
    for (book, selection) in [(&long, "5"), (&long, "3,7-9"), (&hard, "4-6"), (&hard, "2,9-")] {
        accepted(&pages(book, selection));
    }
}

/// What is printed is cut as what is shown, with its own boxes.
#[test]
fn printed_pages_keep_their_boxes() {
    let book = hard::book();
    let build = |target: &str, selection: &[&str]| {
        let path = book.path().join("cut.pdf");
        let run =
            book.run(&[&["build", "-q", "-t", target, "-o", path.to_str().unwrap()], selection].concat());
        assert_eq!(run.code, 0, "{target}: {}", run.err);
        boxes(&path)
    };
    for target in ["print", "marked"] {
        let whole = build(target, &[]);
        let cut = build(target, &["--pages", "2,4-5"]);
        assert_eq!(cut, [1, 3, 4].map(|index| whole[index].clone()), "{target}");
    }
}

fn boxes(path: &Path) -> Vec<Vec<Option<[f64; 4]>>> {
    let pdf = Pdf::new(&fs::read(path).unwrap());
    let keys = ["MediaBox", "TrimBox", "BleedBox"];
    pdf.page_dictionaries()
        .iter()
        .map(|page| keys.iter().map(|key| pdf.rectangle(page, key)).collect())
        .collect()
}
