//! Strings and numbers whose type says what they are for.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::at::{At, string_schema};

/// A type around a value with its place, which reads as that.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(pub At<$inner>);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                At::deserialize(deserializer).map(Self)
            }
        }

        impl Deref for $name {
            type Target = At<$inner>;

            fn deref(&self) -> &At<$inner> {
                &self.0
            }
        }
    };
}

named!(
    /// The path of an image from the workbook's folder, perhaps with the page of a PDF.
    ImagePath(String)
);
named!(
    /// The path of a file with comma-separated values, from the workbook's folder.
    CsvPath(String)
);
named!(
    /// What an image shows, for who cannot see it.
    Alt(String)
);
named!(
    /// Where a link leads: an address, or `#` and an id.
    LinkTarget(String)
);
named!(
    /// The number of a team that must exist.
    TeamNumber(u32)
);

string_schema!(ImagePath, "path");
string_schema!(CsvPath, "path");
string_schema!(Alt, "description");
string_schema!(LinkTarget, "link");

impl schemars::JsonSchema for TeamNumber {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        u32::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        u32::json_schema(generator)
    }
}

/// A team by its number, or a partner by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(untagged)]
pub enum TeamRef {
    /// The number of a team in this workbook.
    Team(u32),
    /// The name of somebody else.
    Partner(String),
}

impl JsonSchema for TeamRef {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "TeamRef".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["integer", "string"], "minimum": 0, "format": "integer-or-text" })
    }
}
