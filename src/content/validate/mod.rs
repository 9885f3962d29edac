//! Holds parsed TOML to a shape, and reports everything that does not fit.

mod advice;
mod belongs;
mod dates;
mod fill;
mod keys;
mod numbers;
mod scan;
mod syntax;

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::measure::{FileSize, Length, Paper, Sheet};
use super::shape::{Markup, Measure, Shape};
use super::time::Clock;
use super::width::Width;
use crate::source::{FileId, Finding, Place, count, did_you_mean, list};

pub use advice::{COVER, is_picture};
pub use fill::colour;
pub use syntax::broken;

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

fn check(shape: &Shape, value: &Spanned<DeValue>, owner: &str, problems: &mut Problems) -> bool {
    let place = problems.place(value.span());
    let found = value.get_ref();
    match (shape, found) {
        (Shape::Anything, _) => true,
        (Shape::Text(Markup::Path), DeValue::String(text)) => unescaped(text, value.span(), problems),
        (Shape::Text(_), DeValue::String(_)) | (Shape::IntegerOrText, DeValue::String(_)) => true,
        (Shape::Word(words), DeValue::String(text)) => word(words, text, owner, place, problems),
        (Shape::Integer(low, high), DeValue::Integer(number)) => {
            numbers::check(number, (*low, *high), owner, place, problems)
        }
        (Shape::Decimal(low, high), DeValue::Integer(_) | DeValue::Float(_)) => {
            numbers::check_decimal(found, (*low, *high), owner, place, problems)
        }
        (Shape::IntegerOrText, DeValue::Integer(number)) => {
            numbers::check(number, (0, u32::MAX.into()), owner, place, problems)
        }
        (Shape::Date, DeValue::Datetime(date)) if date.date.is_some() && date.time.is_none() => true,
        (Shape::Switch, DeValue::Boolean(_)) => true,
        (Shape::Measure(kind), DeValue::String(text)) => {
            measures(*kind, text) || {
                problems.add(unmeasured(*kind, shape, found, owner, place));
                false
            }
        }
        (Shape::List(item, least, most), DeValue::Array(array)) => {
            let sound = items(item, array, owner, problems);
            if array.len() >= *least && array.len() <= *most {
                return sound;
            }
            problems.add(Finding::error("wrong-length", place, counted(owner, *least, *most, array.len())));
            false
        }
        (Shape::Either(shapes), _) if shapes.iter().any(|shape| advice::is_alike(shape, found)) => {
            all_alike(shapes, value, owner, problems)
        }
        (Shape::Table(fields), DeValue::Table(table)) => {
            keys::check_table(fields, table, value.span(), owner, problems)
        }
        (Shape::Map(item), DeValue::Table(table)) => {
            all(table.values(), |value| check(item, value, owner, problems))
        }
        _ => {
            let source = problems.text.get(value.span()).unwrap_or_default();
            let message = format!("{owner} must be {}, not {}", advice::wanted(shape), advice::given(found));
            let hint = advice::advice(shape, found, owner, source, problems);
            problems.add(Finding::error("wrong-type", place, message).maybe_hint(hint));
            false
        }
    }
}

/// Checks a value by that of several shapes which is of its type.
fn all_alike(shapes: &[Shape], found: &Spanned<DeValue>, owner: &str, problems: &mut Problems) -> bool {
    let shape = shapes.iter().find(|shape| advice::is_alike(shape, found.get_ref()));
    shape.is_some_and(|shape| check(shape, found, owner, problems))
}

/// The items of a list; of texts in place of tables the first is told, and stands for all.
fn items(item: &Shape, array: &[Spanned<DeValue>], owner: &str, problems: &mut Problems) -> bool {
    let is_text = |value: &&Spanned<DeValue>| value.get_ref().is_str();
    let texts = array.iter().filter(is_text).count();
    let (Shape::Table(_), Some(first)) = (item, array.iter().find(is_text)) else {
        return all(array.iter(), |value| check(item, value, &each(owner), problems));
    };
    let more = if texts > 1 { ", ..." } else { "" };
    let table = fill::instead(advice::key(owner), item, first.get_ref()).unwrap_or_default();
    let message = format!("{} must be a table in {{braces}}, not text", each(owner));
    let finding = Finding::error("wrong-type", problems.place(first.span()), message);
    problems.add(finding.hint(format!("write `{} = [{table}{more}]`", advice::key(owner))));
    let others = array.iter().filter(|value| !is_text(value));
    others.for_each(|value| _ = check(item, value, &each(owner), problems));
    false
}

