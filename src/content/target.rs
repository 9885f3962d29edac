//! Targets: the editions that are made of one layout.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::chapter::Style;
use super::defaults;
use super::measure::{FileSize, Length, Sheet};

/// A target as it was declared, or one of the two that exist without any.
#[derive(Debug, Clone)]
pub struct Declared {
    /// The name in the file's name and in messages.
    pub name: String,
    /// The bytes of its table in `workbook.toml`; empty where it was not declared.
    pub range: std::ops::Range<usize>,
    /// What every target has.
    pub choice: Choice,
    /// What it is.
    pub target: Target,
}

/// What a target is.
#[derive(Debug, Clone)]
pub enum Target {
    /// A file for mail and screens.
    Screen(Screen),
    /// A file for the printer, page by page.
    Print(Press),
    /// A file for the printer or the copier, folded and stapled.
    Booklet(Press, Imposition),
}

/// The keys that every target has.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Choice {
    /// What kind of target it is.
    pub kind: TargetKind,
    /// Only the pages of this style, with the folios of the whole book.
    #[schemars(extend("x-default" = "the whole book"))]
    pub style: Option<At<Style>>,
}

/// The kinds of target.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// For mail and screens: tagged, with bookmarks and links.
    #[default]
    Screen,
    /// For the printer: PDF/X-4, page by page.
    Print,
    /// Folded and stapled: two pages on each side of a sheet.
    Booklet,
}

/// What a file for mail and screens may be.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Screen {
    /// The finest resolution of photographs, in pixels per inch.
    #[schemars(range(min = 36, max = 1200), extend("x-value" = defaults::SCREEN_PPI))]
    pub ppi: Option<At<u32>>,
    /// What the file may weigh, such as `5 MB`; photographs get as coarse as that takes.
    pub max_size: Option<At<FileSize>>,
    /// The resolution under which a photograph is reported, in pixels per inch.
    #[schemars(range(min = 0, max = 1200), extend("x-value" = defaults::SCREEN_MIN_PPI))]
    pub min_ppi: Option<At<u32>>,
}

/// How ink comes onto paper.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Press {
    /// The inks: black and the accent as a spot ink, the four of the press, or colours for the printer to separate.
    #[serde(default)]
    #[schemars(extend("x-default" = "`two`"))]
    pub inks: Inks,
    /// How far grounds and pictures run over the trim.
    #[schemars(extend("x-value" = defaults::BLEED))]
    pub bleed: Option<At<Length>>,
    /// Whether crop and registration marks, a colour bar and a slug line stand around the page.
    #[schemars(extend("x-default" = "`false`"))]
    pub marks: Option<At<bool>>,
    /// The printing condition: `FOGRA39`, or the path of the printer's own ICC profile.
    #[schemars(extend("format" = "path", "x-value" = defaults::PROFILE))]
    pub profile: Option<At<String>>,
    /// The resolution under which a photograph is reported, in pixels per inch.
    #[schemars(range(min = 0, max = 1200), extend("x-value" = defaults::PRINT_MIN_PPI))]
    pub min_ppi: Option<At<u32>>,
    /// The finest resolution of photographs, in pixels per inch, which is at least `min-ppi`: finer ones are made coarser, JPEG files as JPEG files of quality 94; line art of two colours stays as it is.
    #[schemars(range(min = 36, max = 2400), extend("x-default" = "1.5 times `min-ppi`"))]
    pub ppi: Option<At<u32>>,
}

/// The inks of a target.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Inks {
    /// Black, and the accent as a spot ink.
    #[default]
    Two,
    /// Cyan, magenta, yellow and black.
    Cmyk,
    /// Colours that the printer separates; black is black ink all the same.
    Rgb,
}

/// How pages come onto sheets that are folded and stapled.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Imposition {
    /// The sheet: `a3`, `sra3` and their kin, or its sides, as `450mm x 320mm`.
    #[schemars(extend("x-value" = defaults::SHEET))]
    pub sheet: Option<At<Sheet>>,
    /// The thickness of the paper, from 0 to 1 mm, by which inner pages shift to the fold.
    #[schemars(extend("x-value" = defaults::PAPER_THICKNESS))]
    pub paper_thickness: Option<At<Length>>,
    /// The edge over which the printer turns the sheet.
    #[serde(default)]
    #[schemars(extend("x-default" = "`short`"))]
    pub flip: Flip,
    /// Whether fronts and backs follow each other in one file, or stand in a file each.
    #[serde(default)]
    #[schemars(extend("x-default" = "`together`"))]
    pub sides: Sides,
}

/// The edge over which a sheet is turned between its two sides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Flip {
    /// Over the short edge: both sides stand upright.
    #[default]
    Short,
    /// Over the long edge: the back stands on its head.
    Long,
}

/// Where the backs of the sheets are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sides {
    /// After their fronts, as a printer that prints on both sides takes them.
    #[default]
    Together,
    /// In a file of their own, for a printer that takes the pile twice.
    Apart,
}

impl Declared {
    /// The targets that exist where none is declared.
    pub fn defaults() -> Vec<Self> {
        let one =
            |name: &str, target| Self { name: name.into(), range: 0..0, choice: Choice::default(), target };
        vec![one("email", Target::Screen(Screen::default())), one("print", Target::Print(Press::default()))]
    }

    /// The names of its files: its own, or one for fronts and one for backs.
    pub fn editions(&self) -> Vec<String> {
        match &self.target {
            Target::Booklet(_, Imposition { sides: Sides::Apart, .. }) => {
                vec![format!("{}-front", self.name), format!("{}-back", self.name)]
            }
            _ => vec![self.name.clone()],
        }
    }
}
