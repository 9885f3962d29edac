//! What a font lets a PDF do with it: `fsType` in its table OS/2 (OpenType 1.9, OS/2).

use ttf_parser::{Face, Permissions};

/// Whether a font may stand in a PDF, as the program writes it: the outlines of the letters that are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Embedding {
    /// It may.
    Allowed,
    /// It may be embedded in no file.
    Forbidden,
    /// It may be embedded whole, and not in part.
    Whole,
    /// Pictures of its letters may be embedded, and not their outlines.
    Bitmaps,
}

impl Embedding {
    /// What a font says of itself; where it says nothing, it may be embedded.
    pub fn of(face: &Face) -> Self {
        match face.permissions() {
            Some(Permissions::Restricted) => Self::Forbidden,
            _ if face.tables().os2.is_none() => Self::Allowed,
            _ if !face.is_outline_embedding_allowed() => Self::Bitmaps,
            _ if !face.is_subsetting_allowed() => Self::Whole,
            _ => Self::Allowed,
        }
    }

    /// The word for it in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Forbidden => "forbidden",
            Self::Whole => "whole-only",
            Self::Bitmaps => "bitmaps-only",
        }
    }
}
