//! The right edges of paragraphs: few hyphens, never three in a row, lines about as long as each other.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;
use typst_library::introspection::{Location, Tag};
use typst_library::layout::{Frame, FrameItem, Point};
use typst_library::model::ParElem;
use typst_library::pdf::ArtifactElem;

use crate::book::{Book, WORKBOOK, sample_laid};
use crate::stress;

/// The most letters of a word that a line may hold.
const LONG: usize = 40;

/// A line of a paragraph, in points.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    baseline: f64,
    left: f64,
    right: f64,
    size: f64,
}

/// What is measured of a book's paragraphs.
#[derive(Debug, Default)]
struct Rags {
    /// All lines but the last of each paragraph.
    lines: usize,
    /// Those that end with a hyphen that is no part of the text.
    hyphens: usize,
    /// The most lines in a row that end with a dash.
    row: usize,
    /// How far lines are from the mean of their paragraph, as a root of the mean square; in ems.
    spread: f64,
}

impl Rags {
    fn of(document: &PagedDocument) -> Self {
        let mut found = Self::default();
        let mut squares = 0.0;
        for lines in paragraphs(document) {
            // What no line holds is broken line by line.
            let text: String = lines.iter().map(|line| line.text.trim_end_matches('\u{ad}')).collect();
            let letters = |line: &Line| line.text.chars().count();
            let widest = lines.iter().map(letters).max().unwrap_or(0);
            if text.split(' ').any(|word| word.chars().count() > LONG.min(widest)) {
                continue;
            }
            let Some((_, lines)) = lines.split_last() else { continue };
            let dashed = |line: &Line| line.text.ends_with(['\u{ad}', '-', '–', '—']);
            let rows = lines.chunk_by(|a, b| dashed(a) == dashed(b)).filter(|row| dashed(&row[0]));
            found.row = rows.map(<[Line]>::len).max().unwrap_or(0).max(found.row);
            found.hyphens += lines.iter().filter(|line| line.text.ends_with('\u{ad}')).count();
            let widths: Vec<f64> = widths(lines);
            let mean = widths.iter().sum::<f64>() / widths.len().max(1) as f64;
            squares += widths.iter().map(|width| (width - mean).powi(2)).sum::<f64>();
            found.lines += lines.len();
        }
        found.spread = (squares / found.lines.max(1) as f64).sqrt();
        found
    }

    /// Hyphens in a hundred lines.
    fn share(&self) -> f64 {
        100.0 * self.hyphens as f64 / self.lines as f64
    }
}

/// The widths of lines in ems, from the edge at which those beside them begin: the first may be indented.
fn widths(lines: &[Line]) -> Vec<f64> {
    let width = |(index, line): (usize, &Line)| {
        let near = |other: &&Line| (line.left - 20.0..line.left).contains(&other.left);
        let next = lines.get(index + 1).filter(near).map_or(line.left, |next| next.left);
        (line.right - next) / line.size
    };
    lines.iter().enumerate().map(width).collect()
}

/// The lines of each paragraph.
fn paragraphs(document: &PagedDocument) -> Vec<Vec<Line>> {
    let mut walk = Walk::default();
    for page in document.pages() {
        walk.frame(&page.frame, Point::zero());
    }
    walk.found.into_values().collect()
}

