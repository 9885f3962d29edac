//! Holds parsed TOML to a shape, and reports everything that does not fit.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::measure::{FileSize, Length, Sheet};
use super::shape::{Field, Measure, Shape};
use crate::source::{FileId, Finding, Place, did_you_mean, list};

/// The findings about one file, as they are collected.
pub struct Problems {
    /// The file.
    pub file: FileId,
    /// Its text.
    pub text: String,
    /// What was found.
    pub findings: Vec<Finding>,
}

impl Problems {
    /// No problems yet.
    pub fn new(file: FileId, text: &str) -> Self {
        Self { file, text: text.into(), findings: vec![] }
    }

    /// Where something is missing from a table: the line in which it starts.
    pub fn opening(&self, table: Range<usize>) -> Place {
        let line = self.text.get(table.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
        self.place(table.start..table.start + line.len())
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A place in the file.
    pub fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file, range)
    }
}

/// Checks a value; `owner` is what a table is called in messages. Gives whether it fits.
pub fn value(shape: &Shape, value: &Spanned<DeValue>, owner: &str, problems: &mut Problems) -> bool {
    check(shape, value, owner, problems)
}

/// A finding for what the TOML parser did not understand.
pub fn syntax(message: &str, place: Place, text: &str) -> Finding {
    let mut hint = None;
    let message = message.to_lowercase().replace('\n', " ");
    let before = text.get(..place.range.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    if message.contains("duplicate key") {
        hint = Some(
            "each key may stand once in a table; blocks start with `[[block]]`, in two pairs of brackets",
        );
    } else if message.contains("date") || message.contains("month") || message.contains("day") {
        hint = Some("a date is written as 2021-09-17, and must exist");
    } else if message.contains("string") || message.contains("quote") || line.contains(['"', '\'']) {
        hint = Some("text stands between quotes; a text of several lines between \"\"\" and \"\"\"");
    }
    Finding::error("toml-syntax", place, format!("this is not TOML: {message}")).maybe_hint(hint)
}

fn check(shape: &Shape, value: &Spanned<DeValue>, owner: &str, problems: &mut Problems) -> bool {
    let place = problems.place(value.span());
    let found = value.get_ref();
    match (shape, found) {
        (Shape::Anything, _) => true,
        (Shape::Text(_), DeValue::String(_)) => true,
        (Shape::Word(words), DeValue::String(word)) => {
            words.iter().any(|known| known == word) || {
                let names = || words.iter().map(String::as_str);
                let message = format!("{owner} must be {}, not `{word}`", list(names(), "or"));
                let finding = Finding::error("unknown-value", place, message);
                problems.add(finding.maybe_hint(did_you_mean(word, names())));
                false
            }
        }
        (Shape::Integer(low, high), DeValue::Integer(_)) => {
            integer(found, *low, *high, owner, place, problems)
        }
        (Shape::IntegerOrText, DeValue::Integer(_)) => {
            integer(found, 0, u32::MAX.into(), owner, place, problems)
        }
        (Shape::IntegerOrText, DeValue::String(_)) => true,
        (Shape::Date, DeValue::Datetime(date)) if date.date.is_some() && date.time.is_none() => true,
        (Shape::Switch, DeValue::Boolean(_)) => true,
        (Shape::Measure(measure), DeValue::String(text)) if measures(*measure, text) => true,
        (Shape::Measure(measure), DeValue::String(text)) => {
            let (wanted, hint) = form(*measure);
            let finding =
                Finding::error("wrong-measure", place, format!("{owner} must be {wanted}, not `{text}`"));
            problems.add(finding.hint(hint));
            false
        }
        (Shape::List(item, least, most), DeValue::Array(array)) => {
            let sound = all(array.iter(), |value| check(item, value, &each(owner), problems));
            if array.len() >= *least && array.len() <= *most {
                return sound;
            }
            problems.add(Finding::error("wrong-length", place, counted(owner, *least, *most, array.len())));
            false
        }
        (Shape::Table(fields), DeValue::Table(table)) => keys(fields, table, value.span(), owner, problems),
        (Shape::Map(item), DeValue::Table(table)) => {
            all(table.values(), |value| check(item, value, owner, problems))
        }
        _ => {
            let message = format!("{owner} must be {}, not {}", wanted(shape), given(found));
            problems.add(Finding::error("wrong-type", place, message).maybe_hint(advice(shape, found)));
            false
        }
    }
}

/// Whether a text is a measure of the kind.
fn measures(measure: Measure, text: &str) -> bool {
    match measure {
        Measure::Length => text.parse::<Length>().is_ok(),
        Measure::FileSize => text.parse::<FileSize>().is_ok(),
        Measure::Sheet => text.parse::<Sheet>().is_ok(),
    }
}

/// What a measure is called, and how it is written.
fn form(measure: Measure) -> (&'static str, String) {
    match measure {
        Measure::Length => ("a length", "write it with its unit, such as \"3mm\" or \"0.25pt\"".into()),
        Measure::FileSize => ("the size of a file", "write it with its unit, such as \"5 MB\"".into()),
        Measure::Sheet => {
            let names = list(Sheet::names(), "and");
            ("a sheet of paper", format!("sheets are {names}, or two sides such as \"450mm x 320mm\""))
        }
    }
}

/// Whether all of them fit; looks at each, so that each is reported.
fn all<'a, 'i: 'a>(
    values: impl Iterator<Item = &'a Spanned<DeValue<'i>>>,
    mut fits: impl FnMut(&Spanned<DeValue<'i>>) -> bool,
) -> bool {
    values.map(|value| usize::from(!fits(value))).sum::<usize>() == 0
}

fn keys(
    fields: &[Field],
    table: &DeTable,
    range: Range<usize>,
    owner: &str,
    problems: &mut Problems,
) -> bool {
    let mut sound = true;
    for (key, value) in table {
        let name = key.get_ref();
        if let Some(field) = fields.iter().find(|field| field.name == name.as_ref()) {
            sound &= check(&field.shape, value, &format!("`{name}`"), problems);
            continue;
        }
        sound = false;
        let names = || fields.iter().map(|field| field.name.as_str());
        let finding = Finding::error(
            "unknown-key",
            problems.place(key.span()),
            format!("unknown key `{name}` in {}", item(owner)),
        );
        let hint = did_you_mean(name, names())
            .unwrap_or_else(|| format!("the keys here are {}", list(names(), "and")));
        problems.add(finding.hint(hint));
    }
    for field in fields.iter().filter(|field| field.required && !table.contains_key(field.name.as_str())) {
        sound = false;
        let place = problems.opening(range.clone());
        let finding =
            Finding::error("missing-key", place, format!("`{}` is missing in {}", field.name, item(owner)));
        problems.add(finding.hint(format!("add `{} = {}`", field.name, example(&field.shape))));
    }
    sound
}

fn integer(found: &DeValue, low: i64, high: i64, owner: &str, place: Place, problems: &mut Problems) -> bool {
    let number = found
        .as_integer()
        .and_then(|number| i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok());
    if number.is_some_and(|number| (low..=high).contains(&number)) {
        return true;
    }
    let bounds = if high < i64::from(u32::MAX) {
        format!("between {low} and {high}")
    } else {
        format!("{low} or more")
    };
    problems.add(Finding::error("wrong-number", place, format!("{owner} must be {bounds}")));
    false
}

/// What one of a list is called: `"`items`"` becomes "each of `items`".
fn each(owner: &str) -> String {
    format!("each of {owner}")
}

/// What a table in a list is called when one of its keys is meant.
fn item(owner: &str) -> String {
    owner.replacen("each of", "one of", 1)
}

fn counted(owner: &str, least: usize, most: usize, found: usize) -> String {
    if least == most {
        return format!("{owner} must hold {least} values, not {found}");
    }
    if found < least {
        return format!("{owner} must hold at least {least}");
    }
    format!("{owner} can hold {most} at most, not {found}")
}

fn wanted(shape: &Shape) -> &'static str {
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
        Shape::List(..) => "a list in [brackets]",
        Shape::Table(_) | Shape::Map(_) => "a table in {braces}",
        Shape::Anything => "something else",
    }
}

