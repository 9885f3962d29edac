//! Extracts that are folded: each page has its folio, rail and margins on the side where it lies in the booklet,
//! and pages for notes come where no cover asks for another place.

use crate::book::{Book, WORKBOOK};
use crate::ghost;
use crate::pdf::Pdf;
use crate::standards::accepts;
use crate::words::{Page, Word, words};
use crate::x4;

/// Millimetres in points.
const MM: f64 = 72.0 / 25.4;

/// Width and height of a page, in points.
const TRIM: [f64; 2] = [210.0 * MM, 297.0 * MM];

/// The outer margin, in points.
const OUTSIDE: f64 = 14.0 * MM;

/// The inner margin, in points.
const INSIDE: f64 = 20.0 * MM;

const TARGETS: &str = r#"
[target.redline]
kind = "screen"
style = "redline"

[target.material]
kind = "screen"
style = "material"

[target.redline-short]
kind = "booklet"
style = "redline"
paper-thickness = "0mm"

[target.redline-long]
kind = "booklet"
style = "redline"
paper-thickness = "0mm"
flip = "long"

[target.material-short]
kind = "booklet"
style = "material"
paper-thickness = "0mm"

[target.material-long]
kind = "booklet"
style = "material"
paper-thickness = "0mm"
flip = "long"
"#;

const TABLE: &str = "[[block]]\ntype = \"table\"\nwidth = \"landscape\"\nbody = \"\"\"\n| Laag | Inhoud |\n| --- | --- |\n| Onder | Een buis |\n\"\"\"\n";

fn chapter(style: &str, number: usize, blocks: &str) -> String {
    format!(
        "style = \"{style}\"\ntitle = \"Vel{number}\"\nnumber = {number}\n\n[[block]]\ntype = \"text\"\nbody = \"Een paar woorden op dit vel.\"\n\n{blocks}"
    )
}

/// A book with `count` pages of red lines, some of them turned, which start after `before` pages of material;
/// after `run` of them comes another of these.
fn book(count: usize, before: usize, run: usize, turned: bool) -> Book {
    let mut chapters: Vec<(&str, bool)> = vec![("material", false); before];
    let mut red = 0;
    while red < count {
        // A turned table takes a page after the one that opens its chapter.
        let wide = turned && red % 4 == 1 && red + 1 < count;
        chapters.push(("redline", wide));
        red += 1 + usize::from(wide);
        if red >= run && chapters.iter().filter(|(style, _)| *style == "material").count() == before {
            chapters.push(("material", turned));
        }
    }
    let book = Book::empty().file("workbook.toml", format!("{WORKBOOK}{TARGETS}"));
    chapters.into_iter().enumerate().fold(book, |book, (index, (style, wide))| {
        let blocks = if wide { TABLE } else { "" };
        book.file(&format!("chapters/{index:02}.toml"), chapter(style, index + 1, blocks))
    })
}

fn built(book: &Book, target: &str) -> Vec<Page> {
    words(&book.path().join(format!("build/werkboek-2021-09-17-{target}.pdf")))
}

fn build(book: &Book) {
    let run = book.run(&["build"]);
    assert_eq!(run.code, 0, "{}{}", run.text(), run.err);
}

/// The words on each page of a booklet as it is read, from its sides; whether it lies on the right.
fn leafed(sides: &[Page], long: bool) -> Vec<(bool, Vec<Word>)> {
    let count = sides.len() * 2;
    let page = |place: usize| {
        let is_first_half = place < count / 2;
        let from_outside = if is_first_half { place } else { count - 1 - place };
        let is_right = place.is_multiple_of(2);
        let is_back = is_right != is_first_half;
        let side = &sides[from_outside / 2 * 2 + usize::from(is_back)];
        let upright = |word: &Word| {
            let [left, top, right, bottom] = word.area;
            let [width, height] = side.size;
            let area = if long && is_back {
                [width - right, height - bottom, width - left, height - top]
            } else {
                word.area
            };
            Word { text: word.text.clone(), area }
        };
        let whole = Page { size: side.size, words: side.words.iter().map(upright).collect() };
        let left = if is_right { TRIM[0] } else { 0.0 };
        (is_right, whole.inside([left, 0.0, left + TRIM[0], TRIM[1]]))
    };
    (0..count).map(page).collect()
}

