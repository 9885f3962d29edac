//! How a run ended, and its exit code.

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// There are problems in the content.
    Problems,
    /// The program was called wrongly.
    Usage,
    /// The machine failed us: disk, permissions.
    Machine,
}

impl Outcome {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Usage => 2,
            Self::Machine => 3,
        }
    }
}
