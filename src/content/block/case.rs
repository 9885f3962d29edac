//! Cases, and what is derived from all chapters.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{Inline, Rich};
use crate::content::fields::{Field, Held, fields};
use crate::content::named::{Alt, ImagePath, TeamNumber};

/// A case: a real street, its challenges and its questions.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case is called.
    pub name: Inline,
    /// Where it is.
    pub place: Option<Inline>,
    /// What it is about, in a sentence or two.
    pub lede: Option<Rich>,
    /// The path of its poster.
    pub image: Option<ImagePath>,
    /// What the poster shows, for who cannot see it; it must be there if `image` is, unless that only decorates.
    pub alt: Option<Alt>,
    /// Whether the poster only decorates: then `alt` is empty or not there, and who hears the book hears nothing of it.
    #[serde(default)]
    #[schemars(extend("x-default" = "`false`"))]
    pub decorative: bool,
    /// The families of challenges to which it belongs.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub families: Vec<Inline>,
    /// What stands in the way.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub barriers: Vec<Inline>,
    /// What is to be learned, each question matched to a team.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub questions: Vec<Question>,
}

/// A question, and the team that may answer it.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub text: Inline,
    /// The number of the team.
    pub team: Option<TeamNumber>,
}

/// An overview that the program derives from all chapters.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Overview {
    /// What it shows: who works with whom, the portfolio of cases, or the questions by team.
    pub of: Of,
}

/// What an overview shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Of {
    /// Who works with whom.
    Teams,
    /// The portfolio.
    Cases,
    /// The questions by team.
    Questions,
}

impl Of {
    /// The word in TOML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Teams => "teams",
            Self::Cases => "cases",
            Self::Questions => "questions",
        }
    }
}

impl Field for Of {
    fn held(&self) -> Held<'_> {
        Held::Word(self.name())
    }
}
