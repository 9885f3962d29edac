//! Nothing runs off a page or overlaps, and text stands on the grid.

use typst_layout::PagedDocument;

use crate::book::sample_laid;
use crate::pdf::{Run, runs};
use crate::stress;

/// The least distance of text from the page's edge: 8 mm, in points.
const EDGE: f64 = 22.7;

/// The distance of the grid's lines in points.
const GRID: f64 = 12.75;

fn each_page(document: &PagedDocument, mut check: impl FnMut(usize, [f64; 2], &[Run])) {
    for (index, page) in document.pages().iter().enumerate() {
        let size = page.frame.size();
        check(index + 1, [size.x.to_pt(), size.y.to_pt()], &runs(&page.frame));
    }
}

/// No text stands nearer to a page's edge than it may.
pub fn inside(document: &PagedDocument) {
    let mut outside = Vec::new();
    each_page(document, |page, [width, height], runs| {
        for run in runs.iter().filter(|run| !run.text.trim().is_empty()) {
            let [left, top, right, bottom] = run.area;
            if left < EDGE || top < EDGE || right > width - EDGE || bottom > height - EDGE {
                outside.push(format!("page {page}: {:?} at {:?}", run.text, run.area));
            }
        }
    });
    assert!(outside.is_empty(), "text runs off the page:\n{}", first(&outside));
}

/// No text stands over another.
pub fn apart(document: &PagedDocument) {
    let mut over = Vec::new();
    each_page(document, |page, _, runs| {
        for (index, a) in runs.iter().enumerate() {
            for b in &runs[index + 1..] {
                let wide = a.area[2].min(b.area[2]) - a.area[0].max(b.area[0]);
                let high = a.area[3].min(b.area[3]) - a.area[1].max(b.area[1]);
                // Large titles are set tight: their descenders reach into the next line.
                let slack = 0.2 * a.size.max(b.size) - 0.8;
                if wide > 1.0 && high > slack.max(1.0) {
                    over.push(format!("page {page}: {:?} over {:?} ({high:.1} pt)", a.text, b.text));
                }
            }
        }
    });
    assert!(over.is_empty(), "text overlaps:\n{}", first(&over));
}

/// Text of the body's size stands on one grid, page by page.
///
/// At most so many in a hundred runs may stand off it.
fn on_grid(document: &PagedDocument, percent: usize) {
    let (mut all, mut off) = (0, Vec::new());
    each_page(document, |page, [width, height], runs| {
        if width > height {
            return;
        }
        for run in runs.iter().filter(|run| (run.size - 9.25).abs() < 0.01) {
            let line = (run.baseline - FIRST) / GRID;
            all += 1;
            if (line - line.round()).abs() * GRID > 0.3 {
                off.push(format!(
                    "page {page}: {:?} is {:.2} pt off",
                    run.text,
                    (line - line.round()) * GRID
                ));
            }
        }
    });
    assert!(
        all > 0 && off.len() * 100 <= all * percent,
        "{} of {all} runs are off the grid:\n{}",
        off.len(),
        first(&off)
    );
}

/// The first baseline of the type area, in points from the top of the page.
const FIRST: f64 = 11.71 + 7.0 * GRID;

#[test]
fn the_sample_is_sound() {
    let document = &sample_laid().0;
    assert!(document.pages().len() >= 28);
    inside(document);
    apart(document);
}

#[test]
fn the_sample_stands_on_the_grid() {
    on_grid(&sample_laid().0, 0);
}

#[test]
fn the_stress_book_is_sound() {
    let document = &stress::laid().0;
    inside(document);
    apart(document);
}

#[test]
fn the_stress_book_stands_on_the_grid() {
    on_grid(&stress::laid().0, 3);
}

/// The first of many complaints.
fn first(lines: &[String]) -> String {
    lines.iter().take(25).map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// A title that nobody broke is broken into lines as large as they may be.
#[test]
fn a_cover_fills_its_width() {
    let workbook = crate::book::WORKBOOK.replace("\"Werkboek\"", "\"The street as a commons\"");
    let book = crate::book::Book::with(crate::book::CHAPTER).file("workbook.toml", workbook);
    let document = book.document();
    let cover = runs(&document.pages()[0].frame);
    let large: Vec<&str> =
        cover.iter().filter(|run| run.size == 96.0).map(|run| run.text.trim_end()).collect();
    assert_eq!(large, ["The", "street", "as a", "commons"]);
}

/// Title and organisation stand apart beside the folio; where both are too long, the title alone does, and
/// what `[design]` says comes before either.
#[test]
fn folios_say_whose_book_it_is() {
    let long =
        "Een titel die van zichzelf al haast een hele regel vult en toch niet wordt afgekapt aan de voet";
    for (title, design, wanted) in [
        ("Werkboek", "", "Werkboek · Voorbeeld"),
        (long, "paper = \"a5\"\n", long),
        ("Werkboek", "folio = \"Van ons\"\n", "Van ons"),
    ] {
        let workbook = crate::book::WORKBOOK.replace("\"Werkboek\"", &format!("\"{title}\""));
        let book = crate::book::Book::with(crate::book::CHAPTER)
            .file("workbook.toml", format!("{workbook}\n[design]\n{design}"));
        let document = book.document();
        let page = &document.pages()[1].frame;
        let foot: String = runs(page)
            .iter()
            .filter(|run| run.baseline > page.height().to_pt() - 60.0)
            .map(|run| run.text.replace('\u{a0}', " "))
            .collect();
        assert!(foot.contains(wanted), "{wanted}: {foot}");
        assert_eq!(foot.contains("Voorbeeld"), wanted.contains("Voorbeeld"), "{foot}");
    }
}
