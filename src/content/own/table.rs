//! A block of a workbook's own type: its keys, read by what they hold.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::definition::{DefinedField, Given, Kind, OwnType, in_order};
use super::lasting::lasting;
use crate::content::at::{At, Inline, Rich};
use crate::content::fields::{Field, Fields, Held};
use crate::content::named::{Alt, ImagePath};

/// A block of a type of the workbook's own.
#[derive(Debug, Clone, Hash)]
pub struct OwnBlock {
    /// The name of its type.
    pub name: &'static str,
    table: Table,
}

/// The keys of a table, with what they hold.
#[derive(Debug, Clone, Hash)]
struct Table(Vec<(&'static str, Value)>);

/// What a key holds.
#[derive(Debug, Clone, Hash)]
enum Value {
    Nothing,
    Plain(At<String>),
    Alt(Alt),
    Inline(Inline),
    Rich(Rich),
    Image(ImagePath),
    Number(i64),
    Word(&'static str),
    Switch(bool),
    List(Vec<Value>),
    Table(Table),
}

impl Fields for OwnBlock {
    fn fields(&self) -> Vec<(&'static str, Held<'_>)> {
        self.table.fields()
    }
}

impl Fields for Table {
    fn fields(&self) -> Vec<(&'static str, Held<'_>)> {
        self.0.iter().map(|(key, value)| (*key, value.held())).collect()
    }
}

impl Field for Value {
    fn held(&self) -> Held<'_> {
        match self {
            Self::Nothing => Held::Nothing,
            Self::Plain(text) => Held::Plain(text),
            Self::Alt(text) => Held::Alt(text),
            Self::Inline(text) => Held::Inline(text),
            Self::Rich(text) => Held::Rich(text),
            Self::Image(path) => Held::Image(path),
            Self::Number(number) => Held::Number(*number),
            Self::Word(word) => Held::Word(word),
            Self::Switch(is) => Held::Switch(*is),
            Self::List(items) => items.held(),
            Self::Table(table) => Held::Table(table),
        }
    }
}

impl OwnBlock {
    /// Reads the keys of a block, which were held to its type before.
    ///
    /// Errors where one does not fit all the same.
    pub fn read(own: &OwnType, mut table: DeTable<'_>) -> Result<Self, toml::de::Error> {
        Ok(Self { name: own.name, table: read(&own.definition.fields, &mut table)? })
    }

    /// Whether it opens with a heading, under which subheadings in its texts stand one level deeper.
    pub fn has_heading(&self) -> bool {
        self.table.0.iter().any(|(key, value)| *key == "heading" && matches!(value, Value::Inline(_)))
    }
}

fn read(fields: &BTreeMap<String, DefinedField>, table: &mut DeTable<'_>) -> Result<Table, toml::de::Error> {
    let one = |(key, field): (&str, &DefinedField)| {
        let value = match table.remove(key) {
            Some(value) => self::value(key, field, value)?,
            None => absent(field),
        };
        Ok((lasting(key), value))
    };
    in_order(fields).into_iter().map(one).collect::<Result<_, _>>().map(Table)
}

/// What holds where a key is not there.
fn absent(field: &DefinedField) -> Value {
    match field.default.as_ref().map(|given| &given.value) {
        Some(Given::Switch(is)) => Value::Switch(*is),
        Some(Given::Number(number)) => Value::Number(*number),
        Some(Given::Word(word)) => Value::Word(lasting(word)),
        None => match field.kind.value {
            Kind::Switch => Value::Switch(false),
            Kind::InlineList | Kind::RichList | Kind::NumberList | Kind::TableList => Value::List(vec![]),
            _ => Value::Nothing,
        },
    }
}

fn value(key: &str, field: &DefinedField, value: Spanned<DeValue<'_>>) -> Result<Value, toml::de::Error> {
    let items = |kind: Kind, value: Spanned<DeValue<'_>>| -> Result<Value, toml::de::Error> {
        let DeValue::Array(array) = value.into_inner() else { return Ok(Value::List(vec![])) };
        array.into_iter().map(|item| leaf(key, kind, item)).collect::<Result<_, _>>().map(Value::List)
    };
    match (field.kind.value, &field.fields) {
        (Kind::InlineList, _) => items(Kind::Inline, value),
        (Kind::RichList, _) => items(Kind::Rich, value),
        (Kind::NumberList, _) => items(Kind::Number, value),
        (Kind::TableList, Some(fields)) => {
            let DeValue::Array(array) = value.into_inner() else { return Ok(Value::List(vec![])) };
            let table = |item: Spanned<DeValue<'_>>| match item.into_inner() {
                DeValue::Table(mut table) => read(fields, &mut table).map(Value::Table),
                _ => Ok(Value::Nothing),
            };
            array.into_iter().map(table).collect::<Result<_, _>>().map(Value::List)
        }
        (kind, _) => leaf(key, kind, value),
    }
}

/// A value that holds no others.
fn leaf(key: &str, kind: Kind, value: Spanned<DeValue<'_>>) -> Result<Value, toml::de::Error> {
    let given = ValueDeserializer::from(value);
    Ok(match kind {
        Kind::Inline => Value::Inline(Inline::deserialize(given)?),
        Kind::Rich => Value::Rich(Rich::deserialize(given)?),
        Kind::Path => Value::Image(ImagePath::deserialize(given)?),
        Kind::Number => Value::Number(i64::deserialize(given)?),
        Kind::Switch => Value::Switch(bool::deserialize(given)?),
        Kind::Word => Value::Word(lasting(&String::deserialize(given)?)),
        _ if key == "alt" => Value::Alt(Alt::deserialize(given)?),
        _ => Value::Plain(At::deserialize(given)?),
    })
}
