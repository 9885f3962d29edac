//! The pages that can be looked at: those of the book, and those of each target.

use rayon::prelude::*;
use typst_layout::{Page, PagedDocument};
use typst_utils::hash128;

use super::look::look;
use crate::book::{Medium, Target};
use crate::content::Style;
use crate::content::target::Inks;
use crate::edition::{Edition, Output, Paper};
use crate::ink::{Plate, Press};
use crate::typeset::Extent;

/// The name of the view of the book's own pages; no target can have it.
pub const BOOK: &str = "";

/// What a view shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The pages of the book as they are laid out.
    Book,
    /// A file for screens.
    Screen,
    /// A file for the printer, page by page.
    Print,
    /// The sheets of a booklet.
    Booklet,
}

/// Pages of one kind, in their order.
pub struct View {
    /// The name of the edition, or [`BOOK`].
    pub name: String,
    /// What it shows.
    pub kind: Kind,
    /// The pages with all that is known of the document.
    pub document: PagedDocument,
    /// What is known of each page.
    pub sheets: Vec<Sheet>,
    /// How it is printed, if it is.
    pub press: Option<Press>,
    /// How fine photographs are, in pixels per inch, if they are made coarser.
    pub ppi: Option<f64>,
    /// The change of the workbook after which it was made.
    pub revision: u64,
}

/// A page of a view.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The fingerprint of what can be seen.
    pub look: u128,
    /// The number that stands on it.
    pub number: u64,
    /// Whether it is one of the red lines.
    pub red: bool,
    /// Whether it is a recto.
    pub recto: bool,
    /// Its boxes, where it is printed.
    pub paper: Option<Paper>,
}

impl View {
    /// The pages of the book.
    pub fn book(document: &PagedDocument, extents: &[Extent], revision: u64) -> Self {
        let red = reds(extents);
        let sheet = |(index, page): (usize, &Page)| Sheet {
            look: look(page),
            number: page.number,
            red: red(index),
            recto: index % 2 == 0,
            paper: None,
        };
        let sheets = document.pages().par_iter().enumerate().map(sheet).collect();
        let document = document.clone();
        Self { name: BOOK.into(), kind: Kind::Book, document, sheets, press: None, ppi: None, revision }
    }

    /// The pages of a target.
    pub fn edition(target: &Target, edition: Edition, extents: &[Extent], revision: u64) -> Self {
        let kind = match target.medium {
            Medium::Screen(_) => Kind::Screen,
            Medium::Print(_) => Kind::Print,
            Medium::Booklet(..) => Kind::Booklet,
        };
        let (press, papers, ppi) = match edition.output {
            Output::Screen { screen, .. } => (None, vec![], Some(screen.ppi)),
            Output::Paper { press, papers, .. } => (Some(*press), papers, None),
        };
        let way = (press.as_ref().map(inked), ppi.map(f64::to_bits));
        let red = reds(extents);
        let whole = target.style.is_none();
        let sheet = |(index, page): (usize, &Page)| Sheet {
            look: hash128(&(look(page), &way)),
            number: page.number,
            red: kind != Kind::Booklet
                && if whole { red(index) } else { target.style == Some(Style::Redline) },
            recto: if whole { index % 2 == 0 } else { page.number % 2 == 1 },
            paper: papers.get(index).copied(),
        };
        let sheets = edition.document.pages().par_iter().enumerate().map(sheet).collect();
        Self { name: edition.name, kind, document: edition.document, sheets, press, ppi, revision }
    }

    /// The plates that can be looked at, each with the name of its ink.
    pub fn plates(&self) -> Vec<(Plate, String)> {
        let press = self.press.as_ref().filter(|press| press.inks != Inks::Rgb);
        press.map_or_else(Vec::new, |press| {
            press.plates().into_iter().map(|plate| (plate, press.plate_name(plate))).collect()
        })
    }
}

/// Whether a page of the book, counted from 0, is one of the red lines.
fn reds(extents: &[Extent]) -> impl Fn(usize) -> bool + '_ {
    |index| extents.iter().any(|extent| extent.style == Style::Redline && extent.pages.contains(&index))
}

/// How a press shows a colour, for fingerprints.
fn inked(press: &Press) -> u128 {
    let inks = match press.inks {
        Inks::Two => 0u8,
        Inks::Cmyk => 1,
        Inks::Rgb => 2,
    };
    let spot = (press.spot.name.as_str(), press.spot.rgb, press.spot.cmyk.map(f32::to_bits));
    hash128(&(inks, spot, &press.profile.data))
}
