//! What the page asks to be written, and how it is told what came of it.

use hyper::StatusCode;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::chapters::{add, remove};
use super::pen::{Trouble, Wrote};
use super::writer::Writer;
use crate::writing::{Change, Path, of_json, to_json};

/// What is to be written.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Wish {
    /// A value; `typed` where more of the same text may follow.
    Set {
        file: String,
        version: String,
        path: Path,
        value: Json,
        #[serde(default)]
        typed: bool,
    },
    /// A key goes.
    Unset { file: String, version: String, path: Path },
    /// A new item of a list, with what it must have.
    Insert { file: String, version: String, path: Path },
    /// A new block of a type.
    Block { file: String, version: String, path: Path, kind: String },
    /// An item goes.
    Remove { file: String, version: String, path: Path },
    /// An item goes elsewhere in its list.
    Move { file: String, version: String, path: Path, to: usize },
    /// An item is put in once more.
    Copy { file: String, version: String, path: Path },
    /// A new chapter after another.
    Chapter { file: String, style: String },
    /// A chapter goes.
    RemoveChapter { file: String, version: String },
    /// The last change is taken back.
    Undo {},
    /// What was taken back is made again.
    Redo {},
}

/// Writes what is wished.
///
/// Errors as [`Pen::change`](super::pen::Pen::change) does.
pub fn write(writer: &Writer, wish: Wish) -> Result<Wrote, Trouble> {
    let pen = writer.pen;
    match wish {
        Wish::Set { file, version, path, value, typed } => {
            let value = of_json(&value).ok_or(Trouble::Foreign)?;
            let value = writer.ended(&file, &path, value)?;
            pen.change(&file, &version, Change::Set(path, value), typed)
        }
        Wish::Unset { file, version, path } => pen.change(&file, &version, Change::Unset(path), false),
        Wish::Insert { file, version, path } => {
            let value = writer.item(&file, &path)?;
            pen.change(&file, &version, Change::Insert(path, value), false)
        }
        Wish::Block { file, version, path, kind } => {
            let value = writer.block(&kind)?;
            pen.change(&file, &version, Change::Insert(path, value), false)
        }
        Wish::Remove { file, version, path } => pen.change(&file, &version, Change::Remove(path), false),
        Wish::Move { file, version, path, to } => pen.change(&file, &version, Change::Move(path, to), false),
        Wish::Copy { file, version, path } => pen.change(&file, &version, Change::Copy(path), false),
        Wish::Chapter { file, style } => add(writer, &file, &style),
        Wish::RemoveChapter { file, version } => remove(writer, &file, &version),
        Wish::Undo {} => pen.turn(true),
        Wish::Redo {} => pen.turn(false),
    }
}

/// What the page is told: a status, and what it says.
pub fn told(outcome: Result<Wrote, Trouble>) -> (StatusCode, Json) {
    match outcome {
        Ok(Wrote { file, path, version }) => {
            (StatusCode::OK, json!({ "file": file, "path": path, "version": version }))
        }
        Err(trouble) => (
            status(&trouble),
            json!({ "trouble": name(&trouble), "why": why(&trouble), "theirs": theirs(&trouble) }),
        ),
    }
}

/// The status of a trouble.
pub fn status(trouble: &Trouble) -> StatusCode {
    match trouble {
        Trouble::Conflict(_) => StatusCode::CONFLICT,
        Trouble::Foreign => StatusCode::FORBIDDEN,
        Trouble::Refused(_) | Trouble::Nothing => StatusCode::UNPROCESSABLE_ENTITY,
        Trouble::Disk(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn name(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Conflict(_) => "conflict",
        Trouble::Foreign => "foreign",
        Trouble::Refused(_) => "refused",
        Trouble::Nothing => "nothing",
        Trouble::Disk(_) => "disk",
    }
}

fn why(trouble: &Trouble) -> Option<String> {
    match trouble {
        Trouble::Refused(refused) => Some(refused.to_string()),
        Trouble::Disk(error) => Some(error.clone()),
        _ => None,
    }
}

fn theirs(trouble: &Trouble) -> Json {
    match trouble {
        Trouble::Conflict(Some(value)) => to_json(value),
        _ => Json::Null,
    }
}
