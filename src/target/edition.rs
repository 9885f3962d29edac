//! From what is declared to what is exported.

use typst_layout::{Page, PagedDocument};
use typst_library::text::Font;

use super::marks::Marks;
use super::print::{Margins, print};
use super::process::process;
use super::{Folding, Made, Paper, booklet, extract, filled};
use crate::check::Pictures;
use crate::content::target::{Declared, Imposition, Inks, Sides, Target};
use crate::content::{FileSize, Workbook};
use crate::ink::Press;
use crate::typeset::Extent;

/// A document ready to be exported.
pub struct Edition {
    /// The target's name, with the side of the sheet where fronts and backs stand in files of their own.
    pub name: String,
    /// The pages; those of a screen still hold their photographs as fine as they came.
    pub document: PagedDocument,
    /// What becomes of it.
    pub output: Output,
}

/// What becomes of a document.
pub enum Output {
    /// A file for screens.
    Screen {
        /// The finest resolution of photographs, in pixels per inch.
        ppi: f64,
        /// What the file may weigh.
        budget: Option<FileSize>,
        /// Whether it is a part of the book.
        extract: bool,
    },
    /// A file for the printer.
    Paper {
        /// How ink comes onto paper.
        press: Box<Press>,
        /// The boxes of each page.
        papers: Vec<Paper>,
    },
}

/// What all targets are made of.
pub struct Context<'a> {
    /// What stands in `workbook.toml`.
    pub workbook: &'a Workbook,
    /// The laid-out book.
    pub document: &'a PagedDocument,
    /// A page for notes, to fill booklets.
    pub note: &'a Page,
    /// The pages of each chapter.
    pub extents: &'a [Extent],
    /// What images come from.
    pub pictures: &'a Pictures,
    /// The type of the slug line.
    pub font: Option<Font>,
    /// The date that stands in the slug line.
    pub date: String,
}

/// The editions of a target: one, or two where the sides of sheets stand apart.
///
/// `press` is there for targets that are printed.
pub fn editions(declared: &Declared, press: Option<Press>, context: &Context) -> Vec<Edition> {
    let mut document = part(declared, context);
    if press.as_ref().is_some_and(|press| press.inks != Inks::Two) {
        document = process(&document, context.pictures);
    }
    let extract = declared.choice.style.is_some();
    match (&declared.target, press) {
        (Target::Print(own), Some(press)) => {
            let margins = Margins { bleed: own.bleed().points(), marks: wants_marks(declared) };
            let marks = Marks::new(&press, context.font.clone());
            let slug = |index: usize| {
                let number = document.pages()[index].number;
                context.slug(declared, &format!("p. {number}"))
            };
            let made = print(&document, margins, &marks, slug);
            vec![paper(declared.name.clone(), made, press)]
        }
        (Target::Booklet(own, imposition), Some(press)) => {
            folded(declared, own.bleed().points(), imposition, press, &document, context)
        }
        (Target::Screen(screen), _) => {
            let budget = screen.max_size.as_ref().map(|size| size.value);
            let output = Output::Screen { ppi: screen.ppi(), budget, extract };
            vec![Edition { name: declared.name.clone(), document, output }]
        }
        (_, None) => vec![],
    }
}

/// Whether marks stand around the pages: yes in print, no in booklets, unless the target says otherwise.
fn wants_marks(declared: &Declared) -> bool {
    let given = declared.press().and_then(|press| press.marks.as_ref()).map(|marks| marks.value);
    given.unwrap_or(matches!(declared.target, Target::Print(_)))
}

/// The pages of a target.
fn part(declared: &Declared, context: &Context) -> PagedDocument {
    let Some(style) = &declared.choice.style else { return context.document.clone() };
    let chosen: Vec<&Extent> = context.extents.iter().filter(|extent| extent.style == style.value).collect();
    extract(context.document, |page| chosen.iter().any(|extent| extent.pages.contains(&page)))
}

fn paper(name: String, made: Made, press: Press) -> Edition {
    let output = Output::Paper { press: Box::new(press), papers: made.papers };
    Edition { name, document: made.document, output }
}

fn folded(
    declared: &Declared,
    bleed: f64,
    imposition: &Imposition,
    press: Press,
    document: &PagedDocument,
    context: &Context,
) -> Vec<Edition> {
    let sheet = imposition.sheet();
    let point = crate::content::Length;
    let folding = Folding {
        sheet: [point(sheet.0).points(), point(sheet.1).points()],
        margins: Margins { bleed, marks: wants_marks(declared) },
        paper_thickness: imposition.paper_thickness().points(),
        flip: imposition.flip,
    };
    let marks = Marks::new(&press, context.font.clone());
    let pages = filled(document, context.note);
    let make = |name: String, chosen: &dyn Fn(super::Side) -> bool| {
        let slug = |side: super::Side| {
            let face = if side.back { "back" } else { "front" };
            context.slug(declared, &format!("sheet {}, {face}", side.sheet + 1))
        };
        paper(name, booklet(&pages, document, &folding, &marks, chosen, slug), press.clone())
    };
    match imposition.sides {
        Sides::Together => vec![make(declared.name.clone(), &|_| true)],
        Sides::Apart => {
            let faces: [&dyn Fn(super::Side) -> bool; 2] = [&|side| !side.back, &|side| side.back];
            declared.editions().into_iter().zip(faces).map(|(name, chosen)| make(name, chosen)).collect()
        }
    }
}

impl Context<'_> {
    /// Title, edition, page, target, date and program version.
    fn slug(&self, declared: &Declared, page: &str) -> String {
        let edition = &self.workbook.edition;
        let name = edition.name.as_ref().map_or_else(String::new, |name| format!(" {}", name.value));
        let version = env!("CARGO_PKG_VERSION");
        format!(
            "{} \u{2013} {}{name}\n{page} \u{2013} {} \u{2013} {} \u{2013} werkboek {version}",
            self.workbook.running(),
            edition.number,
            declared.name,
            self.date,
        )
    }
}
