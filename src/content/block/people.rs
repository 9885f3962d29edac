//! People, with or without their portraits.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::Inline;
use crate::content::contact::{Mail, Phone};
use crate::content::fields::fields;
use crate::content::named::{Alt, ImagePath};

/// People: portraits beside each other, or a list in columns where there are none, or very many.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// The people, in the order in which they are to stand.
    #[schemars(length(min = 1))]
    pub items: Vec<Person>,
}

/// Somebody.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What they are called.
    pub name: Inline,
    /// What they do here.
    pub role: Option<Inline>,
    /// For whom they work.
    pub organisation: Option<Inline>,
    /// The path of a portrait, which is cropped to one proportion around its middle.
    pub image: Option<ImagePath>,
    /// What the portrait shows, for who cannot see it; it must be there if `image` is, unless that only decorates.
    pub alt: Option<Alt>,
    /// Whether the portrait only decorates, since the name stands beside it: then `alt` is empty or not there.
    #[serde(default)]
    #[schemars(extend("x-default" = "`false`"))]
    pub decorative: bool,
    /// Their e-mail address.
    pub mail: Option<Mail>,
    /// Their telephone number, as it is to be read: digits, spaces, `+`, `-`, `.`, `/` and brackets.
    pub phone: Option<Phone>,
}
