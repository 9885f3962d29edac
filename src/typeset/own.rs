//! What goes wrong with the layouts that a workbook has in the place of the program's.

use ecow::{EcoString, eco_format};
use typst_library::diag::{Severity, SourceDiagnostic};
use typst_library::{World, WorldExt};
use typst_syntax::ast::{Expr, Imports, ModuleImport, Str};
use typst_syntax::{DiagSpan, FileId, LinkedNode, Side};

use super::layouts::layout_id;
use super::world::Workspace;
use crate::source::{Finding, Place, list};

/// What Typst reports, if a layout of the workbook's own brings it about, or may.
///
/// `origin` says in words where it arose.
pub fn in_layout(
    workspace: &Workspace,
    diagnostic: &SourceDiagnostic,
    origin: Option<&str>,
) -> Option<Finding> {
    let told = &diagnostic.message;
    let traced = || diagnostic.trace.iter().find_map(|point| place(workspace, point.span.into()));
    let brought =
        || eco_format!("this layout brings an error about in {}: {told}", origin.unwrap_or("another"));
    let (place, message) = if let Some((place, name)) = lacking(workspace, diagnostic.span) {
        (
            place,
            eco_format!("this layout lacks `{name}`, which {} takes from it", origin.unwrap_or("another")),
        )
    } else if let Some(place) = place(workspace, diagnostic.span) {
        (place, eco_format!("this layout has an error: {told}"))
    } else if let Some(place) = traced() {
        (place, brought())
    } else {
        (Place::file(*workspace.replacing().first()?), brought())
    };
    let finding = match diagnostic.severity {
        Severity::Error => Finding::error("layout", place, message),
        Severity::Warning => {
            Finding::warning("layout-remark", place, eco_format!("of this layout, Typst remarks: {told}"))
        }
    };
    let finding = diagnostic.hints.iter().fold(finding, |finding, hint| finding.hint(hint.v.clone()));
    Some(finding.hint(
        "`werkboek eject --diff` shows what was changed; without the file, the program's own is there again",
    ))
}

/// The place of a span in one of the workbook's own layouts.
fn place(workspace: &Workspace, span: DiagSpan) -> Option<Place> {
    let own = workspace.replaced(span.id()?)?;
    Some(Place::new(own, workspace.range(span)?))
}

/// The layout of the workbook's own from which a name is imported that is not in it, and the name.
fn lacking(workspace: &Workspace, span: DiagSpan) -> Option<(Place, EcoString)> {
    let source = workspace.source(span.id()?).ok()?;
    let range = workspace.range(span)?;
    let name = source.text().get(range.clone())?.into();
    let leaf = LinkedNode::new(source.root()).leaf_at(range.start, Side::After)?;
    let mut node = leaf.clone();
    let import = loop {
        if let Some(import) = node.cast::<ModuleImport>() {
            break import;
        }
        node = node.parent()?.clone();
    };
    let (Expr::Str(path), Some(Imports::Items(_))) = (import.source(), import.imports()) else { return None };
    // The path of the import itself is no name in it.
    if leaf.cast::<Str>().is_some() {
        return None;
    }
    let from = source.id().get().vpath().parent()?.join(&path.get()).ok()?;
    Some((Place::file(workspace.replaced(layout_id(from.get_without_slash())?)?), name))
}

/// That the layouts of a workbook may be the cause, where it has any.
pub fn suspicion(workspace: &Workspace) -> Option<String> {
    let path = |file: &FileId| file.get().vpath().get_without_slash().to_owned();
    let own: Vec<String> = workspace.replacing().iter().map(path).collect();
    let names = list(own.iter().map(String::as_str), "and");
    (!own.is_empty()).then(|| {
        format!("the workbook has layouts of its own, {names}: see that they set all that they are given")
    })
}
