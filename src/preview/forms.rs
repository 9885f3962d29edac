//! The parts of the workbook's files as forms.

use serde_json::{Value as Json, json};
use toml::Value;

use super::pen::{Pen, Trouble, place_of};
use crate::content::OwnTypes;
use crate::source::WORKBOOK;
use crate::writing::{Path, Source, Step, Syntax, at, cell, cell_at, put, reading};

/// Which part of a file is wanted: that around a byte, or that in which a path leads.
pub enum Wanted {
    /// A byte of the file.
    Byte(usize),
    /// A path.
    Path(Path),
}

/// A part of a file as a form, for the page.
///
/// Errors where the file is none of the workbook's, or where there is no such part.
pub fn form(pen: &Pen, own: &OwnTypes, file: &str, wanted: &Wanted) -> Result<Json, Trouble> {
    let (text, version) = pen.read(file)?;
    let mut form = if file.ends_with(".csv") { cells(&text, wanted) } else { part(&text, own, file, wanted) };
    if let Some(form) = &mut form {
        put(form, "file", file);
        put(form, "version", version.clone());
    }
    Ok(form.unwrap_or_else(|| json!({ "file": file, "version": version, "part": "broken" })))
}

/// A cell of a file of comma-separated values.
fn cells(text: &str, wanted: &Wanted) -> Option<Json> {
    let (row, column, words) = match wanted {
        Wanted::Byte(byte) => cell_at(text, *byte)?,
        Wanted::Path(path) => {
            let (row, column) = place_of(path)?;
            (row, column, cell(text, row, column)?)
        }
    };
    let path = json!([row, column]);
    let head = cell(text, 0, column).unwrap_or_default();
    let field = json!({
        "key": if row == 0 { "" } else { head.as_str() }, "path": path, "kind": "inline", "set": true, "required": true,
        "help": "", "value": words,
    });
    Some(
        json!({ "part": "cell", "path": path, "fields": [field], "cursor": { "path": path, "at": 0 }, "row": row }),
    )
}

fn part(text: &str, own: &OwnTypes, file: &str, wanted: &Wanted) -> Option<Json> {
    let (root, syntax) = (reading(text)?, Syntax::read(text)?);
    let is_workbook = file == WORKBOOK;
    let source = Source { text, root: &root, syntax: &syntax, own, is_workbook };
    let (path, units) = match wanted {
        Wanted::Byte(byte) => source.cursor(*byte),
        Wanted::Path(path) => (path.clone(), 0),
    };
    let part = source.part(&path);
    let block = part.get(1).and_then(|step| if let Step::Index(index) = step { Some(*index) } else { None });
    let blocks = root.get("block").and_then(Value::as_array).map_or(0, Vec::len);
    let name = match (block, is_workbook) {
        (Some(_), _) => "block",
        (None, true) => "workbook",
        (None, false) => "chapter",
    };
    let line = syntax.section(&part).map_or(0, |section| section.header.start);
    Some(json!({
        "part": name,
        "path": part,
        "type": source.kind(&part),
        "index": block,
        "count": blocks,
        "line": text.get(..line).unwrap_or_default().matches('\n').count() + 1,
        "title": at(&root, &[Step::key("title")]).and_then(Value::as_str),
        "fields": source.fields(&part),
        "cursor": { "path": path, "at": units },
    }))
}
