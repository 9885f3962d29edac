//! Editions become finished files in memory.

use rayon::prelude::*;

use super::faults::{caught, placed};
use super::overweight::overweight;
use super::prepare::Ready;
use crate::book::{Medium, Pictures, Target};
use crate::edition::{Edition, Output};
use crate::export::{self, About, Exported, Fault, Pages, PdfSettings};
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
        let refused = |fault| refusal(fault, target, &ready.book.pictures, workspace);
        let exported = caught(|| export(ready, edition, &settings).map_err(refused))?;
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
fn refusal(fault: Fault, target: &Target, pictures: &Pictures, workspace: &Workspace) -> Vec<Finding> {
    match fault {
        Fault::Document(errors) => errors.iter().map(|error| typeset::finding(workspace, error)).collect(),
        Fault::Inner(message) => vec![Finding::internal(None, &message, None)],
        Fault::Budget(over) => {
            let place = match &target.medium {
                Medium::Screen(screen) => screen.budget_place.clone(),
                _ => None,
            };
            vec![overweight(&over, &target.name, place, pictures, workspace)]
        }
    }
}
