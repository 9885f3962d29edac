//! Soft masks in print: their light is gray, whatever is drawn in them, and masks as much as on a screen.

use std::collections::HashSet;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use werkboek::content::target::Inks;
use werkboek::ink::Plate;

use crate::book::Book;
use crate::built::both;
use crate::ghost::Plates;
use crate::gradients::{SPOT, laid_out, press, printed};
use crate::pdf::Pdf;
use crate::{photos, x4};

fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The entries of a kind in the resources of an object.
fn named<'a>(pdf: &'a Document, owner: &'a Dictionary, kind: &[u8]) -> Vec<&'a Object> {
    let resources = owner.get(b"Resources").ok().and_then(|own| pdf.dereference(own).ok()?.1.as_dict().ok());
    let entries = resources.and_then(|own| pdf.dereference(own.get(kind).ok()?).ok()?.1.as_dict().ok());
    entries.map(|entries| entries.iter().map(|(_, object)| object).collect()).unwrap_or_default()
}

/// All objects that give light to a mask, and to nothing else.
pub fn inside(pdf: &Document) -> HashSet<ObjectId> {
    let states = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let groups = states.filter_map(|state| {
        let mask = pdf.dereference(state.get(b"SMask").ok()?).ok()?.1.as_dict().ok()?;
        mask.get(b"G").ok()?.as_reference().ok()
    });
    let mut next: Vec<ObjectId> = groups.collect();
    let mut found = HashSet::new();
    while let Some(id) = next.pop() {
        let Some(dict) = dictionary(pdf.get_object(id).unwrap()).filter(|_| found.insert(id)) else {
            continue;
        };
        for kind in [&b"XObject"[..], b"Pattern", b"Shading"] {
            next.extend(named(pdf, dict, kind).iter().filter_map(|object| object.as_reference().ok()));
        }
        next.extend(dict.get(b"Shading").and_then(Object::as_reference).ok());
    }
    found
}

/// What is not gray in the masks of a file.
fn coloured(pdf: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for id in inside(pdf) {
        let object = pdf.get_object(id).unwrap();
        let dict = dictionary(object).unwrap();
        let gray = |space: &Object| {
            let space = pdf.dereference(space).unwrap().1;
            space.as_name().is_ok_and(|name| name == b"DeviceGray")
        };
        let space = dict.get(b"ColorSpace").ok().filter(|space| !gray(space));
        found.extend(space.map(|space| format!("an image or a gradient in {space:?}")));
        if let Ok(group) = dict.get(b"Group").and_then(|group| pdf.dereference(group)) {
            let space = group.1.as_dict().unwrap().get(b"CS").unwrap();
            found.extend((!gray(space)).then(|| format!("a group in {space:?}")));
        }
        found.extend(named(pdf, dict, b"ColorSpace").iter().map(|space| format!("resources with {space:?}")));
        let is_drawn = dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
        if let (Object::Stream(stream), true) = (object, is_drawn) {
            for operation in Content::decode(&stream.get_plain_content().unwrap()).unwrap().operations {
                let operator = operation.operator.as_str();
                let pattern = operation.operands.last().is_some_and(|last| last.as_name().is_ok());
                if ["rg", "RG", "k", "K", "sc", "SC"].contains(&operator)
                    || ["cs", "CS", "scn", "SCN"].contains(&operator) && !pattern
                {
                    found.push(format!("`{operator}`"));
                }
            }
        }
    }
    found
}

