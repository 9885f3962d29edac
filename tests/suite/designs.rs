//! The layouts on every paper, in every face, at every size: nothing off its page, over other text or off the grid.

use std::collections::{BTreeMap, BTreeSet};

use werkboek::content::Style;
use werkboek::pipeline::{Order, Ready, Refused, prepare};
use werkboek::source::Folder;
use werkboek::typeset::{Workspace, extents};

use crate::book::{Book, sample};
use crate::built::copied;
use crate::pages::apart;
use crate::pdf::{Run, runs};
use crate::{generated, stress};

/// The papers that are tried.
pub const PAPERS: [&str; 6] = ["a4", "a5", "b5", "letter", "square", "a4 landscape"];

/// The faces that are tried: of the text, and of titles; ours, a serif, a wide and a condensed one.
pub const FACES: [[&str; 2]; 4] = [
    ["Schibsted Grotesk", "Schibsted Grotesk"],
    ["Literata", "Sofia Sans Condensed"],
    ["Archivo Expanded", "Archivo Expanded"],
    ["Sofia Sans Condensed", "Literata"],
];

/// The files of those that the program does not have.
const FONTS: [&str; 5] = [
    "Literata.ttf",
    "Literata-Italic.ttf",
    "ArchivoExpanded.ttf",
    "SofiaSansCondensed.ttf",
    "SofiaSansCondensed-Italic.ttf",
];

/// The sizes that are tried, in points, each with the distance of lines if it is not the usual one.
const SIZES: [(f64, Option<f64>); 3] = [(9.25, None), (8.0, Some(12.0)), (11.0, Some(13.5))];

/// The findings that tell of layouts that do not hold.
const FAULTS: [&str; 6] = ["overflow", "overlap", "lost-text", "internal", "layout", "missing-glyph"];

/// A design that is tried.
#[derive(Debug, Clone, Copy)]
pub struct Tried {
    pub paper: &'static str,
    pub faces: [&'static str; 2],
    pub size: f64,
    pub line: Option<f64>,
}

impl Tried {
    /// The lines under `[design]`.
    pub fn toml(self) -> String {
        let [face, titles] = self.faces;
        let line = self.line.map_or_else(String::new, |line| format!("line = \"{line}pt\"\n"));
        format!(
            "[design]\npaper = \"{}\"\nface = \"{face}\"\ntitles = [\"{titles}\"]\nsize = \"{}pt\"\n{line}",
            self.paper, self.size
        )
    }

    /// The distance of the grid's lines in points.
    fn grid(self) -> f64 {
        self.line.unwrap_or(self.size * 12.75 / 9.25)
    }
}

/// Every paper with every pair of faces at every size.
fn all() -> impl Iterator<Item = Tried> {
    PAPERS.into_iter().flat_map(|paper| {
        FACES.into_iter().flat_map(move |faces| {
            SIZES.into_iter().map(move |(size, line)| Tried { paper, faces, size, line })
        })
    })
}

/// Designs in which every paper meets every face, and both meet every size.
fn pairs() -> impl Iterator<Item = Tried> {
    all().enumerate().filter(|(index, _)| index % 3 == (index / 12 + index / 3) % 3).map(|(_, tried)| tried)
}

/// Puts a design into a workbook file that has none.
fn designed(workbook: &str, tried: Tried) -> String {
    format!("{workbook}\n{}\n[preflight]\nerror-ppi = 0\n[target.email]\nkind = \"screen\"\n", tried.toml())
}

/// All that is wrong with a book in a design; at most so many in a hundred runs may stand off the grid.
fn faults(book: &Book, tried: Tried, percent: usize) -> Vec<String> {
    let workspace = Workspace::new(Folder::open(book.path()).unwrap());
    let ready = match prepare(&workspace, &Order::default(), &|_| {}) {
        Ok(ready) => ready,
        Err(Refused::Content(findings)) => return vec![format!("{tried:?}: {findings:#?}")],
        Err(Refused::Usage(message)) => return vec![format!("{tried:?}: {message}")],
    };
    let mut told: Vec<String> = ready
        .findings
        .iter()
        .filter(|finding| FAULTS.contains(&finding.name))
        .map(|finding| finding.message.to_string())
        .collect();
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| apart(&ready.document)));
    if let Err(message) = caught {
        told.push(message.downcast::<String>().map_or_else(|_| String::new(), |message| *message));
    }
    told.extend(in_margins(&ready));
    told.extend(off_grid(&ready, tried, percent));
    told.extend(titles(&ready));
    // A design has nothing of the one before the last.
    comemo::evict(2);
    told.into_iter().map(|fault| format!("{tried:?}: {fault}")).collect()
}

