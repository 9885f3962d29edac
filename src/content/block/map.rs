//! A picture with numbered points on it.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{Inline, Rich};
use crate::content::fields::fields;
use crate::content::named::{Alt, ImagePath};
use crate::content::width::Percent;

/// A picture with numbered points on it, and a legend: a map, a plan, a photograph of a street.
///
/// Points that stand too near to each other or to the edge are moved apart, with a line to their place.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// The path of the image, as in a `figure`.
    pub image: ImagePath,
    /// What it shows, for who cannot see it: the points are told by the legend.
    pub alt: Alt,
    /// A caption under the legend.
    pub caption: Option<Rich>,
    /// Who made it.
    pub credit: Option<Inline>,
    /// The points, numbered in their order.
    #[schemars(length(min = 1))]
    pub points: Vec<MapPoint>,
}

/// A point on a map, and its line in the legend.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MapPoint {
    /// How far from the left edge it stands, in percent of the picture's width.
    pub x: Percent,
    /// How far from the upper edge it stands, in percent of the picture's height.
    pub y: Percent,
    /// What it is called.
    pub label: Inline,
    /// What there is to say about it.
    pub text: Option<Rich>,
}
