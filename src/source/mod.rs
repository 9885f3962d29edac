//! The first room: the workbook's folder, its bytes, and places in them.

mod catalogue;
mod fault;
mod finding;
mod folder;
mod indexed;
mod listing;
mod literal;
mod search;
mod suggest;
mod unread;
mod words;

pub use catalogue::{CATALOGUE, Entry as FindingKind, Weight, entry as finding_kind};
pub use fault::{guarded, remember_panics};
pub use finding::{Finding, Place};
pub use folder::{CHAPTERS, Folder, Store, WORKBOOK, file_id, listing_id, look_up};
pub use indexed::{Indexed, indexed};
pub use listing::{UNREADABLE, chapter_names, copy_of, natural, renamed};
pub use literal::{Escape, Literal};
pub use suggest::{did_you_mean, list};
pub use typst_library::diag::Severity;
pub use typst_syntax::FileId;
pub use unread::{HEAVIEST, Unread};
pub use words::count;