/// The number in a folio: beside the dash at the foot.
fn folio(page: &Page) -> String {
    let low: Vec<&Word> = page.words.iter().filter(|word| word.area[1] > page.size[1] - 26.0 * MM).collect();
    let dash = low.iter().position(|word| word.text == "—").unwrap();
    let beside = [dash.wrapping_sub(1), dash + 1].into_iter().filter_map(|at| low.get(at));
    beside.map(|word| word.text.clone()).find(|text| text.parse::<usize>().is_ok()).unwrap()
}

fn sorted(words: &[Word]) -> Vec<&str> {
    let mut words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.sort_unstable();
    words
}

/// What is wrong with a page at its place: its words, or the side on which folio, rail and text stand.
fn faults(page: &Page, is_right: bool, found: &[Word]) -> Vec<String> {
    let mut faults = Vec::new();
    if sorted(&page.words) != sorted(found) {
        faults.push("other words stand on it".to_owned());
    }
    let number = folio(page);
    let is_turned = page.size[0] > page.size[1];
    // From the outer end of the folio's line, whichever way it runs: a turned page has its foot on the right.
    let off = |area: [f64; 4]| match (is_turned, is_right) {
        (false, false) => area[0] - OUTSIDE,
        (false, true) => TRIM[0] - OUTSIDE - area[2],
        (true, false) => TRIM[1] - OUTSIDE - area[3],
        (true, true) => area[1] - OUTSIDE,
    };
    let at_foot = |word: &&Word| match is_turned {
        true => word.area[0] > TRIM[0] - 26.0 * MM,
        false => word.area[1] > TRIM[1] - 26.0 * MM,
    };
    match found.iter().filter(at_foot).find(|word| word.text == number) {
        Some(word) if off(word.area).abs() < 1.0 => {}
        Some(word) => faults.push(format!("folio {number} is {:.0} pt off", off(word.area))),
        None => faults.push(format!("folio {number} is not there")),
    }
    if !is_turned {
        let (low, high) = if is_right { (INSIDE, OUTSIDE) } else { (OUTSIDE, INSIDE) };
        let edge = |pick: fn(&Word) -> f64, order: fn(f64, f64) -> f64, start| {
            found.iter().map(pick).fold(start, order)
        };
        let left = edge(|word| word.area[0], f64::min, f64::INFINITY);
        let right = edge(|word| word.area[2], f64::max, 0.0);
        if left < low - 3.0 || right > TRIM[0] - high + 3.0 {
            faults.push(format!("text from {left:.0} to {right:.0} pt"));
        }
        let rail = found.iter().filter(|word| word.area[1] < 26.0 * MM).map(|word| off(word.area));
        let rail = rail.fold(f64::INFINITY, f64::min);
        if rail.abs() > 2.0 {
            faults.push(format!("the rail is {rail:.0} pt off"));
        }
    }
    faults
}

fn hold(book: &Book, name: &str, red: usize) {
    build(book);
    for style in ["redline", "material"] {
        let pages = built(book, style);
        if style == "redline" {
            assert_eq!(pages.len(), red, "{name}");
        }
        for flip in ["short", "long"] {
            let leaves = leafed(&built(book, &format!("{style}-{flip}")), flip == "long");
            assert_eq!(leaves.len(), pages.len().next_multiple_of(4), "{name}, {style}, {flip}");
            for (place, (is_right, found)) in leaves.iter().enumerate() {
                let named = format!("{name}, {style}, {flip}, place {}", place + 1);
                match pages.get(place) {
                    Some(page) => {
                        let faults = faults(page, *is_right, found);
                        assert!(faults.is_empty(), "{named}: {faults:?}");
                    }
                    // Nothing but its heading stands on a page for notes.
                    None => assert_eq!(sorted(found), ["Notities"], "{named}"),
                }
            }
        }
    }
}

