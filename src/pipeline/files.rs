//! Editions become finished files in memory.

use rayon::prelude::*;

use super::faults::{caught, placed};
use super::overweight::overweight;
use super::prepare::Ready;
use super::readback::strange;
use crate::book::{Medium, Pictures, Target};
use crate::edition::{self, Edition, Output};
use crate::export::{self, About, Exported, Fault, PdfSettings};
use crate::source::{Finding, list};
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
pub fn make(workspace: &Workspace, ready: &Ready) -> Result<Vec<Made>, Vec<Finding>> {
    let workbook = &ready.book.workbook;
    let file = |(target, edition): &(Target, Edition)| {
        let cut = ready.pages.as_ref().map_or_else(String::new, |pages| format!(" {pages}"));
        let settings = PdfSettings {
            ident: format!("{} {} {}{cut}", workbook.running(), workbook.edition.number, edition.name),
            date: Some(ready.date),
        };
        let refused = |fault| refusal(fault, target, &ready.book.pictures, workspace);
        let exported = caught(|| export(ready, edition, &settings, refused))?;
        let pages = edition.document.pages().len();
        if let Output::Paper { press, papers, .. } = &edition.output {
            let strange = caught(|| Ok::<_, Vec<Finding>>(strange(&exported.bytes, press, papers, pages)))?;
            if let Some(finding) = foreign(target, &strange) {
                return Err(vec![finding]);
            }
        }
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

fn export(
    ready: &Ready,
    edition: &Edition,
    settings: &PdfSettings,
    refused: impl Fn(Fault) -> Vec<Finding>,
) -> Result<Exported, Vec<Finding>> {
    match &edition.output {
        Output::Screen { screen, .. } => {
            export::screen(&edition.document, screen.ppi, screen.budget, settings).map_err(refused)
        }
        Output::Paper { press, papers, ppi } => {
            let workbook = &ready.book.workbook;
            let tag = workbook.tag();
            let language = tag.as_str();
            let description = workbook.description.as_ref().map_or_else(String::new, |text| text.plain());
            let about = About {
                title: typeset::typographic(&workbook.document_title(), language),
                author: typeset::typographic(&workbook.organisation.value, language),
                description: typeset::typographic(&description, language),
                language: language.into(),
                date: settings.date,
                ident: settings.ident.clone(),
            };
            let document = edition::printed(&edition.document, press, &ready.book.pictures, *ppi);
            let document = document.map_err(|fault| vec![*fault])?;
            export::press(&document, papers, press, &about, settings).map_err(refused)
        }
    }
}

/// The finding about a file for the printer in which something does not belong.
fn foreign(target: &Target, strange: &[String]) -> Option<Finding> {
    let message = format!(
        "the target `{}` would hold what does not belong in it: {}",
        target.name,
        list(strange.iter().map(String::as_str), "and")
    );
    (!strange.is_empty()).then(|| Finding::internal(target.place.clone(), &message, None))
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
