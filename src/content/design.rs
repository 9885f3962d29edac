//! `[design]`: how the workbook looks, where that is a choice.

use std::fmt;
use std::ops::Deref;

use macro_rules_attribute::apply;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, SeqAccess, Visitor, value};
use serde::{Deserialize, Deserializer};

use super::at::At;
use super::defaults;
use super::fields::fields;
use super::measure::{Length, Paper};
use super::named::{Alt, ImagePath};

/// How the workbook looks, where that is a choice.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// The pages after trimming: a name, upright or with `landscape` after it, or width and height.
    #[schemars(extend("x-value" = defaults::PAPER))]
    pub paper: Option<At<Paper>>,
    /// The margins of each page; those that are left out follow from the paper.
    #[serde(default)]
    #[schemars(extend("x-default" = "those of A4, in proportion to the paper"))]
    pub margins: Margins,
    /// The typeface of the running text, or several of which each stands in for those before it.
    #[schemars(extend("x-value" = defaults::FACE))]
    pub face: Option<Faces>,
    /// The typeface of titles, numbers and rails, or several of which each stands in for those before it.
    #[schemars(extend("x-default" = "that of the running text"))]
    pub titles: Option<Faces>,
    /// The typeface of code, or several of which each stands in for those before it.
    #[schemars(extend("x-value" = defaults::CODE))]
    pub code: Option<Faces>,
    /// The type size of the running text, from 6 to 16 pt; all other sizes follow from it.
    #[schemars(extend("x-value" = defaults::SIZE))]
    pub size: Option<At<Length>>,
    /// The distance of the lines of the running text, from 1.15 to 2 times `size`: the baseline grid of all pages.
    #[schemars(extend("x-default" = "1.38 times `size`"))]
    pub line: Option<At<Length>>,
    /// The second colour of the book, that of the red lines.
    #[schemars(extend("x-default" = "PANTONE 485 C, `#D81E05`, 0/95/100/0"))]
    pub accent: Option<Accent>,
    /// The title in lines, as it is broken on the cover; or a table with `lines`, a picture and a logo.
    #[schemars(extend("x-default" = "the title, broken where it must"))]
    pub cover: Option<Cover>,
    /// What stands beside the page numbers.
    #[schemars(extend("x-default" = "the title and `organisation`, or the title where both are too long"))]
    pub folio: Option<At<String>>,
    /// The red lines.
    #[serde(default)]
    #[schemars(extend("x-default" = "as below"))]
    pub redline: Redline,
}

impl Design {
    /// The lines of the title, where they are given.
    pub fn cover_lines(&self) -> impl Iterator<Item = &At<String>> {
        self.cover.iter().flat_map(|cover| &cover.lines).flat_map(|lines| &lines.value)
    }

    /// The pictures on the cover.
    pub fn cover_pictures(&self) -> Option<&CoverPictures> {
        Some(&self.cover.as_ref()?.pictures)
    }

    /// The typefaces that are named, each with its key.
    pub fn named_faces(&self) -> impl Iterator<Item = (&'static str, &At<String>)> {
        let keys = [("face", &self.face), ("titles", &self.titles), ("code", &self.code)];
        let named = keys.into_iter().flat_map(|(key, faces)| faces.iter().map(move |faces| (key, faces)));
        named.flat_map(|(key, faces)| faces.value.iter().map(move |name| (key, name)))
    }
}

/// The margins of a page.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// Above the text; the rail stands in it.
    #[schemars(extend("x-default" = "32 mm on A4"))]
    pub top: Option<At<Length>>,
    /// Below the text; the folio stands in it, and what is left of a line.
    #[schemars(extend("x-default" = "26 mm on A4"))]
    pub bottom: Option<At<Length>>,
    /// At the spine.
    #[schemars(extend("x-default" = "20 mm on A4"))]
    pub inside: Option<At<Length>>,
    /// At the edge.
    #[schemars(extend("x-default" = "14 mm on A4"))]
    pub outside: Option<At<Length>>,
}