#[test]
fn extracts_of_one_to_seventeen_pages() {
    for count in 1..=17 {
        let (before, run) = (1 + count % 3, 1 + count % 5);
        hold(&book(count, before, run, false), &format!("{count} after {before}"), count);
    }
}

#[test]
fn extracts_with_turned_pages() {
    for (count, before, run) in [(3, 1, 1), (6, 2, 4), (7, 1, 2), (9, 2, 3), (11, 3, 9)] {
        hold(&book(count, before, run, true), &format!("{count} after {before}, turned"), count);
    }
}

/// The back cover of a whole book lies on the left, wherever its pages end.
#[test]
fn the_back_cover_has_the_margins_of_a_left_page() {
    for chapters in 2..=6 {
        let targets = "\n[target.email]\nkind = \"screen\"\n[target.fold]\nkind = \"booklet\"\n";
        let book = Book::empty().file("workbook.toml", format!("{WORKBOOK}{targets}"));
        let book = (0..chapters).fold(book, |book, index| {
            book.file(&format!("chapters/{index:02}.toml"), chapter("material", index + 1, ""))
        });
        build(&book);
        let sides = built(&book, "fold");
        let leaves = leafed(&sides, false);
        let (is_right, back) = leaves.last().unwrap();
        let left = back.iter().map(|word| word.area[0]).fold(f64::INFINITY, f64::min);
        assert!(!is_right && (left - OUTSIDE).abs() < 3.0, "{chapters}: {left:.0} pt");
        let email = built(&book, "email");
        assert_eq!(sorted(back), sorted(&email.last().unwrap().words), "{chapters}");
        // All others lie as they do in the book.
        for (page, (is_right, found)) in email.iter().zip(&leaves).skip(1).take(chapters) {
            let faults = faults(page, *is_right, found);
            assert!(faults.is_empty(), "{chapters}: {faults:?}");
        }
    }
}

/// Loose pages and screens stay as they read.
#[test]
fn extracts_that_are_not_folded_keep_their_hands() {
    let targets = "\n[target.email]\nkind = \"screen\"\n[target.loose]\nkind = \"print\"\nstyle = \"redline\"\n[target.screen]\nkind = \"screen\"\nstyle = \"redline\"\n";
    let book = book(5, 2, 2, false).file("workbook.toml", format!("{WORKBOOK}{targets}"));
    build(&book);
    let whole = built(&book, "email");
    let bleed = 3.0 * MM;
    for (target, edge) in [("loose", bleed), ("screen", 0.0)] {
        let pages = built(&book, target);
        assert_eq!(pages.len(), 5);
        for page in pages {
            let inside = page.inside([edge, edge, edge + TRIM[0], edge + TRIM[1]]);
            let near = |own: &Word, other: &Word| {
                own.text == other.text
                    && own.area.iter().zip(other.area).all(|(own, other)| (own - other).abs() < 0.1)
            };
            let same = |other: &&Page| {
                other.words.len() == inside.len()
                    && other.words.iter().zip(&inside).all(|(own, other)| near(own, other))
            };
            assert!(whole.iter().any(|other| same(&other)), "{target}");
        }
    }
}

