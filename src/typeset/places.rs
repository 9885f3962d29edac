//! From laid-out pages back to the TOML: where a span or a mark stands in the workbook's files.

use std::collections::HashMap;
use std::sync::Arc;

use typst_library::World;
use typst_library::introspection::Tag;
use typst_syntax::{DiagSpan, FileId};

use super::anchors::{Anchors, Spot, anchors};
use super::marks::mark_of;
use super::world::{Workspace, is_content};
use crate::content::OwnTypes;
use crate::source::Place;

/// Where a span stands in the workbook's files now, if it is of a chapter.
pub fn place(workspace: &Workspace, span: impl Into<DiagSpan>) -> Option<Place> {
    let (file, spot) = Spot::read(span.into())?;
    if !is_content(file) {
        return None;
    }
    let bytes = workspace.file(file).ok()?;
    let range = anchors(file, &bytes, &workspace.own_types()).range(spot)?;
    Some(Place::new(file, range))
}

/// The block, or the head of a chapter, that begins at a tag of a page's frame.
///
/// Whoever walks the pages in order takes each mark to hold until the next, over the ends
/// of pages too.
pub fn place_of(workspace: &Workspace, tag: &Tag) -> Option<Place> {
    place(workspace, mark_of(tag)?)
}

/// Looks up many places: each file is read once.
pub struct Places<'a> {
    workspace: &'a Workspace,
    own: OwnTypes,
    known: HashMap<FileId, Option<Arc<Anchors>>>,
}

impl<'a> Places<'a> {
    /// Begins to look up places in a workbook's files as they are now.
    pub fn new(workspace: &'a Workspace) -> Self {
        Self { workspace, own: workspace.own_types(), known: HashMap::new() }
    }

    /// Where a span stands, as [`place`] finds it.
    pub fn place(&mut self, span: impl Into<DiagSpan>) -> Option<Place> {
        let (file, spot) = Spot::read(span.into())?;
        let Self { workspace, own, known } = self;
        let anchors = known.entry(file).or_insert_with(|| {
            let bytes = workspace.file(file).ok().filter(|_| is_content(file))?;
            Some(anchors(file, &bytes, own))
        });
        Some(Place::new(file, anchors.as_ref()?.range(spot)?))
    }

    /// The types of block that the workbook has of its own.
    pub fn own_types(&self) -> &OwnTypes {
        &self.own
    }

    /// The block, or the head of a chapter, that begins at a tag, as [`place_of`] finds it.
    pub fn place_of(&mut self, tag: &Tag) -> Option<Place> {
        self.place(mark_of(tag)?)
    }
}
