//! What to do about a value that does not fit its key.

use toml::de::{DeTable, DeValue};

use super::{Problems, dates, fill};
use crate::content::shape::{Measure, Shape};

/// Ends of the names of pictures.
const PICTURES: [&str; 12] =
    [".jpg", ".jpeg", ".png", ".svg", ".webp", ".pdf", ".gif", ".tif", ".tiff", ".heic", ".bmp", ".avif"];

/// The key that an owner such as `` each of `items` `` names.
pub fn key(owner: &str) -> &str {
    owner.split('`').nth(1).unwrap_or_default()
}

/// What a shape takes, in words.
pub fn wanted(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text(_) => "text in quotes",
        Shape::Word(_) => "a word in quotes",
        Shape::Integer(..) => "a whole number",
        Shape::Decimal(..) => "a number",
        Shape::IntegerOrText => "the number of a team or the name of a partner in quotes",
        Shape::Date => "a date such as 2021-09-17",
        Shape::Switch => "`true` or `false`",
        Shape::Measure(Measure::Length) => "a length in quotes, such as \"3mm\"",
        Shape::Measure(Measure::FileSize) => "the size of a file in quotes, such as \"5 MB\"",
        Shape::Measure(Measure::Paper) => "paper in quotes, such as \"a5\"",
        Shape::Measure(Measure::Sheet) => "a sheet of paper in quotes, such as \"a3\"",
        Shape::Measure(Measure::Time) => "a time in quotes, such as \"9.30\"",
        Shape::Measure(Measure::Width) => "a width in quotes, such as \"half\" or \"60%\"",
        Shape::Either(shapes) if shapes.iter().any(|shape| matches!(shape, Shape::Table(_))) => {
            "a list in [brackets] or a table in {braces}"
        }
        Shape::Either(_) => "text in quotes, or a list of such in [brackets]",
        Shape::List(item, ..) if matches!(**item, Shape::Table(_)) => "a list of tables in [brackets]",
        Shape::List(..) => "a list in [brackets]",
        Shape::Table(_) | Shape::Map(_) => "a table in {braces}",
        Shape::Anything => "something else",
    }
}

/// Whether a value is of the TOML type that a shape takes.
pub fn is_alike(shape: &Shape, found: &DeValue) -> bool {
    match shape {
        Shape::List(..) => found.is_array(),
        Shape::Table(_) => found.is_table(),
        _ => found.is_str(),
    }
}

/// What was found instead, in words.
pub fn given(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(date) if date.date.is_some() && date.time.is_some() => "a date with a time",
        DeValue::Datetime(date) if date.date.is_none() => "a time",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// What to write for a value of another type than its key takes.
pub fn advice(
    shape: &Shape,
    found: &DeValue,
    owner: &str,
    source: &str,
    problems: &Problems,
) -> Option<String> {
    let key = key(owner);
    if let Some(hint) = cover(key, found) {
        return Some(hint);
    }
    // In a list, the value alone is written anew.
    let write = |value: String| match owner.starts_with("each of") {
        true => format!("write `{value}`"),
        false => format!("write `{key} = {value}`"),
    };
    match (shape, found) {
        (Shape::Date, DeValue::String(text)) => Some(dates::advice(key, text)),
        (Shape::Date, _) => Some(dates::advice(key, source)),
        (Shape::List(item, ..), DeValue::Table(table)) if matches!(**item, Shape::Table(_)) => {
            Some(listed(key, table, source, problems))
        }
        (Shape::Table(fields), DeValue::Array(array)) if array.len() == 1 || fields.is_empty() => {
            Some(format!("write it once, as `[{key}]`, in one pair of brackets"))
        }
        (Shape::Table(_), DeValue::String(_)) if key == "edition" || key == "preflight" || key == "labels" => {
            Some(format!("write `[{key}]` on a line of its own, and its keys under it"))
        }
        (Shape::Text(_), DeValue::Array(array)) if array.len() != 1 => {
            Some("write one text in quotes; a text of several lines stands between \"\"\" and \"\"\"".into())
        }
        (Shape::Integer(..), DeValue::String(_)) if key == "team" && fill::instead(key, shape, found).is_none() => {
            Some("`team` takes the number of a team in this workbook, such as `team = 1`; partners stand in `with` and `works_with`".into())
        }
        (Shape::Integer(low, _), _) => {
            let number = fill::instead(key, shape, found).map(write);
            Some(number.unwrap_or_else(|| format!("write a whole number, such as `{key} = {}`", low.max(&1))))
        }
        (Shape::Decimal(_, high), _) => {
            let number = fill::instead(key, shape, found).map(write);
            Some(number.unwrap_or_else(|| format!("write a number without quotes, such as `{key} = {}`", high / 2)))
        }
        (Shape::Switch, _) => {
            Some(fill::switch(found).map_or_else(|| format!("write `{key} = true` or `{key} = false`"), |word| write(word.into())))
        }
        _ => fill::instead(key, shape, found).map(write),
    }
}

/// A table that stands where a list of tables is meant.
fn listed(key: &str, table: &DeTable, source: &str, problems: &Problems) -> String {
    let inline = source.trim_start().starts_with('{') && source.len() < 100 && !source.contains('\n');
    if inline {
        return format!("write `{key} = [{}]`", source.trim());
    }
    let header = format!(".{key}]");
    let headed =
        problems.text.lines().find(|line| line.trim_start().starts_with('[') && line.contains(&header));
    match headed {
        Some(line) => format!("write `[{}]`, in two pairs of brackets", line.trim()),
        None if table.is_empty() => format!("write `{key} = [{{ ... }}]`"),
        None => format!("put the table in brackets: `{key} = [{{ ... }}]`"),
    }
}

/// A picture where the lines of the title are meant.
fn cover(key: &str, found: &DeValue) -> Option<String> {
    let DeValue::String(text) = found else { return None };
    (key == "cover" && is_picture(text)).then(|| COVER.into())
}

/// What to do who wants a picture on the cover.
pub const COVER: &str =
    "write `cover = { image = \"...\", alt = \"...\" }`, and the lines of the title in its `lines`";

/// Whether a text is the name of a picture.
pub fn is_picture(text: &str) -> bool {
    let lower = text.to_lowercase();
    PICTURES.iter().any(|end| lower.ends_with(end))
}
