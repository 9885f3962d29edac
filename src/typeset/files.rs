//! The workbook's files as the layouts read them.

use typst_library::World;
use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::Bytes;

use crate::source::FileId;

/// Reads a file of the workbook, so that Typst knows who depends on it.
pub fn read(engine: &Engine, file: FileId) -> StrResult<Bytes> {
    engine.world.file(file).map_err(Into::into)
}