fn given(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn advice(shape: &Shape, found: &DeValue) -> Option<String> {
    match (shape, found) {
        (Shape::Integer(..) | Shape::Date | Shape::Switch, DeValue::String(text)) => {
            Some(format!("leave out the quotes: {text}"))
        }
        (Shape::Text(_) | Shape::Word(_), DeValue::Integer(number)) => {
            Some(format!("put it in quotes: \"{}\"", number.as_str()))
        }
        (Shape::List(..), DeValue::String(text)) => Some(format!("put it in brackets: [\"{text}\"]")),
        (Shape::Date, DeValue::Datetime(_)) => Some("leave out the time".into()),
        _ => None,
    }
}

fn example(shape: &Shape) -> String {
    match shape {
        Shape::Text(_) | Shape::IntegerOrText => "\"...\"".into(),
        Shape::Word(words) => words.first().map_or_else(String::new, |word| format!("\"{word}\"")),
        Shape::Integer(low, _) => low.max(&1).to_string(),
        Shape::Date => "2021-09-17".into(),
        Shape::Switch => "true".into(),
        Shape::Measure(Measure::Length) => "\"3mm\"".into(),
        Shape::Measure(Measure::FileSize) => "\"5 MB\"".into(),
        Shape::Measure(Measure::Sheet) => "\"a3\"".into(),
        Shape::List(..) => "[ ... ]".into(),
        _ => "{ ... }".into(),
    }
}
