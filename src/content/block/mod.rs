//! The blocks: one type each, and one list of them.

mod case;
mod figure;
mod gallery;
mod map;
mod people;
mod prose;
mod team;
mod workshop;
mod write;

use std::sync::LazyLock;

use serde::Deserialize;
use toml::de::ValueDeserializer;

use super::fields::Fields;
use super::own::OwnBlock;
use super::shape::Shape;

pub use super::named::TeamRef;
pub use case::{Case, Of, Overview, Question};
pub use figure::{Figure, Side, Table, TableWidth};
pub use gallery::{Gallery, GalleryItem, GalleryKind};
pub use map::{Map, MapPoint};
pub use people::{People, Person};
pub use prose::{Card, Cards, Contents, Glossary, Guide, Insight, Part, Quote, Status, Term, Text};
pub use team::{Dream, Horizon, Picture, Row, Team, Track};
pub use workshop::{
    Action, Actions, Axis, Canvas, CanvasKind, Checklist, Divider, Moment, Pair, Programme, Scale, Slot,
    Timeline, ToDo,
};
pub use write::{Prompt, Ruling, Write};

macro_rules! blocks {
    ($($name:literal => $variant:ident),* $(,)?) => {
        /// A block of any type.
        #[derive(Debug, Clone, Hash)]
        pub enum Block {
            $(
                #[doc = concat!("A `", $name, "` block.")]
                $variant($variant),
            )*
            /// A block of a type of the workbook's own.
            Own(OwnBlock),
        }

        impl Block {
            /// The names of all types of the program, in the order of the reference.
            pub const TYPES: &'static [&'static str] = &[$($name),*];

            /// The block's type, as written in TOML.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)* Self::Own(own) => own.name }
            }

            /// Reads the keys of a block of a type of the program.
            ///
            /// Errors where the keys do not fit; there is no such type where it gives nothing.
            pub fn read(name: &str, value: ValueDeserializer) -> Option<Result<Self, toml::de::Error>> {
                Some(match name {
                    $($name => $variant::deserialize(value).map(Self::$variant),)*
                    _ => return None,
                })
            }

            /// The block's keys, and what they hold.
            pub fn table(&self) -> &dyn Fields {
                match self { $(Self::$variant(block) => block,)* Self::Own(own) => own }
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
    "gallery" => Gallery,
    "people" => People,
    "map" => Map,
    "table" => Table,
    "quote" => Quote,
    "write" => Write,
    "canvas" => Canvas,
    "programme" => Programme,
    "timeline" => Timeline,
    "checklist" => Checklist,
    "actions" => Actions,
    "scale" => Scale,
    "divider" => Divider,
    "glossary" => Glossary,
    "contents" => Contents,
}
