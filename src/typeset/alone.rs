//! A picture on a page of its own, to see what becomes of it.

use std::sync::LazyLock;

use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_library::diag::{FileError, FileResult, SourceDiagnostic};
use typst_library::foundations::{Bytes, Datetime, Duration};
use typst_library::text::{Font, FontBook};
use typst_library::{Library, World};
use typst_syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst_utils::LazyHash;

use super::assets;
use super::world::LIBRARY;
use crate::picture::Picture;

/// The size at which a picture is tried, in points: about that of the text on a page.
const SIZE: [f64; 2] = [500.0, 700.0];

/// How many frames that cut off stand around a picture, as in a book at most.
const FRAMES: usize = 6;

/// The fonts in the program.
static FONTS: LazyLock<FontStore> = LazyLock::new(assets::fonts);

/// A world of one picture and a page.
struct Alone<'a> {
    picture: &'a Picture,
    source: Source,
}

/// Sets a picture on a page of its own, as large as it is set in a book.
///
/// Errors where Typst refuses it.
pub fn alone(picture: &Picture) -> Result<PagedDocument, Vec<SourceDiagnostic>> {
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let scale = (SIZE[0] / width).min(SIZE[1] / height);
    let (width, height) = (width * scale, height * scale);
    let format = picture.format;
    // Frames that cut off, one in the other.
    let (open, close) = ("box(width: 100%, height: 100%, clip: true, ".repeat(FRAMES), ")".repeat(FRAMES));
    let text = format!(
        "#set document(title: \"a\")\n#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n\
         #{open}image(\"picture\", format: \"{format}\", alt: \"a\", width: 100%, height: 100%){close}"
    );
    let Ok(path) = VirtualPath::new("main.typ") else { return Err(vec![]) };
    let id = RootedPath::new(VirtualRoot::Project, path).intern();
    let world = Alone { picture, source: Source::new(id, text) };
    typst::compile::<PagedDocument>(&world).output.map_err(|errors| errors.into_iter().collect())
}

impl World for Alone<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Ok(self.picture.data.clone())
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
