//! What a TOML value may be, taken from the types' own schema.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// What a value may be.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A string, with the kind of text that it holds.
    Text(Markup),
    /// One of some words.
    Word(Vec<String>),
    /// A whole number within bounds.
    Integer(i64, i64),
    /// A number within bounds, with decimals or without.
    Decimal(i64, i64),
    /// A whole number or a string.
    IntegerOrText,
    /// A calendar date.
    Date,
    /// `true` or `false`.
    Switch,
    /// A measure in quotes.
    Measure(Measure),
    /// A list, with the fewest and the most items.
    List(Box<Shape>, usize, usize),
    /// A table of keys.
    Table(Vec<Field>),
    /// One of several, told apart by their TOML types: a list, a table, or text.
    Either(Vec<Shape>),
    /// A table whose keys are free.
    Map(Box<Shape>),
    /// Anything: it is read elsewhere.
    Anything,
}

/// The kind of text in a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// As written.
    Plain,
    /// Inline Markdown.
    Inline,
    /// Rich text.
    Rich,
    /// A path from the workbook's folder.
    Path,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A length, such as `3mm`.
    Length,
    /// The size of a file, such as `5 MB`.
    FileSize,
    /// The paper of a book, such as `a5 landscape`.
    Paper,
    /// A sheet of paper, such as `a3`.
    Sheet,
    /// A time of the day, such as `9.30`.
    Time,
    /// How wide a picture is, such as `half`, `60%` or `8cm`.
    Width,
}

/// A key of a table.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// What its value may be.
    pub shape: Shape,
    /// What it is for, from the type's own docs.
    pub doc: String,
    /// What holds if it is not there.
    pub default: Option<String>,
}

impl Shape {
    /// The shape of a type.
    pub fn of<T: JsonSchema>() -> Self {
        Self::read(&schema::<T>())
    }

    /// The fields, if it is a table.
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Table(fields) => fields,
            Self::Either(shapes) => {
                shapes.iter().map(Self::fields).find(|fields| !fields.is_empty()).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    fn read(schema: &Value) -> Self {
        if let Some(choices) = schema["anyOf"].as_array() {
            let some = choices.iter().find(|choice| choice["type"] != "null");
            return some.map_or(Self::Anything, Self::read);
        }
        if let Some(words) = words(schema) {
            return Self::Word(words);
        }
        if let Some(shapes) = schema["oneOf"].as_array() {
            return Self::Either(shapes.iter().map(Self::read).collect());
        }
        if schema["format"] == "integer-or-text" {
            return Self::IntegerOrText;
        }
        match kind(schema) {
            Some("string") => Self::string(schema),
            Some("boolean") => Self::Switch,
            Some("integer") => {
                let bound = |key: &str, default| schema[key].as_f64().map_or(default, |n| n as i64);
                Self::Integer(bound("minimum", i64::MIN), bound("maximum", i64::from(u32::MAX)))
            }
            Some("number") => {
                let bound = |key: &str| schema[key].as_i64().unwrap_or_default();
                Self::Decimal(bound("minimum"), bound("maximum"))
            }
            Some("array") => {
                let count = |key: &str, default| schema[key].as_u64().map_or(default, |n| n as usize);
                Self::List(
                    Box::new(Self::read(&schema["items"])),
                    count("minItems", 0),
                    count("maxItems", usize::MAX),
                )
            }
            Some("object") if schema["properties"].is_object() => Self::Table(fields(schema)),
            Some("object") => Self::Map(Box::new(Self::read(&schema["additionalProperties"]))),
            _ => Self::Anything,
        }
    }

    fn string(schema: &Value) -> Self {
        match schema["format"].as_str() {
            Some("date") => Self::Date,
            Some("markdown") => Self::Text(Markup::Rich),
            Some("inline-markdown") => Self::Text(Markup::Inline),
            Some("path") => Self::Text(Markup::Path),
            Some("length") => Self::Measure(Measure::Length),
            Some("file size") => Self::Measure(Measure::FileSize),
            Some("paper") => Self::Measure(Measure::Paper),
            Some("sheet") => Self::Measure(Measure::Sheet),
            Some("time-of-day") => Self::Measure(Measure::Time),
            Some("width") => Self::Measure(Measure::Width),
            _ => Self::Text(Markup::Plain),
        }
    }
}

/// The JSON schema of a type, without references.
pub fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// The type's name, whether or not it may be null.
fn kind(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::String(kind) => Some(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        _ => None,
    }
}

/// The words of an enumeration, whether written as `enum` or as `oneOf` constants.
fn words(schema: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(words) = schema["enum"].as_array() {
        return Some(words.iter().filter_map(text).collect());
    }
    let choices = schema["oneOf"].as_array()?;
    choices.iter().map(|choice| text(&choice["const"])).collect()
}

/// What holds where the key is not there: a value, or words.
fn default(schema: &Value) -> Option<String> {
    match &schema["x-value"] {
        Value::Null => schema["x-default"].as_str().map(str::to_owned),
        Value::String(value) => Some(format!("`{value}`")),
        value => Some(value.to_string()),
    }
}

fn fields(schema: &Value) -> Vec<Field> {
    let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
    let Some(properties) = schema["properties"].as_object() else { return vec![] };
    let field = |(name, schema): (&String, &Value)| Field {
        name: name.clone(),
        required: required.iter().any(|key| key == name),
        shape: Shape::read(schema),
        doc: schema["description"].as_str().unwrap_or_default().to_owned(),
        default: default(schema),
    };
    properties.iter().map(field).collect()
}
