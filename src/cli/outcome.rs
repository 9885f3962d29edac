//! How a run ended, and its exit code.

use crate::source::Finding;

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
    /// The program itself has a fault.
    Fault,
}

impl Outcome {
    /// How a run with these findings ended.
    pub fn of(findings: &[Finding]) -> Self {
        if findings.iter().any(Finding::is_internal) {
            Self::Fault
        } else if findings.iter().any(|finding| finding.name == "unreadable-file") {
            Self::Machine
        } else if findings.iter().any(Finding::is_error) {
            Self::Problems
        } else {
            Self::Fine
        }
    }

    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Usage => 2,
            Self::Machine => 3,
            Self::Fault => 4,
        }
    }
}
