//! `workbook.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::value::Datetime;

use super::at::{At, Inline};
use super::preflight::Preflight;
use super::target::Declared;

/// The workbook as a whole: what stands on its cover and in its colophon.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workbook {
    /// The title.
    pub title: At<String>,
    /// The language of labels, hyphens, quotes and dates.
    pub language: Language,
    /// Who makes the workbook; it stands on the cover, beside the folios and as the PDF's author.
    pub organisation: At<String>,
    /// What the workbook is, for the colophon and the PDF's description.
    pub description: Option<Inline>,
    /// Which edition this is.
    pub edition: Edition,
    /// How it looks, where that is a choice.
    #[serde(default)]
    #[schemars(extend("x-default" = "City Deal red"))]
    pub design: Design,
    /// The chapters' files in the order of the book.
    #[serde(default)]
    #[schemars(schema_with = "paths", extend("x-default" = "all of `chapters/*.toml` in natural order"))]
    pub chapters: Option<At<Vec<At<String>>>>,
    /// Words of the layout that the programme calls otherwise, such as `team = "Ontwikkelteam"`.
    #[serde(default)]
    pub labels: Labels,
    /// The limits to which the book is held before it goes out.
    #[serde(default)]
    #[schemars(extend("x-default" = "as below"))]
    pub preflight: Preflight,
    /// What is made of the book; read by the shapes of their kinds.
    #[serde(skip)]
    #[schemars(skip)]
    pub targets: Vec<Declared>,
}

/// A language in which the layout's own words are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
    /// French.
    Fr,
    /// German.
    De,
}

impl Language {
    /// The two letters of ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::Fr => "fr",
            Self::De => "de",
        }
    }
}

/// The issue of the workbook that belongs to one atelier.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The edition's number.
    #[schemars(range(min = 0))]
    pub number: u32,
    /// What the edition is called, such as `after atelier 1`.
    pub name: Option<At<String>>,
    /// The date of the edition, as `2021-09-17`.
    #[schemars(schema_with = "date")]
    pub date: At<Datetime>,
}

/// How the workbook looks, where that is a choice.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// The second colour of the book, that of the red lines.
    #[schemars(extend("x-default" = "PANTONE 485 C, `#D81E05`, 0/95/100/0"))]
    pub accent: Option<Accent>,
    /// The title in lines, as it is broken on the cover.
    #[schemars(extend("x-default" = "the title, broken where it must"))]
    pub cover: Option<At<Vec<At<String>>>>,
}

/// The accent colour, for screen and for print.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accent {
    /// The name of the spot ink, such as `PANTONE 485 C`.
    pub name: At<String>,
    /// The colour on screens, as `#D81E05`; its contrast with white is at least 4.5:1.
    pub rgb: At<String>,
    /// The four inks in percent, as `[0, 95, 100, 0]`.
    #[serde(default)]
    #[schemars(schema_with = "percentages")]
    pub cmyk: Option<At<Vec<At<u32>>>>,
}

/// Words of the layout that a programme may call otherwise.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// A team.
    pub team: Option<At<String>>,
    /// Teams.
    pub teams: Option<At<String>>,
    /// A case.
    pub case: Option<At<String>>,
    /// Cases.
    pub cases: Option<At<String>>,
    /// The material, black on white.
    pub material: Option<At<String>>,
    /// A red line.
    pub redline: Option<At<String>>,
    /// The red lines.
    pub redlines: Option<At<String>>,
}

impl Labels {
    /// The words that were given, by the layout's name for them.
    pub fn given(&self) -> BTreeMap<&'static str, &At<String>> {
        [
            ("team", &self.team),
            ("teams", &self.teams),
            ("case", &self.case),
            ("cases", &self.cases),
            ("material", &self.material),
            ("redline", &self.redline),
            ("redlines", &self.redlines),
        ]
        .into_iter()
        .filter_map(|(name, label)| Some((name, label.as_ref()?)))
        .collect()
    }
}

impl Workbook {
    /// Title and organisation, as they stand beside the folios.
    pub fn running(&self) -> String {
        format!("{} {}", self.title.value, self.organisation.value)
    }
}

fn date(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "format": "date" })
}

fn paths(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["array", "null"], "items": { "type": "string", "format": "path" } })
}

fn percentages(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "type": "array", "minItems": 4, "maxItems": 4,
        "items": { "type": "integer", "minimum": 0, "maximum": 100 }
    })
}
