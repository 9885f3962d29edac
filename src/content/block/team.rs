//! Teams: who they are, what they do, and when.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::{Held, Holds, visit};
use crate::content::at::{At, Inline, Rich};

/// The profile of a team; two share a page where they fit.
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
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dream {
    /// Whose dream it is.
    pub by: Option<Inline>,
    /// The dream, without quotation marks.
    pub text: Rich,
}

/// A picture and what it shows.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The path of the image.
    #[schemars(extend("format" = "path"))]
    pub image: At<String>,
    /// What it shows, for who cannot see it.
    pub alt: At<String>,
}

/// A team by its number, or a partner by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(untagged)]
pub enum TeamRef {
    /// The number of a team in this workbook.
    Team(u32),
    /// The name of somebody else.
    Partner(String),
}

impl JsonSchema for TeamRef {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "TeamRef".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["integer", "string"], "minimum": 0, "format": "integer-or-text" })
    }
}

impl Team {
    /// All with whom the team says that it works, in its tracks and as a whole.
    pub fn partners(&self) -> impl Iterator<Item = &At<TeamRef>> {
        self.tracks.iter().flat_map(|track| &track.with).chain(&self.works_with)
    }
}

impl Holds for Team {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit(Held::Inline("name", &self.name));
        visit!(visit, Rich "lede" => self.lede);
        for track in &self.tracks {
            visit!(visit, Inline "group" => track.group);
            visit(Held::Inline("heading", &track.heading));
            visit!(visit, Rich "body" => track.body);
            visit(Held::Teams("with", &track.with));
        }
        visit!(visit, Rich "does" => self.does);
        for dream in &self.dreams {
            visit!(visit, Inline "by" => dream.by);
            visit(Held::Rich("text", &dream.text));
        }
        visit(Held::Teams("works_with", &self.works_with));
        if let Some(figure) = &self.figure {
            visit(Held::Image(&figure.image));
            visit(Held::Plain("alt", &figure.alt));
        }
    }
}

/// The planning horizons of a team: periods, levels and scales.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Horizon {
    /// A heading over the rows.
    pub heading: Option<Inline>,
    /// The number of the team that plans so.
    pub team: Option<At<u32>>,
    /// The horizons, in the order in which they are to stand.
    #[schemars(length(min = 1))]
    pub rows: Vec<Row>,
}

/// One planning horizon.
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

impl Holds for Horizon {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit!(visit, Inline "heading" => self.heading, Team "team" => self.team);
        for row in &self.rows {
            visit(Held::Inline("period", &row.period));
            visit(Held::Inline("level", &row.level));
            visit!(visit, Inline "scale" => row.scale);
        }
    }
}
