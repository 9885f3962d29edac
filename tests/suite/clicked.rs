//! From every letter on the pages to the byte of TOML that it came from, and back.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use typst_layout::PagedDocument;
use typst_library::World;
use werkboek::preview::{Found, Letter, Reader, letters, locate, resolve};
use werkboek::source::{Folder, Place, file_id};
use werkboek::typeset::{Workspace, layout};

use crate::book::{Book, sample};
use crate::hard;

/// How a letter of the pages is led back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// To its own character.
    Exact,
    /// To another character.
    Wrong,
    /// To the letter at which a word was parted: a hyphen.
    Hyphen,
    /// To none: it came from the layouts, as folios do.
    None,
}

fn opened(dir: &Path) -> (Workspace, PagedDocument) {
    let workspace = Workspace::new(Folder::open(dir).unwrap());
    let document = layout(&workspace).map_err(|findings| format!("{findings:#?}")).unwrap().document;
    (workspace, document)
}

/// The character at a byte of a TOML file, escapes of TOML and of Markdown read, and what it may be set as.
fn stands_for(text: &str, at: usize, letter: &str) -> bool {
    let rest = &text[at..];
    let fold = |c: char| match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        c if c.is_whitespace() => ' ',
        c => c.to_lowercase().next().unwrap(),
    };
    let set = fold(letter.chars().next().unwrap());
    let written = rest.chars().next().unwrap();
    let escaped = || rest.chars().nth(1).is_some_and(|next| fold(next) == set || "nu\n".contains(next));
    let entity = || rest.starts_with('&');
    // Signs that are set for several letters stand at the first of them.
    let dash = || "-.".contains(written) && "\u{2013}\u{2014}\u{2026}\u{2010}".contains(set);
    // In a book in German, quotation marks may be of either kind.
    let quoted = || "'\"".contains(fold(written)) && "'\"".contains(set);
    fold(written) == set || written == '\\' && escaped() || entity() || dash() || quoted()
}

/// How every letter of a book is led back, and some that are led to another character.
fn ways(workspace: &Workspace, document: &PagedDocument) -> (BTreeMap<Way, usize>, Vec<String>) {
    let mut reader = Reader::new(workspace, document.pages());
    let mut counts: BTreeMap<Way, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (number, page) in document.pages().iter().enumerate() {
        for letter in letters(page) {
            let way = match reader.byte(&letter) {
                None if letter.source().is_some() => {
                    wrong.push(format!("page {}: {letter:?} leads nowhere", number + 1));
                    Way::Wrong
                }
                None => Way::None,
                Some(_) if letter.is_hyphen() => Way::Hyphen,
                Some(place) => {
                    let bytes = workspace.file(place.file).unwrap();
                    let text = bytes.as_str().unwrap();
                    if stands_for(text, place.range.start, &letter.text) {
                        Way::Exact
                    } else {
                        let near: String = text[place.range.start..].chars().take(12).collect();
                        wrong.push(format!("page {}: {letter:?} leads to {near:?}", number + 1));
                        Way::Wrong
                    }
                }
            };
            *counts.entry(way).or_default() += 1;
        }
    }
    (counts, wrong)
}

/// At least 999 of 1000 letters that come from TOML lead to their own character.
fn holds(name: &str, dir: &Path) {
    let (workspace, document) = opened(dir);
    let (counts, wrong) = ways(&workspace, &document);
    let count = |way| counts.get(&way).copied().unwrap_or_default();
    let (exact, off, none) = (count(Way::Exact), count(Way::Wrong), count(Way::None));
    println!("{name}: {exact} exact, {off} elsewhere, {none} of the layouts");
    assert!(exact > 1000, "{name}: {counts:?}");
    let some: Vec<&String> = wrong.iter().take(40).collect();
    some.iter().for_each(|line| println!("{line}"));
    assert!(off * 1000 <= exact, "{name}: {exact} exact, {off} elsewhere: {some:#?}");
    in_order(name, &workspace, &document);
}

