//! Gradients on the plates of a press: Ghostscript draws them, they run smoothly, and our own plates say the same.

use std::fs;
use std::sync::Arc;

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::layout::{Abs, Angle, Axes, Frame, FrameItem, Point, Ratio, Size};
use typst_library::model::Document;
use typst_library::visualize::{
    Color, ConicGradient, Geometry, Gradient, LinearGradient, ProcessColorSpace, RadialGradient,
};
use werkboek::content::target::Inks;
use werkboek::edition::{Area, Made, Margins, Marks, print, walk};
use werkboek::export::{About, PdfSettings, press as export};
use werkboek::ink::{Plate, Press, Profile, SpotInk};
use werkboek::plates::{Print, page_plates};
use werkboek::source::Folder;
use werkboek::typeset::{Workspace, layout};

use crate::book::Book;
use crate::ghost::{self, Plates};

/// The name of the accent.
pub const SPOT: &str = "PANTONE 485 C";
const ACCENT: &str = "#D81E05";

/// The bleed around the pages, in points.
const BLEED: f64 = 9.0;

/// What the accent runs to, and comes from.
const OTHERS: [&str; 14] = [
    "#ffffff", "#000000", "#808080", "#303030", "#101010", "#f0a090", "#600c02", "#add8e6", "#ffa500",
    "#ffff00", "#000040", "#20b060", "#c800ff", "#d84a20",
];

/// A press with the accent of the City Deal.
pub fn press(inks: Inks) -> Press {
    let spot = SpotInk { name: SPOT.into(), rgb: [0xD8, 0x1E, 0x05], cmyk: [0.0, 0.95, 1.0, 0.0] };
    Press { inks, spot, profile: Profile::named("FOGRA39").unwrap() }
}

/// The file for a press of pages that are ready for paper.
pub fn exported(made: &Made, press: &Press) -> Vec<u8> {
    let about = About {
        title: "Proef".into(),
        author: "Proef".into(),
        description: String::new(),
        language: "nl".into(),
        date: None,
        ident: "proef".into(),
    };
    let settings = PdfSettings { ident: "proef".into(), date: None };
    export(&made.document, &made.papers, press, &about, &settings).unwrap().bytes
}

/// The file for a press, its plates by Ghostscript, and by ourselves.
pub fn printed(document: &PagedDocument, press: &Press) -> (Vec<u8>, Vec<Plates>, Vec<Vec<Print>>) {
    let margins = Margins { bleed: BLEED, marks: false };
    let made = print(document, [595.0, 842.0], margins, &Marks::new(press, &[]), |_| String::new());
    let bytes = exported(&made, press);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proef.pdf");
    fs::write(&path, &bytes).unwrap();
    let pages = made.document.pages().iter().zip(&made.papers);
    let own = pages.map(|(page, paper)| page_plates(page, paper, press, ghost::PPI)).collect();
    (bytes, ghost::plates(&path), own)
}

/// A strip on a page: what it shows, the page, and its box from the top left of the medium in points.
struct Strip {
    name: String,
    page: usize,
    area: [f64; 4],
    /// Whether each ink runs one way.
    one_way: bool,
}

