//! Typst's world: the embedded layouts and fonts, and the workbook's own files.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{LazyLock, OnceLock};

use typst::LibraryExt;
use typst_kit::files::FileStore;
use typst_kit::fonts::{FontSource, FontStore};
use typst_library::diag::{FileError, FileResult, PackageError};
use typst_library::foundations::{Bytes, Datetime, Duration};
use typst_library::text::{Font, FontBook};
use typst_library::{Feature, Library, World};
use typst_syntax::{FileId, Source, VirtualRoot};
use typst_utils::LazyHash;

use super::files::is_beside;
use super::layouts::{OwnLayouts, content_id, is_layout, layout_id, layouts};
use super::{assets, natives};
use crate::book::{FontFile, font_files};
use crate::content::OwnTypes;
use crate::source::{Folder, Store};

/// A workbook's folder with all that it takes to lay it out.
///
/// Nothing but the folder is read: no clock, no network, no system fonts.
pub struct Workspace {
    store: Store,
    own: FileStore<OwnLayouts>,
    /// The fonts, read when they are asked for.
    fonts: OnceLock<FontStore>,
}

/// A face of the workbook, parsed when it is set.
struct Stored {
    bytes: Bytes,
    index: u32,
}

impl FontSource for Stored {
    fn load(&self) -> Option<Font> {
        Font::new(self.bytes.clone(), self.index)
    }
}

/// The library with the native functions that the layouts call.
pub static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // For header cells at the start of rows.
    let features = [Feature::A11yExtras].into_iter().collect();
    let mut library = Library::builder().with_features(features).build();
    natives::define(library.global.scope_mut());
    LazyHash::new(library)
});

/// The layouts, parsed once.
static SOURCES: LazyLock<HashMap<FileId, Source>> = LazyLock::new(|| {
    let source = |layout: super::layouts::Layout| {
        let id = layout_id(layout.path)?;
        Some((id, Source::new(id, layout.text.into())))
    };
    layouts().filter_map(source).collect()
});

/// Whether a file belongs to the workbook's folder.
pub fn is_content(id: FileId) -> bool {
    *id.get().root() == VirtualRoot::Project
}

impl Workspace {
    /// Opens a workbook's folder.
    pub fn new(folder: Folder) -> Self {
        let own = FileStore::new(OwnLayouts::new(folder.clone()));
        Self { store: Store::new(folder), own, fonts: OnceLock::new() }
    }

    /// The types of block that the workbook has of its own.
    pub fn own_types(&self) -> OwnTypes {
        OwnTypes::find(&|file| self.store.file(file).ok())
    }

    /// The workbook's own layouts.
    pub fn own_layouts(&self) -> &OwnLayouts {
        self.own.loader()
    }

    /// The id among the workbook's files of a layout that is there in the place of the program's, and is another.
    pub fn replaced(&self, layout: FileId) -> Option<FileId> {
        let own = self.own.file(layout).ok().filter(|_| is_layout(layout))?;
        let is_same = SOURCES.get(&layout).is_some_and(|source| source.text().as_bytes() == own.as_slice());
        content_id(layout).filter(|_| !is_same)
    }

    /// The workbook's files.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// All layouts of the workbook that are there in the place of the program's, and are others, and those of its
    /// own types of block.
    pub fn replacing(&self) -> Vec<FileId> {
        let own = self.own_types().sound().into_iter().map(|own| format!("blocks/{}.typ", own.name));
        let paths = layouts().map(|layout| layout.path.to_owned()).chain(own);
        paths.filter_map(|path| self.replaced(layout_id(&path)?)).collect()
    }

    /// The paths of all files and folders that were asked for since the files were last forgotten, there or not.
    pub fn asked_for(&mut self) -> Vec<PathBuf> {
        let (folder, files) = self.store.dependencies();
        let mut paths: Vec<PathBuf> = files.map(|id| folder.path(id)).collect();
        let (_, layouts) = self.own.dependencies();
        paths.extend(layouts.filter_map(content_id).map(|id| self.store.loader().path(id)));
        paths.sort();
        paths.dedup();
        paths
    }

    /// Forgets what was read, so that the next layout sees the files as they are then.
    pub fn reset(&mut self) {
        self.store.reset();
        self.own.reset();
        self.fonts = OnceLock::new();
    }

    /// The fonts of the workbook, before those of the program.
    fn fonts(&self) -> &FontStore {
        self.fonts.get_or_init(|| {
            let mut fonts = FontStore::new();
            for FontFile { bytes, faces, .. } in font_files(&self.store).files {
                fonts.extend(
                    faces
                        .iter()
                        .map(|face| (Stored { bytes: bytes.clone(), index: face.index }, face.info.clone())),
                );
            }
            fonts.extend(assets::faces());
            fonts
        })
    }
}

impl World for Workspace {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts().book()
    }

    fn main(&self) -> FileId {
        static MAIN: LazyLock<FileId> = LazyLock::new(|| layout_id("main.typ").expect("a plain path"));
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if is_content(id) {
            return self.store.source(id);
        } else if !is_layout(id) {
            return Err(elsewhere(id));
        }
        match self.own.source(id) {
            Err(error @ FileError::NotFound(_)) => SOURCES.get(&id).cloned().ok_or(error),
            own => own,
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if is_content(id) {
            return self.store.file(id);
        } else if !is_layout(id) {
            return Err(elsewhere(id));
        }
        match self.own.file(id) {
            Err(error @ FileError::NotFound(_)) => {
                SOURCES.get(&id).cloned().map(Bytes::from_string).ok_or(error)
            }
            own => own,
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts().font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Why nothing is read that is neither the workbook's nor a layout: packages are not asked for.
fn elsewhere(id: FileId) -> FileError {
    if is_beside(id) {
        return FileError::NotFound(id.get().vpath().get_without_slash().into());
    }
    let why = "a workbook's layouts take no packages: copy what you need of it into `layouts/`";
    FileError::Package(PackageError::Other(Some(why.into())))
}
