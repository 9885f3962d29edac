//! Files for the printer: PDF/X-4 by our own list, boxes to 0.01 pt, and black that overprints.

use crate::built::{Built, both, hard};
use crate::pdf::Pdf;
use crate::standards::accepts;
use crate::{streams, x4};

/// Millimetres in points.
const MM: f64 = 72.0 / 25.4;

#[test]
fn every_printed_file_keeps_to_the_list() {
    for (book, built) in both() {
        for target in built.printed() {
            let found = x4::violations(&built.bytes(target), target == "printrgb");
            assert!(found.is_empty(), "{book}, {target}: {found:#?}");
            accepts("qpdf", &["--check"], built.path(target));
        }
    }
}

/// The file for the printer without any overprint.
fn knocked_out() -> Vec<u8> {
    let mut pdf = lopdf::Document::load_mem(&hard().bytes("print")).unwrap();
    for object in pdf.objects.values_mut() {
        if let lopdf::Object::Dictionary(state) = object
            && state.has(b"OPM")
        {
            state.set("op", false);
            state.set("OP", false);
        }
    }
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

/// The list would see what is wrong: a file for screens breaks most of it.
#[test]
fn the_list_sees_what_is_wrong() {
    let found = x4::violations(&hard().bytes("email"), false);
    for expected in [
        "the header is not 1.6",
        "the output intent is not for PDF/X",
        "a page lacks a box",
        "a page has Annots",
        "the catalog has Outlines",
        "there is an action",
        "a colour space is ICCBased with 3 channels",
        "the information says no PDF/X-4",
        "the metadata lacks <pdf:Trapped>False</pdf:Trapped>",
        "a transparency group is not DeviceCMYK, or DeviceGray in a mask",
    ] {
        assert!(found.iter().any(|line| line == expected), "{expected}\n{found:#?}");
    }
    let found = x4::violations(&knocked_out(), false);
    assert!(found.iter().any(|line| line.starts_with("text does not overprint")), "{found:#?}");
    assert!(found.iter().any(|line| line.starts_with("a line does not overprint")), "{found:#?}");
    let rgb = x4::violations(&hard().bytes("printrgb"), false);
    assert_eq!(rgb, ["a colour space is ICCBased with 3 channels"]);
}

/// Holds a box of each page to what it should be: left, bottom, right and top in millimetres.
fn hold(built: &Built, target: &str, key: &str, wanted: [f64; 4]) {
    let pdf = Pdf::new(&built.bytes(target));
    for (index, page) in pdf.page_dictionaries().into_iter().enumerate() {
        let found = pdf.rectangle(page, key).unwrap();
        for (found, wanted) in found.into_iter().zip(wanted) {
            let off = (found - wanted * MM).abs();
            assert!(off < 0.01, "{target}, page {}: {key} is {off} pt off", index + 1);
        }
    }
}

/// Width and height in the middle of a sheet, `by` larger on each side.
fn middle(sheet: [f64; 2], size: [f64; 2], by: f64) -> [f64; 4] {
    let [x, y] = [0, 1].map(|axis| (sheet[axis] - size[axis]) / 2.0);
    [x - by, y - by, x + size[0] + by, y + size[1] + by]
}

#[test]
fn boxes_are_right_on_every_page() {
    let page = [210.0, 297.0];
    for (book, target, bleed, slug) in [
        (hard(), "print", 3.0, 10.0),
        (hard(), "print4", 3.0, 10.0),
        (hard(), "printrgb", 3.0, 10.0),
        (hard(), "bare", 2.5, 0.0),
        (hard(), "whiteprint", 3.0, 10.0),
        (crate::built::samples(), "print", 3.0, 10.0),
    ] {
        let media = page.map(|side| side + 2.0 * (bleed + slug));
        hold(book, target, "MediaBox", [0.0, 0.0, media[0], media[1]]);
        hold(book, target, "BleedBox", middle(media, page, bleed));
        hold(book, target, "TrimBox", middle(media, page, 0.0));
    }
    // A sheet that is no larger than its pages has no room for bleed.
    for (target, sheet, bleed) in [
        ("booklet", [420.0, 297.0], 0.0),
        ("marked", [450.0, 320.0], 1.5),
        ("whitefold", [450.0, 320.0], 2.0),
    ] {
        hold(hard(), target, "MediaBox", [0.0, 0.0, sheet[0], sheet[1]]);
        hold(hard(), target, "BleedBox", middle(sheet, [420.0, 297.0], bleed));
        hold(hard(), target, "TrimBox", middle(sheet, [420.0, 297.0], 0.0));
    }
}

#[test]
fn black_overprints_and_nothing_else_does() {
    for (book, built) in both() {
        for target in built.printed() {
            let [texts, lines] = streams::overprints(&Pdf::new(&built.bytes(target)));
            assert!(texts > 200 && lines > 0, "{book}, {target}: {texts} texts and {lines} lines");
            // Most lines of the sample are outlines of white boxes.
            let least = if book == "sample" { 635 } else { 1 };
            assert!(lines >= least, "{book}, {target}: {lines} lines");
        }
    }
}

/// Inspect names the inks of each file.
#[test]
fn inspect_sees_the_inks() {
    let book = crate::book::Book::empty();
    for (target, spot) in [("print", true), ("print4", false)] {
        let path = hard().path(target).to_str().unwrap();
        let run = book.run(&["inspect", path]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(run.text().contains("PANTONE 485 C"), spot, "{target}: {}", run.text());
        assert!(run.text().contains("PDF/X-4") && run.text().contains("FOGRA39"), "{}", run.text());
    }
}
