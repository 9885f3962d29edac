//! The first room: the workbook's folder, its bytes, and places in them.

mod fault;
mod finding;
mod folder;
mod literal;
mod suggest;

pub use fault::{guarded, remember_panics};
pub use finding::{Finding, Place};
pub use folder::{CHAPTERS, Folder, Store, WORKBOOK, file_id, listing_id};
pub use literal::Literal;
pub use suggest::{did_you_mean, list};
pub use typst_library::diag::Severity;
pub use typst_syntax::FileId;
