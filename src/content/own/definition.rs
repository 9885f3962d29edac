//! What a type of block holds, as its file says.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::at::At;
use crate::content::shape::{Field, Markup, Shape};

/// The most items of a list.
const MOST_ITEMS: usize = 1000;

/// How deep tables may stand in each other.
const DEEPEST: usize = 4;

/// A type of block of a workbook's own.
#[derive(Debug, Clone)]
pub struct OwnType {
    /// Its name: that of its file.
    pub name: &'static str,
    /// Its keys.
    pub fields: Vec<Field>,
    /// What its file says.
    pub definition: Definition,
}

/// A type of block of one's own: what it is for, and its keys.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What the block is for, in a sentence.
    pub description: At<String>,
    /// Its keys, each a `[fields.KEY]`.
    #[serde(default)]
    pub fields: BTreeMap<String, DefinedField>,
}

/// A key of a type of block.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefinedField {
    /// What it takes.
    #[serde(rename = "type")]
    pub kind: At<Kind>,
    /// What it is for, in a sentence.
    pub description: At<String>,
    /// Whether it must be there.
    #[serde(default)]
    #[schemars(extend("x-default" = "`false`"))]
    pub required: bool,
    /// What holds if it is not there: for a word, a whole number, and `true or false`.
    #[schemars(with = "Option<serde_json::Value>")]
    pub default: Option<At<Given>>,
    /// The words of which it takes one, where its type is `word`.
    pub words: Option<At<Vec<String>>>,
    /// The keys of each table, where its type is `list of tables`: each a `[fields.KEY.fields.KEY]`.
    #[schemars(with = "Option<serde_json::Value>")]
    pub fields: Option<BTreeMap<String, DefinedField>>,
}

/// What holds where a key is not there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// Whether something holds.
    Switch(bool),
    /// A whole number.
    Number(i64),
    /// A word.
    Word(String),
}

/// What a key takes, in the words of the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Kind {
    /// Words that are not set, such as a code; as `alt`, what an image shows.
    #[serde(rename = "plain text")]
    Plain,
    /// Inline Markdown.
    #[serde(rename = "inline text")]
    Inline,
    /// Markdown of several paragraphs.
    #[serde(rename = "rich text")]
    Rich,
    /// The path of an image; a key `alt` beside it says what it shows.
    #[serde(rename = "path")]
    Path,
    /// A whole number.
    #[serde(rename = "whole number")]
    Number,
    /// One of some words.
    #[serde(rename = "word")]
    Word,
    /// `true` or `false`.
    #[serde(rename = "true or false")]
    Switch,
    /// A list of inline texts.
    #[serde(rename = "list of inline text")]
    InlineList,
    /// A list of rich texts.
    #[serde(rename = "list of rich text")]
    RichList,
    /// A list of whole numbers.
    #[serde(rename = "list of whole numbers")]
    NumberList,
    /// A list of tables.
    #[serde(rename = "list of tables")]
    TableList,
}

/// The keys in the order of their file.
pub fn in_order(fields: &BTreeMap<String, DefinedField>) -> Vec<(&str, &DefinedField)> {
    let mut all: Vec<(&str, &DefinedField)> =
        fields.iter().map(|(name, field)| (name.as_str(), field)).collect();
    all.sort_by_key(|(_, field)| field.kind.range.start);
    all
}

impl Definition {
    /// The keys as the checks take them.
    ///
    /// Errors with the key that does not hold, and why.
    pub fn shapes(&self) -> Result<Vec<Field>, (&DefinedField, String)> {
        shapes(&self.fields, DEEPEST)
    }
}

fn shapes(
    fields: &BTreeMap<String, DefinedField>,
    depth: usize,
) -> Result<Vec<Field>, (&DefinedField, String)> {
    in_order(fields).into_iter().map(|(name, field)| shape(name, field, fields, depth)).collect()
}

fn shape<'a>(
    name: &str,
    field: &'a DefinedField,
    beside: &BTreeMap<String, DefinedField>,
    depth: usize,
) -> Result<Field, (&'a DefinedField, String)> {
    let wrong = |why: String| (field, why);
    if !is_key(name) {
        return Err(wrong(format!("`{name}` cannot be a key: it is made of small letters, digits and `_`")));
    }
    if field.kind.value == Kind::Path && !beside.contains_key("alt") {
        return Err(wrong(
            "an image needs a description: add a key `alt` of the type `plain text` beside it".into(),
        ));
    }
    let shape = match (field.kind.value, &field.fields, &field.words) {
        (Kind::TableList, Some(inner), _) if depth > 0 => list(Shape::Table(shapes(inner, depth - 1)?)),
        (Kind::TableList, Some(_), _) => return Err(wrong("the tables stand too deep in each other".into())),
        (Kind::TableList, None, _) => {
            return Err(wrong(format!(
                "the tables of `{name}` have no keys: add a `[fields.{name}.fields.KEY]`"
            )));
        }
        (_, Some(_), _) => {
            return Err(wrong(format!("`{name}` has keys, and its type is not `list of tables`")));
        }
        (Kind::Word, _, Some(words)) if !words.value.is_empty() => Shape::Word(words.value.clone()),
        (Kind::Word, ..) => {
            return Err(wrong(format!("`{name}` takes one of no words: add `words = [\"...\"]`")));
        }
        (_, _, Some(_)) => return Err(wrong(format!("`{name}` has words, and its type is not `word`"))),
        (kind, ..) => plain(kind),
    };
    let default =
        field.default.as_ref().map(|given| told(&given.value, &shape)).transpose().map_err(wrong)?;
    let doc = field.description.value.clone();
    Ok(Field { name: name.into(), required: field.required, shape, doc, default })
}

fn list(item: Shape) -> Shape {
    Shape::List(Box::new(item), 0, MOST_ITEMS)
}

fn plain(kind: Kind) -> Shape {
    let number = || Shape::Integer(i32::MIN.into(), i32::MAX.into());
    match kind {
        Kind::Inline => Shape::Text(Markup::Inline),
        Kind::Rich => Shape::Text(Markup::Rich),
        Kind::Path => Shape::Text(Markup::Path),
        Kind::Number => number(),
        Kind::Switch => Shape::Switch,
        Kind::InlineList => list(Shape::Text(Markup::Inline)),
        Kind::RichList => list(Shape::Text(Markup::Rich)),
        Kind::NumberList => list(number()),
        Kind::Plain | Kind::Word | Kind::TableList => Shape::Text(Markup::Plain),
    }
}

/// What holds where a key is not there, in the words of the reference.
///
/// Errors where the key does not take it.
fn told(given: &Given, shape: &Shape) -> Result<String, String> {
    match (given, shape) {
        (Given::Word(word), Shape::Word(words)) if words.contains(word) => Ok(format!("`{word}`")),
        (Given::Word(word), Shape::Word(_)) => Err(format!("the default `{word}` is none of the words")),
        (Given::Number(number), Shape::Integer(low, high)) if (*low..=*high).contains(number) => {
            Ok(format!("`{number}`"))
        }
        (Given::Switch(is), Shape::Switch) => Ok(format!("`{is}`")),
        _ => Err("a default is for words, whole numbers, and `true or false`, and of that type".into()),
    }
}

/// Whether a name can be a key of a block.
fn is_key(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_letter) && name.len() <= 40
}
