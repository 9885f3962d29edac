//! Why a change is not made.

use std::fmt;

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file is not TOML as it is.
    Broken,
    /// There is nothing at the path.
    Gone,
    /// The change would not say in TOML what it is meant to.
    Unfit,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Broken => "the file has an error: mend that first, in its file",
            Self::Gone => "what was to be changed is no longer there",
            Self::Unfit => "this cannot be written here: change it in its file",
        })
    }
}
