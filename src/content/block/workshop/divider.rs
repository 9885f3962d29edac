//! The pages between the sections of a book.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{At, Inline, Rich};
use crate::content::fields::fields;

/// A page that opens a section, with the chapters that belong to it: all that follow, up to the next divider. As the
/// first block of a chapter, it stands before the chapter's own title.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Divider {
    /// The number of the section.
    #[schemars(range(min = 0, max = 999), extend("x-default" = "none"))]
    pub number: Option<At<u32>>,
    /// What the section is called.
    pub heading: Inline,
    /// What it is about, in a sentence or two.
    pub lede: Option<Rich>,
}