/// Text that stands in the margins at the sides, but for marks and large type that hang out.
fn in_margins(ready: &Ready) -> Option<String> {
    let design = &ready.book.settings.design;
    let mut out = Vec::new();
    for (index, page) in ready.document.pages().iter().enumerate() {
        let width = page.frame.width().to_pt();
        let margins = &design.margins;
        let (left, right) = match index % 2 {
            0 => (margins.inside, margins.outside),
            _ => (margins.outside, margins.inside),
        };
        for run in runs(&page.frame).iter().filter(|run| !run.text.trim().is_empty()) {
            let hang = 0.1 * run.size + 2.0;
            let mark = if run.text.ends_with(|c: char| !c.is_alphanumeric()) { 0.6 * run.size } else { 0.0 };
            if run.area[0] < left - hang || run.area[2] > width - right + hang + mark {
                out.push(format!("page {}: {:?} at {:?}", index + 1, run.text, run.area));
            }
        }
    }
    (!out.is_empty())
        .then(|| format!("{} texts stand in a margin: {:?}", out.len(), &out[..out.len().min(6)]))
}

/// Text of the body's size that stands on no line of the page's grid.
fn off_grid(ready: &Ready, tried: Tried, percent: usize) -> Option<String> {
    let grid = tried.grid();
    let [width, height] = ready.book.settings.design.paper;
    let mut phases: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (index, page) in ready.document.pages().iter().enumerate() {
        let size = page.frame.size();
        if (size.x.to_pt() > size.y.to_pt()) != (width > height) {
            continue;
        }
        for run in runs(&page.frame).iter().filter(|run| (run.size - tried.size).abs() < 0.01) {
            let phase = (run.baseline.rem_euclid(grid) / grid * 40.0).round() as i64 % 40;
            phases.entry(phase).or_default().push(format!("page {}: {:?}", index + 1, run.text));
        }
    }
    let all: usize = phases.values().map(Vec::len).sum();
    let (most, on) = phases.iter().max_by_key(|(_, runs)| runs.len())?;
    let near = |phase: &i64| (phase - most).rem_euclid(40).min((most - phase).rem_euclid(40)) <= 1;
    let off: Vec<&String> =
        phases.iter().filter(|(phase, _)| !near(phase)).flat_map(|(_, runs)| runs).collect();
    let shown: Vec<&&String> = off.iter().take(6).collect();
    (off.len() * 100 > all * percent)
        .then(|| format!("{} of {all} runs are off the grid ({} on it): {shown:?}", off.len(), on.len()))
}

/// Titles of chapters: one size in a book on each style, and none out of the text's width.
fn titles(ready: &Ready) -> Vec<String> {
    let mut told = Vec::new();
    let mut sizes: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    let design = &ready.book.settings.design;
    for extent in extents(&ready.document, &ready.book) {
        let frame = &ready.document.pages()[extent.pages.start].frame;
        let written = |run: &Run| run.text.chars().any(char::is_alphabetic);
        let runs: Vec<Run> = runs(frame).into_iter().filter(written).collect();
        let size = runs.iter().map(|run| run.size).fold(0.0, f64::max);
        let style = if extent.style == Style::Redline { "redline" } else { "material" };
        sizes.entry(style).or_default().insert((size * 100.0).round() as i64);
        let margins = &design.margins;
        let is_recto = extent.pages.start % 2 == 0;
        let (left, right) =
            if is_recto { (margins.inside, margins.outside) } else { (margins.outside, margins.inside) };
        for run in runs.iter().filter(|run| run.size == size) {
            if run.area[0] < left - 0.1 * size || run.area[2] > design.paper[0] - right + 1.0 {
                told.push(format!("{:?} leaves its column: {:?}", run.text, run.area));
            }
        }
    }
    told.extend(
        sizes
            .into_iter()
            .filter(|(_, sizes)| sizes.len() > 1)
            .map(|(style, sizes)| format!("titles on {style} have the sizes {sizes:?}")),
    );
    told
}

