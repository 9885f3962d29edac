//! Findings as the page shows them: with file, line, and the page on which they are.

use serde::Serialize;
use typst_layout::PagedDocument;
use typst_library::World;
use typst_library::introspection::Tag;
use typst_library::layout::FrameItem;
use typst_syntax::Span;

use crate::edition::walk;
use crate::source::{Finding, Place, indexed};
use crate::typeset::{Places, Workspace};

/// A finding with its place in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// The stable name.
    pub name: &'static str,
    /// Whether it stops the build.
    pub error: bool,
    /// The file, from the workbook's folder.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column, counted from 1 in characters.
    pub column: Option<usize>,
    /// Its bytes in the file.
    pub range: Option<[usize; 2]>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
    /// The page of the book on which it is, counted from 0.
    pub page: Option<usize>,
}

/// Findings with their lines, and their pages in a document.
pub fn told(workspace: &Workspace, findings: &[Finding], document: Option<&PagedDocument>) -> Vec<Told> {
    let any = findings.iter().any(|finding| finding.place.is_some());
    let spots = document.filter(|_| any).map_or_else(Vec::new, |document| spots(workspace, document));
    findings.iter().map(|finding| one(workspace, finding, &spots)).collect()
}

fn one(workspace: &Workspace, finding: &Finding, spots: &[(usize, Place)]) -> Told {
    let place = finding.place.as_ref();
    let position = place.and_then(|place| line_of(workspace, place));
    Told {
        name: finding.name,
        error: finding.is_error(),
        file: place.map(|place| place.file.get().vpath().get_without_slash().to_owned()),
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
        range: place.map(|place| [place.range.start, place.range.end]),
        message: finding.message.to_string(),
        hints: finding.hints.iter().map(ToString::to_string).collect(),
        page: place.and_then(|place| page_of(place, spots)),
    }
}

/// The line and the column of a place, if its file is text.
pub fn line_of(workspace: &Workspace, place: &Place) -> Option<(usize, usize)> {
    let bytes = workspace.file(place.file).ok()?;
    Some(indexed(&bytes, true)?.position(place.range.start))
}

/// Where texts, pictures and blocks come from, each with its page.
fn spots(workspace: &Workspace, document: &PagedDocument) -> Vec<(usize, Place)> {
    let mut places = Places::new(workspace);
    let mut found: Vec<(usize, Place)> = Vec::new();
    for (page, laid) in document.pages().iter().enumerate() {
        let mut last = Span::detached();
        walk(&laid.frame, &mut |placed| {
            let span = match placed.item {
                FrameItem::Text(text) => text.glyphs.first().map(|glyph| glyph.span.0),
                FrameItem::Image(_, _, span) => Some(*span),
                FrameItem::Tag(tag @ Tag::Start(..)) => {
                    return found.extend(places.place_of(tag).map(|place| (page, place)));
                }
                _ => None,
            };
            let Some(span) = span.filter(|span| *span != last) else { return };
            last = span;
            found.extend(places.place(span).map(|place| (page, place)));
        });
    }
    found
}

/// The page of the smallest thing that meets a place.
fn page_of(place: &Place, spots: &[(usize, Place)]) -> Option<usize> {
    if place.range.is_empty() {
        return spots.iter().find(|(_, spot)| spot.file == place.file).map(|(page, _)| *page);
    }
    let meets = |(_, spot): &&(usize, Place)| {
        spot.file == place.file && spot.range.start < place.range.end && place.range.start < spot.range.end
    };
    let smallest = spots.iter().filter(meets).min_by_key(|(page, spot)| (spot.range.len(), *page));
    smallest.map(|(page, _)| *page)
}
