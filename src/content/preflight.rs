//! `[preflight]`: the limits to which a book is held before it goes out.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::defaults;
use super::measure::Length;

/// The findings that can be passed over, by their names, and what each tells.
pub const FINDINGS: &[(&str, &str)] = &[
    ("contrast", "text that hardly stands out from its ground"),
    ("empty-chapter", "a chapter with a title and nothing else"),
    ("hairline", "a line, in the layout or in a drawing, that is too thin to print"),
    ("heading-level", "a heading more than one level under the one before it"),
    ("image-resolution", "a photograph that is too coarse where it stands, for the `min-ppi` of a target"),
    ("knockout-type", "white type on a dark ground that is too small to stay open in print"),
    ("missing-description", "an image that nobody can hear"),
    ("missing-glyph", "a character that the typeface does not have; an error"),
    ("overflow", "text that runs to the edge of its page, or is cut off; an error"),
    ("page-count", "more pages than staples hold"),
    ("short-bleed", "an image or a box that touches the edge and does not run over it by the bleed"),
    ("total-ink", "more ink in one spot than the paper takes"),
];

/// Whether a finding can be passed over.
pub fn is_finding(name: &str) -> bool {
    FINDINGS.iter().any(|(known, _)| *known == name)
}

/// What the printer needs at least, and what is to be passed over.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Preflight {
    /// The names of findings to pass over, such as `image-resolution`.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub ignore: Vec<At<String>>,
    /// The smallest regular type that may be knocked out of a ground.
    #[schemars(extend("x-value" = defaults::KNOCKOUT_TYPE))]
    pub knockout_type: Option<At<Length>>,
    /// The thinnest line that may be knocked out of a ground, or printed at all.
    #[schemars(extend("x-value" = defaults::HAIRLINE))]
    pub hairline: Option<At<Length>>,
    /// The least contrast of text with its ground, as hundredths: 450 is 4.5:1.
    #[schemars(range(min = 100, max = 2100), extend("x-default" = "450, and 300 for large type"))]
    pub contrast: Option<At<u32>>,
    /// The most ink in one spot, in percent of all plates together.
    #[schemars(range(min = 100, max = 400), extend("x-default" = "the profile's own"))]
    pub total_ink: Option<At<u32>>,
    /// The most pages that a stapled booklet can take.
    #[schemars(range(min = 4, max = 400), extend("x-value" = defaults::BOOKLET_PAGES))]
    pub booklet_pages: Option<At<u32>>,
}