/// The elements of gradients, each with what it shows, and whether each ink runs one way.
fn drawn() -> Vec<(String, String, bool)> {
    let stops = |stops: &[(&str, &str)]| -> String {
        stops.iter().map(|(at, color)| format!("<stop offset='{at}' stop-color='{color}'/>")).collect()
    };
    let mut all = Vec::new();
    for other in OTHERS {
        for (from, to) in [(ACCENT, other), (other, ACCENT)] {
            let name = format!("linear {from} to {to}");
            let stops = stops(&[("0", from), ("1", to)]);
            all.push((name, format!("<linearGradient id='ID'>{stops}</linearGradient>"), true));
        }
        let radial = format!(
            "<radialGradient id='ID' gradientUnits='userSpaceOnUse' cx='0' cy='Y' r='400'>{}</radialGradient>",
            stops(&[("0", ACCENT), ("1", other)])
        );
        all.push((format!("radial {ACCENT} to {other}"), radial, true));
        // Only the first half of what is mirrored is on the strip.
        let mirrored = format!(
            "<linearGradient id='ID' spreadMethod='reflect' gradientUnits='userSpaceOnUse' x1='-400' y1='0' x2='0' y2='0'>{}</linearGradient>",
            stops(&[("0", other), ("1", ACCENT)])
        );
        all.push((format!("mirrored {other} to {ACCENT}"), mirrored, true));
        let three = stops(&[("0", ACCENT), ("0.5", other), ("1", "#ffffff")]);
        all.push((
            format!("{ACCENT}, {other}, white"),
            format!("<linearGradient id='ID'>{three}</linearGradient>"),
            false,
        ));
    }
    for (name, to, one_way) in [("clear accent", ACCENT, true), ("clear black", "#000000", false)] {
        let stops =
            format!("<stop stop-color='{ACCENT}'/><stop offset='1' stop-color='{to}' stop-opacity='0'/>");
        all.push((
            format!("{ACCENT} to {name}"),
            format!("<linearGradient id='ID'>{stops}</linearGradient>"),
            one_way,
        ));
    }
    all
}

/// The drawing of all gradients, as strips of 400 by 10, one under the other.
fn drawing(all: &[(String, String, bool)]) -> String {
    let height = all.len() * 12;
    let mut svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='400' height='{height}'>");
    for (index, (_, gradient, _)) in all.iter().enumerate() {
        let y = index * 12;
        let gradient = gradient.replace("ID", &format!("g{index}")).replace("'Y'", &format!("'{}'", y + 5));
        svg +=
            &format!("<defs>{gradient}</defs><rect y='{y}' width='400' height='10' fill='url(#g{index})'/>");
    }
    svg + "</svg>"
}

/// The pages of a book, which a file for screens might not hold.
pub fn laid_out(book: &Book) -> PagedDocument {
    let workspace = Workspace::new(Folder::open(book.path()).unwrap());
    layout(&workspace).map_err(|findings| format!("{findings:#?}")).unwrap().document
}

/// The laid-out page with a drawing of so many strips.
fn pages_of_drawings() -> (Vec<Page>, Vec<Strip>) {
    let (mut pages, mut strips) = (vec![], vec![]);
    for part in drawn().chunks(24) {
        let figure = "style = \"material\"\ntitle = \"Beeld\"\n\n[[block]]\ntype = \"figure\"\nimage = \"a.svg\"\nalt = \"Een vlak.\"\n";
        let document = laid_out(&Book::with(figure).file("a.svg", drawing(part)));
        for page in document.pages() {
            walk(&page.frame, &mut |placed| {
                let FrameItem::Image(_, size, _) = placed.item else { return };
                let area = Area::sized(*size, placed.transform);
                let scale = area.width() / 400.0;
                strips.extend(part.iter().enumerate().map(|(index, (name, _, one_way))| {
                    let top = area.top + BLEED + index as f64 * 12.0 * scale;
                    let left = area.left + BLEED;
                    let strip = [left, top, left + 400.0 * scale, top + 10.0 * scale];
                    Strip { name: format!("svg, {name}"), page: pages.len(), area: strip, one_way: *one_way }
                }));
                pages.push(page.clone());
            });
        }
    }
    (pages, strips)
}

fn color(text: &str) -> Color {
    let [r, g, b] = werkboek::ink::parse_rgb(text).unwrap();
    Color::from_u8(r, g, b, 255)
}

