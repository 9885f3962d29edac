//! `workbook.toml`.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::value::Datetime;

use super::at::{At, Inline};
use super::design::Design;
use super::labels::{Labels, Translation};
use super::preflight::Preflight;
use super::tag::Tag;
use super::target::Declared;

/// The workbook as a whole: what stands on its cover and in its colophon.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workbook {
    /// The title.
    pub title: At<String>,
    /// The language of labels, hyphens, quotes and dates, as `nl`, `pt-BR` or any other tag of BCP 47.
    pub language: At<String>,
    /// Who makes the workbook; it stands on the cover, beside the folios and as the PDF's author.
    pub organisation: At<String>,
    /// What the workbook is, for the colophon and the PDF's description.
    pub description: Option<Inline>,
    /// The versions of the program that it takes, as `>=0.2` or `>=0.2, <0.4`; any other says so, and nothing else.
    pub requires: Option<At<String>>,
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
    #[schemars(extend("x-default" = "the program's, in Dutch, English, French and German"))]
    pub labels: Labels,
    /// The same for other languages, each under `[labels.TAG]`.
    #[serde(skip)]
    #[schemars(skip)]
    pub translations: Vec<Translation>,
    /// The limits to which the book is held before it goes out.
    #[serde(default)]
    #[schemars(extend("x-default" = "as below"))]
    pub preflight: Preflight,
    /// What is made of the book; read by the shapes of their kinds.
    #[serde(skip)]
    #[schemars(skip)]
    pub targets: Vec<Declared>,
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

impl Workbook {
    /// The language.
    pub fn tag(&self) -> Tag {
        Tag::of(&self.language.value)
    }

    /// All words that were given, whatever their language.
    pub fn given_words(&self) -> impl Iterator<Item = &At<String>> {
        let all = std::iter::once(&self.labels).chain(self.translations.iter().map(|one| &one.labels));
        all.flat_map(|labels| {
            let months = labels.months.iter().flat_map(|months| &months.value);
            labels.all().into_iter().filter_map(|(_, word)| word).chain(months)
        })
    }

    /// What stands beside the folios: what `[design]` says, or title and organisation.
    pub fn running(&self) -> String {
        let own = self.design.folio.as_ref().map(|folio| folio.value.clone());
        own.unwrap_or_else(|| format!("{} · {}", self.title.value, self.organisation.value))
    }

    /// What stands beside the folios, and what does so where that is too long.
    pub fn folios(&self) -> Vec<String> {
        let short = self.design.folio.is_none().then(|| self.title.value.clone());
        std::iter::once(self.running()).chain(short).collect()
    }

    /// Title and organisation, as the file says them of itself where no type tells them apart.
    pub fn document_title(&self) -> String {
        format!("{} – {}", self.title.value, self.organisation.value)
    }
}

fn date(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "format": "date" })
}

fn paths(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["array", "null"], "items": { "type": "string", "format": "path" } })
}
