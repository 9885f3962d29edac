//! What `workbook.toml` decides, with every choice made.

use typst_library::foundations::Datetime;

use super::design::Design;
use super::target::{Target, points};
use crate::content::{At, Preflight, Workbook, defaults};
use crate::ink::parse_rgb;
use crate::source::FileId;

/// What `workbook.toml` decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How the book looks.
    pub design: Design,
    /// The accent.
    pub accent: Accent,
    /// The date of the edition.
    pub date: Datetime,
    /// To what the book is held.
    pub limits: Limits,
    /// What is made of the book.
    pub targets: Vec<Target>,
}

/// The second colour of the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Accent {
    /// The name of the spot ink.
    pub name: String,
    /// The colour on screens.
    pub rgb: [u8; 3],
    /// Cyan, magenta, yellow and black, each from 0 to 1, if they are given.
    pub cmyk: Option<[f32; 4]>,
}

/// To what a book is held; lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// The names of findings to pass over.
    pub ignore: Vec<String>,
    /// The smallest regular type that may be knocked out of a ground.
    pub knockout_type: f64,
    /// The thinnest line.
    pub hairline: f64,
    /// The thinnest line that may be knocked out of a ground.
    pub knockout_line: f64,
    /// How near to the trim a thing may stand that does not run over it.
    pub near_trim: f64,
    /// The faintest tint of an ink, from 0 to 1.
    pub faint_tint: f32,
    /// The resolution under which a photograph in print is an error, in pixels per inch.
    pub error_ppi: f64,
    /// The least contrast of text with its ground, if it is not that of WCAG.
    pub contrast: Option<f64>,
    /// The most ink in one spot, in percent, if it is not the profile's.
    pub total_ink: Option<f64>,
    /// The most pages of a stapled booklet.
    pub booklet_pages: usize,
}

impl Settings {
    /// Makes every choice; nothing where the accent is no colour, or the edition has no date.
    pub fn new(workbook: &Workbook, file: FileId) -> Option<Self> {
        let date = workbook.edition.date.value.date?;
        Some(Self {
            design: Design::new(&workbook.design),
            accent: Accent::new(workbook)?,
            date: Datetime::from_ymd(date.year.into(), date.month, date.day)?,
            limits: Limits::new(&workbook.preflight),
            targets: workbook.targets.iter().map(|declared| Target::new(declared, file)).collect(),
        })
    }
}

impl Accent {
    /// The workbook's accent, or that of the City Deal.
    fn new(workbook: &Workbook) -> Option<Self> {
        let share = |inks: [u32; 4]| inks.map(|ink| ink as f32 / 100.0);
        let Some(own) = &workbook.design.accent else {
            return Some(Self {
                name: defaults::ACCENT_NAME.into(),
                rgb: parse_rgb(defaults::ACCENT_RGB)?,
                cmyk: Some(share(defaults::ACCENT_CMYK)),
            });
        };
        let inks = own.cmyk.as_ref().map(|inks| inks.value.iter().map(|ink| ink.value).collect::<Vec<_>>());
        Some(Self {
            name: own.name.value.clone(),
            rgb: parse_rgb(&own.rgb.value)?,
            cmyk: inks.and_then(|inks| inks.try_into().ok()).map(share),
        })
    }
}

impl Limits {
    fn new(given: &Preflight) -> Self {
        let number = |given: &Option<At<u32>>, default| given.as_ref().map_or(default, |given| given.value);
        Self {
            ignore: given.ignore.iter().map(|name| name.value.clone()).collect(),
            knockout_type: points(&given.knockout_type, defaults::KNOCKOUT_TYPE),
            hairline: points(&given.hairline, defaults::HAIRLINE),
            knockout_line: points(&given.knockout_line, defaults::KNOCKOUT_LINE),
            near_trim: points(&given.near_trim, defaults::NEAR_TRIM),
            faint_tint: number(&given.faint_tint, defaults::FAINT_TINT) as f32 / 100.0,
            error_ppi: number(&given.error_ppi, defaults::ERROR_PPI).into(),
            contrast: given.contrast.as_ref().map(|least| f64::from(least.value) / 100.0),
            total_ink: given.total_ink.as_ref().map(|most| most.value.into()),
            booklet_pages: number(&given.booklet_pages, defaults::BOOKLET_PAGES) as usize,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{defaults, parse_rgb};

    #[test]
    fn the_default_accent_is_a_colour() {
        assert!(parse_rgb(defaults::ACCENT_RGB).is_some());
    }
}
