//! How figures and files are printed.

use clap::ValueEnum;

use super::report::Format;

/// How figures and files are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Figures {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Style {
    /// With the source line and advice
    Human,
    /// A line each
    Short,
    /// One JSON object
    Json,
    /// One log in SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines
    Github,
    /// One report on code quality, which GitLab shows in a merge request
    Gitlab,
    /// One suite of tests in JUnit's XML, with a case for each finding
    Junit,
}

impl From<Style> for Format {
    fn from(style: Style) -> Self {
        match style {
            Style::Human => Self::Human,
            Style::Short => Self::Short,
            Style::Json => Self::Json,
            Style::Sarif => Self::Sarif,
            Style::Github => Self::Github,
            Style::Gitlab => Self::Gitlab,
            Style::Junit => Self::Junit,
        }
    }
}
