//! The keys of a table: those that are not known, and those that are missing.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Problems, belongs, check, fill};
use crate::content::shape::{Field, Shape};
use crate::source::{Finding, did_you_mean, list};

/// Checks the keys of a table and their values; gives whether they fit.
pub fn check_table(
    fields: &[Field],
    table: &DeTable,
    range: Range<usize>,
    owner: &str,
    problems: &mut Problems,
) -> bool {
    let mut sound = true;
    let loose = belongs::loose_block(fields, table);
    if let Some(key) = loose {
        sound = false;
        let place = problems.place(key.span());
        let message =
            format!("`{}` stands above the first `[[block]]`, and belongs in a block", key.get_ref());
        let finding = Finding::error("unknown-key", place, message);
        problems.add(finding.hint("write `[[block]]` on a line of its own above the keys of each block"));
    }
    for (key, value) in table {
        let name = key.get_ref();
        if let Some(field) = fields.iter().find(|field| field.name == name.as_ref()) {
            sound &= check(&field.shape, value, &format!("`{name}`"), problems);
            continue;
        }
        sound = false;
        if loose.is_some() && belongs::is_of_a_block(name, value.get_ref()) {
            continue;
        }
        let place = problems.place(key.span());
        let mut finding =
            Finding::error("unknown-key", place, format!("unknown key `{name}` in {}", item(owner)));
        let hints = misplaced(name, value.get_ref(), fields, problems);
        finding.hints.extend(hints.into_iter().map(Into::into));
        problems.add(finding);
    }
    for field in fields.iter().filter(|field| field.required && !table.contains_key(field.name.as_str())) {
        sound = false;
        let place = problems.opening(range.clone());
        let finding =
            Finding::error("missing-key", place, format!("`{}` is missing in {}", field.name, item(owner)));
        problems.add(finding.hint(addition(field)));
    }
    sound
}

/// What to do about a key that is not known where it stands.
fn misplaced(name: &str, value: &DeValue, fields: &[Field], problems: &Problems) -> Vec<String> {
    let names = || fields.iter().map(|field| field.name.as_str());
    let known = belongs::synonym(name, fields).map(|known| format!("did you mean `{known}`?"));
    let mut hints: Vec<String> = belongs::hint(name, value, problems).into_iter().chain(known).collect();
    // In a block, another word for one of its keys is likelier than a key of another place.
    if belongs::is_chapter(problems) {
        hints.reverse();
    }
    if hints.is_empty() {
        hints.push(did_you_mean(name, names()).unwrap_or_else(|| match fields {
            [] => "there are no keys here".into(),
            _ => format!("the keys here are {}", list(names(), "and")),
        }));
    }
    hints
}

/// What to add where a key is missing.
fn addition(field: &Field) -> String {
    match &field.shape {
        Shape::Table(inner) => {
            let lines = fill::required(inner)
                .into_iter()
                .map(|inner| format!("`{} = {}`", inner.name, fill::example(&inner.shape)));
            let lines: Vec<String> = std::iter::once(format!("`[{}]`", field.name)).chain(lines).collect();
            format!("add these lines at the end of the file: {}", lines.join(", "))
        }
        shape => format!("add `{} = {}`", field.name, fill::example(shape)),
    }
}

/// What a table in a list is called when one of its keys is meant.
fn item(owner: &str) -> String {
    owner.replacen("each of", "one of", 1)
}
