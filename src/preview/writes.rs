//! What the page asks to be written, and how it is told what came of it.

use std::sync::Arc;

use hyper::StatusCode;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use toml::Value;

use super::pen::{Pen, Trouble, Wrote};
use crate::content::{OwnTypes, Shape, block_shape};
use crate::source::WORKBOOK;
use crate::writing::{Blank, Change, Path, Source, Syntax, in_list, of_json, reading, to_json};

/// A picture that stands where one must, until there is another.
const PICTURE: &str = include_str!("placeholder.svg");

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

/// With what something is written.
pub struct Writer<'a> {
    /// Who writes.
    pub pen: &'a Pen,
    /// The types of block that the workbook has of its own.
    pub own: &'a OwnTypes,
    /// The language of the workbook.
    pub language: &'a str,
    /// The chapters that there are, in their order.
    pub chapters: &'a [String],
}

impl Writer<'_> {
    /// Writes what is wished.
    ///
    /// Errors as [`Pen::change`] does.
    pub fn write(&self, wish: Wish) -> Result<Wrote, Trouble> {
        let pen = self.pen;
        match wish {
            Wish::Set { file, version, path, value, typed } => {
                let value = of_json(&value).ok_or(Trouble::Foreign)?;
                let value = self.ended(&file, &path, value)?;
                pen.change(&file, &version, Change::Set(path, value), typed)
            }
            Wish::Unset { file, version, path } => pen.change(&file, &version, Change::Unset(path), false),
            Wish::Insert { file, version, path } => {
                let value = self.item(&file, &path)?;
                pen.change(&file, &version, Change::Insert(path, value), false)
            }
            Wish::Block { file, version, path, kind } => {
                let value = self.block(&kind)?;
                pen.change(&file, &version, Change::Insert(path, value), false)
            }
            Wish::Remove { file, version, path } => pen.change(&file, &version, Change::Remove(path), false),
            Wish::Move { file, version, path, to } => {
                pen.change(&file, &version, Change::Move(path, to), false)
            }
            Wish::Copy { file, version, path } => pen.change(&file, &version, Change::Copy(path), false),
            Wish::Chapter { file, style } => super::chapters::add(self, &file, &style),
            Wish::RemoveChapter { file, version } => super::chapters::remove(self, &file, &version),
            Wish::Undo {} => pen.turn(true),
            Wish::Redo {} => pen.turn(false),
        }
    }

    /// A text of several lines keeps the line end after its last line, which no field shows.
    fn ended(&self, file: &str, path: &Path, value: Value) -> Result<Value, Trouble> {
        let Value::String(new) = &value else { return Ok(value) };
        let (text, _) = self.pen.read(file)?;
        let (Some(root), Some(syntax)) = (reading(&text), Syntax::read(&text)) else { return Ok(value) };
        let source = self.source(file, &text, &root, &syntax);
        Ok(Value::String(format!("{new}{}", source.tail(path))))
    }

    fn source<'s>(
        &'s self,
        file: &str,
        text: &'s Arc<str>,
        root: &'s Value,
        syntax: &'s Syntax,
    ) -> Source<'s> {
        Source { text, root, syntax, own: self.own, is_workbook: file == WORKBOOK }
    }

    /// What a new item of a list begins with.
    fn item(&self, file: &str, path: &Path) -> Result<Value, Trouble> {
        let (text, _) = self.pen.read(file)?;
        let (Some(root), Some(syntax)) = (reading(&text), Syntax::read(&text)) else {
            return Err(Trouble::Refused(crate::writing::Refused::Broken));
        };
        let (list, index) = in_list(path).ok_or(Trouble::Foreign)?;
        let shape = self.source(file, &text, &root, &syntax).shape(&list).ok_or(Trouble::Foreign)?;
        let shape = match shape {
            Shape::List(item, ..) => *item,
            Shape::Either(shapes) => shapes
                .into_iter()
                .find_map(|shape| match shape {
                    Shape::List(item, ..) => Some(*item),
                    _ => None,
                })
                .ok_or(Trouble::Foreign)?,
            _ => return Err(Trouble::Foreign),
        };
        let picture = if needs_picture(&shape) { self.picture()? } else { String::new() };
        let number = i64::try_from(index + 1).unwrap_or(1);
        Ok(Blank { word: self.word(), picture: &picture, number }.value(&shape))
    }

    /// What a new block of a type begins with.
    pub fn block(&self, kind: &str) -> Result<Value, Trouble> {
        let shape = block_shape(kind, self.own).ok_or(Trouble::Foreign)?;
        let picture = if needs_picture(&shape) { self.picture()? } else { String::new() };
        let blank = Blank { word: self.word(), picture: &picture, number: self.number(kind) };
        Ok(Value::Table(blank.block(kind, &shape)))
    }

    fn picture(&self) -> Result<String, Trouble> {
        self.pen.disk().lay("images", "placeholder.svg", PICTURE.as_bytes())
    }

    /// A number that no block of a type has.
    fn number(&self, kind: &str) -> i64 {
        let mut most = 0;
        for file in self.chapters {
            let Ok((text, _)) = self.pen.read(file) else { continue };
            let root = reading(&text);
            let blocks = root.as_ref().and_then(|root| root.get("block")?.as_array());
            let own = blocks
                .into_iter()
                .flatten()
                .filter(|block| block.get("type").and_then(Value::as_str) == Some(kind));
            most = own.filter_map(|block| block.get("number")?.as_integer()).fold(most, i64::max);
        }
        most + 1
    }

    /// The line that names the schema of a chapter, where the others have one.
    pub fn schema(&self) -> Option<String> {
        let (text, _) = self.pen.read(self.chapters.first()?).ok()?;
        text.lines().next().filter(|line| line.starts_with("#:")).map(str::to_owned)
    }

    /// What stands where nothing was written yet.
    pub fn word(&self) -> &'static str {
        match self.language.split('-').next() {
            Some("nl") => "Nieuwe tekst",
            Some("fr") => "Nouveau texte",
            Some("de") => "Neuer Text",
            _ => "New text",
        }
    }
}

/// Whether a part must have a picture.
fn needs_picture(shape: &Shape) -> bool {
    use crate::content::Markup;
    match shape {
        Shape::Text(Markup::Path) => true,
        Shape::List(item, ..) => needs_picture(item),
        Shape::Either(shapes) => shapes.first().is_some_and(needs_picture),
        Shape::Table(fields) => fields.iter().any(|field| field.required && needs_picture(&field.shape)),
        _ => false,
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
