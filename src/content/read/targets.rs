//! `[target.NAME]`: each is read by the shape of its kind.

use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::typed;
use crate::content::shape::{Field, Shape};
use crate::content::target::{Choice, Declared, Imposition, Press, Screen, Target, TargetKind};
use crate::content::validate::{self, Problems};
use crate::source::{Finding, did_you_mean, list};

/// The kinds of target, and the tables whose keys each has.
pub static KINDS: LazyLock<Vec<(&'static str, Vec<Shape>)>> = LazyLock::new(|| {
    let (choice, press) = (Shape::of::<Choice>, Shape::of::<Press>);
    vec![
        ("screen", vec![choice(), Shape::of::<Screen>()]),
        ("print", vec![choice(), press()]),
        ("booklet", vec![choice(), press(), Shape::of::<Imposition>()]),
    ]
});

/// The letters of a target's name: it is part of a file's name.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Reads the table under `target`, if there is one; gives nothing where a target does not hold.
pub fn read(value: Option<Spanned<DeValue>>, problems: &mut Problems) -> Option<Vec<Declared>> {
    let Some(value) = value else { return Some(Declared::defaults()) };
    let range = value.span();
    let DeValue::Table(table) = value.into_inner() else {
        let finding = Finding::error("wrong-type", problems.place(range), "`target` must be a table");
        problems.add(finding.hint("write each target as `[target.NAME]`"));
        return None;
    };
    if table.is_empty() {
        return Some(Declared::defaults());
    }
    let mut declared = Vec::new();
    let count = table.len();
    for (name, value) in table {
        if !is_name(name.get_ref()) {
            let place = problems.place(name.span());
            let message = format!("`{}` cannot be a target's name", name.get_ref());
            let hint = "a target's name is made of letters, digits, `-` and `_`";
            problems.add(Finding::error("bad-target-name", place, message).hint(hint));
            continue;
        }
        declared.extend(declared_target(name.into_inner().into_owned(), value, problems));
    }
    (declared.len() == count).then_some(declared)
}

fn declared_target(name: String, value: Spanned<DeValue>, problems: &mut Problems) -> Option<Declared> {
    let range = value.span();
    let kind = kind(&name, &value, problems)?;
    let shapes = &KINDS.iter().find(|(known, _)| *known == kind)?.1;
    let fields: Vec<Field> = shapes.iter().flat_map(|shape| shape.fields().to_vec()).collect();
    let owner = format!("`{kind}` target");
    if !validate::value(&Shape::Table(fields), &value, &format!("a {owner}"), problems) {
        return None;
    }
    let DeValue::Table(mut table) = value.into_inner() else { return None };
    let mut take = |shape: &Shape| {
        let mut part = DeTable::new();
        for field in shape.fields() {
            if let Some((key, value)) = table.remove_entry(field.name.as_str()) {
                part.insert(key, value);
            }
        }
        Spanned::new(range.clone(), DeValue::Table(part))
    };
    let mut parts = shapes.iter().map(&mut take).collect::<Vec<_>>().into_iter();
    let choice = typed::<Choice>(parts.next()?, problems)?;
    let target = match choice.kind {
        TargetKind::Screen => Target::Screen(typed::<Screen>(parts.next()?, problems)?),
        TargetKind::Print => Target::Print(typed::<Press>(parts.next()?, problems)?),
        TargetKind::Booklet => Target::Booklet(
            typed::<Press>(parts.next()?, problems)?,
            typed::<Imposition>(parts.next()?, problems)?,
        ),
    };
    Some(Declared { name, range, choice, target })
}

/// The target's kind, if it is a known one.
fn kind(name: &str, value: &Spanned<DeValue>, problems: &mut Problems) -> Option<String> {
    let names = || KINDS.iter().map(|(name, _)| *name);
    if !value.get_ref().is_table() {
        let finding = Finding::error(
            "wrong-type",
            problems.place(value.span()),
            format!("`target.{name}` must be a table"),
        );
        problems.add(finding.hint(format!("write it as `[target.{name}]`, with a `kind` under it")));
        return None;
    }
    let Some(kind) = value.get_ref().get("kind") else {
        let place = problems.opening(value.span());
        let finding =
            Finding::error("missing-key", place, format!("`kind` is missing in the target `{name}`"));
        problems.add(finding.hint(format!("a target is {}", list(names(), "or"))));
        return None;
    };
    let place = problems.place(kind.span());
    match kind.get_ref().as_str() {
        Some(word) if names().any(|known| known == word) => Some(word.to_owned()),
        Some(word) => {
            let hint =
                did_you_mean(word, names()).unwrap_or_else(|| format!("a target is {}", list(names(), "or")));
            problems.add(
                Finding::error("unknown-kind", place, format!("there is no kind of target called `{word}`"))
                    .hint(hint),
            );
            None
        }
        None => {
            problems.add(Finding::error("wrong-type", place, "`kind` must be a word in quotes"));
            None
        }
    }
}
