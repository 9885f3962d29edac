//! The fifth room: Typst lays the checked content out, once for all targets.

mod assets;
mod blocks;
mod breaks;
mod chapter;
mod flow;
mod front;
mod groups;
mod lower;
mod marks;
mod natives;
mod quotes;
mod tables;
mod world;

use typst::WorldExt;
use typst_layout::PagedDocument;
use typst_library::diag::SourceDiagnostic;

use crate::source::{Finding, Place};

pub use assets::fonts;
pub use world::Workspace;
pub use marks::place_of;

/// A laid-out book, and what the layout had to remark.
pub struct Laid {
    /// The pages.
    pub document: PagedDocument,
    /// Remarks.
    pub findings: Vec<Finding>,
}

/// Lays the book out. The content must have passed the checks.
///
/// Errors with findings at their TOML lines where Typst cannot go on.
pub fn layout(workspace: &Workspace) -> Result<Laid, Vec<Finding>> {
    let compiled = typst::compile::<PagedDocument>(workspace);
    let findings = |diagnostics: &[SourceDiagnostic]| {
        let mut findings: Vec<Finding> = diagnostics.iter().map(|item| finding(workspace, item)).collect();
        findings.sort_by(Finding::order);
        findings
    };
    match compiled.output {
        Ok(document) => Ok(Laid { document, findings: findings(&compiled.warnings) }),
        Err(errors) => Err(findings(&errors)),
    }
}

/// Turns a diagnostic of Typst into a finding; places in the layouts themselves are left out.
pub fn finding(workspace: &Workspace, diagnostic: &SourceDiagnostic) -> Finding {
    let places =
        std::iter::once(diagnostic.span).chain(diagnostic.trace.iter().map(|point| point.span.into()));
    let place = places
        .filter(|span| span.id().is_some_and(world::is_content))
        .find_map(|span| Some(Place::new(span.id()?, workspace.range(span)?)));
    let hints = diagnostic.hints.iter().map(|hint| hint.v.clone()).collect();
    Finding {
        name: "layout",
        severity: diagnostic.severity,
        place,
        message: diagnostic.message.clone(),
        hints,
    }
}
