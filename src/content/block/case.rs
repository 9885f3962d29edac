//! Cases, and what is derived from all chapters.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Held, Holds, visit};
use crate::content::at::{At, Inline, Rich};

/// A case: a real street, its challenges and its questions.
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
    #[schemars(extend("format" = "path"))]
    pub image: Option<At<String>>,
    /// What the poster shows, for who cannot see it; it must be there if `image` is.
    pub alt: Option<At<String>>,
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
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub text: Inline,
    /// The number of the team.
    pub team: Option<At<u32>>,
}

impl Holds for Case {
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
        visit!(visit, Inline "name" => [&self.name], Inline "place" => self.place, Rich "lede" => self.lede);
        self.image.iter().for_each(|image| visit(Held::Image(image)));
        visit!(visit, Plain "alt" => self.alt, Inline "families" => self.families, Inline "barriers" => self.barriers);
        for question in &self.questions {
            visit(Held::Inline("text", &question.text));
            visit!(visit, Team "team" => question.team);
        }
    }
}

/// An overview that the program derives from all chapters.
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

impl Holds for Overview {
    fn holds<'a>(&'a self, _: &mut dyn FnMut(Held<'a>)) {}
}