/// A picture off the outer edge runs off it on either side of the fold.
#[test]
fn pictures_run_off_the_outer_edge() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='180'><rect width='100' height='180' fill='#000'/></svg>";
    let figure = "[[block]]\ntype = \"figure\"\nimage = \"a.svg\"\nalt = \"Zwart\"\nwidth = \"bleed\"\n";
    let targets = "\n[target.fold]\nkind = \"booklet\"\nstyle = \"redline\"\nsheet = \"sra3\"\npaper-thickness = \"0mm\"\n";
    for before in 1..=2 {
        let book = Book::empty().file("workbook.toml", format!("{WORKBOOK}{targets}")).file("a.svg", svg);
        let book = (0..before).fold(book, |book, index| {
            book.file(&format!("chapters/0{index}.toml"), chapter("material", index + 1, ""))
        });
        let book = book.file("chapters/10.toml", chapter("redline", 9, &figure.repeat(2)));
        build(&book);
        let sides = ghost::plates(&book.path().join("build/werkboek-2021-09-17-fold.pdf"));
        let black = &sides[1]["Black"];
        // The pages lie in the middle of a larger sheet; a strip of the bleed, and one by the fold.
        let (left, fold, right) = (15.0 * MM, 225.0 * MM, 435.0 * MM);
        let strip = |x: f64| black.percent([x, 100.0, x + 1.5 * MM, 600.0]);
        let found =
            [strip(left - 2.0 * MM), strip(fold - 4.0 * MM), strip(fold + 2.0 * MM), strip(right + MM)];
        for (found, wanted) in found.into_iter().zip([100.0, 0.0, 0.0, 100.0]) {
            assert!((found - wanted).abs() < 1.0, "{before}: {found:.1} % and not {wanted} %");
        }
    }
}

/// Some pages of an extract, and some sides of a booklet, are what they are in the whole file, and keep to all
/// that whole files are held to.
#[test]
fn pages_by_themselves_keep_to_the_same_lists() {
    let targets = "\n[target.loose]\nkind = \"print\"\nstyle = \"redline\"\nmarks = true\n[target.fold]\nkind = \"booklet\"\nstyle = \"redline\"\nsheet = \"sra3\"\nbleed = \"2mm\"\n[target.screen]\nkind = \"screen\"\nstyle = \"redline\"\n";
    let book = book(7, 2, 2, true).file("workbook.toml", format!("{WORKBOOK}{targets}"));
    build(&book);
    for (target, boxes) in [
        ("loose", Some([[236.0, 323.0], [216.0, 303.0], [210.0, 297.0]])),
        ("fold", Some([[450.0, 320.0], [424.0, 301.0], [420.0, 297.0]])),
        ("screen", None),
    ] {
        let whole = built(&book, target);
        let file = book.path().join(format!("{target}.pdf"));
        let path = file.to_str().unwrap();
        let run = book.run(&["build", "--target", target, "--pages", "2-3", "-o", path]);
        assert_eq!(run.code, 0, "{target}: {}", run.err);
        let part = words(&file);
        assert_eq!(part.len(), 2, "{target}");
        for (page, other) in part.iter().zip(&whole[1..]) {
            assert_eq!((page.size, &page.words), (other.size, &other.words), "{target}");
        }
        let bytes = std::fs::read(&file).unwrap();
        accepts("qpdf", &["--check"], &file);
        let Some(boxes) = boxes else {
            accepts("outloud", &[], &file);
            accepts("pdfua", &["check"], &file);
            continue;
        };
        assert_eq!(x4::violations(&bytes, false), Vec::<String>::new(), "{target}");
        let pdf = Pdf::new(&bytes);
        for page in pdf.page_dictionaries() {
            for (key, wanted) in ["MediaBox", "BleedBox", "TrimBox"].into_iter().zip(boxes) {
                let [left, bottom, right, top] = pdf.rectangle(page, key).unwrap();
                let off = (right - left - wanted[0] * MM).abs() + (top - bottom - wanted[1] * MM).abs();
                assert!(off < 0.02, "{target}: {key} is {off} pt off");
            }
        }
        // Two inks, and no third.
        for plates in ghost::plates(&file) {
            for (name, plate) in plates {
                let any = plate.ink.iter().any(|ink| *ink > 0);
                assert!(!any || ["Black", "PANTONE 485 C"].contains(&name.as_str()), "{target}: {name}");
            }
        }
    }
}
