//! The one kind of message: a finding with a name, a place and a way out.

use std::cmp::Ordering;
use std::ops::Range;

use ecow::EcoString;
use typst_library::diag::Severity;
use typst_syntax::FileId;

/// A stretch of bytes in one of the workbook's files.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file, as a path from the workbook's folder.
    pub file: FileId,
    /// The bytes in that file; empty where the file as a whole is meant.
    pub range: Range<usize>,
}

impl Place {
    /// Points at a range of bytes in a file.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, range }
    }

    /// Points at a file as a whole.
    pub fn file(file: FileId) -> Self {
        Self { file, range: 0..0 }
    }
}

/// A problem, or a remark, about the workbook.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The stable name by which it is silenced and counted, such as `unknown-key`.
    pub name: &'static str,
    /// Whether it stops the build.
    pub severity: Severity,
    /// Where it is, if it is anywhere.
    pub place: Option<Place>,
    /// What is wrong: lower case, no full stop.
    pub message: EcoString,
    /// What to do about it.
    pub hints: Vec<EcoString>,
}

impl Finding {
    /// A problem that stops the build.
    pub fn error(name: &'static str, place: impl Into<Option<Place>>, message: impl Into<EcoString>) -> Self {
        Self { name, severity: Severity::Error, place: place.into(), message: message.into(), hints: vec![] }
    }

    /// A remark that does not stop the build.
    pub fn warning(
        name: &'static str,
        place: impl Into<Option<Place>>,
        message: impl Into<EcoString>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(name, place, message) }
    }

    /// Adds advice.
    pub fn hint(mut self, hint: impl Into<EcoString>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds advice if there is any.
    pub fn maybe_hint(self, hint: Option<impl Into<EcoString>>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Orders by file (the workbook first, then by path) and by place in the file.
    pub fn order(a: &Self, b: &Self) -> Ordering {
        a.order_key().cmp(&b.order_key())
    }

    fn order_key(&self) -> (u8, String, usize) {
        match &self.place {
            None => (0, String::new(), 0),
            Some(place) => {
                let path = place.file.get().vpath().get_without_slash().to_owned();
                let rank = if path == super::WORKBOOK { 1 } else { 2 };
                (rank, path, place.range.start)
            }
        }
    }
}
