//! Values: from JSON to TOML, and as they are written.

use serde_json::Value as Json;
use toml::Value;

use super::parts::{Path, Step};
use super::text::{same, written};

/// The longest list that is written on one line, in letters.
const WIDTH: usize = 80;

/// A value of JSON as one of TOML: a date is a table with the key `date`. Nothing where TOML has none such.
pub fn of_json(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => return None,
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Float(number.as_f64().filter(|number| number.is_finite())?),
        },
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => Value::Array(items.iter().map(of_json).collect::<Option<_>>()?),
        Json::Object(table) => match table.get("date") {
            Some(Json::String(date)) if table.len() == 1 => Value::Datetime(date.parse().ok()?),
            _ => Value::Table(
                table
                    .iter()
                    .map(|(key, value)| Some((key.clone(), of_json(value)?)))
                    .collect::<Option<_>>()?,
            ),
        },
    })
}

/// A value of TOML as one of JSON; a date is its text.
pub fn to_json(value: &Value) -> Json {
    match value {
        Value::String(text) => Json::String(text.replace("\r\n", "\n")),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Boolean(value) => (*value).into(),
        Value::Datetime(date) => date.to_string().into(),
        Value::Array(items) => items.iter().map(to_json).collect(),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(key, value)| (key.clone(), to_json(value))).collect())
        }
    }
}

/// Adds a key to a table of JSON; to anything else, nothing.
pub fn put(table: &mut Json, key: &str, value: impl Into<Json>) {
    if let Some(table) = table.as_object_mut() {
        table.insert(key.into(), value.into());
    }
}

/// A value as it is written; `ends` is what ends a line in its file.
pub fn literal(value: &Value, ends: &str) -> String {
    match value {
        Value::String(text) => written(text, false, ends),
        Value::Array(items) => list(items, ends),
        Value::Table(table) => {
            let keys = table.iter().map(|(key, value)| line(key, value, ends));
            format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A key with its value.
pub fn line(key: &str, value: &Value, ends: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let key = if plain { key.to_owned() } else { written(key, false, ends).replace(ends, "\\n") };
    format!("{key} = {}", literal(value, ends))
}

fn list(items: &[Value], ends: &str) -> String {
    let parts: Vec<String> = items.iter().map(|item| literal(item, ends)).collect();
    let short = format!("[{}]", parts.join(", "));
    if !items.iter().any(Value::is_table) && short.len() <= WIDTH {
        return short;
    }
    let lines: String = parts.iter().map(|part| format!("  {part},{ends}")).collect();
    format!("[{ends}{lines}]")
}

/// The value at a path.
pub fn at<'a>(root: &'a Value, path: &[Step]) -> Option<&'a Value> {
    path.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.as_table()?.get(key),
        Step::Index(index) => value.as_array()?.get(*index),
    })
}

/// The same, to be changed; tables that are not there are made where that is wanted.
pub fn at_mut<'a>(root: &'a mut Value, path: &[Step], make: bool) -> Option<&'a mut Value> {
    let mut value = root;
    for (depth, step) in path.iter().enumerate() {
        value = match step {
            Step::Key(key) => {
                let table = value.as_table_mut()?;
                if make && !table.contains_key(key) {
                    let list = matches!(path.get(depth + 1), Some(Step::Index(_)));
                    let empty = if list { Value::Array(vec![]) } else { Value::Table(toml::Table::new()) };
                    table.insert(key.clone(), empty);
                }
                table.get_mut(key)?
            }
            Step::Index(index) => value.as_array_mut()?.get_mut(*index)?,
        };
    }
    Some(value)
}

/// A path in two: the list that it leads into, and the place in that.
pub fn in_list(path: &[Step]) -> Option<(Path, usize)> {
    match path.split_last()? {
        (Step::Index(index), list) => Some((list.to_vec(), *index)),
        (Step::Key(_), _) => None,
    }
}

/// Whether two values say the same, whatever ends their lines.
pub fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => same(a, b),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        (Value::Table(a), Value::Table(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b)))
        }
        _ => a == b,
    }
}
