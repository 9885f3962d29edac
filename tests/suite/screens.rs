//! Files for screens: valid, within their budget, and with the same words as those for the printer.

use std::fs;

use lopdf::Object;

use crate::book::{Book, CHAPTER, WORKBOOK};
use crate::built::{Built, both, hard, outcome};
use crate::pdf::Pdf;
use crate::photos;
use crate::standards::accepted;
use crate::words::{Page, Word, words};

/// Millimetres in points.
const MM: f64 = 72.0 / 25.4;

#[test]
fn every_screen_file_is_valid() {
    for (_, built) in both() {
        for target in ["email", "redlines"] {
            accepted(built.path(target));
        }
    }
}

/// Compares words and their places; gives what differs.
fn differ(ours: &[Word], theirs: &[Word]) -> Option<String> {
    if ours.len() != theirs.len() {
        return Some(format!("{} words and {}", ours.len(), theirs.len()));
    }
    ours.iter().zip(theirs).find_map(|(one, other)| {
        let off = one.area.iter().zip(other.area).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max);
        (one.text != other.text || off > 0.05).then(|| format!("{one:?} and {other:?}"))
    })
}

fn same_words(built: &Built, target: &str, edge: f64) {
    let (email, print) = (words(built.path("email")), words(built.path(target)));
    assert_eq!(email.len(), print.len());
    let edge = edge * MM;
    let (mut count, mut turned) = (0, 0);
    for (index, (page, sheet)) in email.iter().zip(&print).enumerate() {
        let area = [edge, edge, sheet.size[0] - edge, sheet.size[1] - edge];
        let wide = page.size[0] > page.size[1];
        let ours = if wide { page.turned() } else { page.words.clone() };
        let difference = differ(&ours, &sheet.inside(area));
        assert!(difference.is_none(), "{target}, page {}: {}", index + 1, difference.unwrap());
        count += ours.len();
        turned += usize::from(wide);
    }
    assert!(count > 1000 && (turned > 0 || built.path("email") != hard().path("email")), "{count}, {turned}");
}

#[test]
fn the_words_stand_in_print_where_they_stand_on_screens() {
    for target in ["print", "print4", "printrgb"] {
        same_words(hard(), target, 13.0);
    }
    same_words(hard(), "bare", 2.5);
    same_words(crate::built::samples(), "print", 13.0);
}

/// Every annotation of a file that is a link, with the page that it leads to, if it leads into the file.
fn links(pdf: &Pdf) -> Vec<Option<bool>> {
    let pages: Vec<_> = pdf.document().get_pages().into_values().collect();
    let mut found = Vec::new();
    for page in pdf.page_dictionaries() {
        let Some(Object::Array(annotations)) = pdf.get(page, "Annots") else { continue };
        for annotation in annotations {
            let annotation = pdf.dictionary(annotation);
            let action = pdf.get(annotation, "A").and_then(|action| action.as_dict().ok());
            if action.is_some_and(|action| action.get(b"URI").is_ok()) {
                found.push(None);
                continue;
            }
            let to = pdf.get(annotation, "Dest").or_else(|| pdf.get(action?, "D")).unwrap();
            let to = named(pdf, to);
            found.push(Some(to.is_some_and(|to| pages.contains(&to))));
        }
    }
    found
}

/// The page of a destination.
fn named(pdf: &Pdf, to: &Object) -> Option<lopdf::ObjectId> {
    match to {
        Object::Array(place) => place.first()?.as_reference().ok(),
        Object::Dictionary(place) => named(pdf, pdf.get(place, "D")?),
        Object::String(name, _) => {
            let dictionary = |owner, key| pdf.get(owner, key)?.as_dict().ok();
            let names = dictionary(dictionary(pdf.catalog(), "Names")?, "Dests")?;
            let names = pdf.get(names, "Names")?.as_array().ok()?;
            let at = names.chunks(2).find(|pair| pair[0].as_str().is_ok_and(|own| own == name.as_slice()))?;
            named(pdf, pdf.document().dereference(&at[1]).ok()?.1)
        }
        _ => None,
    }
}