/// Puts the fonts of the designs into a book.
fn with_fonts(book: Book) -> Book {
    FONTS.into_iter().fold(book, |book, name| {
        book.file(&format!("fonts/{name}"), std::fs::read(sample().join("tests/fonts").join(name)).unwrap())
    })
}

/// Tries a book in some designs, or in every so many of all where `DESIGNS` says so.
fn hold(book: impl Fn(Tried) -> Book, designs: Vec<Tried>, percent: usize) {
    let designs = match generated::number("DESIGNS") {
        Some(step) => all().step_by(step as usize).collect(),
        None => designs,
    };
    let told: Vec<String> = designs
        .into_iter()
        .flat_map(|tried| faults(&with_fonts(book(tried)), tried, percent))
        .inspect(|fault| println!("{fault}"))
        .collect();
    println!("held to the designs: {} faults", told.len());
    let shown: Vec<String> = told.iter().take(30).map(|fault| fault.chars().take(900).collect()).collect();
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), shown.join("\n"));
}

/// One after the other: what one forgets, the other would have to lay out anew.
#[test]
fn books_hold_in_every_design() {
    the_stress_book();
    the_sample();
    generated_books();
}

fn the_sample() {
    let own = std::fs::read_to_string(sample().join("workbook.toml")).unwrap();
    let (head, rest) = own.split_once("[design]").unwrap();
    let labels =
        rest.split_once("[labels]").unwrap().1.split_once("[target").unwrap().0.split('#').next().unwrap();
    let workbook = format!("{head}\n[labels]{labels}");
    hold(
        |tried| {
            let book = Book::empty();
            let book = ["chapters", "chapters/images"].into_iter().fold(book, copied);
            book.file("workbook.toml", designed(&workbook, tried))
        },
        all().collect(),
        1,
    );
}

/// The pairs are what they are said to be.
#[test]
fn pairs_of_papers_faces_and_sizes_meet() {
    let met = |key: fn(&Tried) -> String| pairs().map(|tried| key(&tried)).collect::<BTreeSet<_>>().len();
    assert_eq!(met(|tried| format!("{}{:?}", tried.paper, tried.faces)), 24);
    assert_eq!(met(|tried| format!("{}{}", tried.paper, tried.size)), 18);
    assert_eq!(met(|tried| format!("{:?}{}", tried.faces, tried.size)), 12);
}

fn the_stress_book() {
    hold(
        |tried| {
            let book = stress::book();
            let own = std::fs::read_to_string(book.path().join("workbook.toml")).unwrap();
            // Long chapters of plain text, and rows of one kind, tell no more than short ones.
            let book = ["chapters/04.toml", "chapters/05.toml"].into_iter().fold(book, shortened);
            let book = ["chapters/01.toml", "chapters/02.toml"].into_iter().fold(book, thinned);
            book.file("workbook.toml", designed(&own, tried))
        },
        // It takes long: `DESIGNS=3` tries 24, and `DESIGNS=1` all.
        pairs().step_by(3).collect(),
        4,
    );
}

/// Leaves the first blocks of a chapter.
fn shortened(book: Book, path: &str) -> Book {
    let whole = std::fs::read_to_string(book.path().join(path)).unwrap();
    let blocks: Vec<&str> = whole.split("[[block]]").take(4).collect();
    book.file(path, blocks.join("[[block]]"))
}

/// Leaves some of the lines that follow each other and are the same.
fn thinned(book: Book, path: &str) -> Book {
    let whole = std::fs::read_to_string(book.path().join(path)).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let kept = lines.chunk_by(|a, b| a == b).flat_map(|same| same.iter().take(8).copied());
    book.file(path, kept.collect::<Vec<_>>().join("\n"))
}

fn generated_books() {
    let books = generated::whole();
    let next = std::cell::Cell::new(0);
    hold(
        |tried| {
            let index = next.replace(next.get() + 1);
            let book = generated::with_assets(Book::empty());
            let texts = books[index % books.len()].texts();
            texts.into_iter().fold(book, |book, (path, text)| match path.as_str() {
                "workbook.toml" => {
                    book.file(&path, designed(text.split("[preflight]").next().unwrap(), tried))
                }
                _ => book.file(&path, text),
            })
        },
        all().collect(),
        6,
    );
}
