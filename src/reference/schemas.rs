//! JSON schemas of what is written in TOML, for editors that complete and check it.

use serde_json::{Map, Value, json};

use crate::content::block::schemas;
use crate::content::target::{Choice, Imposition, Press, Screen};
use crate::content::{Common, Definition, Field, Head, Labels, Markup, OwnType, Shape, Workbook, schema};

/// The kinds of TOML file that a workbook holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `workbook.toml`.
    Workbook,
    /// A chapter.
    Chapter,
    /// What a type of block of the workbook's own holds.
    Block,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Workbook, Self::Chapter, Self::Block];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workbook => "workbook",
            Self::Chapter => "chapter",
            Self::Block => "block",
        }
    }

    /// Its schema, as a file; `own` are the types of block that a workbook has of its own.
    pub fn schema(self, own: &[OwnType]) -> String {
        let schema = match self {
            Self::Workbook => workbook_schema(),
            Self::Chapter => chapter_schema(own),
            Self::Block => definition_schema(),
        };
        format!("{schema:#}\n")
    }
}

/// The schema of `workbook.toml`.
fn workbook_schema() -> Value {
    let mut workbook = schema::<Workbook>();
    let (choice, press) = (schema::<Choice>(), schema::<Press>());
    let kinds = [
        ("screen", vec![choice.clone(), schema::<Screen>()]),
        ("print", vec![choice.clone(), press.clone()]),
        ("booklet", vec![choice, press, schema::<Imposition>()]),
    ];
    let kinds: Vec<_> = kinds
        .into_iter()
        .map(|(name, parts)| {
            let mut properties = Map::new();
            for part in parts {
                properties.extend(part["properties"].as_object().cloned().unwrap_or_default());
            }
            properties.insert("kind".into(), json!({ "const": name }));
            json!({
                "type": "object", "required": ["kind"],
                "additionalProperties": false, "properties": properties,
            })
        })
        .collect();
    workbook["title"] = "The workbook as a whole".into();
    workbook["properties"]["labels"]["additionalProperties"] = schema::<Labels>();
    workbook["properties"]["target"] =
        json!({ "type": "object", "additionalProperties": { "oneOf": kinds } });
    workbook
}

/// The schema of a chapter; `own` are the types of block that a workbook has of its own.
fn chapter_schema(own: &[OwnType]) -> Value {
    let mut chapter = schema::<Head>();
    let common = schema::<Common>();
    let theirs = own.iter().map(|own| {
        let mut block = table(&own.fields);
        block["description"] = own.definition.description.value.as_str().into();
        (own.name, block)
    });
    let blocks = schemas().into_iter().chain(theirs).map(|(name, mut block)| {
        for key in ["id", "language"] {
            block["properties"][key] = common["properties"][key].clone();
        }
        block["properties"]["type"] = json!({ "const": name });
        let required = block["required"].as_array().cloned().unwrap_or_default();
        let required = required.into_iter().chain([json!("type")]).collect();
        block["required"] = Value::Array(required);
        block
    });
    let blocks: Vec<_> = blocks.collect();
    chapter["title"] = "A chapter of a workbook".into();
    chapter["properties"]["block"] = json!({ "type": "array", "items": { "oneOf": blocks } });
    chapter
}

/// The schema of a file that says what a type of block holds.
fn definition_schema() -> Value {
    let mut definition = schema::<Definition>();
    definition["title"] = "A type of block of a workbook's own".into();
    definition
}

/// The schema of a table of keys.
fn table(fields: &[Field]) -> Value {
    let property = |field: &Field| {
        let mut value = of(&field.shape);
        value["description"] = field.doc.as_str().into();
        (field.name.clone(), value)
    };
    let required: Vec<&str> =
        fields.iter().filter(|field| field.required).map(|field| field.name.as_str()).collect();
    json!({
        "type": "object", "additionalProperties": false,
        "properties": fields.iter().map(property).collect::<Map<_, _>>(), "required": required,
    })
}

/// The schema of a shape that a key of one's own may have.
fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Text(Markup::Rich) => json!({ "type": "string", "format": "markdown" }),
        Shape::Text(Markup::Inline) => json!({ "type": "string", "format": "inline-markdown" }),
        Shape::Text(Markup::Path) => json!({ "type": "string", "format": "path" }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Shape::Switch => json!({ "type": "boolean" }),
        Shape::List(item, _, most) => json!({ "type": "array", "items": of(item), "maxItems": most }),
        Shape::Table(fields) => table(fields),
        _ => json!({ "type": "string" }),
    }
}