#[test]
fn extracts_keep_numbers_and_words_and_lose_dead_links() {
    let (whole, part) = (words(hard().path("email")), words(hard().path("redlines")));
    let folio = |page: &Page| {
        page.words.iter().filter_map(|word| word.text.parse::<usize>().ok()).collect::<Vec<_>>()
    };
    let pdf = Pdf::new(&hard().bytes("redlines"));
    let labels = pdf.get(pdf.catalog(), "PageLabels").and_then(|labels| labels.as_dict().ok()).unwrap();
    let labels = pdf.get(labels, "Nums").and_then(|labels| labels.as_array().ok()).unwrap();
    assert!(part.len() >= 4 && part.len() < whole.len());
    for (index, page) in part.iter().enumerate() {
        let original = whole.iter().position(|other| other.words == page.words).unwrap();
        assert!(folio(page).contains(&(original + 1)), "page {}", original + 1);
        let range = labels.chunks(2).rfind(|pair| pair[0].as_i64().unwrap() <= index as i64).unwrap();
        let first = pdf.dictionary(&range[1]).get(b"St").map_or(1, |first| first.as_i64().unwrap());
        let label = first + index as i64 - range[0].as_i64().unwrap();
        assert_eq!(label, original as i64 + 1, "{labels:?}");
    }
    // One link leads into the extract, one to the web, and the one to the rest of the book is gone.
    let found = links(&pdf);
    assert!(found.contains(&None) && found.contains(&Some(true)), "{found:?}");
    assert!(!found.contains(&Some(false)), "{found:?}");
    let said: Vec<&str> = part.iter().flat_map(|page| &page.words).map(|word| word.text.as_str()).collect();
    assert!(said.windows(2).any(|pair| pair == ["het", "materiaal"]), "{said:?}");
    assert!(links(&Pdf::new(&hard().bytes("email"))).len() > found.len());
}

#[test]
fn files_are_within_their_budget() {
    let size = hard().bytes("email").len();
    assert!((350_000..=700_000).contains(&size), "{size}");
    let line = hard().said.lines().find(|line| line.contains("-email.pdf: ")).unwrap();
    let ppi: f64 =
        line.split("with photographs at ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!((36.0..150.0).contains(&ppi), "{line}");
    let sample = crate::built::samples();
    assert!(sample.bytes("email").len() <= 5_000_000);
    assert!(!sample.said.contains("with photographs at"), "{}", sample.said);
}

const FIGURE: &str = "[[block]]\ntype = \"figure\"\nimage = \"a.jpg\"\nalt = \"Een foto\"\n";

fn photo() -> Book {
    Book::with(&format!("{CHAPTER}\n{FIGURE}")).file("a.jpg", photos::rgb_jpeg(1600, 1000))
}

/// Where one target cannot be made, the files of the others stay as they were.
#[test]
fn all_files_are_replaced_or_none() {
    let target = "[target.email]\nkind = \"screen\"\n[target.print]\nkind = \"print\"\n";
    let book = photo().file("workbook.toml", format!("{WORKBOOK}{target}"));
    assert_eq!(book.run(&["build"]).code, 0);
    let before = outcome(&book);
    assert_eq!(before.len(), 2);
    let tight = target
        .replace("\"screen\"\n", "\"screen\"\nmax-size = \"20 kB\"\n")
        .replace("\"print\"\n", "\"print\"\nbleed = \"5mm\"\n");
    fs::write(book.path().join("workbook.toml"), format!("{WORKBOOK}{tight}")).unwrap();
    let run = book.run(&["build"]);
    assert_eq!(run.code, 1, "{}{}", run.text(), run.err);
    assert!(run.err.ends_with("nothing was written\n"), "{}", run.err);
    assert!(outcome(&book) == before);
}

#[test]
fn a_budget_that_cannot_be_met_names_the_images() {
    let book = photo().file(
        "workbook.toml",
        format!("{WORKBOOK}[target.email]\nkind = \"screen\"\nmax-size = \"30 kB\"\n"),
    );
    crate::problems::refused("impossible_budget", &book);
}
