//! Pictures and tables.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{Inline, Rich};
use crate::content::fields::{Field, Held, fields};
use crate::content::named::{Alt, CsvPath, ImagePath};
use crate::content::width::Width;

/// A picture with what it shows.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The path of an SVG, PNG, JPEG or WebP file, or of a PDF whose first page is meant;
    /// `plan.pdf#page=3` takes another page.
    pub image: ImagePath,
    /// What it shows, for who cannot see it; empty where it only decorates.
    pub alt: Alt,
    /// Whether it only decorates: then `alt` is empty, and who hears the book hears nothing of it.
    #[serde(default)]
    #[schemars(extend("x-default" = "`false`"))]
    pub decorative: bool,
    /// A caption under it.
    pub caption: Option<Rich>,
    /// Who made it.
    pub credit: Option<Inline>,
    /// How wide it is: a word, a share of the type area such as `"60%"`, or a length such as `"8cm"`. `column`, `half`
    /// and `third` are columns of the page, `full` is the type area, and `bleed` runs off the page on both sides. A
    /// picture that is too high for that takes a page of its own: off the head and the outer side, and off all sides
    /// where it has the proportions of the sheet and no caption. Neighbours that are narrow enough share a row.
    #[schemars(extend("x-default" = "`full`; a small image has its own size"))]
    pub width: Option<Width>,
    /// On which side of the page a narrow one stands, with the `text` that follows beside it, or its own caption
    /// where no text follows.
    #[schemars(extend("x-default" = "none"))]
    pub side: Option<Side>,
}

impl Figure {
    /// Whether others may stand in its row.
    pub fn shares_rows(&self) -> bool {
        self.side.is_none() && self.width.is_some_and(Width::is_narrow)
    }

    /// Whether a text may stand beside it.
    pub fn takes_text(&self) -> bool {
        self.side.is_some() && self.width.is_none_or(Width::is_narrow)
    }
}

/// A side of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

impl Field for Side {
    fn held(&self) -> Held<'_> {
        Held::Word(match self {
            Self::Left => "left",
            Self::Right => "right",
        })
    }
}

/// A table; its header rows repeat over pages.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// A heading over the table.
    pub heading: Option<Inline>,
    /// A Markdown table; either this or `file` must be there.
    pub body: Option<Rich>,
    /// The path of a CSV file whose first row is the header.
    pub file: Option<CsvPath>,
    /// A caption under it.
    pub caption: Option<Rich>,
    /// How wide it is: a column of two, the full type area, or a page on its side.
    #[serde(default)]
    #[schemars(extend("x-default" = "`full`"))]
    pub width: TableWidth,
}

/// How wide a table is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TableWidth {
    /// One column.
    Column,
    /// The type area.
    #[default]
    Full,
    /// A page on its side.
    Landscape,
}

impl TableWidth {
    /// The word in TOML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Full => "full",
            Self::Landscape => "landscape",
        }
    }
}

impl Field for TableWidth {
    fn held(&self) -> Held<'_> {
        Held::Word(self.name())
    }
}
