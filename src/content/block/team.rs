//! Teams: who they are, what they do, and when.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{At, Inline, Rich};
use crate::content::fields::fields;
use crate::content::named::{Alt, ImagePath, TeamNumber, TeamRef};

/// The profile of a team; two share a page where they fit.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The team's number, by which others refer to it.
    #[schemars(range(min = 0, max = 999))]
    pub number: At<u32>,
    /// What the team is called.
    pub name: Inline,
    /// What it is about, in a sentence or two.
    pub lede: Option<Rich>,
    /// The tracks along which it works.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub tracks: Vec<Track>,
    /// What the team does, mostly a list.
    pub does: Option<Rich>,
    /// What its members dream of.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub dreams: Vec<Dream>,
    /// The teams (by number) and partners (by name) with whom it works, as `[2, 3, "COB"]`.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub works_with: Vec<At<TeamRef>>,
    /// A picture in the profile.
    pub figure: Option<Picture>,
}

/// A track along which a team works.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// What it shares with its neighbours; neighbours of one group share its heading.
    pub group: Option<Inline>,
    /// What the track is called.
    pub heading: Inline,
    /// What it is about.
    pub body: Option<Rich>,
    /// The teams (by number) and partners (by name) in it, as `[2, 3, "COB"]`.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub with: Vec<At<TeamRef>>,
}

/// What somebody hopes that the team will bring.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dream {
    /// Whose dream it is.
    pub by: Option<Inline>,
    /// The dream, without quotation marks.
    pub text: Rich,
}

/// A picture and what it shows.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The path of the image.
    pub image: ImagePath,
    /// What it shows, for who cannot see it; empty where it only decorates.
    pub alt: Alt,
    /// Whether it only decorates: then `alt` is empty, and who hears the book hears nothing of it.
    #[serde(default)]
    #[schemars(extend("x-default" = "`false`"))]
    pub decorative: bool,
}

impl Team {
    /// All with whom the team says that it works, in its tracks and as a whole.
    pub fn partners(&self) -> impl Iterator<Item = &At<TeamRef>> {
        self.tracks.iter().flat_map(|track| &track.with).chain(&self.works_with)
    }
}

/// The planning horizons of a team: periods, levels and scales.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Horizon {
    /// A heading over the rows.
    pub heading: Option<Inline>,
    /// The number of the team that plans so.
    pub team: Option<TeamNumber>,
    /// The horizons, in the order in which they are to stand.
    #[schemars(length(min = 1))]
    pub rows: Vec<Row>,
}

/// One planning horizon.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// How far ahead, such as `3-10 years`.
    pub period: Inline,
    /// What is planned, such as a programme.
    pub level: Inline,
    /// For which area, such as a district.
    pub scale: Option<Inline>,
}
