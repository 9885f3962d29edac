//! Sheets to draw and stick on.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{Inline, Rich};
use crate::content::block::write::Ruling;
use crate::content::fields::{Field, Held, fields};

/// A sheet to draw and stick on: it takes the rest of its page, or a page of its own.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Canvas {
    /// What kind of sheet it is: fields beside each other, four quarters between two axes, rings around a middle, or
    /// the stages of a journey.
    pub kind: CanvasKind,
    /// A heading over the sheet.
    pub heading: Option<Inline>,
    /// What to do on it.
    pub body: Option<Rich>,
    /// Of a `grid`: what each field is for. Of a `quadrant`: what each quarter is for, from the upper left one on.
    #[serde(default)]
    #[schemars(extend("x-default" = "one field, or four quarters, without words"))]
    pub fields: Vec<Inline>,
    /// Of a `quadrant`: what runs across, and what runs up.
    #[serde(default)]
    #[schemars(length(max = 2), extend("x-default" = "none"))]
    pub axes: Vec<Axis>,
    /// Of `rings`: what each stands for, from the middle outwards; it must be there.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub rings: Vec<Inline>,
    /// Of a `journey`: its stages, in their order; it must be there.
    #[serde(default)]
    #[schemars(extend("x-default" = "none"))]
    pub stages: Vec<Inline>,
    /// Of a `journey`: what is looked at in each stage.
    #[serde(default)]
    #[schemars(extend("x-default" = "one row without words"))]
    pub rows: Vec<Inline>,
    /// What helps the hand; of `rings`, on the room beside them.
    #[schemars(extend("x-default" = "`dots`"))]
    pub ruling: Option<Ruling>,
}

/// An axis with its two ends.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// Where it begins: at the left, or at the foot.
    pub from: Inline,
    /// Where it leads: to the right, or to the head.
    pub to: Inline,
}

/// What kind of sheet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CanvasKind {
    /// Fields beside each other.
    Grid,
    /// Four quarters between two axes.
    Quadrant,
    /// Rings around a middle.
    Rings,
    /// The stages of a journey.
    Journey,
}

impl CanvasKind {
    /// The word in TOML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Quadrant => "quadrant",
            Self::Rings => "rings",
            Self::Journey => "journey",
        }
    }

    /// The lists that a sheet of this kind takes.
    pub fn takes(self) -> &'static [&'static str] {
        match self {
            Self::Grid => &["fields"],
            Self::Quadrant => &["fields", "axes"],
            Self::Rings => &["rings"],
            Self::Journey => &["stages", "rows"],
        }
    }

    /// The list without which there is no sheet of this kind.
    pub fn needs(self) -> Option<&'static str> {
        match self {
            Self::Grid | Self::Quadrant => None,
            Self::Rings => Some("rings"),
            Self::Journey => Some("stages"),
        }
    }
}

impl Field for CanvasKind {
    fn held(&self) -> Held<'_> {
        Held::Word(self.name())
    }
}
