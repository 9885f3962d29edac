//! What has keys: `workbook.toml`, the head of a chapter, each block, each target.

use toml::{Table, Value};
use werkboek::content::block::SHAPES;
use werkboek::content::{Common, Field, Head, KINDS, Shape, Workbook};

/// The fields of `workbook.toml`, without its targets.
pub fn workbook() -> Vec<Field> {
    Shape::of::<Workbook>().fields().to_vec()
}

/// The fields of a chapter's head, without its style: both are taken in turn.
pub fn head() -> Vec<Field> {
    Shape::of::<Head>().fields().iter().filter(|field| field.name != "style").cloned().collect()
}

/// Each type of block with its fields, those that all blocks have among them.
pub fn blocks() -> Vec<(&'static str, Vec<Field>)> {
    let common = Shape::of::<Common>();
    let common: Vec<Field> = common.fields().iter().filter(|field| field.name != "type").cloned().collect();
    SHAPES.iter().map(|(name, shape)| (*name, [&common, shape.fields()].concat())).collect()
}

/// Each kind of target with its fields.
pub fn targets() -> Vec<(&'static str, Vec<Field>)> {
    let fields = |shapes: &[Shape]| {
        let all = shapes.iter().flat_map(|shape| shape.fields().to_vec());
        all.filter(|field| field.name != "kind").collect()
    };
    KINDS.iter().map(|(name, shapes)| (*name, fields(shapes))).collect()
}

/// A block of a type, with the keys that need each other: a picture its description, a table one body.
///
/// `kept` is the key that it is about.
pub fn block(name: &str, keys: Table, kept: &str) -> Value {
    let mut block = Table::new();
    block.insert("type".into(), name.into());
    block.extend(keys);
    if block.contains_key("image") && !block.contains_key("alt") && kept != "alt" {
        block.insert("alt".into(), "Een beeld.".into());
    }
    if name == "canvas" {
        sheet(&mut block, kept);
    }
    if name == "table" {
        if block.contains_key("body") && block.contains_key("file") {
            block.remove(if kept == "file" { "body" } else { "file" });
        } else if !block.contains_key("body") && !block.contains_key("file") {
            block.insert("body".into(), "| a | b |\n|---|---|\n| 1 | 2 |".into());
        }
    }
    Value::Table(block)
}

/// Gives a canvas the kind that takes the key that it is about, and no lists of other kinds.
fn sheet(block: &mut Table, kept: &str) {
    let lists = [
        ("grid", &["fields"][..]),
        ("rings", &["rings"]),
        ("journey", &["stages", "rows"]),
        ("quadrant", &["axes"]),
    ];
    let own = lists.iter().find(|(_, keys)| keys.contains(&kept)).map(|(kind, _)| *kind);
    if let Some(kind) = own {
        block.insert("kind".into(), kind.into());
    }
    let kind = block.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
    for (of, keys) in lists {
        keys.iter().filter(|key| of != kind && **key != kept).for_each(|key| _ = block.remove(*key));
    }
    let needed = match kind.as_str() {
        "rings" => "rings",
        "journey" => "stages",
        _ => return,
    };
    if kept != needed && !block.contains_key(needed) {
        block.insert(needed.into(), Value::Array(vec!["Een".into(), "Twee".into()]));
    }
}
