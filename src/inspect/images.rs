//! Images, and the resolution at which they are placed (ISO 32000-2, 8.9).

use lopdf::Dictionary;
use schemars::JsonSchema;
use serde::Serialize;

use super::PageSet;
use super::lookup::{Pdf, as_name};
use super::matrix::Matrix;

/// An image that is placed on a page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Image {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its colour space in words, such as `DeviceRGB`; null for a stencil, which is painted in a colour of the page.
    pub colour_space: Option<String>,
    /// The bits of a component; null where the image itself says it.
    pub bits: Option<u32>,
    /// The filters in the order in which they unfold, such as `Flate`, `DCT` or `JPX`; empty without compression.
    pub compression: Vec<String>,
    /// Whether it has a soft mask.
    pub soft_mask: bool,
    /// Whether it is a stencil.
    pub stencil: bool,
    /// Whether it stands in the page's content itself.
    pub inline: bool,
    /// The lowest resolution at which it is placed, in pixels per inch; null where it is placed without a size.
    pub resolution: Option<f64>,
    /// The page with that placement.
    pub lowest_on: u32,
    /// How often it is placed.
    pub placements: u32,
    /// The pages on which it is placed.
    pub pages: PageSet,
}

impl Image {
    /// Reads an image's dictionary, whose keys inline images shorten; its colour space is read elsewhere.
    pub fn read(pdf: &Pdf, image: &Dictionary, inline: bool) -> Self {
        let key = |long: &'static str, short: &'static str| {
            if inline && !image.has(long.as_bytes()) { short } else { long }
        };
        let flag = |key| pdf.get(image, key).and_then(|flag| flag.as_bool().ok()).unwrap_or(false);
        let stencil = flag(key("ImageMask", "IM"));
        Self {
            width: pdf.count(image, key("Width", "W")).unwrap_or(0),
            height: pdf.count(image, key("Height", "H")).unwrap_or(0),
            colour_space: None,
            bits: if stencil { Some(1) } else { pdf.count(image, key("BitsPerComponent", "BPC")) },
            compression: filters(pdf, image, key("Filter", "F")),
            soft_mask: pdf.stream(image, "SMask").is_some()
                || pdf.count(image, "SMaskInData").unwrap_or(0) > 0,
            stencil,
            inline,
            resolution: None,
            lowest_on: 0,
            placements: 0,
            pages: PageSet::default(),
        }
    }

    /// Remarks a placement: the matrix maps the unit square to inches times 72.
    pub fn place(&mut self, matrix: Matrix, page: u32) {
        let (across, up) = matrix.sides();
        let ppi = |pixels: u32, points: f64| f64::from(pixels) * 72.0 / points;
        let lowest = ppi(self.width, across).min(ppi(self.height, up));
        let lowest = Some((lowest * 10.0).round() / 10.0).filter(|ppi| ppi.is_finite());
        if self.placements == 0 || (lowest.is_some() && self.resolution.is_none_or(|ppi| lowest < Some(ppi)))
        {
            (self.resolution, self.lowest_on) = (lowest, page);
        }
        self.placements = self.placements.saturating_add(1);
        self.pages.add(page);
    }

    /// Whether two images are alike in all but their placement.
    pub fn is_like(&self, other: &Self) -> bool {
        let key = |image: &Self| (image.width, image.height, image.bits, image.stencil, image.inline);
        key(self) == key(other)
            && self.colour_space == other.colour_space
            && self.compression == other.compression
    }
}

/// The filters without their common ending, such as `Flate`.
fn filters(pdf: &Pdf, image: &Dictionary, key: &str) -> Vec<String> {
    let short = |name: String| match name.as_str() {
        "AHx" => "ASCIIHex".into(),
        "A85" => "ASCII85".into(),
        "Fl" => "Flate".into(),
        "RL" => "RunLength".into(),
        "CCF" => "CCITTFax".into(),
        _ => name.strip_suffix("Decode").unwrap_or(&name).to_owned(),
    };
    match pdf.get(image, key) {
        Some(lopdf::Object::Array(names)) => {
            names.iter().filter_map(|name| as_name(pdf.follow(name)?)).map(short).collect()
        }
        Some(name) => as_name(name).map(short).into_iter().collect(),
        None => vec![],
    }
}

/// The images that were placed, the lowest resolution first.
pub fn report(mut images: Vec<Image>) -> Vec<Image> {
    let rank = |image: &Image| image.resolution.unwrap_or(f64::INFINITY);
    images.sort_by(|a, b| rank(a).total_cmp(&rank(b)).then(a.lowest_on.cmp(&b.lowest_on)));
    images
}