/// A page of gradients as Typst has them.
fn page_of_typst(like: &Page, page: usize) -> (Page, Vec<Strip>) {
    let mut frame = Frame::hard(like.frame.size());
    let mut strips = Vec::new();
    let spaces = [ProcessColorSpace::Srgb, ProcessColorSpace::Oklab];
    let cases = OTHERS.iter().flat_map(|other| spaces.map(|space| (other, space)));
    for (index, (other, space)) in cases.enumerate() {
        let stops = vec![(color(ACCENT), Ratio::zero()), (color(other), Ratio::one())];
        let (left, top) = (40.0, 20.0 + 24.0 * index as f64);
        let (relative, anti_alias) = (typst_library::foundations::Smart::Auto, true);
        let linear = LinearGradient {
            stops: stops.clone(),
            angle: Angle::zero(),
            space: space.into(),
            relative,
            anti_alias,
        };
        let radial = RadialGradient {
            stops,
            center: Axes::new(Ratio::zero(), Ratio::new(0.5)),
            radius: Ratio::one(),
            focal_center: Axes::new(Ratio::zero(), Ratio::new(0.5)),
            focal_radius: Ratio::zero(),
            space: space.into(),
            relative,
            anti_alias,
        };
        let both = [Gradient::Linear(Arc::new(linear)), Gradient::Radial(Arc::new(radial))];
        for (row, gradient) in both.into_iter().enumerate() {
            let top = top + 12.0 * row as f64;
            let shape = Geometry::Rect(Size::new(Abs::pt(400.0), Abs::pt(10.0))).filled(gradient.clone());
            let at = Point::new(Abs::pt(left), Abs::pt(top));
            frame.push(at, FrameItem::Shape(shape, typst_syntax::Span::detached()));
            let area = [left, top, left + 400.0, top + 10.0].map(|side| side + BLEED);
            // Not all ways of Oklab get ever lighter, or ever darker.
            let one_way = space == ProcessColorSpace::Srgb;
            strips.push(Strip {
                name: format!("typst, {ACCENT} to {other}, {space:?} {row}"),
                page,
                area,
                one_way,
            });
        }
    }
    (Page { frame, ..like.clone() }, strips)
}

/// How many places of a strip are looked at.
const PLACES: usize = 60;

/// The ink at places along a strip, in percent, by whoever tells it for a box.
fn along(area: [f64; 4], percent: impl Fn([f64; 4]) -> f64) -> Vec<f64> {
    let [left, top, right, bottom] = area;
    let middle = (top + bottom) / 2.0;
    let step = (right - left - 3.0) / PLACES as f64;
    let place = |index: usize| {
        let x = left + 1.5 + (index as f64 + 0.5) * step;
        percent([x - 0.7, middle - 2.0, x + 0.7, middle + 2.0])
    };
    (0..PLACES).map(place).collect()
}

/// The ink of our own plate in a box.
fn inside(print: &Print, area: [f64; 4]) -> f64 {
    let pixels = area.map(|side| (side * ghost::PPI / 72.0).round() as usize);
    let rows = pixels[1]..pixels[3];
    let ink: Vec<f64> = rows
        .flat_map(|row| (pixels[0]..pixels[2]).map(move |column| (row, column)))
        .map(|(row, column)| f64::from(print.ink[row * print.width as usize + column]))
        .collect();
    ink.iter().sum::<f64>() / ink.len() as f64 / 2.55
}

fn document() -> (PagedDocument, Vec<Strip>) {
    let (mut pages, mut strips) = pages_of_drawings();
    let (page, more) = page_of_typst(&pages[0], pages.len());
    pages.push(page);
    strips.extend(more);
    let (like, _) = Book::with(crate::book::CHAPTER).laid();
    (PagedDocument::new(EcoVec::from(pages), like.info().clone()), strips)
}

