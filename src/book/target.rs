//! Targets with every choice made; lengths are in points.

use crate::content::target::{self as declared, Declared, Flip, Inks, Sides};
use crate::content::{At, FileSize, Length, Sheet, Style, defaults};
use crate::source::{FileId, Place};

/// What is made of the book, with every choice made.
#[derive(Debug, Clone)]
pub struct Target {
    /// The name in the file's name and in messages.
    pub name: String,
    /// Where it is declared, if it is.
    pub place: Option<Place>,
    /// The style whose pages alone it takes.
    pub style: Option<Style>,
    /// The resolution under which a photograph is reported, in pixels per inch.
    pub min_ppi: f64,
    /// What it is made for.
    pub medium: Medium,
}

/// What a target is made for.
#[derive(Debug, Clone)]
pub enum Medium {
    /// Mail and screens.
    Screen(Screen),
    /// The printer, page by page.
    Print(Printing),
    /// The printer or the copier, folded and stapled.
    Booklet(Printing, Imposition),
}

/// A file for mail and screens.
#[derive(Debug, Clone)]
pub struct Screen {
    /// The finest resolution of photographs, in pixels per inch.
    pub ppi: f64,
    /// What the file may weigh.
    pub budget: Option<FileSize>,
    /// Where that stands.
    pub budget_place: Option<Place>,
}

/// How ink comes onto paper.
#[derive(Debug, Clone)]
pub struct Printing {
    /// The inks.
    pub inks: Inks,
    /// How far grounds and pictures run over the trim.
    pub bleed: f64,
    /// Whether marks stand around the page.
    pub marks: bool,
    /// The printing condition: a name, or the path of a profile.
    pub profile: String,
    /// Where that stands, if it was written.
    pub profile_place: Option<Place>,
    /// The finest resolution of photographs, in pixels per inch.
    pub ppi: f64,
}

/// How pages come onto sheets.
#[derive(Debug, Clone)]
pub struct Imposition {
    /// Width and height of the sheet.
    pub sheet: [f64; 2],
    /// The thickness of the paper.
    pub paper_thickness: f64,
    /// The edge over which the sheet is turned.
    pub flip: Flip,
    /// Whether fronts and backs stand in files of their own.
    pub sides: Sides,
}

impl Target {
    /// Makes every choice of a target that is declared in a file.
    pub fn new(declared: &Declared, file: FileId) -> Self {
        let min_ppi = |given: &Option<At<u32>>, default| f64::from(value(given).unwrap_or(default));
        let (medium, min_ppi) = match &declared.target {
            declared::Target::Screen(screen) => {
                let medium = Screen {
                    ppi: value(&screen.ppi).unwrap_or(defaults::SCREEN_PPI).into(),
                    budget: value(&screen.max_size),
                    budget_place: place(&screen.max_size, file),
                };
                (Medium::Screen(medium), min_ppi(&screen.min_ppi, defaults::SCREEN_MIN_PPI))
            }
            declared::Target::Print(press) => {
                (Medium::Print(Printing::new(press, file)), min_ppi(&press.min_ppi, defaults::PRINT_MIN_PPI))
            }
            declared::Target::Booklet(press, imposition) => (
                Medium::Booklet(Printing::new(press, file), Imposition::new(imposition)),
                min_ppi(&press.min_ppi, defaults::PRINT_MIN_PPI),
            ),
        };
        Self {
            name: declared.name.clone(),
            place: (!declared.range.is_empty()).then(|| Place::new(file, declared.range.clone())),
            style: value(&declared.choice.style),
            min_ppi,
            medium,
        }
    }

    /// How ink comes onto paper, if it does.
    pub fn printing(&self) -> Option<&Printing> {
        match &self.medium {
            Medium::Screen(_) => None,
            Medium::Print(printing) | Medium::Booklet(printing, _) => Some(printing),
        }
    }

    /// Turns the sheets of a booklet over another edge.
    pub fn turn(&mut self, flip: Flip) {
        if let Medium::Booklet(_, imposition) = &mut self.medium {
            imposition.flip = flip;
        }
    }

    /// The names of its files: its own, or one for fronts and one for backs.
    pub fn file_names(&self) -> Vec<String> {
        match &self.medium {
            Medium::Booklet(_, Imposition { sides: Sides::Apart, .. }) => {
                vec![format!("{}-front", self.name), format!("{}-back", self.name)]
            }
            _ => vec![self.name.clone()],
        }
    }
}

impl Printing {
    fn new(press: &declared::Press, file: FileId) -> Self {
        Self {
            inks: press.inks,
            bleed: points(&press.bleed, defaults::BLEED),
            marks: value(&press.marks).unwrap_or(false),
            profile: value(&press.profile).unwrap_or_else(|| defaults::PROFILE.into()),
            profile_place: place(&press.profile, file),
            ppi: value(&press.ppi).map_or_else(|| finest(&press.min_ppi), f64::from),
        }
    }
}

impl Imposition {
    fn new(imposition: &declared::Imposition) -> Self {
        let sheet = value(&imposition.sheet).or_else(|| defaults::SHEET.parse().ok());
        let Sheet(width, height) = sheet.unwrap_or(Sheet(0.0, 0.0));
        Self {
            sheet: [Length(width).points(), Length(height).points()],
            paper_thickness: points(&imposition.paper_thickness, defaults::PAPER_THICKNESS),
            flip: imposition.flip,
            sides: imposition.sides,
        }
    }
}

/// The finest resolution of photographs in print, where it is not written; where any is fine enough, that of
/// the usual least.
fn finest(least: &Option<At<u32>>) -> f64 {
    let least = value(least).filter(|least| *least > 0).unwrap_or(defaults::PRINT_MIN_PPI);
    (f64::from(least) * defaults::PRINT_PPI).ceil()
}

/// What was written.
fn value<T: Clone>(given: &Option<At<T>>) -> Option<T> {
    given.as_ref().map(|given| given.value.clone())
}

/// Where it was written.
fn place<T>(given: &Option<At<T>>, file: FileId) -> Option<Place> {
    given.as_ref().map(|given| Place::new(file, given.range.clone()))
}

/// A length in points, or else the default's.
pub fn points(given: &Option<At<Length>>, default: &str) -> f64 {
    value(given).or_else(|| default.parse().ok()).map_or(0.0, Length::points)
}

#[cfg(test)]
mod tests {
    use super::{Length, Sheet, defaults};

    #[test]
    fn every_default_is_a_measure() {
        for length in [
            defaults::BLEED,
            defaults::PAPER_THICKNESS,
            defaults::KNOCKOUT_TYPE,
            defaults::HAIRLINE,
            defaults::KNOCKOUT_LINE,
            defaults::NEAR_TRIM,
        ] {
            assert!(length.parse::<Length>().is_ok(), "{length}");
        }
        assert!(defaults::SHEET.parse::<Sheet>().is_ok());
    }
}
