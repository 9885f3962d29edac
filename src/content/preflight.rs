//! `[preflight]`: the limits to which a book is held before it goes out.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::defaults;
use super::measure::Length;

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
    /// The thinnest line that may be printed.
    #[schemars(extend("x-value" = defaults::HAIRLINE))]
    pub hairline: Option<At<Length>>,
    /// The thinnest line that may be knocked out of a ground.
    #[schemars(extend("x-value" = defaults::KNOCKOUT_LINE))]
    pub knockout_line: Option<At<Length>>,
    /// How near to the trim a thing may stand that does not run over it.
    #[schemars(extend("x-value" = defaults::NEAR_TRIM))]
    pub near_trim: Option<At<Length>>,
    /// The faintest tint of an ink in layouts and drawings, in percent.
    #[schemars(range(min = 0, max = 100), extend("x-value" = defaults::FAINT_TINT))]
    pub faint_tint: Option<At<u32>>,
    /// The resolution under which a photograph in print is an error where `min-ppi` reports it, in pixels per inch.
    #[schemars(range(min = 0, max = 1200), extend("x-value" = defaults::ERROR_PPI))]
    pub error_ppi: Option<At<u32>>,
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
