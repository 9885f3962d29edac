//! Values that know their place: plain strings, inline text and rich text.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::markdown::{self, Node};

/// A value and the bytes of the TOML file that it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the TOML file, quotes included.
    pub range: Range<usize>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        Ok(Self { range: spanned.span(), value: spanned.into_inner() })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// The JSON schema of a string of a certain format.
macro_rules! string_schema {
    ($name:ident, $format:literal) => {
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "format": $format })
            }
        }
    };
}
pub(super) use string_schema;

/// A string whose Markdown was read when it was deserialized.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $format:literal, $read:path) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name {
            /// What was written.
            pub text: String,
            /// Its bytes in the TOML file, quotes included.
            pub range: Range<usize>,
            /// What it says.
            pub nodes: Vec<Node>,
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let At { value: text, range } = At::<String>::deserialize(deserializer)?;
                Ok(Self { nodes: $read(&text), text, range })
            }
        }

        string_schema!($name, $format);
    };
}

text_type!(
    /// CommonMark with tables and footnotes: paragraphs, lists, links and the rest.
    Rich, "markdown", markdown::read
);
text_type!(
    /// The part of CommonMark that fits in a line: emphasis, strong, links, code.
    Inline, "inline-markdown", markdown::read_inline
);

impl Inline {
    /// The text without its markup.
    pub fn plain(&self) -> String {
        markdown::plain(&self.nodes)
    }
}
