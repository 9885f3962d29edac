//! A part of a file as a form: each key with what it holds, what it is for, and what may be chosen.

use serde_json::{Value as Json, json};
use toml::Value;

use super::parts::{Path, Step};
use super::syntax::Syntax;
use super::value::{at, put, to_json};
use crate::content::{
    CHAPTER_SHAPE, Field, Markup, Measure, OwnTypes, Shape, WORKBOOK_SHAPE, block_shape, target_shape,
};
use crate::source::Literal;

/// The order in which fields stand: what a part is called, what it says, and what is shown with it; then all others.
const ORDER: [&str; 32] = [
    "style",
    "title",
    "organisation",
    "name",
    "number",
    "heading",
    "what",
    "term",
    "meaning",
    "label",
    "prompt",
    "lede",
    "text",
    "body",
    "left",
    "right",
    "items",
    "rows",
    "terms",
    "questions",
    "when",
    "date",
    "from",
    "to",
    "who",
    "where",
    "image",
    "alt",
    "caption",
    "credit",
    "edition",
    "description",
];

/// What a form is made of.
pub struct Source<'a> {
    /// The text of the file.
    pub text: &'a str,
    /// What it says.
    pub root: &'a Value,
    /// Where it says so.
    pub syntax: &'a Syntax,
    /// The types of block that the workbook has of its own.
    pub own: &'a OwnTypes,
    /// Whether it is `workbook.toml`; else it is a chapter.
    pub is_workbook: bool,
}

impl Source<'_> {
    /// The part of the file that a path lies in: a block, or all that stands above the blocks.
    pub fn part(&self, path: &[Step]) -> Path {
        match path {
            [block @ Step::Key(name), index @ Step::Index(_), ..] if !self.is_workbook && name == "block" => {
                vec![block.clone(), index.clone()]
            }
            _ => vec![],
        }
    }

    /// The type of the block at a path.
    pub fn kind(&self, part: &[Step]) -> Option<&str> {
        at(self.root, part)?.get("type")?.as_str()
    }

    /// What the value at a path may be.
    pub fn shape(&self, path: &[Step]) -> Option<Shape> {
        let part = self.part(path);
        let whole = match (part.is_empty(), self.is_workbook) {
            (true, true) => WORKBOOK_SHAPE.clone(),
            (true, false) => CHAPTER_SHAPE.clone(),
            (false, _) => block_shape(self.kind(&part)?, self.own)?,
        };
        let mut shape = whole;
        for (depth, step) in path.iter().enumerate().skip(part.len()) {
            let value = at(self.root, path.get(..depth)?);
            shape = inner(&shape, step, value, self.target(path, depth)).or_else(|| {
                // Targets are read elsewhere: their names lead to what each kind of them holds.
                matches!(step, Step::Key(name) if name == "target").then_some(Shape::Anything)
            })?;
        }
        Some(shape)
    }

    fn target(&self, path: &[Step], depth: usize) -> Option<Shape> {
        let [Step::Key(name), target @ Step::Key(_)] = path.get(..=depth)? else { return None };
        if !self.is_workbook || name != "target" {
            return None;
        }
        let table = at(self.root, &[Step::key("target"), target.clone()])?;
        let Step::Key(own) = target else { return None };
        target_shape(table.get("kind").and_then(Value::as_str).unwrap_or(own))
            .or_else(|| target_shape("screen"))
    }

    /// The fields of a part.
    pub fn fields(&self, part: &Path) -> Option<Vec<Json>> {
        let shape = self.shape(part)?;
        let skipped: &[&str] = if part.is_empty() && !self.is_workbook { &["block"] } else { &["type"] };
        let skipped = if part.is_empty() && self.is_workbook { &[] } else { skipped };
        Some(self.table(shape.fields(), part, skipped))
    }

    fn table(&self, fields: &[Field], path: &[Step], skipped: &[&str]) -> Vec<Json> {
        let mut fields: Vec<&Field> =
            fields.iter().filter(|field| !skipped.contains(&field.name.as_str())).collect();
        let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
        fields.sort_by_key(|field| rank(&field.name));
        fields.into_iter().map(|field| self.field(field, path)).collect()
    }

    fn field(&self, field: &Field, table: &[Step]) -> Json {
        let path = [table, &[Step::key(&field.name)]].concat();
        let mut made = self.value(&field.shape, &path);
        put(&mut made, "key", field.name.clone());
        put(&mut made, "required", field.required);
        put(&mut made, "help", field.doc.replace('\n', " "));
        put(&mut made, "default", field.default.clone());
        made
    }

    /// A value, with all that is in it.
    fn value(&self, shape: &Shape, path: &Path) -> Json {
        let value = at(self.root, path);
        let shape = chosen(shape, value);
        let mut made = json!({ "path": path, "set": value.is_some(), "kind": kind(shape) });
        match shape {
            Shape::Table(fields) => put(&mut made, "fields", self.table(fields, path, &[])),
            Shape::List(item, least, most) => {
                let count = value.and_then(Value::as_array).map_or(0, Vec::len);
                let items = (0..count)
                    .map(|index| self.value(item, &[path.as_slice(), &[Step::Index(index)]].concat()));
                put(&mut made, "items", items.collect::<Json>());
                put(&mut made, "least", *least);
                put(&mut made, "most", (*most).min(9999));
            }
            Shape::Map(_) | Shape::Anything => put(&mut made, "fields", self.free(path)),
            _ => {
                if let Shape::Word(words) = shape {
                    put(&mut made, "words", words.clone());
                }
                if let Shape::Integer(low, high) | Shape::Decimal(low, high) = shape {
                    put(&mut made, "low", *low);
                    put(&mut made, "high", *high);
                }
                put(&mut made, "value", value.map_or(Json::Null, |value| self.shown(value, path)));
            }
        }
        made
    }

    /// The keys that are there, of a table whose keys are free.
    fn free(&self, path: &[Step]) -> Vec<Json> {
        let table = at(self.root, path).and_then(Value::as_table);
        let keys = table.into_iter().flat_map(toml::Table::keys);
        let one = |key: &String| {
            let path = [path, &[Step::key(key)]].concat();
            let shape = self.shape(&path).unwrap_or(Shape::Text(Markup::Plain));
            let mut made = self.value(&shape, &path);
            put(&mut made, "key", key.clone());
            made
        };
        keys.map(one).collect()
    }

    /// A value as its field shows it: what only ends the last line of a text does not show.
    fn shown(&self, value: &Value, path: &[Step]) -> Json {
        match value.as_str() {
            Some(text) => {
                text.get(..text.len() - self.tail(path).len()).unwrap_or(text).replace("\r\n", "\n").into()
            }
            None => to_json(value),
        }
    }

    /// The line end at which a text of several lines ends.
    pub fn tail(&self, path: &[Step]) -> &'static str {
        let raw =
            self.syntax.node(path).and_then(|node| self.text.get(node.range.clone())).unwrap_or_default();
        let several = raw.starts_with("\"\"\"") || raw.starts_with("'''");
        match at(self.root, path).and_then(Value::as_str) {
            Some(text) if several && text.ends_with("\r\n") => "\r\n",
            Some(text) if several && text.ends_with('\n') => "\n",
            _ => "",
        }
    }

    /// Where a byte of the file is: the path of its value, and how many UTF-16 units stand before it in that.
    pub fn cursor(&self, byte: usize) -> (Path, usize) {
        let (path, node) = self.syntax.at(byte);
        let (Some(node), Some(Value::String(value))) = (node, at(self.root, &path)) else { return (path, 0) };
        let literal = Literal::new(self.text, node.range.clone());
        let shown =
            value.char_indices().take_while(|(at, c)| literal.range(*at..*at + c.len_utf8()).end <= byte);
        let units = shown.filter(|(_, c)| *c != '\r').map(|(_, c)| c.len_utf16()).sum();
        (path, units)
    }
}

