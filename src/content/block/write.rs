//! Room to write.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{At, Inline};
use crate::content::fields::fields;

/// Room to write: white panels with ruled lines.
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