/// The look of the red lines.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Redline {
    /// The paper of their pages: the accent with white type, or white with the accent as type and rules only, for office printers.
    #[serde(default)]
    #[schemars(extend("x-default" = "`accent`"))]
    pub ground: Ground,
}

/// The ground of the red lines' pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// The accent, with type in white.
    #[default]
    Accent,
    /// White, with type and rules in the accent.
    White,
}

impl Ground {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accent => "accent",
            Self::White => "white",
        }
    }
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

fn percentages(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "array", "minItems": 4, "maxItems": 4,
        "items": { "type": "integer", "minimum": 0, "maximum": 100 }
    })
}

/// The cover.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The title in lines, as it is broken.
    pub lines: Option<At<Vec<At<String>>>>,
    /// What is on it beside words.
    pub pictures: CoverPictures,
}

/// The cover as a table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CoverTable {
    /// The title in lines, as it is broken on the cover.
    #[serde(default)]
    #[schemars(extend("x-default" = "the title, broken where it must"))]
    lines: Option<At<Vec<At<String>>>>,
    /// A photograph or drawing under the title, off both sides of the page.
    image: Option<ImagePath>,
    /// What the image shows, for who cannot see it.
    alt: Option<Alt>,
    /// A drawing or picture at the head of the cover, which only decorates: the organisation stands there in words.
    logo: Option<ImagePath>,
}

/// The pictures of a cover.
#[apply(fields!)]
#[derive(Debug, Clone, Default)]
pub struct CoverPictures {
    /// The large one.
    pub image: Option<ImagePath>,
    /// What it shows.
    pub alt: Option<Alt>,
    /// The small one.
    pub logo: Option<ImagePath>,
}

impl<'de> Deserialize<'de> for Cover {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let At { value, range } = At::<ListOrTable>::deserialize(deserializer)?;
        Ok(match value {
            ListOrTable::List(lines) => Self { lines: Some(At { value: lines, range }), ..Self::default() },
            ListOrTable::Table(CoverTable { lines, image, alt, logo }) => {
                Self { lines, pictures: CoverPictures { image, alt, logo } }
            }
        })
    }
}

impl JsonSchema for Cover {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cover".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (list, table) = (Vec::<String>::json_schema(generator), CoverTable::json_schema(generator));
        json_schema!({ "oneOf": [list, table] })
    }
}

/// What a cover is written as.
enum ListOrTable {
    List(Vec<At<String>>),
    Table(CoverTable),
}

impl<'de> Deserialize<'de> for ListOrTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = ListOrTable;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("the title in lines, or a table")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<ListOrTable, A::Error> {
                Vec::deserialize(value::SeqAccessDeserializer::new(seq)).map(ListOrTable::List)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ListOrTable, A::Error> {
                CoverTable::deserialize(value::MapAccessDeserializer::new(map)).map(ListOrTable::Table)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Typefaces by their names, the first that has a letter setting it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faces(At<Vec<At<String>>>);

impl Deref for Faces {
    type Target = At<Vec<At<String>>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Faces {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let At { value, range } = At::<Names>::deserialize(deserializer)?;
        let names = match value {
            Names::One(name) => vec![At { value: name, range: range.clone() }],
            Names::Several(names) => names,
        };
        Ok(Self(At { value: names, range }))
    }
}

impl JsonSchema for Faces {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Faces".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "oneOf": [
            { "type": "string" },
            { "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 8 },
        ] })
    }
}

/// What faces are written as.
enum Names {
    One(String),
    Several(Vec<At<String>>),
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Names;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("the name of a typeface, or several")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Names, E> {
                Ok(Names::One(name.into()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Names, A::Error> {
                Vec::deserialize(value::SeqAccessDeserializer::new(seq)).map(Names::Several)
            }
        }
        deserializer.deserialize_any(Either)
    }
}
