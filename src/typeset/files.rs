//! The workbook's files as the layouts read them.

use std::str::FromStr;

use typst_library::World;
use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::Bytes;
use typst_syntax::package::PackageSpec;
use typst_syntax::{RootedPath, VirtualPath, VirtualRoot};

use crate::content::OwnTypes;
use crate::source::FileId;

/// Reads a file of the workbook, so that Typst knows who depends on it.
pub fn read(engine: &Engine, file: FileId) -> StrResult<Bytes> {
    engine.world.file(file).map_err(Into::into)
}

/// The types of block that the workbook has of its own.
pub fn own_types(engine: &Engine) -> OwnTypes {
    OwnTypes::find(&|file| engine.world.file(file).ok())
}

/// The part of the book that alone is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// The chapter's path.
    pub chapter: String,
    /// The block in it, if not all.
    pub block: Option<usize>,
}

/// The namespace of files that lie beside the workbook's and the layouts', and say how these are laid out.
const BESIDE: &str = "werkboek";

/// A file of a kind that lies beside all others, for one layout; none is there where it says nothing.
pub fn beside(kind: &str, path: &str) -> Option<FileId> {
    let root = VirtualRoot::Package(PackageSpec::from_str(&format!("@{BESIDE}/{kind}:0.1.0")).ok()?);
    Some(RootedPath::new(root, VirtualPath::new(path).ok()?).intern())
}

/// Whether a file lies beside all others.
pub fn is_beside(id: FileId) -> bool {
    matches!(id.get().root(), VirtualRoot::Package(spec) if spec.namespace == BESIDE)
}

/// The file that names the part of the book that is laid out; there is none where that is all of it.
pub fn focus_id() -> Option<FileId> {
    beside("focus", "focus")
}

/// The part of the book that alone is laid out, if not all of it is.
pub fn focus(engine: &Engine) -> Option<Focus> {
    let bytes = engine.world.file(focus_id()?).ok()?;
    let mut lines = bytes.as_str().ok()?.lines();
    let chapter = lines.next()?.to_owned();
    Some(Focus { chapter, block: lines.next().and_then(|block| block.parse().ok()) })
}
