//! How figures and files are printed.

use clap::ValueEnum;

/// How figures and files are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Figures {
    /// For people
    Human,
    /// One JSON object
    Json,
}
