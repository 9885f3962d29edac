//! Photographs or logos beside each other.

use macro_rules_attribute::apply;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::{At, Inline, Rich};
use crate::content::fields::{Field, Held, fields};
use crate::content::measure::Length;
use crate::content::named::{Alt, ImagePath, LinkTarget};

/// Photographs beside each other, or logos.
///
/// The photographs of a row have one height and fill the width together; the last row is not blown up. Logos look
/// equally large: a flat one is wider, and a tall one higher, than a square one.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gallery {
    /// What stands in it, in its order.
    #[schemars(length(min = 1))]
    pub items: Vec<GalleryItem>,
    /// What its pictures are: photographs in even rows, or logos of one visual size.
    #[serde(default)]
    #[schemars(extend("x-default" = "`photos`"))]
    pub kind: GalleryKind,
    /// About how high its pictures are; rows of photographs come near it.
    #[schemars(extend("x-default" = "ten lines of text, and three for logos"))]
    pub height: Option<At<Length>>,
    /// How many stand beside each other.
    #[schemars(range(min = 1, max = 8), extend("x-default" = "as many as make rows of that height"))]
    pub columns: Option<At<usize>>,
}

/// A picture of a gallery.
#[apply(fields!)]
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GalleryItem {
    /// The path of the image, as in a `figure`.
    pub image: ImagePath,
    /// What it shows, for who cannot see it; of a logo, whose it is.
    pub alt: Option<Alt>,
    /// Whether it only decorates: then `alt` is empty or not there, and who hears the book hears nothing of it.
    #[serde(default)]
    #[schemars(extend("x-default" = "`false`"))]
    pub decorative: bool,
    /// A caption under it.
    pub caption: Option<Rich>,
    /// Who made it.
    pub credit: Option<Inline>,
    /// Where a line under it leads: an address, whose host is shown, or `#` and the id of a block or chapter, whose page
    /// is.
    pub link: Option<LinkTarget>,
}

/// What the pictures of a gallery are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum GalleryKind {
    /// Photographs, in rows of one height.
    #[default]
    Photos,
    /// Logos, of one visual size.
    Logos,
}

impl Field for GalleryKind {
    fn held(&self) -> Held<'_> {
        Held::Word(match self {
            Self::Photos => "photos",
            Self::Logos => "logos",
        })
    }
}
