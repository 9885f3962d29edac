//! What Typst reports becomes findings: what comes from inside the layouts is a fault of ours.

use ecow::EcoString;
use typst_library::diag::SourceDiagnostic;
use typst_library::foundations::Bytes;
use typst_library::{World, WorldExt};
use typst_syntax::{DiagSpan, FileId};

use super::anchors::Spot;
use super::files::focus_id;
use super::laying::Laying;
use super::own::in_layout;
use super::places::place;
use super::world::{Workspace, is_content};
use crate::book::{BROKEN_FONT, Book, FontFile, font_files};
use crate::source::{Finding, Place};

/// Turns a diagnostic of Typst into a finding.
///
/// The content passed the checks, so that whatever Typst does not take is a fault of ours; its
/// place is that of the text or block in which it arose, as far as Typst knows that.
pub fn finding(workspace: &Workspace, diagnostic: &SourceDiagnostic) -> Finding {
    if let Some(finding) = broken_font(workspace, &diagnostic.message) {
        return finding;
    }
    let spans =
        || std::iter::once(diagnostic.span).chain(diagnostic.trace.iter().map(|point| point.span.into()));
    let origin = spans().find_map(|span| origin(workspace, span));
    if let Some(finding) = in_layout(workspace, diagnostic, origin.as_deref()) {
        return finding;
    }
    let found = spans().find_map(|span| place(workspace, span));
    let finding = Finding::internal(found, &diagnostic.message, origin);
    let finding = Finding { severity: diagnostic.severity, ..finding };
    diagnostic.hints.iter().fold(finding, |finding, hint| finding.hint(hint.v.clone()))
}

/// The finding about a font of the workbook that turns out to be broken where its letters are taken from it.
fn broken_font(workspace: &Workspace, message: &str) -> Option<Finding> {
    let name = message.strip_prefix(FONT)?.split('"').nth(1)?;
    let files = font_files(workspace.store()).files;
    let is_of = |file: &&FontFile| file.faces.iter().any(|face| face.info.family.starts_with(name));
    let file = files.iter().find(is_of)?;
    let path = file.file.get().vpath().get_without_slash();
    let message = format!("the letters of `{path}` cannot be taken from it");
    Some(Finding::error("broken-font", Place::file(file.file), message).hint(BROKEN_FONT))
}

/// How Typst's report of a font that it cannot take letters from begins.
const FONT: &str = "failed to process font";

/// The layout and the line in which something arose.
fn origin(workspace: &Workspace, span: DiagSpan) -> Option<String> {
    let file = span.id().filter(|file| !is_content(*file))?;
    let start = workspace.range(span)?.start;
    let line = workspace.source(file).ok()?.lines().byte_to_line(start)?;
    Some(format!("layouts/{}, line {}", file.get().vpath().get_without_slash(), line + 1))
}

/// Finds the block in which a fault arises, by trying the chapters one by one, and then the blocks.
///
/// `attempt` lays out what it is given and tells the messages of what goes wrong. Where no part
/// alone has the fault, the place is the workbook's own.
pub fn blame(
    workspace: &Workspace,
    book: &Book,
    message: &EcoString,
    attempt: &dyn Fn(&dyn World) -> Vec<EcoString>,
) -> Option<Place> {
    let fails = |focus: String| {
        let beside = focus_id().map(|id| (id, Bytes::from_string(focus))).into_iter().collect();
        attempt(&Laying { workspace, main: workspace.main(), beside }).contains(message)
    };
    let path = |file: FileId| file.get().vpath().get_without_slash();
    let chapter = book.chapters.iter().find(|chapter| fails(path(chapter.file).to_owned()))?;
    let count = chapter.blocks().count();
    let fails = |block: &usize| fails(format!("{}\n{block}", path(chapter.file)));
    // No block has the number of all of them: what fails then is the head.
    let block = (0..count).find(fails).filter(|_| !fails(&count));
    place(workspace, Spot::Block(block).span(chapter.file))
}
