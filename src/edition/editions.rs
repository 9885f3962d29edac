//! From what is declared to what is exported.

use typst_layout::{Page, PagedDocument};
use typst_library::text::Font;

use super::marks::Marks;
use super::print::{Margins, print};
use super::process::process;
use super::{Folding, Made, Paper, booklet, extract, filled};
use crate::book::{Book, Imposition, Medium, Printing, Screen, Target};
use crate::content::target::{Inks, Sides};
use crate::ink::Press;
use crate::typeset::{Extent, typographic};

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
        /// How fine its photographs are, and what it may weigh.
        screen: Screen,
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
    /// The book.
    pub book: &'a Book,
    /// Its laid-out pages.
    pub document: &'a PagedDocument,
    /// A page for notes, to fill booklets.
    pub note: &'a Page,
    /// The pages of each chapter.
    pub extents: &'a [Extent],
    /// The type of the slug line.
    pub font: Option<Font>,
    /// The date that stands in the slug line.
    pub date: String,
}

/// The editions of a target: one, or two where the sides of sheets stand apart.
///
/// `press` is there for targets that are printed.
pub fn editions(target: &Target, press: Option<Press>, context: &Context) -> Vec<Edition> {
    let mut document = part(target, context);
    if press.as_ref().is_some_and(|press| press.inks != Inks::Two) {
        document = process(&document, &context.book.pictures);
    }
    match (&target.medium, press) {
        (Medium::Print(printing), Some(press)) => {
            let marks = Marks::new(&press, context.font.clone());
            let slug = |index: usize| {
                let number = document.pages()[index].number;
                context.slug(target, &format!("p. {number}"))
            };
            let made = print(&document, margins(printing), &marks, slug);
            vec![paper(target.name.clone(), made, press)]
        }
        (Medium::Booklet(printing, imposition), Some(press)) => {
            folded(target, margins(printing), imposition, press, &document, context)
        }
        (Medium::Screen(screen), _) => {
            let output = Output::Screen { screen: screen.clone(), extract: target.style.is_some() };
            vec![Edition { name: target.name.clone(), document, output }]
        }
        (_, None) => vec![],
    }
}

fn margins(printing: &Printing) -> Margins {
    Margins { bleed: printing.bleed, marks: printing.marks }
}

/// The pages of a target.
fn part(target: &Target, context: &Context) -> PagedDocument {
    let Some(style) = target.style else { return context.document.clone() };
    let chosen: Vec<&Extent> = context.extents.iter().filter(|extent| extent.style == style).collect();
    extract(context.document, |page| chosen.iter().any(|extent| extent.pages.contains(&page)))
}

fn paper(name: String, made: Made, press: Press) -> Edition {
    let output = Output::Paper { press: Box::new(press), papers: made.papers };
    Edition { name, document: made.document, output }
}

fn folded(
    target: &Target,
    margins: Margins,
    imposition: &Imposition,
    press: Press,
    document: &PagedDocument,
    context: &Context,
) -> Vec<Edition> {
    let folding = Folding {
        sheet: imposition.sheet,
        margins,
        paper_thickness: imposition.paper_thickness,
        flip: imposition.flip,
    };
    let marks = Marks::new(&press, context.font.clone());
    let pages = filled(document, context.note);
    let make = |name: String, chosen: &dyn Fn(super::Side) -> bool| {
        let slug = |side: super::Side| {
            let face = if side.back { "back" } else { "front" };
            context.slug(target, &format!("sheet {}, {face}", side.sheet + 1))
        };
        paper(name, booklet(&pages, document, &folding, &marks, chosen, slug), press.clone())
    };
    match imposition.sides {
        Sides::Together => vec![make(target.name.clone(), &|_| true)],
        Sides::Apart => {
            let faces: [&dyn Fn(super::Side) -> bool; 2] = [&|side| !side.back, &|side| side.back];
            target.file_names().into_iter().zip(faces).map(|(name, chosen)| make(name, chosen)).collect()
        }
    }
}

impl Context<'_> {
    /// Title, edition, page, target, date and program version.
    fn slug(&self, target: &Target, page: &str) -> String {
        let workbook = &self.book.workbook;
        let edition = &workbook.edition;
        let name = edition.name.as_ref().map_or_else(String::new, |name| format!(" {}", name.value));
        let version = env!("CARGO_PKG_VERSION");
        let slug = format!(
            "{} \u{2013} {}{name}\n{page} \u{2013} {} \u{2013} {} \u{2013} werkboek {version}",
            workbook.running(),
            edition.number,
            target.name,
            self.date,
        );
        let lines: Vec<String> =
            slug.lines().map(|line| typographic(line, workbook.language.code())).collect();
        lines.join("\n")
    }
}