/// The shape that a step leads to.
fn inner(shape: &Shape, step: &Step, value: Option<&Value>, target: Option<Shape>) -> Option<Shape> {
    match (chosen(shape, value), step) {
        (Shape::List(item, ..), Step::Index(_)) => Some((**item).clone()),
        (Shape::Table(fields), Step::Key(key)) => {
            fields.iter().find(|field| field.name == *key).map(|field| field.shape.clone())
        }
        (Shape::Map(item), Step::Key(_)) => Some((**item).clone()),
        (Shape::Anything, _) => target,
        _ => None,
    }
}

/// Of several shapes the one that a value has, or else the first.
fn chosen<'a>(shape: &'a Shape, value: Option<&Value>) -> &'a Shape {
    let Shape::Either(shapes) = shape else { return shape };
    let fits = |shape: &&Shape| match value {
        Some(Value::Array(_)) => matches!(shape, Shape::List(..)),
        Some(Value::Table(_)) => matches!(shape, Shape::Table(_) | Shape::Map(_)),
        Some(_) => !matches!(shape, Shape::List(..) | Shape::Table(_) | Shape::Map(_)),
        None => true,
    };
    shapes.iter().find(fits).or(shapes.first()).unwrap_or(shape)
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text(Markup::Plain) => "text",
        Shape::Text(Markup::Inline) => "inline",
        Shape::Text(Markup::Rich) => "rich",
        Shape::Text(Markup::Path) => "path",
        Shape::Word(_) => "word",
        Shape::Integer(..) => "integer",
        Shape::Decimal(..) => "decimal",
        Shape::IntegerOrText => "mixed",
        Shape::Date => "date",
        Shape::Switch => "switch",
        Shape::Measure(Measure::Time) => "time",
        Shape::Measure(_) => "measure",
        Shape::List(..) => "list",
        Shape::Either(_) | Shape::Table(_) => "table",
        Shape::Map(_) | Shape::Anything => "map",
    }
}
