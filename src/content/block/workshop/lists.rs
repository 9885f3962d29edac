//! What is ticked off, agreed on, and weighed.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{At, Inline};
use crate::content::fields::fields;

/// Items with boxes to tick.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// A heading over the list.
    pub heading: Option<Inline>,
    /// The items.
    #[schemars(length(min = 1))]
    pub items: Vec<ToDo>,
}

/// An item to tick.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToDo {
    /// What is to be done.
    pub text: Inline,
    /// Whether it is done, and so ticked.
    #[serde(default)]
    #[schemars(extend("x-default" = "`false`"))]
    pub done: bool,
}

/// Who does what, and when: a table with empty rows to write in.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    /// A heading over the table.
    pub heading: Option<Inline>,
    /// What is agreed already.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub rows: Vec<Action>,
    /// How many empty rows follow.
    #[schemars(range(min = 0, max = 100), extend("x-default" = "5"))]
    pub empty: Option<At<usize>>,
}

impl Actions {
    /// The number of empty rows, five unless said otherwise.
    pub fn empty(&self) -> usize {
        self.empty.as_ref().map_or(5, |empty| empty.value)
    }
}

/// What somebody does.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What is to be done.
    pub what: Inline,
    /// Who does it.
    pub who: Option<Inline>,
    /// When it is done.
    pub when: Option<Inline>,
}

/// Points to tick between two ends.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// A heading over the scales.
    pub heading: Option<Inline>,
    /// The scales, under each other.
    #[schemars(length(min = 1))]
    pub rows: Vec<Pair>,
    /// How many points there are to tick: mostly five or seven, so that there is one in the middle.
    #[schemars(range(min = 3, max = 9), extend("x-default" = "5"))]
    pub points: Option<At<usize>>,
}

/// A scale between two ends.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// What the first point stands for.
    pub left: Inline,
    /// What the last point stands for.
    pub right: Inline,
    /// What is weighed.
    pub text: Option<Inline>,
}
