//! `werkboek schema`: JSON schemas for editors that complete and check TOML.

use std::path::PathBuf;

use super::docs::with_types;
use super::outcome::Outcome;
use crate::reference::Kind;

/// Which schema, and for which workbook.
#[derive(Debug, Clone)]
pub struct SchemaOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// Of which kind of file.
    pub kind: Kind,
}

/// Prints the schema.
pub fn run(options: &SchemaOptions) -> Outcome {
    with_types(&options.dir, |types| options.kind.schema(types))
}