/// The paragraphs on the way.
#[derive(Default)]
struct Walk {
    /// Those that are open, with their number in the order of reading.
    open: Vec<(Location, Option<usize>)>,
    order: usize,
    found: BTreeMap<usize, Vec<Line>>,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (at, item) in frame.items() {
            let at = origin + *at;
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, at),
                FrameItem::Tag(Tag::Start(element, _)) if element.is::<ParElem>() => {
                    self.order += 1;
                    self.open.push((element.location().unwrap(), Some(self.order)));
                }
                // Between the halves of a paragraph stands what stands on each page.
                FrameItem::Tag(Tag::Start(element, _)) if element.is::<ArtifactElem>() => {
                    self.open.push((element.location().unwrap(), None));
                }
                FrameItem::Tag(Tag::End(location, ..)) => self.open.retain(|(open, _)| open != location),
                FrameItem::Text(text) => {
                    let Some((_, Some(number))) = self.open.last() else { continue };
                    let lines = self.found.entry(*number).or_default();
                    let (x, y, size) = (at.x.to_pt(), at.y.to_pt(), text.size.to_pt());
                    let right = x + text.width().to_pt();
                    match lines.last_mut() {
                        Some(line) if (line.baseline - y).abs() < 0.45 * size && x > line.left => {
                            line.right = right;
                            line.text.push_str(&text.text);
                        }
                        _ => lines.push(Line {
                            text: text.text.to_string(),
                            baseline: y,
                            left: x,
                            right,
                            size,
                        }),
                    }
                }
                _ => {}
            }
        }
    }
}

/// Holds a book to so many hyphens in a hundred lines, and to a spread in ems.
fn hold(name: &str, document: &PagedDocument, hyphens: f64, spread: f64) {
    let rags = Rags::of(document);
    println!("{name}: {:.1} hyphens in 100 lines, spread {:.3} em, {rags:?}", rags.share(), rags.spread);
    assert!(rags.lines > 50, "{name}: {rags:?}");
    assert!(rags.row < 3, "{name}: {rags:?}");
    assert!(rags.share() <= hyphens && rags.spread <= spread, "{name}: {:.1} {rags:?}", rags.share());
}

#[test]
fn the_sample_has_good_rags() {
    hold("sample", &sample_laid().0, 13.5, 1.51);
}

#[test]
fn the_stress_book_has_good_rags() {
    hold("stress", &stress::laid().0, 10.0, 0.7);
}

/// Words of a language, the short ones more often.
const WORDS: [(&str, &[&str]); 4] = [
    (
        "nl",
        &["de", "het", "van", "een", "straat", "bodem", "verantwoordelijkheid", "klimaatadaptatie", "wijk"],
    ),
    ("en", &["the", "of", "a", "street", "between", "responsibility", "infrastructure", "along", "ground"]),
    ("de", &["die", "der", "und", "Straße", "Zuständigkeit", "Klimaanpassung", "Grund", "zwischen", "Ort"]),
    ("fr", &["la", "les", "de", "rue", "responsabilité", "aménagement", "entre", "commune", "eau"]),
];

/// Paragraphs of any length, in one, two and three columns.
fn text(words: &[&str], random: &mut fastrand::Rng) -> String {
    let mut text = String::new();
    for columns in 1..=3 {
        text += &format!("\n[[block]]\ntype = \"text\"\ncolumns = {columns}\nbody = \"\"\"\n");
        for _ in 0..12 {
            let mut word = || {
                let word = words[random.usize(..words.len())];
                match random.usize(..20) {
                    0 => format!("*{word}*"),
                    1 => format!("**{word}**"),
                    2 => format!("{word}-{word}"),
                    3 => format!("{word},"),
                    _ => word.to_owned(),
                }
            };
            let count = 2 + word().len() * 5;
            let line: Vec<String> = (0..count).map(|_| word()).collect();
            text += &format!("{}.\n\n", line.join(" "));
        }
        text += "\"\"\"\n";
    }
    text
}

#[test]
fn no_three_lines_in_a_row_end_with_a_dash() {
    for (seed, (language, words)) in WORDS.iter().enumerate() {
        let mut random = fastrand::Rng::with_seed(seed as u64 + 1);
        let chapter = format!("style = \"material\"\ntitle = \"A\"\n{}", text(words, &mut random));
        let workbook = WORKBOOK.replace("\"nl\"", &format!("\"{language}\""));
        let book = Book::empty().file("workbook.toml", workbook).file("chapters/1.toml", chapter);
        hold(language, &book.document(), 38.0, 1.05);
    }
}
