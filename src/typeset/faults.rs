//! What Typst reports becomes findings: what comes from inside the layouts is a fault of ours.

use ecow::EcoString;
use typst_library::diag::{FileResult, SourceDiagnostic};
use typst_library::foundations::{Bytes, Datetime, Duration};
use typst_library::text::{Font, FontBook};
use typst_library::{Library, World, WorldExt};
use typst_syntax::{DiagSpan, FileId, Source};
use typst_utils::LazyHash;

use super::anchors::Spot;
use super::anchors::anchors;
use super::files::focus_id;
use super::places::place;
use super::world::{Workspace, is_content};
use crate::book::Book;
use crate::source::{Finding, Place};

/// Turns a diagnostic of Typst into a finding.
///
/// The content passed the checks, so that whatever Typst does not take is a fault of ours; its
/// place is that of the text or block in which it arose, as far as Typst knows that.
pub fn finding(workspace: &Workspace, diagnostic: &SourceDiagnostic) -> Finding {
    let spans =
        || std::iter::once(diagnostic.span).chain(diagnostic.trace.iter().map(|point| point.span.into()));
    let found = spans().find_map(|span| place(workspace, span));
    let origin = spans().find_map(|span| origin(workspace, span));
    let finding = Finding::internal(found, &diagnostic.message, origin);
    let finding = Finding { severity: diagnostic.severity, ..finding };
    diagnostic.hints.iter().fold(finding, |finding, hint| finding.hint(hint.v.clone()))
}

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
    let fails = |focus: String| attempt(&Focused { workspace, focus }).contains(message);
    let path = |file: FileId| file.get().vpath().get_without_slash();
    let chapter = book.chapters.iter().find(|chapter| fails(path(chapter.file).to_owned()))?;
    let count = chapter.blocks().count();
    let fails = |block: &usize| fails(format!("{}\n{block}", path(chapter.file)));
    // No block has the number of all of them: what fails then is the head.
    let block = (0..count).find(fails).filter(|_| !fails(&count));
    let bytes = workspace.file(chapter.file).ok()?;
    let range = anchors(chapter.file, &bytes).range(Spot::Block(block), bytes.as_str().ok()?)?;
    Some(Place::new(chapter.file, range))
}

/// A workbook of which one chapter alone is there, or one block of it.
struct Focused<'a> {
    workspace: &'a Workspace,
    focus: String,
}

impl World for Focused<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.workspace.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.workspace.book()
    }

    fn main(&self) -> FileId {
        self.workspace.main()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.workspace.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == focus_id() {
            Ok(Bytes::from_string(self.focus.clone()))
        } else {
            self.workspace.file(id)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.workspace.font(index)
    }

    fn today(&self, offset: Option<Duration>) -> Option<Datetime> {
        self.workspace.today(offset)
    }
}
