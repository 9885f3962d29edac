//! The blocks that are mostly words.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{At, Inline, Rich};
use crate::content::fields::fields;

/// A numbered part of a chapter.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The number before the heading.
    #[schemars(range(min = 0, max = 999), extend("x-default" = "none"))]
    pub number: Option<At<u32>>,
    /// What the part is called.
    pub heading: Inline,
}

/// Text in one to three columns; neighbours with equal columns flow on as one.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// A heading over the text.
    pub heading: Option<Inline>,
    /// The number of columns.
    #[schemars(range(min = 1, max = 3), extend("x-default" = "1"))]
    pub columns: Option<At<usize>>,
    /// The text.
    pub body: Rich,
}

impl Text {
    /// The number of columns, one unless said otherwise.
    pub fn columns(&self) -> usize {
        self.columns.as_ref().map_or(1, |columns| columns.value)
    }
}

/// Two to four cards beside each other.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cards {
    /// The cards; what does not fit beside each other goes on in the next row.
    #[schemars(length(min = 1))]
    pub items: Vec<Card>,
}

/// A card under a rule.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// A heading over the card.
    pub heading: Option<Inline>,
    /// The text of the card.
    pub body: Rich,
}

/// The reading guide, with the two kinds of page drawn small.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// A text beside the two pages.
    pub body: Option<Rich>,
}

/// The state of play on the edition's date.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Where things stand.
    pub body: Rich,
}

/// A headline with bullets on two levels; neighbours flow into two columns.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Insight {
    /// The headline.
    pub heading: Inline,
    /// What is under it, mostly a list.
    pub body: Rich,
}

/// What somebody said.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The words, without quotation marks.
    pub text: Rich,
    /// Who said them.
    pub by: Option<Inline>,
}

/// Terms and what they mean, sorted by the rules of the language.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// The terms, in any order.
    #[schemars(length(min = 1))]
    pub terms: Vec<Term>,
}

/// A term and what it means.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub term: Inline,
    /// What it means.
    pub meaning: Rich,
}

/// The reading map and the two tables of contents.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contents {}
