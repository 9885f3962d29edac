//! Typst's world: the embedded layouts and fonts, and the workbook's own files.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use typst::LibraryExt;
use typst_kit::fonts::FontStore;
use typst_library::diag::{FileError, FileResult};
use typst_library::foundations::{Bytes, Datetime, Duration};
use typst_library::text::{Font, FontBook};
use typst_library::{Feature, Library, World};
use typst_syntax::package::PackageSpec;
use typst_syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst_utils::LazyHash;

use super::{assets, natives};
use crate::source::{Folder, Store};

/// A workbook's folder with all that it takes to lay it out.
///
/// Nothing but the folder is read: no clock, no network, no system fonts.
pub struct Workspace {
    store: Store,
    fonts: FontStore,
}

/// The library with the native functions that the layouts call.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // For header cells at the start of rows.
    let features = [Feature::A11yExtras].into_iter().collect();
    let mut library = Library::builder().with_features(features).build();
    natives::define(library.global.scope_mut());
    LazyHash::new(library)
});

/// The layouts, parsed once.
static SOURCES: LazyLock<HashMap<FileId, Source>> = LazyLock::new(|| {
    let source = |(path, text): &(&str, &str)| {
        let id = layout_id(path)?;
        Some((id, Source::new(id, (*text).into())))
    };
    assets::LAYOUTS.iter().filter_map(source).collect()
});

/// The id of a layout: they live in a root of their own, apart from the workbook's files.
fn layout_id(path: &str) -> Option<FileId> {
    let root = VirtualRoot::Package(PackageSpec::from_str("@werkboek/layouts:0.1.0").ok()?);
    Some(RootedPath::new(root, VirtualPath::new(path).ok()?).intern())
}

/// Whether a file belongs to the workbook's folder.
pub fn is_content(id: FileId) -> bool {
    *id.get().root() == VirtualRoot::Project
}

impl Workspace {
    /// Opens a workbook's folder.
    pub fn new(folder: Folder) -> Self {
        Self { store: Store::new(folder), fonts: assets::fonts() }
    }

    /// The workbook's files.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Forgets what was read, so that the next layout sees the files as they are then.
    pub fn reset(&mut self) {
        self.store.reset();
    }
}

impl World for Workspace {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        static MAIN: LazyLock<FileId> = LazyLock::new(|| layout_id("main.typ").expect("a plain path"));
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match SOURCES.get(&id) {
            Some(source) => Ok(source.clone()),
            None if is_content(id) => self.store.source(id),
            None => Err(FileError::NotFound(id.get().vpath().get_without_slash().into())),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match SOURCES.get(&id) {
            Some(source) => Ok(Bytes::from_string(source.clone())),
            None => self.store.file(id),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