fn data_uri(kind: &str, bytes: &[u8]) -> String {
    use base64::Engine;
    format!("data:image/{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

/// A drawing of fields of 100 by 100 behind masks of every kind, with gradients that stand in both.
fn drawing() -> (String, usize) {
    let png = data_uri("png", &photos::rgb_png(60, 60));
    let jpeg = data_uri("jpeg", &photos::rgb_jpeg(60, 60));
    let gray = data_uri("jpeg", &photos::gray_jpeg(60, 60));
    let clear = data_uri("png", &photos::alpha_png(60, 60));
    let whole = |fill: &str| format!("<rect width='100' height='100' fill='{fill}'/>");
    let image = |uri: &str| format!("<image width='100' height='100' href='{uri}'/>");
    let masks = [
        whole("#ffffff"),
        whole("#808080"),
        whole("#ff0000"),
        whole("#00ff00"),
        whole("#D81E05"),
        whole("url(#both)"),
        whole("url(#round)"),
        whole("url(#fading)"),
        whole("url(#tiles)"),
        image(&png),
        image(&jpeg),
        image(&gray),
        image(&clear),
        format!("<g opacity='0.5'>{}<circle cx='50' cy='50' r='30' fill='#20b060'/></g>", whole("#ffff00")),
        "<rect x='10' y='10' width='80' height='80' fill='none' stroke='#000000' stroke-width='20'/><circle cx='50' cy='50' r='20' fill='#fff' stroke='#00f' stroke-width='9'/>".into(),
        format!("<g mask='url(#inner)'>{}</g>", whole("#c0ffc0")),
    ];
    let mut svg = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='400'><defs>\
        <linearGradient id='both'><stop stop-color='#D81E05'/><stop offset='1' stop-color='#add8e6'/></linearGradient>\
        <radialGradient id='round'><stop stop-color='#fff'/><stop offset='1' stop-color='#10a0ff'/></radialGradient>\
        <linearGradient id='fading'><stop stop-color='#fff'/><stop offset='1' stop-color='#ff0' stop-opacity='0'/></linearGradient>\
        <pattern id='tiles' width='20' height='20' patternUnits='userSpaceOnUse'><rect width='10' height='20' fill='#ff8080'/></pattern>\
        <mask id='inner' maskUnits='userSpaceOnUse' width='100' height='100'><rect width='70' height='100' fill='#ff00ff'/></mask>",
    );
    for (index, mask) in masks.iter().enumerate() {
        svg +=
            &format!("<mask id='m{index}' maskUnits='userSpaceOnUse' width='100' height='100'>{mask}</mask>");
    }
    svg += "</defs>";
    for index in 0..masks.len() {
        let fill = ["#D81E05", "#000000", "url(#both)", "#1060c0"][index % 4];
        let (x, y) = (index % 4 * 100, index / 4 * 100);
        svg += &format!("<g transform='translate({x} {y})'><g mask='url(#m{index})'>{}</g></g>", whole(fill));
    }
    (svg + "</svg>", masks.len())
}

fn figure(svg: &str) -> typst_layout::PagedDocument {
    let figure = "style = \"material\"\ntitle = \"Beeld\"\n\n[[block]]\ntype = \"figure\"\nimage = \"a.svg\"\nalt = \"Een vlak.\"\n";
    laid_out(&Book::with(figure).file("a.svg", svg))
}

/// On every press, what is in masks is gray, and each field masks as much as our own plates say.
#[test]
fn masks_of_every_kind_are_gray() {
    let (svg, count) = drawing();
    let document = figure(&svg);
    for inks in [Inks::Two, Inks::Cmyk, Inks::Rgb] {
        let press = press(inks);
        let (bytes, pages, own) = printed(&document, &press);
        let pdf = Document::load_mem(&bytes).unwrap();
        assert!(inside(&pdf).len() > count, "{inks:?}");
        assert_eq!(coloured(&pdf), [] as [String; 0], "{inks:?}");
        assert_eq!(x4::violations(&bytes, inks == Inks::Rgb), [] as [String; 0], "{inks:?}");
        let mut off = Vec::new();
        for (page, (plates, prints)) in pages.iter().zip(&own).enumerate() {
            let media = [0.0, 0.0, 1e4, 1e4];
            for print in prints {
                let name = press.plate_name(print.plate);
                let theirs = plates.get(&name).map_or(0.0, |plate| plate.percent(media));
                let ours =
                    print.ink.iter().map(|ink| f64::from(*ink)).sum::<f64>() / print.ink.len() as f64 / 2.55;
                if (ours - theirs).abs() > 2.0 {
                    off.push(format!("page {page}, {name}: {ours:.2} by us, {theirs:.2} by Ghostscript"));
                }
            }
        }
        assert!(off.is_empty(), "{inks:?}: {off:#?}");
    }
}

/// The masks of all printed files of the two books, which have some.
#[test]
fn masks_of_the_books_are_gray() {
    let mut count = 0;
    for (book, built) in both() {
        for target in built.printed() {
            let pdf = Document::load_mem(&built.bytes(target)).unwrap();
            assert_eq!(coloured(&pdf), [] as [String; 0], "{book}, {target}");
            count += inside(&pdf).len();
        }
    }
    assert!(count > 10, "{count}");
}

/// Black outlines of what is filled leave the spot ink under them alone, whatever the shape and the fill.
#[test]
fn outlines_overprint() {
    let shapes = [
        "<rect x='20' y='20' width='60' height='60' fill='#ffffff' STROKE/>",
        "<circle cx='50' cy='50' r='30' fill='#808080' STROKE/>",
        "<path d='M20 20 L80 20 L50 80 Z' fill='url(#g)' STROKE/>",
        "<rect x='20' y='20' width='60' height='60' fill='#1060c0' fill-opacity='0.5' STROKE/>",
        "<path d='M20 20 H80 V80 H20 Z M30 30 H70 V70 H30 Z' fill='#fff' fill-rule='evenodd' STROKE/>",
        "<rect x='20' y='20' width='60' height='60' fill='#fff' paint-order='stroke' STROKE/>",
    ];
    let mut svg = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><defs><linearGradient id='g'>\
        <stop stop-color='#fff'/><stop offset='1' stop-color='#888'/></linearGradient></defs>\
        <rect width='300' height='200' fill='#D81E05'/>",
    );
    for (index, shape) in shapes.iter().enumerate() {
        let shape = shape.replace("STROKE", "stroke='#000000' stroke-width='12'");
        svg += &format!("<g transform='translate({} {})'>{shape}</g>", index % 3 * 100, index / 3 * 100);
    }
    let document = figure(&(svg + "</svg>"));
    let (bytes, pages, own) = printed(&document, &press(Inks::Two));
    let [_, lines] = crate::streams::overprints(&Pdf::new(&bytes));
    assert!(lines >= shapes.len(), "{lines}");
    // The line is twelve wide: its outer half lies on the accent, which must be there under all of it.
    let count = |plates: &Plates, is: &dyn Fn(u8) -> bool| {
        let spot = plates.get(SPOT).map(|spot| spot.ink.iter().zip(&plates["Black"].ink));
        spot.into_iter().flatten().filter(|(spot, black)| **black > 250 && is(**spot)).count()
    };
    let (plates, prints) =
        pages.iter().zip(&own).max_by_key(|(plates, _)| count(plates, &|spot| spot > 250)).unwrap();
    let (both, holes) = (count(plates, &|spot| spot > 250), count(plates, &|spot| spot < 40));
    assert!(both > holes && both > 4000, "{both} pixels of black on the accent, {holes} of black alone");
    for print in prints.iter().filter(|print| matches!(print.plate, Plate::Spot | Plate::Process(3))) {
        let name = if print.plate == Plate::Spot { SPOT } else { "Black" };
        let off = plates[name].ink.iter().zip(&print.ink).filter(|(a, b)| a.abs_diff(**b) > 100).count();
        assert!(off < print.ink.len() / 100, "{name}: {off} of {} pixels differ", print.ink.len());
    }
}