fn word(words: &[String], text: &str, owner: &str, place: Place, problems: &mut Problems) -> bool {
    if words.iter().any(|known| known == text) {
        return true;
    }
    let message = format!("{owner} must be {}, not `{text}`", list(words.iter().map(String::as_str), "or"));
    let finding = Finding::error("unknown-value", place, message);
    problems.add(finding.maybe_hint(did_you_mean(text, words.iter().map(String::as_str))));
    false
}

/// Whether a path is as it was meant: in double quotes, `\f` is not a backslash and an `f`.
fn unescaped(path: &str, range: Range<usize>, problems: &mut Problems) -> bool {
    if !path.contains(char::is_control) {
        return true;
    }
    let written = problems.text.get(range.clone()).unwrap_or_default();
    let hint = format!("write `{}`", written.replace('\\', "/"));
    let message = "a path is written with `/`, not with `\\`";
    problems.add(Finding::error("bad-path", problems.place(range), message).hint(hint));
    false
}

/// Whether a text is a measure of the kind.
fn measures(measure: Measure, text: &str) -> bool {
    match measure {
        Measure::Length => text.parse::<Length>().is_ok(),
        Measure::FileSize => text.parse::<FileSize>().is_ok(),
        Measure::Paper => text.parse::<Paper>().is_ok(),
        Measure::Sheet => text.parse::<Sheet>().is_ok(),
        Measure::Time => text.parse::<Clock>().is_ok(),
        Measure::Width => text.parse::<Width>().is_ok(),
    }
}

/// A finding for a text that is no measure of the kind.
fn unmeasured(kind: Measure, shape: &Shape, found: &DeValue, owner: &str, place: Place) -> Finding {
    let (wanted, general) = match kind {
        Measure::Length => ("a length", "write it with its unit, such as \"3mm\" or \"0.25pt\"".into()),
        Measure::FileSize => ("the size of a file", "write it with its unit, such as \"5 MB\"".into()),
        Measure::Time => (
            "a time of the day",
            "write hours and minutes, such as \"9.30\" or \"13:00\", without a word after them".into(),
        ),
        Measure::Paper => {
            let names = list(Paper::names(), "and");
            (
                "paper",
                format!(
                    "papers are {names}, each upright or as \"a4 landscape\", or width and height such as \"170mm x 240mm\""
                ),
            )
        }
        Measure::Sheet => {
            let names = list(Sheet::names(), "and");
            ("a sheet of paper", format!("sheets are {names}, or two sides such as \"450mm x 320mm\""))
        }
        Measure::Width => {
            let words = list(Width::WORDS.iter().map(|(word, _)| *word), "or");
            (
                "a width",
                format!(
                    "write {words}, a share of the type area such as \"60%\", or a length such as \"8cm\""
                ),
            )
        }
    };
    let text = found.as_str().unwrap_or_default();
    let key = advice::key(owner);
    let hint = fill::instead(key, shape, found).filter(|text| measures(kind, text.trim_matches('"')));
    let words = || Width::WORDS.iter().map(|(word, _)| *word);
    let near = || did_you_mean(text, words()).filter(|_| kind == Measure::Width);
    let hint = hint.map(|text| format!("write `{key} = {text}`")).or_else(near).unwrap_or(general);
    Finding::error("wrong-measure", place, format!("{owner} must be {wanted}, not `{text}`")).hint(hint)
}

/// Whether all of them fit; looks at each, so that each is reported.
fn all<'a, 'i: 'a>(
    values: impl Iterator<Item = &'a Spanned<DeValue<'i>>>,
    mut fits: impl FnMut(&Spanned<DeValue<'i>>) -> bool,
) -> bool {
    values.map(|value| usize::from(!fits(value))).sum::<usize>() == 0
}

/// What one of a list is called: `"`items`"` becomes "each of `items`".
fn each(owner: &str) -> String {
    format!("each of {owner}")
}

fn counted(owner: &str, least: usize, most: usize, found: usize) -> String {
    if least == most {
        return format!("{owner} must hold {}, not {found}", count(least, "value"));
    }
    if found < least {
        return format!("{owner} must hold at least {least}");
    }
    format!("{owner} can hold {most} at most, not {found}")
}
