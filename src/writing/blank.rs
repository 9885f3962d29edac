//! What a new block, or a new item of a list, begins with: what must be there, and a word to write over.

use toml::{Table, Value};

use crate::content::{Field, Markup, Measure, Shape};

/// The keys that say most of a table: one of them is filled where none must be.
const SPEAKING: [&str; 9] = ["heading", "text", "body", "prompt", "title", "name", "term", "label", "what"];

/// What a new part begins with.
pub struct Blank<'a> {
    /// The word to write over.
    pub word: &'a str,
    /// The path of a picture, where one must be.
    pub picture: &'a str,
    /// A number that none of its kind has.
    pub number: i64,
}

impl Blank<'_> {
    /// A table of a shape with the keys that it must have, in their order; `first` come before them.
    pub fn table(&self, shape: &Shape, first: &[(&str, Value)]) -> Table {
        let mut table: Table = first.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        self.fill(shape.fields(), &mut table);
        table
    }

    /// A block of a type, with what makes it one.
    pub fn block(&self, kind: &str, shape: &Shape) -> Table {
        let kind_of = ("type", Value::String(kind.into()));
        let word = self.word;
        let rows = format!("| {word} | {word} |\n| --- | --- |\n| {word} | {word} |\n");
        match kind {
            "table" => self.table(shape, &[kind_of, ("body", Value::String(rows))]),
            _ => self.table(shape, &[kind_of]),
        }
    }

    fn fill(&self, fields: &[Field], table: &mut Table) {
        for field in fields.iter().filter(|field| field.required) {
            if !table.contains_key(&field.name) {
                table.insert(field.name.clone(), self.key(field));
            }
        }
        // Who cannot see a picture is told what it shows.
        if table.contains_key("image") && fields.iter().any(|field| field.name == "alt") {
            table.entry("alt").or_insert_with(|| Value::String(self.word.into()));
        }
        let is_said = |name: &str| fields.iter().any(|field| field.required && field.name == name);
        if SPEAKING.iter().any(|name| is_said(name)) {
            return;
        }
        let free = SPEAKING.iter().filter_map(|name| fields.iter().find(|field| field.name == *name));
        if let Some(field) = free.into_iter().find(|field| matches!(field.shape, Shape::Text(_))) {
            table.insert(field.name.clone(), self.key(field));
        }
    }

    fn key(&self, field: &Field) -> Value {
        match (field.name.as_str(), &field.shape) {
            ("number", Shape::Integer(..) | Shape::IntegerOrText) => Value::Integer(self.number),
            _ => self.value(&field.shape),
        }
    }

    /// A value of a shape.
    pub fn value(&self, shape: &Shape) -> Value {
        match shape {
            Shape::Text(Markup::Path) => Value::String(self.picture.into()),
            Shape::Text(_) | Shape::IntegerOrText => Value::String(self.word.into()),
            Shape::Word(words) => Value::String(words.first().cloned().unwrap_or_default()),
            Shape::Integer(low, high) => Value::Integer(self.number.clamp(*low, *high)),
            Shape::Decimal(low, high) => Value::Integer(i64::midpoint(*low, *high)),
            Shape::Date => "2021-09-17".parse().map_or(Value::Boolean(true), Value::Datetime),
            Shape::Switch => Value::Boolean(true),
            Shape::Measure(measure) => Value::String(measured(*measure).into()),
            Shape::List(item, least, _) => {
                Value::Array((0..*least.max(&1)).map(|_| self.value(item)).collect())
            }
            Shape::Either(shapes) => {
                shapes.first().map_or(Value::String(self.word.into()), |shape| self.value(shape))
            }
            Shape::Table(_) => Value::Table(self.table(shape, &[])),
            Shape::Map(_) | Shape::Anything => Value::Table(Table::new()),
        }
    }
}

fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::Length => "3mm",
        Measure::FileSize => "5 MB",
        Measure::Paper => "a4",
        Measure::Sheet => "a3",
        Measure::Time => "9.30",
        Measure::Width => "half",
    }
}
