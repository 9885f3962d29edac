//! `[preflight]`: the limits to which a book is held before it goes out.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::measure::Length;

/// The names of the findings that can be passed over.
pub const FINDINGS: &[&str] = &[
    "contrast",
    "empty-chapter",
    "hairline",
    "heading-level",
    "image-resolution",
    "knockout-type",
    "missing-description",
    "missing-glyph",
    "overflow",
    "page-count",
    "short-bleed",
    "total-ink",
];

/// What the printer needs at least, and what is to be passed over.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Preflight {
    /// The names of findings to pass over, such as `image-resolution`.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub ignore: Vec<At<String>>,
    /// The smallest regular type that may be knocked out of a ground.
    #[schemars(extend("x-default" = "`7pt`"))]
    pub knockout_type: Option<At<Length>>,
    /// The thinnest line that may be knocked out of a ground, or printed at all.
    #[schemars(extend("x-default" = "`0.25pt`"))]
    pub hairline: Option<At<Length>>,
    /// The least contrast of text with its ground, as hundredths: 450 is 4.5:1.
    #[schemars(range(min = 100, max = 2100), extend("x-default" = "450, and 300 for large type"))]
    pub contrast: Option<At<u32>>,
    /// The most ink in one spot, in percent of all plates together.
    #[schemars(range(min = 100, max = 400), extend("x-default" = "the profile's own"))]
    pub total_ink: Option<At<u32>>,
    /// The most pages that a stapled booklet can take.
    #[schemars(range(min = 4, max = 400), extend("x-default" = "80"))]
    pub booklet_pages: Option<At<u32>>,
}

impl Preflight {
    /// The smallest regular type that may be knocked out, in points.
    pub fn knockout_type(&self) -> f64 {
        self.knockout_type.as_ref().map_or(7.0, |length| length.value.points())
    }

    /// The thinnest line, in points.
    pub fn hairline(&self) -> f64 {
        self.hairline.as_ref().map_or(0.25, |length| length.value.points())
    }

    /// The most pages of a stapled booklet.
    pub fn booklet_pages(&self) -> usize {
        self.booklet_pages.as_ref().map_or(80, |pages| pages.value as usize)
    }
}
