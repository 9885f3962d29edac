//! From what is declared to what is exported.

use typst_layout::{Page, PagedDocument};
use typst_library::text::Font;

use super::bound::{any_changes_hands, bound, order};
use super::marks::Marks;
use super::print::{Margins, print};
use super::process::process;
use super::{Folding, Made, Paper, booklet, cut, extract};
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
        /// The finest resolution of photographs, in pixels per inch.
        ppi: f64,
    },
}

impl Edition {
    /// Keeps the pages for which `keep` holds, counted from 0, with their boxes.
    pub fn cut(&mut self, keep: impl Fn(usize) -> bool) {
        match &mut self.output {
            Output::Screen { .. } => self.document = cut(&self.document, keep),
            Output::Paper { papers, .. } => {
                self.document = extract(&self.document, &keep);
                let mut index = 0..;
                papers.retain(|_| index.next().is_some_and(&keep));
            }
        }
    }
}

/// What all targets are made of.
pub struct Context<'a> {
    /// The book.
    pub book: &'a Book,
    /// Its laid-out pages.
    pub document: &'a PagedDocument,
    /// The same pages with recto and verso exchanged, where [`any_exchanged`] of them are asked for.
    pub exchanged: Option<&'a PagedDocument>,
    /// The back cover as it lies on the other hand.
    pub back: &'a Page,
    /// A page for notes, to fill booklets.
    pub note: &'a Page,
    /// The pages of each chapter.
    pub extents: &'a [Extent],
    /// The types of the slug line, each of which sets what those before it lack.
    pub fonts: Vec<Font>,
    /// The date that stands in the slug line.
    pub date: String,
}

/// The editions of a target: one, or two where the sides of sheets stand apart.
///
/// `press` is there for targets that are printed.
pub fn editions(target: &Target, press: Option<Press>, context: &Context) -> Vec<Edition> {
    let mut document = match target.medium {
        Medium::Booklet(..) => {
            let other = |page: usize| match target.style {
                // In a whole book, pages for notes come before the back cover alone.
                None => Some(context.back.clone()),
                Some(_) => context.exchanged?.pages().get(page).cloned(),
            };
            bound(&folded_order(target, context), context.document, other, context.note)
        }
        Medium::Screen(_) | Medium::Print(_) => part(target, context),
    };
    if press.as_ref().is_some_and(|press| press.inks != Inks::Two) {
        document = process(&document, &context.book.pictures);
    }
    match (&target.medium, press) {
        (Medium::Print(printing), Some(press)) => {
            let marks = Marks::new(&press, &context.fonts);
            let slug = |index: usize| {
                let number = document.pages()[index].number;
                context.slug(target, &format!("{} {number}", context.word("page")))
            };
            let made = print(&document, context.book.settings.design.paper, margins(printing), &marks, slug);
            vec![paper(target.name.clone(), made, press, printing.ppi)]
        }
        (Medium::Booklet(printing, imposition), Some(press)) => {
            folded(target, (printing, imposition), press, &document, context)
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

/// The pages of a target, as they follow each other in the book.
fn part(target: &Target, context: &Context) -> PagedDocument {
    if target.style.is_none() {
        return context.document.clone();
    }
    let chosen = chosen(target, context);
    extract(context.document, |page| chosen.contains(&page))
}

/// Which pages of the book a target takes, counted from 0.
fn chosen(target: &Target, context: &Context) -> Vec<usize> {
    let takes = |page: &usize| {
        let in_style =
            |style| context.extents.iter().any(|extent| extent.style == style && extent.pages.contains(page));
        target.style.is_none_or(in_style)
    };
    (0..context.document.pages().len()).filter(takes).collect()
}

/// The pages of a booklet in their order: an extract has no back cover.
fn folded_order(target: &Target, context: &Context) -> Vec<Option<usize>> {
    order(&chosen(target, context), target.style.is_none())
}

/// Whether a target is an extract with pages that come to lie on the other hand than in the book.
pub fn any_exchanged(target: &Target, context: &Context) -> bool {
    let is_folded = matches!(target.medium, Medium::Booklet(..)) && target.style.is_some();
    is_folded && any_changes_hands(&folded_order(target, context))
}

fn paper(name: String, made: Made, press: Press, ppi: f64) -> Edition {
    let output = Output::Paper { press: Box::new(press), papers: made.papers, ppi };
    Edition { name, document: made.document, output }
}

fn folded(
    target: &Target,
    (printing, imposition): (&Printing, &Imposition),
    press: Press,
    document: &PagedDocument,
    context: &Context,
) -> Vec<Edition> {
    let folding = Folding {
        page: context.book.settings.design.paper,
        sheet: imposition.sheet,
        margins: margins(printing),
        paper_thickness: imposition.paper_thickness,
        flip: imposition.flip,
    };
    let marks = Marks::new(&press, &context.fonts);
    let make = |name: String, chosen: &dyn Fn(super::Side) -> bool| {
        let slug = |side: super::Side| {
            let face = context.word(if side.back { "back" } else { "front" });
            context.slug(target, &format!("{} {}, {face}", context.word("sheet"), side.sheet + 1))
        };
        paper(name, booklet(document, &folding, &marks, chosen, slug), press.clone(), printing.ppi)
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
    /// A word of the layout in the language of the book.
    fn word(&self, key: &str) -> &str {
        self.book.words.words.get(key).map_or("", String::as_str)
    }

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
            slug.lines().map(|line| typographic(line, workbook.language.value.as_str())).collect();
        lines.join("\n")
    }
}
