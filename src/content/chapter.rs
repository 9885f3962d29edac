//! A chapter's file: its head and its blocks.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::{At, Inline, Rich};
use super::block::Block;

/// A chapter: a style, a title, and blocks.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Whether it collects material, black on white, or reflects, on red.
    pub style: Style,
    /// The title.
    pub title: Inline,
    /// The number in its series: material counts 0, 1, 2 and red lines 1, 2, 3.
    #[schemars(range(min = 0, max = 999), extend("x-default" = "none"))]
    pub number: Option<At<u32>>,
    /// A name by which texts link to the chapter.
    pub id: Option<At<String>>,
    /// The opening sentence or two.
    pub lede: Option<Rich>,
    /// The language of the chapter, as `en` or `pt-BR`.
    #[schemars(extend("x-default" = "the workbook's"))]
    pub language: Option<At<String>>,
}

/// The two ways of reading, and so the two page styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Facts, black on white.
    Material,
    /// Reflection, white on red.
    Redline,
}

impl Style {
    /// The word in TOML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Material => "material",
            Self::Redline => "redline",
        }
    }
}

/// The keys that every block has.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
pub struct Common {
    /// What kind of block it is.
    #[serde(rename = "type")]
    pub kind: At<String>,
    /// A name by which texts link to the block.
    pub id: Option<At<String>>,
    /// The language of the block, as `en` or `pt-BR`: hyphens, quotes and direction follow it.
    #[schemars(extend("x-default" = "the chapter's"))]
    pub language: Option<At<String>>,
}

/// A block with what every block has, and where it stands.
#[derive(Debug, Clone, Hash)]
pub struct Placed {
    /// The keys that every block has.
    pub common: Common,
    /// The bytes of the block's table in the TOML file.
    pub range: std::ops::Range<usize>,
    /// The block itself.
    pub block: Block,
}

/// A chapter as it was read.
#[derive(Debug, Clone, Hash)]
pub struct Chapter {
    /// Style, title and what else stands at its head, if that holds.
    pub head: Option<Head>,
    /// The blocks in the order of the file.
    pub blocks: Vec<Placed>,
}
