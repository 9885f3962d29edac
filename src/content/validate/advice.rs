//! What to do about a value that does not fit its key.

use toml::de::{DeTable, DeValue};

use super::{Problems, dates, fill};
use crate::content::shape::{Measure, Shape};
use crate::source::did_you_mean;

/// Names of the languages that the layout knows, in these and in English.
const LANGUAGES: &[(&str, &[&str])] = &[
    (
        "nl",
        &["nederlands", "dutch", "néerlandais", "niederländisch", "vlaams", "flemish", "nld", "dut", "ned"],
    ),
    ("en", &["engels", "english", "anglais", "englisch", "eng"]),
    ("fr", &["frans", "french", "français", "francais", "französisch", "fra", "fre"]),
    ("de", &["duits", "german", "allemand", "deutsch", "deu", "ger"]),
];

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
        Shape::IntegerOrText => "the number of a team or the name of a partner in quotes",
        Shape::Date => "a date such as 2021-09-17",
        Shape::Switch => "`true` or `false`",
        Shape::Measure(Measure::Length) => "a length in quotes, such as \"3mm\"",
        Shape::Measure(Measure::FileSize) => "the size of a file in quotes, such as \"5 MB\"",
        Shape::Measure(Measure::Sheet) => "a sheet of paper in quotes, such as \"a3\"",
        Shape::List(item, ..) if matches!(**item, Shape::Table(_)) => "a list of tables in [brackets]",
        Shape::List(..) => "a list in [brackets]",
        Shape::Table(_) | Shape::Map(_) => "a table in {braces}",
        Shape::Anything => "something else",
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
    let text = match found {
        DeValue::String(text) => is_picture(text),
        DeValue::Table(_) => true,
        _ => false,
    };
    (key == "cover" && text).then(|| COVER.into())
}

/// What to do who wants a picture on the cover.
pub const COVER: &str = "a picture on the cover is not possible yet: `cover` takes the title in lines, as in `cover = [\"Work\", \"book\"]`";

/// Whether a text is the name of a picture.
pub fn is_picture(text: &str) -> bool {
    let lower = text.to_lowercase();
    PICTURES.iter().any(|end| lower.ends_with(end))
}

/// What was meant by a word that is none of those that a key takes.
pub fn word(written: &str, words: &[String], owner: &str) -> Option<String> {
    let key = key(owner);
    let known = |word: &str| words.iter().any(|known| known == word);
    if key == "language" && known("nl") {
        return Some(language(written, known));
    }
    did_you_mean(written, words.iter().map(String::as_str))
}

fn language(written: &str, known: impl Fn(&str) -> bool) -> String {
    let lower = written.trim().to_lowercase();
    let base = lower.split(['-', '_', ' ']).next().unwrap_or_default();
    let named = LANGUAGES.iter().find(|(_, names)| names.contains(&lower.as_str()) || names.contains(&base));
    let code = if known(base) { Some(base) } else { named.map(|(code, _)| *code) };
    match code {
        Some(code) => format!("write `language = \"{code}\"`"),
        None => {
            let near = did_you_mean(
                &lower,
                LANGUAGES.iter().flat_map(|(_, names)| names.iter().copied()).filter(|name| name.len() > 3),
            );
            let near = near.and_then(|near| {
                LANGUAGES
                    .iter()
                    .find(|(_, names)| names.iter().any(|name| near.contains(&format!("`{name}`"))))
            });
            match near {
                Some((code, _)) => format!("write `language = \"{code}\"`"),
                None => {
                    let tag = if matches!(base.len(), 2 | 3) { written.trim() } else { "..." };
                    format!(
                        "the layout's own words are known in these languages only: take the one that is nearest, and give each chapter its own `language = \"{tag}\"`"
                    )
                }
            }
        }
    }
}
