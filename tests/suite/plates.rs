//! Ink, page by page: Ghostscript's plates against our own figures, and against what two inks may print.

use std::sync::LazyLock;

use crate::built::{Built, both, hard, samples};
use crate::ghost::{self, Plates};
use crate::pdf::Pdf;

const SPOT: &str = "PANTONE 485 C";

/// The most that our own figures may differ from Ghostscript's, in percent points.
const TOLERANCE: f64 = 2.0;

static PRINT: LazyLock<Vec<Plates>> = LazyLock::new(|| ghost::plates(hard().path("print")));

/// No cyan, magenta or yellow anywhere on the medium: the marks print with the two inks alone.
fn two_inks(name: &str, pages: &[Plates]) {
    let mut inks = [0, 0];
    for (index, plates) in pages.iter().enumerate() {
        for (plate, print) in plates {
            let any = print.ink.iter().any(|ink| *ink > 0);
            match plate.as_str() {
                "Black" => inks[0] += usize::from(any),
                SPOT => inks[1] += usize::from(any),
                other => assert!(!any, "{name}: page {} prints {other}", index + 1),
            }
        }
    }
    // A page without marks may have one ink alone.
    assert!(inks.iter().all(|count| *count > pages.len() / 2), "{name}: {inks:?} of {}", pages.len());
}

/// What our own plates say of a target: for each page, its plates with their percent.
fn own(built: &Built, target: &str) -> Vec<Vec<(String, f64)>> {
    let targets = built.plates["targets"].as_array().unwrap();
    let found = targets.iter().find(|entry| entry["name"] == target).unwrap();
    let ink = |ink: &serde_json::Value| {
        (ink["plate"].as_str().unwrap().to_owned(), ink["percent"].as_f64().unwrap())
    };
    let page = |page: &serde_json::Value| {
        assert!(page["unexpected"].as_array().unwrap().is_empty(), "{target}: {page}");
        page["ink"].as_array().unwrap().iter().map(ink).collect()
    };
    found["pages"].as_array().unwrap().iter().map(page).collect()
}

/// Holds our own figures of a target to Ghostscript's, inside the trim.
fn hold(built: &Built, target: &str, pages: &[Plates]) {
    let own = own(built, target);
    let pdf = Pdf::new(&built.bytes(target));
    let trims = ghost::boxes(&pdf, "TrimBox");
    assert!(own.len() == pages.len() && trims.len() == pages.len());
    let mut off = Vec::new();
    for (index, (plates, trim)) in pages.iter().zip(trims).enumerate() {
        for (plate, ours) in &own[index] {
            let theirs = plates.get(plate).map_or(0.0, |print| print.percent(trim));
            if (ours - theirs).abs() > TOLERANCE {
                off.push(format!(
                    "page {}: {plate} is {ours:.1} by us and {theirs:.1} by Ghostscript",
                    index + 1
                ));
            }
        }
    }
    assert!(off.is_empty(), "{target}: {off:#?}");
}

/// Two plates and no third, and as much ink on them as we say.
fn two_plates(name: &str, built: &Built, target: &str) {
    let pages = ghost::plates(built.path(target));
    two_inks(&format!("{name}, {target}"), &pages);
    hold(built, target, &pages);
}

#[test]
fn two_inks_print_two_plates() {
    two_inks("hard, print", &PRINT);
    hold(hard(), "print", &PRINT);
    for target in ["bare", "booklet", "marked", "whitefold", "whiteprint"] {
        two_plates("hard", hard(), target);
    }
    for target in ["print", "booklet"] {
        two_plates("sample", samples(), target);
    }
}

#[test]
fn our_plates_are_ghostscripts_in_four_inks() {
    hold(hard(), "print4", &ghost::smooth(hard().path("print4")));
}

#[test]
fn our_plates_are_ghostscripts_where_the_printer_separates() {
    hold(hard(), "printrgb", &ghost::smooth(hard().path("printrgb")));
}

/// The area of the boxes of a page that are filled with white, in points from the top left of the medium.
fn panels(pages: &[typst_layout::Page], index: usize) -> Vec<[f64; 4]> {
    use werkboek::edition::walk;
    let mut found = Vec::new();
    walk(&pages[index].frame, &mut |placed| {
        if let typst_library::layout::FrameItem::Shape(shape, _) = placed.item
            && shape.fill == Some(typst_library::visualize::Color::WHITE.into())
        {
            let area = werkboek::edition::Area::of(shape.bbox(false), placed.transform);
            found.push([area.left, area.top, area.right, area.bottom]);
        }
    });
    found
}

/// What is written on paper must be legible: panels on red pages have no red under them.
#[test]
fn panels_stay_white() {
    let book = crate::hard::book();
    let document = book.document();
    let mut count = 0;
    for (index, plates) in PRINT.iter().enumerate() {
        for panel in panels(document.pages(), index) {
            let edge = 13.0 * 72.0 / 25.4;
            let [left, top, right, bottom] = panel.map(|side| side + edge);
            if right - left < 100.0 || bottom - top < 40.0 {
                continue;
            }
            let inner = [left + 1.0, top + 1.0, right - 1.0, bottom - 1.0];
            // The lines to write on are of the accent, and so are prompts: all else is bare.
            let ink: Vec<u8> = plates[SPOT].inside(inner).collect();
            let bare = ink.iter().filter(|ink| **ink == 0).count() as f64 / ink.len() as f64;
            assert!(bare > 0.96, "page {}: {bare} of a panel is bare", index + 1);
            count += 1;
        }
    }
    assert!(count >= 3, "{count}");
}

/// Under a black line on red there is red, and under a white or a black box there is none.
#[test]
fn the_spot_plate_has_no_hole_under_black_lines() {
    let book = crate::hard::book();
    let document = book.document();
    let mut seen = 0;
    for (index, page) in document.pages().iter().enumerate() {
        werkboek::edition::walk(&page.frame, &mut |placed| {
            let typst_library::layout::FrameItem::Image(image, size, _) = placed.item else { return };
            if image.alt() != Some("Beeld line.svg") {
                return;
            }
            let area = werkboek::edition::Area::sized(*size, placed.transform);
            let edge = 13.0 * 72.0 / 25.4;
            let inner = [area.left + 2.0, area.top + 2.0, area.right - 2.0, area.bottom - 2.0];
            let inner = inner.map(|side| side + edge);
            let least = PRINT[index][SPOT].inside(inner).min();
            let black = PRINT[index]["Black"].percent(inner);
            assert_eq!(least, Some(255), "page {}", index + 1);
            assert!((25.0..45.0).contains(&black), "page {}: {black}", index + 1);
            seen += 1;
        });
    }
    assert_eq!(seen, 2);
}

#[test]
fn the_figures_name_the_plates_in_use() {
    for (name, built) in both() {
        for target in built.plates["targets"].as_array().unwrap() {
            let plates: Vec<&str> =
                target["plates"].as_array().unwrap().iter().map(|plate| plate.as_str().unwrap()).collect();
            match target["name"].as_str().unwrap() {
                "print4" | "printrgb" => assert_eq!(plates, ["Cyan", "Magenta", "Yellow", "Black"]),
                other => assert_eq!(plates, ["Black", SPOT], "{name}, {other}"),
            }
        }
    }
}
