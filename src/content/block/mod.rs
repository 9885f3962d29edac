//! The blocks: one type each, and one list of them.

mod case;
mod figure;
mod prose;
mod team;
mod write;

use std::sync::LazyLock;

use serde::Deserialize;
use toml::de::ValueDeserializer;

use super::at::{At, Inline, Rich};
use super::shape::Shape;

pub use case::{Case, Of, Overview, Question};
pub use figure::{Figure, FigureWidth, Table, TableWidth};
pub use prose::{Card, Cards, Contents, Glossary, Guide, Insight, Part, Quote, Status, Term, Text};
pub use team::{Dream, Horizon, Picture, Row, Team, TeamRef, Track};
pub use write::{Prompt, Write};

/// What a block holds that the checks look into.
pub enum Held<'a> {
    /// Rich text, by its key.
    Rich(&'static str, &'a Rich),
    /// Inline text, by its key.
    Inline(&'static str, &'a Inline),
    /// A plain string, by its key.
    Plain(&'static str, &'a At<String>),
    /// The path of an image.
    Image(&'a At<String>),
    /// The path of a file with comma-separated values.
    Csv(&'a At<String>),
    /// The number of a team that must exist.
    Team(&'static str, &'a At<u32>),
    /// Numbers of teams and names of partners.
    Teams(&'static str, &'a [At<TeamRef>]),
}

/// What the checks may ask of any block.
pub trait Holds {
    /// Hands over all that the block holds, in the order of its keys.
    fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>));
}

/// Visits an optional or repeated field.
macro_rules! visit {
    ($visit:ident, $($kind:ident $key:literal => $field:expr),* $(,)?) => {
        $( for held in ($field).iter() { $visit($crate::content::block::Held::$kind($key, held)); } )*
    };
}
use visit;

macro_rules! blocks {
    ($($name:literal => $variant:ident),* $(,)?) => {
        /// A block of any type.
        #[derive(Debug, Clone, Hash)]
        pub enum Block {
            $(
                #[doc = concat!("A `", $name, "` block.")]
                $variant($variant),
            )*
        }

        impl Block {
            /// The names of all types, in the order of the reference.
            pub const TYPES: &'static [&'static str] = &[$($name),*];

            /// The block's type, as written in TOML.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name),* }
            }

            /// Reads the keys of a block of a type.
            ///
            /// Errors where the keys do not fit; there is no such type where it gives nothing.
            pub fn read(name: &str, value: ValueDeserializer) -> Option<Result<Self, toml::de::Error>> {
                Some(match name {
                    $($name => $variant::deserialize(value).map(Self::$variant),)*
                    _ => return None,
                })
            }

            /// All that the block holds, in the order of its keys.
            pub fn holds<'a>(&'a self, visit: &mut dyn FnMut(Held<'a>)) {
                match self { $(Self::$variant(block) => block.holds(visit)),* }
            }
        }

        /// The shapes of all types of block, in the order of the reference.
        pub static SHAPES: LazyLock<Vec<(&'static str, Shape)>> =
            LazyLock::new(|| vec![$(($name, Shape::of::<$variant>())),*]);

        /// The JSON schemas of all types of block, in the order of the reference.
        pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
            vec![$(($name, super::shape::schema::<$variant>())),*]
        }
    };
}

blocks! {
    "part" => Part,
    "text" => Text,
    "cards" => Cards,
    "guide" => Guide,
    "status" => Status,
    "insight" => Insight,
    "team" => Team,
    "horizon" => Horizon,
    "case" => Case,
    "overview" => Overview,
    "figure" => Figure,
    "table" => Table,
    "quote" => Quote,
    "write" => Write,
    "glossary" => Glossary,
    "contents" => Contents,
}
