//! What is wrong with a line, and what to do.

use std::ops::Range;

/// What is wrong with a line.
pub struct Slip {
    /// What it is.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// Where it is, if not where the parser stumbled.
    pub range: Option<Range<usize>>,
}

impl Slip {
    /// A slip where the parser stumbled.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()), range: None }
    }

    /// The slip, at another place.
    pub fn at(self, range: Option<Range<usize>>) -> Self {
        Self { range, ..self }
    }
}