/// No two letters of a text lead to one byte, and those further on lead further on: equal letters are told apart.
///
/// Where a text is drawn more than once, as in heads of tables, it is looked at once.
fn in_order(name: &str, workspace: &Workspace, document: &PagedDocument) {
    let mut reader = Reader::new(workspace, document.pages());
    let mut texts: HashMap<_, Vec<usize>> = HashMap::new();
    for letter in document.pages().iter().flat_map(letters).filter(|letter| !letter.is_hyphen()) {
        // What is read from right to left is drawn in another order.
        let backward = letter.text.chars().any(|c| ('\u{590}'..'\u{900}').contains(&c));
        if let Some((span, place)) = letter.source().zip(reader.byte(&letter)).filter(|_| !backward) {
            texts.entry(span).or_default().push(place.range.start);
        }
    }
    let (mut pairs, mut off) = (0, 0);
    for text in texts.values() {
        let again = text.windows(2).position(|two| two[0] > two[1] && two[1] == text[0]);
        let once = &text[..again.map_or(text.len(), |at| at + 1)];
        pairs += once.len();
        off += once.windows(2).filter(|two| two[0] >= two[1]).count();
    }
    println!("{name}: {off} of {pairs} out of order");
    assert!(off * 1000 <= pairs, "{name}: {off} of {pairs} stand out of order");
}

#[test]
fn every_letter_of_the_sample_leads_to_its_byte() {
    holds("sample", &sample());
}

#[test]
fn every_letter_of_the_hard_book_leads_to_its_byte() {
    holds("hard", hard::book().path());
}

/// A click in the middle of a letter finds it, and what is at its byte is that letter.
#[test]
fn clicks_come_back() {
    let (workspace, document) = opened(&sample());
    let mut reader = Reader::new(&workspace, document.pages());
    let mut tried = 0;
    for (page, laid) in document.pages().iter().enumerate().skip(1).step_by(6) {
        for letter in letters(laid).into_iter().step_by(251) {
            let Some(byte) = reader.byte(&letter) else { continue };
            if letter.area.width() < 1.0 || letter.text.trim().is_empty() {
                continue;
            }
            let found = resolve(&workspace, &document, page, middle(&letter)).unwrap();
            assert!(
                matches!(&found, Found::Letter(place, _) if *place == byte),
                "page {page}: {letter:?} {found:?} {byte:?}"
            );
            let place = Place::new(byte.file, byte.range.start..byte.range.start + 1);
            let boxes = locate(&workspace, &document, &place);
            let there =
                |(at, area): &(usize, werkboek::edition::Area)| *at == page && area.holds(&letter.area, 0.01);
            assert!(boxes.iter().any(there), "page {page}: {letter:?} {boxes:?}");
            tried += 1;
        }
    }
    assert!(tried > 15, "{tried}");
}

fn middle(letter: &Letter) -> [f64; 2] {
    let area = letter.area;
    [(area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0]
}

/// Where no letter is, the block around the point is found, and that of a picture with its box.
#[test]
fn pictures_and_blocks_are_found() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 40\"><rect width=\"80\" height=\"40\"/></svg>";
    let figure = "[[block]]\ntype = \"figure\"\nimage = \"images/a.svg\"\nalt = \"Een vlak.\"\n";
    let chapter = format!("{}\n{figure}", crate::book::CHAPTER);
    let book = Book::with(&chapter).file("images/a.svg", picture).file("chapters/images/a.svg", picture);
    let (workspace, document) = opened(book.path());
    let file = file_id("chapters/01.toml").unwrap();
    let size = document.pages()[1].frame.size();
    let mut seen = Vec::new();
    for down in 1..60 {
        let point = [size.x.to_pt() * 0.45, size.y.to_pt() * f64::from(down) / 60.0];
        let found = resolve(&workspace, &document, 1, point).unwrap();
        let (Found::Block(place, _) | Found::Letter(place, _)) = &found;
        assert_eq!(place.file, file);
        let in_figure = place.range.contains(&(chapter.find(figure).unwrap() + 2));
        seen.push(match found {
            Found::Letter(..) => "letter",
            Found::Block(_, Some(area)) if in_figure && area.width() > 100.0 => "picture",
            Found::Block(_, None) if !in_figure => "text",
            Found::Block(_, None) => "figure",
            Found::Block(..) => "another picture",
        });
    }
    seen.dedup();
    assert!(seen.starts_with(&["text"]) && seen.ends_with(&["picture", "figure"]), "{seen:?}");
    assert!(resolve(&workspace, &document, 99, [0.0, 0.0]).is_none());
}
