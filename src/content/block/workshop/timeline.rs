//! Moments along a line.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{Inline, Rich};
use crate::content::fields::fields;

/// Moments along a line: beside each other where they are few and short, else down the page.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// A heading over the line.
    pub heading: Option<Inline>,
    /// The moments, in their order.
    #[schemars(length(min = 1))]
    pub items: Vec<Moment>,
}

/// A moment on the line.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// When it is, in words: `2021`, `najaar`.
    pub when: Inline,
    /// What it is called.
    pub heading: Option<Inline>,
    /// What happens.
    pub body: Option<Rich>,
    /// Whether it is now: then it is marked.
    #[serde(default)]
    #[schemars(extend("x-default" = "`false`"))]
    pub now: bool,
}
