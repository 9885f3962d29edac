//! `werkboek docs`: what may be written in a workbook, its own types of block included.

use std::path::{Path, PathBuf};

use super::folder::open;
use super::outcome::Outcome;
use super::report::{self, Format, Prefix};
use super::say::{print, say, unprinted};
use crate::content::OwnType;
use crate::reference::format;
use crate::source::Finding;

/// For which workbook.
#[derive(Debug, Clone)]
pub struct DocsOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
}

/// Prints the reference, in Markdown.
pub fn run(options: &DocsOptions) -> Outcome {
    with_types(&options.dir, |types| format(types, false))
}

/// Prints what is said of the types of block of a workbook; a definition that does not hold is told, and nothing is printed.
pub fn with_types(dir: &Path, text: impl FnOnce(&[OwnType]) -> String) -> Outcome {
    let workspace = match open(dir) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let types = workspace.own_types();
    let findings: Vec<Finding> = types.read().flat_map(|parsed| parsed.findings.clone()).collect();
    if !findings.is_empty() {
        let folder = workspace.store().loader();
        let prefix = match Prefix::new(dir, folder, Format::Human, None, None) {
            Ok(prefix) => prefix,
            Err(message) => {
                say(&format!("error: {message}"));
                return Outcome::Usage;
            }
        };
        let printed = report::print(&findings, &workspace, Format::Human, &prefix, false);
        return unprinted(printed).unwrap_or(Outcome::of(&findings));
    }
    unprinted(print(text(&types.sound()).as_bytes())).unwrap_or(Outcome::Fine)
}
