//! A workspace on its way to be laid out: the layout to begin with, and what this layout alone is told.

use std::collections::HashMap;

use typst_library::diag::FileResult;
use typst_library::foundations::{Bytes, Datetime, Duration};
use typst_library::text::{Font, FontBook};
use typst_library::{Library, World};
use typst_syntax::{FileId, Source};
use typst_utils::LazyHash;

use super::world::Workspace;

/// A workspace with the layout to begin with, and files that lie beside all others.
pub struct Laying<'a> {
    /// The files.
    pub workspace: &'a Workspace,
    /// The layout to begin with.
    pub main: FileId,
    /// What lies beside them.
    pub beside: HashMap<FileId, Bytes>,
}

impl World for Laying<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.workspace.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.workspace.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.workspace.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match self.beside.get(&id) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.workspace.file(id),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.workspace.font(index)
    }

    fn today(&self, offset: Option<Duration>) -> Option<Datetime> {
        self.workspace.today(offset)
    }
}
