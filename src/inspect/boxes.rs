//! The page boxes (ISO 32000-2, 14.11.2).

use lopdf::Object;
use schemars::JsonSchema;
use serde::Serialize;

use super::PageSet;
use super::lookup::{Pdf, as_number};
use super::pages::Page;

/// Millimetres in a point.
const MM: f64 = 25.4 / 72.0;

/// A rectangle on a page, in millimetres to two decimals, from the origin of the page's coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Area {
    /// Its left edge.
    pub x: f64,
    /// Its lower edge.
    pub y: f64,
    /// Its width, before the page is rotated.
    pub width: f64,
    /// Its height, before the page is rotated.
    pub height: f64,
}

/// Pages with equal boxes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PageBoxes {
    /// The pages.
    pub pages: PageSet,
    /// The sheet, inherited from the page tree if need be; null where it is missing or not readable.
    pub media_box: Option<Area>,
    /// What is shown, inherited from the page tree if need be; null where it is not set and so is the MediaBox.
    pub crop_box: Option<Area>,
    /// What is printed before trimming; null where it is not set and so is the CropBox.
    pub bleed_box: Option<Area>,
    /// The page after trimming; null where it is not set and so is the CropBox.
    pub trim_box: Option<Area>,
    /// The meaningful content; null where it is not set and so is the CropBox.
    pub art_box: Option<Area>,
    /// By how many degrees the page is turned clockwise for showing.
    pub rotate: i64,
}

impl PageBoxes {
    /// All but the pages.
    fn key(&self) -> ([Option<Area>; 5], i64) {
        ([self.media_box, self.crop_box, self.bleed_box, self.trim_box, self.art_box], self.rotate)
    }
}

/// The boxes of all pages, equal ones together, in the order of their first pages.
pub fn group(pdf: &Pdf, pages: &[Page]) -> Vec<PageBoxes> {
    let mut groups: Vec<PageBoxes> = vec![];
    for (number, page) in (1..).zip(pages) {
        let boxes = boxes(pdf, page);
        match groups.iter_mut().find(|group| group.key() == boxes.key()) {
            Some(group) => group.pages.add(number),
            None => {
                let mut pages = PageSet::default();
                pages.add(number);
                groups.push(PageBoxes { pages, ..boxes });
            }
        }
    }
    groups
}

fn boxes(pdf: &Pdf, page: &Page) -> PageBoxes {
    let unit = user_unit(pdf, page);
    let own = |key: &str| area(pdf, pdf.get(page.dictionary, key)?, unit);
    let inherited = |key: &str| area(pdf, page.inherited(key)?, unit);
    PageBoxes {
        pages: PageSet::default(),
        media_box: inherited("MediaBox"),
        crop_box: inherited("CropBox"),
        bleed_box: own("BleedBox"),
        trim_box: own("TrimBox"),
        art_box: own("ArtBox"),
        rotate: page.inherited("Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0).rem_euclid(360),
    }
}

/// How many points a unit of the page's coordinates is.
pub fn user_unit(pdf: &Pdf, page: &Page) -> f64 {
    pdf.number(page.dictionary, "UserUnit").filter(|unit| *unit > 0.0).unwrap_or(1.0)
}

/// Reads a rectangle, whichever two opposite corners it names.
fn area(pdf: &Pdf, object: &Object, unit: f64) -> Option<Area> {
    let list = object.as_array().ok()?;
    let numbers: Option<Vec<f64>> = list.iter().map(|item| as_number(pdf.follow(item)?)).collect();
    let [left, bottom, right, top]: [f64; 4] = numbers?.try_into().ok()?;
    let mm = |points: f64| (points * unit * MM * 100.0).round() / 100.0;
    Some(Area {
        x: mm(left.min(right)),
        y: mm(bottom.min(top)),
        width: mm((right - left).abs()),
        height: mm((top - bottom).abs()),
    })
}
