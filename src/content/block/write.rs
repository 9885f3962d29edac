//! Room to write.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{At, Inline};
use crate::content::fields::{Field, Held, fields};

/// Room to write: white panels with rules, dots or squares.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Write {
    /// A heading over the panels.
    pub heading: Option<Inline>,
    /// The panels.
    #[schemars(length(min = 1))]
    pub fields: Vec<Prompt>,
    /// How many panels stand beside each other.
    #[schemars(range(min = 1, max = 3), extend("x-default" = "1 for one panel, else 2"))]
    pub columns: Option<At<usize>>,
    /// What helps the hand: rules to write on, dots or squares to draw on, or nothing.
    #[serde(default)]
    #[schemars(extend("x-default" = "`lines`"))]
    pub ruling: Ruling,
}

/// What helps the hand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Ruling {
    /// Rules to write on.
    #[default]
    Lines,
    /// Dots.
    Dots,
    /// Squares.
    Grid,
    /// Nothing.
    Blank,
}

impl Ruling {
    /// The word in TOML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Dots => "dots",
            Self::Grid => "grid",
            Self::Blank => "blank",
        }
    }
}

impl Field for Ruling {
    fn held(&self) -> Held<'_> {
        Held::Word(self.name())
    }
}

/// A panel to write in.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// What to write about.
    pub prompt: Inline,
    /// The number of lines, 9 mm apart; more than a page holds run on.
    #[schemars(range(min = 1, max = 500), extend("x-default" = "what the page holds"))]
    pub lines: Option<At<usize>>,
}