/// On both plates of two inks, by Ghostscript: no jump, one way where there is one, and as our own plates say.
#[test]
fn two_inks_run_smoothly_on_both_plates() {
    let (document, strips) = document();
    assert!(strips.len() > 100);
    let press = press(Inks::Two);
    let (_, pages, own) = printed(&document, &press);
    let mut wrong = Vec::new();
    let mut spots = 0;
    for strip in &strips {
        for (plate, key) in [("Black", Plate::Process(3)), (SPOT, Plate::Spot)] {
            let theirs = along(strip.area, |area| {
                pages[strip.page].get(plate).map_or(0.0, |print| print.percent(area))
            });
            let print = own[strip.page].iter().find(|print| print.plate == key).unwrap();
            let ours = along(strip.area, |area| inside(print, area));
            let steps: Vec<f64> = theirs.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let most = steps.iter().fold(0.0_f64, |most, step| most.max(step.abs()));
            let one_way = steps.iter().all(|step| *step > -1.5) || steps.iter().all(|step| *step < 1.5);
            // What is a fifth as long is five times as steep.
            let limit = if strip.one_way { 11.0 } else { 18.0 };
            if most > limit || strip.one_way && !one_way {
                wrong.push(format!("{}: {plate} {theirs:.0?}", strip.name));
            }
            let off = ours.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            if off > 4.0 {
                wrong.push(format!("{}: {plate} {theirs:.0?} by Ghostscript, {ours:.0?} by us", strip.name));
            }
            spots += usize::from(plate == SPOT && theirs.iter().any(|ink| *ink > 80.0));
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
    assert_eq!(spots, strips.len(), "every strip has the accent on its plate");
}

/// With four inks no plate jumps either.
#[test]
fn four_inks_do_not_jump() {
    let (document, strips) = document();
    let (_, pages, _) = printed(&document, &press(Inks::Cmyk));
    let mut wrong = Vec::new();
    for strip in &strips {
        for plate in ["Cyan", "Magenta", "Yellow", "Black"] {
            let theirs = along(strip.area, |area| {
                pages[strip.page].get(plate).map_or(0.0, |print| print.percent(area))
            });
            let most = theirs.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f64::max);
            if most > 18.0 {
                wrong.push(format!("{}: {plate} {theirs:.0?}", strip.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
}

/// A gradient around a point has the accent too.
#[test]
fn gradients_around_a_point() {
    let (laid, _) = Book::with(crate::book::CHAPTER).laid();
    let like = &laid.pages()[0];
    let mut frame = Frame::hard(like.frame.size());
    let conic = ConicGradient {
        stops: vec![(color(ACCENT), Ratio::zero()), (color("#add8e6"), Ratio::one())],
        angle: Angle::zero(),
        center: Axes::splat(Ratio::new(0.5)),
        space: ProcessColorSpace::Srgb.into(),
        relative: typst_library::foundations::Smart::Auto,
        anti_alias: true,
    };
    let shape = Geometry::Rect(Size::splat(Abs::pt(200.0))).filled(Gradient::Conic(Arc::new(conic)));
    frame.push(Point::splat(Abs::pt(50.0)), FrameItem::Shape(shape, typst_syntax::Span::detached()));
    let page = Page { frame, ..like.clone() };
    let document = PagedDocument::new(EcoVec::from([page]), laid.info().clone());
    let (_, pages, _) = printed(&document, &press(Inks::Two));
    let around = |percent: &dyn Fn([f64; 4]) -> f64| -> Vec<f64> {
        let place = |step: usize| {
            let angle = (step as f64 + 0.5) / 40.0 * std::f64::consts::TAU;
            let (x, y) = (150.0 + BLEED + 70.0 * angle.cos(), 150.0 + BLEED + 70.0 * angle.sin());
            percent([x - 1.0, y - 1.0, x + 1.0, y + 1.0])
        };
        (0..40).map(place).collect()
    };
    let theirs = around(&|area| pages[0][SPOT].percent(area));
    let jumps = theirs.windows(2).filter(|pair| (pair[1] - pair[0]).abs() > 8.0).count();
    // It jumps once, where its end meets its beginning.
    assert!(jumps <= 1 && theirs.iter().any(|ink| *ink > 90.0), "{theirs:.0?}");
}
