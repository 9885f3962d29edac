//! Editions become finished files in memory.

use rayon::prelude::*;
use typst_library::visualize::Image;

use super::faults::{caught, placed};
use super::prepare::Ready;
use crate::book::{Medium, Target};
use crate::edition::{Edition, Output};
use crate::export::{self, About, Exported, Fault, Pages, PdfSettings, size};
use crate::source::Finding;
use crate::typeset::{self, Workspace};

/// A file in memory.
pub struct Made {
    /// The edition's name.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// The file.
    pub exported: Exported,
}

/// Exports all editions.
///
/// Errors with findings where one cannot be exported: then none is.
pub fn make(workspace: &Workspace, ready: &Ready, pages: Option<&Pages>) -> Result<Vec<Made>, Vec<Finding>> {
    let workbook = &ready.book.workbook;
    let file = |(target, edition): &(Target, Edition)| {
        let settings = PdfSettings {
            ident: format!("{} {} {}", workbook.running(), workbook.edition.number, edition.name),
            date: Some(ready.date),
            pages: pages.cloned(),
        };
        let exported =
            caught(|| export(ready, edition, &settings).map_err(|fault| refusal(fault, target, workspace)))?;
        let count = edition.document.pages().len();
        let pages = pages.map_or(count, |pages| pages.count(count));
        Ok(Made { name: edition.name.clone(), pages, exported })
    };
    let all: Vec<Result<Made, Vec<Finding>>> = ready.editions.par_iter().map(file).collect();
    let mut made = Vec::new();
    let mut findings = Vec::new();
    for result in all {
        match result {
            Ok(file) => made.push(file),
            Err(faults) => findings.extend(faults),
        }
    }
    if findings.is_empty() { Ok(made) } else { Err(placed(workspace, &ready.book, findings)) }
}

fn export(ready: &Ready, edition: &Edition, settings: &PdfSettings) -> Result<Exported, Fault> {
    match &edition.output {
        Output::Screen { screen, .. } => {
            export::screen(&edition.document, screen.ppi, screen.budget, settings)
        }
        Output::Paper { press, papers } => {
            let workbook = &ready.book.workbook;
            let language = workbook.language.code();
            let description = workbook.description.as_ref().map_or_else(String::new, |text| text.plain());
            let about = About {
                title: typeset::typographic(&workbook.running(), language),
                author: typeset::typographic(&workbook.organisation.value, language),
                description: typeset::typographic(&description, language),
                language: language.into(),
                date: settings.date,
                ident: settings.ident.clone(),
            };
            export::press(&edition.document, papers, press, &about, settings)
        }
    }
}

/// What to tell of a file that could not be made.
fn refusal(fault: Fault, target: &Target, workspace: &Workspace) -> Vec<Finding> {
    match fault {
        Fault::Document(errors) => errors.iter().map(|error| typeset::finding(workspace, error)).collect(),
        Fault::Inner(message) => vec![Finding::internal(None, &message, None)],
        Fault::Budget(over) => {
            let place = match &target.medium {
                Medium::Screen(screen) => screen.budget_place.clone(),
                _ => None,
            };
            let message = format!(
                "the target `{}` weighs {} with photographs at {} pixels per inch, the coarsest, and may weigh {}",
                target.name,
                size(over.size),
                over.ppi,
                size(over.limit)
            );
            let mut finding = Finding::error("over-budget", place, message);
            for (image, bytes) in &over.images {
                finding = finding.hint(format!("an image of {}: {}", size(*bytes), named(image)));
            }
            vec![finding.hint("raise `max-size`, or take images away")]
        }
    }
}

/// What an image is called.
fn named(image: &Image) -> String {
    let shown = image.alt().unwrap_or("without description");
    format!("{} x {} pixels, \u{201c}{shown}\u{201d}", image.width(), image.height())
}
