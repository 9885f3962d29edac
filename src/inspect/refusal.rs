//! Why a file is not looked into.

use std::fmt;

/// Why a file is not looked into; it reads on after the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The bytes do not begin as a PDF.
    NotPdf,
    /// The file is encrypted, with or without a password to open it.
    Encrypted,
    /// The file is broken or cut off, with what is wrong.
    Broken(String),
    /// The file unfolds to more than is looked through, with what was too much.
    TooMuch(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NotPdf => {
                f.write_str("is no PDF, since it does not begin with `%PDF-`; export it as a PDF first")
            }
            Self::Encrypted => {
                f.write_str("is encrypted; save it without a password or restrictions, and try again")
            }
            Self::Broken(what) => write!(f, "is broken or cut off ({what}); fetch or export it again"),
            Self::TooMuch(what) => {
                write!(f, "is not looked through, since {what}; export it again with simpler drawings")
            }
        }
    }
}

impl std::error::Error for Refusal {}
