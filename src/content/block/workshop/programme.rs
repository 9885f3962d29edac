//! The programme of a day, or of several.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::Inline;
use crate::content::fields::fields;
use crate::content::time::Time;

/// The programme of a day, or of several: what there is when, by whom, and where.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// A heading over the programme.
    pub heading: Option<Inline>,
    /// Its parts, in the order in which they come.
    #[schemars(length(min = 1))]
    pub rows: Vec<Slot>,
}

/// A part of a programme.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The day that begins with it, such as `Dag 1`: it stands over this row and those after it.
    pub day: Option<Inline>,
    /// When it begins, as `9.30` or `09:30`; the layout writes all times alike.
    pub from: Option<Time>,
    /// When it ends; where that is earlier than its beginning, it ends after midnight.
    pub to: Option<Time>,
    /// What there is.
    pub what: Inline,
    /// Who leads it, or for whom it is.
    pub who: Option<Inline>,
    /// Where it is.
    pub r#where: Option<Inline>,
}
