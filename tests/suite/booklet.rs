//! Booklets: which page stands where on which side of which sheet.

use std::path::Path;

use crate::book::{Book, WORKBOOK};
use crate::words::{Page, words};

/// Millimetres in points.
const MM: f64 = 72.0 / 25.4;

/// A book of so many pages: a cover, chapters of one page each, and a back.
fn book(pages: usize, keys: &str) -> Book {
    let targets = format!("[target.email]\nkind = \"screen\"\n[target.fold]\nkind = \"booklet\"\n{keys}\n");
    let book = Book::empty().file("workbook.toml", format!("{WORKBOOK}{targets}"));
    (2..pages).fold(book, |book, page| {
        let chapter = format!(
            "style = \"material\"\ntitle = \"Hoofdstuk\"\nnumber = {page}\n\n[[block]]\ntype = \"text\"\nbody = \"Dit is vel{page}x van het boek.\"\n"
        );
        book.file(&format!("chapters/{page:02}.toml"), chapter)
    })
}

/// The words of a target's file.
fn built(book: &Book, target: &str) -> Vec<Page> {
    words(&book.path().join(format!("build/werkboek-2021-09-17-{target}.pdf")))
}

fn build(book: &Book) {
    let run = book.run(&["build"]);
    assert_eq!(run.code, 0, "{}{}", run.text(), run.err);
}

/// The pages of the book on the left and the right half of each side; 0 where no page of ours stands.
fn order(sides: &[Page]) -> Vec<[usize; 2]> {
    let number = |text: &str| text.strip_prefix("vel")?.strip_suffix('x')?.parse().ok();
    sides
        .iter()
        .map(|side| {
            let mut found = [0; 2];
            for word in &side.words {
                if let Some(page) = number(&word.text) {
                    found[usize::from(word.area[0] > side.size[0] / 2.0)] = page;
                }
            }
            found
        })
        .collect()
}

/// The order of a saddle-stitched booklet: cover and back are no page of ours.
fn expected(count: usize, ours: usize) -> Vec<[usize; 2]> {
    let page = |page: usize| if page > 1 && page < ours { page } else { 0 };
    let sheets = (0..count / 4).flat_map(|sheet| {
        let (first, last) = (2 * sheet + 1, count - 2 * sheet);
        [[page(last), page(first)], [page(first + 1), page(last - 1)]]
    });
    sheets.collect()
}

#[test]
fn eight_pages() {
    let book = book(8, "");
    build(&book);
    let sides = built(&book, "fold");
    assert_eq!(order(&sides), [[0, 0], [2, 7], [6, 3], [4, 5]]);
    assert_eq!(order(&sides), expected(8, 8));
    // The back cover stands left of the cover: it has the colophon, and the cover the title.
    let email = built(&book, "email");
    let title = &email[0].words[0];
    assert!(
        sides[0].words.iter().any(|word| word.text == title.text && word.area[0] > sides[0].size[0] / 2.0)
    );
}

#[test]
fn thirty_six_pages() {
    let book = book(36, "paper-thickness = \"0.12mm\"");
    build(&book);
    let (sides, email) = (built(&book, "fold"), built(&book, "email"));
    assert_eq!(order(&sides), expected(36, 36));
    assert_eq!(order(&sides)[17], [18, 19]);
    // Inner pages are nearer to the fold by the paper around it.
    for (index, pair) in order(&sides).into_iter().enumerate() {
        let creep = (index / 2) as f64 * 0.12 * MM;
        for (page, offset) in pair.into_iter().zip([creep, 210.0 * MM - creep]) {
            let Some(word) = email.get(page.wrapping_sub(1)).and_then(|own| own.find(&format!("vel{page}x")))
            else {
                continue;
            };
            let placed = sides[index].find(&format!("vel{page}x")).unwrap();
            let off = placed[0] - word[0] - offset;
            assert!(off.abs() < 0.05, "page {page} is {off} pt off");
            assert!((placed[1] - word[1]).abs() < 0.05);
        }
    }
}

/// Six pages take two more, for notes, before the back.
#[test]
fn pages_for_notes_come_before_the_back() {
    let book = book(6, "");
    build(&book);
    let (sides, email) = (built(&book, "fold"), built(&book, "email"));
    assert_eq!(sides.len(), 4);
    assert_eq!(order(&sides), [[0, 0], [2, 0], [0, 3], [4, 5]]);
    let back = &email[5].words;
    let left = |side: &Page| side.words.iter().filter(|word| word.area[0] < side.size[0] / 2.0).count();
    assert_eq!(left(&sides[0]), back.len());
    let notes = sides[1].words.iter().filter(|word| word.area[0] > sides[1].size[0] / 2.0);
    assert_eq!(notes.filter(|word| word.text.starts_with("vel")).count(), 0);
}

#[test]
fn backs_stand_on_their_heads_where_sheets_turn_over_the_long_edge() {
    let (short, long) = (book(8, "flip = \"short\""), book(8, "flip = \"long\""));
    build(&short);
    build(&long);
    let (short, long) = (built(&short, "fold"), built(&long, "fold"));
    for (index, (upright, other)) in short.iter().zip(&long).enumerate() {
        let [width, height] = upright.size;
        for word in &upright.words {
            let [left, top, right, bottom] = word.area;
            let wanted = if index % 2 == 0 {
                word.area
            } else {
                [width - right, height - bottom, width - left, height - top]
            };
            let near =
                |area: [f64; 4]| area.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 0.05);
            assert!(
                other.words.iter().any(|found| found.text == word.text && near(found.area)),
                "side {}: {word:?}",
                index + 1
            );
        }
    }
}

#[test]
fn fronts_and_backs_apart() {
    let book = book(8, "sides = \"apart\"\nsheet = \"sra3\"\nmarks = true\nbleed = \"1mm\"");
    build(&book);
    let (fronts, backs) = (built(&book, "fold-front"), built(&book, "fold-back"));
    assert_eq!(order(&fronts), [[0, 0], [6, 3]]);
    assert_eq!(order(&backs), [[2, 7], [4, 5]]);
    assert!(!book.path().join(Path::new("build/werkboek-2021-09-17-fold.pdf")).exists());
    for (sides, face) in [(&fronts, "voorzijde"), (&backs, "achterzijde")] {
        for (index, side) in sides.iter().enumerate() {
            assert!((side.size[0] - 450.0 * MM).abs() < 0.01 && (side.size[1] - 320.0 * MM).abs() < 0.01);
            let slug: Vec<&str> = side.words.iter().map(|word| word.text.as_str()).collect();
            let line = format!("vel {}, {face}", index + 1);
            assert!(slug.join(" ").contains(&line), "{slug:?}");
        }
    }
}
