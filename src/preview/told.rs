//! What the page is told of what is shown, as JSON.

use serde_json::{Value, json};
use typst_layout::Page;

use super::board::Shown;
use super::look::drawn_size;
use super::view::{Kind, Sheet, View};
use crate::edition::Area;
use crate::ink::Plate;

/// All that is shown: the pages are those of the view of a name, or of the first where there is none of that name.
pub fn shown(shown: &Shown, name: &str, edits: bool) -> Value {
    let view = shown.view(name).or(shown.views.first());
    json!({
        "revision": shown.revision,
        "title": shown.title,
        "language": shown.language,
        "guides": shown.guides,
        "broken": shown.broken,
        "busy": shown.busy,
        "editor": edits,
        "views": shown.views.iter().map(|view| kind(view)).collect::<Vec<_>>(),
        "view": view.map(|view| view.name.as_str()),
        // The targets are those of before an error that the pages have, or while they are made.
        "stale": view.is_some_and(|view| shown.broken || view.revision != shown.revision && !shown.busy),
        "pages": view.map(|view| pages(view)),
        "findings": &*shown.findings,
    })
}

fn kind(view: &View) -> Value {
    let kind = match view.kind {
        Kind::Book => "book",
        Kind::Screen => "screen",
        Kind::Print => "print",
        Kind::Booklet => "booklet",
    };
    let plates = view.plates();
    let plates: Vec<Value> =
        plates.iter().map(|(plate, name)| json!({ "id": plate_id(*plate), "name": name })).collect();
    let condition = view.press.as_ref().filter(|_| !plates.is_empty());
    let condition = condition.map(|press| press.profile.identifier.as_str());
    json!({ "name": view.name, "kind": kind, "proof": condition, "plates": plates })
}

/// What a plate is called in addresses.
pub fn plate_id(plate: Plate) -> String {
    match plate {
        Plate::Process(ink) => format!("{ink}"),
        Plate::Spot => "s".into(),
    }
}

fn pages(view: &View) -> Vec<Value> {
    view.sheets.iter().zip(view.document.pages()).map(|(sheet, page)| one(sheet, page)).collect()
}

/// A page; boxes on it are counted from where its frame begins in the picture, its origin.
fn one(sheet: &Sheet, page: &Page) -> Value {
    let paper = sheet.paper.map(|paper| json!({ "trim": area(&paper.trim), "bleed": area(&paper.bleed) }));
    let origin = [page.bleed.left, page.bleed.top].map(|side| rounded(side.to_pt()));
    json!({
        "look": format!("{:032x}", sheet.look),
        "number": sheet.number,
        "red": sheet.red,
        "recto": sheet.recto,
        "size": drawn_size(page).map(rounded),
        "origin": origin,
        "paper": paper,
    })
}

/// A box: left, top, width and height.
pub fn area(area: &Area) -> [f64; 4] {
    [area.left, area.top, area.width(), area.height()].map(rounded)
}

fn rounded(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}
