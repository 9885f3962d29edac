//! With what the page's wishes are written: the pen, and what is known of the workbook.

use std::sync::Arc;

use toml::Value;

use super::pen::{Pen, Trouble};
use crate::content::{Markup, OwnTypes, Shape, block_shape};
use crate::source::WORKBOOK;
use crate::writing::{Blank, Path, Refused, Source, Syntax, in_list, reading};

/// A picture that stands where one must, until there is another.
const PICTURE: &str = include_str!("placeholder.svg");

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
    /// A text of several lines keeps the line end after its last line, which no field shows.
    pub fn ended(&self, file: &str, path: &Path, value: Value) -> Result<Value, Trouble> {
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
    pub fn item(&self, file: &str, path: &Path) -> Result<Value, Trouble> {
        let (text, _) = self.pen.read(file)?;
        let (Some(root), Some(syntax)) = (reading(&text), Syntax::read(&text)) else {
            return Err(Trouble::Refused(Refused::Broken));
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
    match shape {
        Shape::Text(Markup::Path) => true,
        Shape::List(item, ..) => needs_picture(item),
        Shape::Either(shapes) => shapes.first().is_some_and(needs_picture),
        Shape::Table(fields) => fields.iter().any(|field| field.required && needs_picture(&field.shape)),
        _ => false,
    }
}
