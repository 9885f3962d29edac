//! The blocks that are mostly words.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Held, Holds, visit};
use crate::content::at::{At, Inline, Rich};

/// A numbered part of a chapter.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The number before the heading.
    #[schemars(range(min = 0, max = 999), extend("x-default" = "none"))]
    pub number: Option<At<u32>>,
    /// What the part is called.
    pub heading: Inline,
}

impl Holds for Part {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit(Held::Inline("heading", &self.heading));
    }
}

/// Text in one to three columns; neighbours with equal columns flow on as one.
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

impl Holds for Text {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit!(visit, Inline "heading" => self.heading);
        visit(Held::Rich("body", &self.body));
    }
}

/// Two to four cards beside each other.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cards {
    /// The cards; what does not fit beside each other goes on in the next row.
    #[schemars(length(min = 1))]
    pub items: Vec<Card>,
}

/// A card under a rule.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// A heading over the card.
    pub heading: Option<Inline>,
    /// The text of the card.
    pub body: Rich,
}

impl Holds for Cards {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        for item in &self.items {
            visit!(visit, Inline "heading" => item.heading);
            visit(Held::Rich("body", &item.body));
        }
    }
}

/// The reading guide, with the two kinds of page drawn small.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// A text beside the two pages.
    pub body: Option<Rich>,
}

impl Holds for Guide {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit!(visit, Rich "body" => self.body);
    }
}

/// The state of play on the edition's date.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Where things stand.
    pub body: Rich,
}

impl Holds for Status {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit(Held::Rich("body", &self.body));
    }
}

/// A headline with bullets on two levels; neighbours flow into two columns.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Insight {
    /// The headline.
    pub heading: Inline,
    /// What is under it, mostly a list.
    pub body: Rich,
}

impl Holds for Insight {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit(Held::Inline("heading", &self.heading));
        visit(Held::Rich("body", &self.body));
    }
}

/// What somebody said.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The words, without quotation marks.
    pub text: Rich,
    /// Who said them.
    pub by: Option<Inline>,
}

impl Holds for Quote {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit(Held::Rich("text", &self.text));
        visit!(visit, Inline "by" => self.by);
    }
}

/// Terms and what they mean, sorted by the rules of the language.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// The terms, in any order.
    #[schemars(length(min = 1))]
    pub terms: Vec<Term>,
}

/// A term and what it means.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub term: Inline,
    /// What it means.
    pub meaning: Rich,
}

impl Holds for Glossary {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        for item in &self.terms {
            visit(Held::Inline("term", &item.term));
            visit(Held::Rich("meaning", &item.meaning));
        }
    }
}

/// The reading map and the two tables of contents.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contents {}

impl Holds for Contents {
    fn holds<'a>(&'a self, _: &mut dyn FnMut(Held<'a>)) {}
}
