//! Typst without the program around it.

use std::path::Path;

use typst::LibraryExt;
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_library::diag::{FileError, FileResult};
use typst_library::foundations::{Bytes, Datetime, Duration, Smart};
use typst_library::text::{Font, FontBook};
use typst_library::{Library, World};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst_utils::LazyHash;
use werkboek::source::Folder;
use werkboek::typeset::{Workspace, fonts};

/// Opens a folder as the program does.
pub fn workspace(folder: &Path) -> Workspace {
    Workspace::new(Folder::open(folder).expect("the generated folder"))
}

/// Lays out a world.
pub fn compile(world: &dyn World) -> PagedDocument {
    typst::compile::<PagedDocument>(world).output.expect("the generated book can be laid out")
}

/// Exports with the standards and the settings of the program.
pub fn export(document: &PagedDocument) -> Vec<u8> {
    let options = PdfOptions {
        ident: Smart::Custom("Meetboek".into()),
        creator: Smart::Custom(Some("bare".into())),
        timestamp: Datetime::from_ymd_hms(2021, 9, 17, 0, 0, 0).map(Timestamp::new_utc),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).expect("known standards"),
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(document, &options).expect("the generated book can be exported")
}

/// The least that Typst needs: a library, fonts, and one source.
pub struct Plain {
    library: LazyHash<Library>,
    fonts: FontStore,
    source: Source,
}

impl Plain {
    /// A world of one source.
    pub fn new(markup: String) -> Self {
        let path = VirtualPath::new("main.typ").expect("a plain path");
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        Self { library: LazyHash::new(Library::default()), fonts: fonts(), source: Source::new(id, markup) }
    }
}

impl World for Plain {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Err(missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
