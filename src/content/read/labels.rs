//! `[labels.TAG]`: the words of the layout in other languages, beside those of the book's own.

use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::typed;
use crate::content::at::At;
use crate::content::labels::{Labels, Translation};
use crate::content::shape::Shape;
use crate::content::validate::{self, Problems};

/// The key under which words stand.
const KEY: &str = "labels";

/// The shape of the words of one language.
static LABELS: LazyLock<Shape> = LazyLock::new(Shape::of::<Labels>);

/// Takes the tables out of `labels`, each of them the words of a language, and reads them.
///
/// Gives nothing where one does not hold; whether its key is a language is checked elsewhere.
pub fn take(root: &mut DeTable, problems: &mut Problems) -> Option<Vec<Translation>> {
    let Some(DeValue::Table(labels)) = root.get_mut(KEY).map(Spanned::get_mut) else { return Some(vec![]) };
    let (tables, words): (Vec<_>, Vec<_>) = std::mem::take(labels)
        .into_iter()
        .partition(|(key, value)| value.get_ref().is_table() && !is_word(key.get_ref()));
    labels.extend(words);
    let count = tables.len();
    let read = tables.into_iter().filter_map(|(key, value)| {
        let tag = At { range: key.span(), value: key.into_inner().into_owned() };
        translation(tag, value, problems)
    });
    let read: Vec<Translation> = read.collect();
    (read.len() == count).then_some(read)
}

fn translation(tag: At<String>, value: Spanned<DeValue>, problems: &mut Problems) -> Option<Translation> {
    let owner = format!("`labels.{}`", tag.value);
    let sound = validate::value(&LABELS, &value, &owner, problems);
    let labels = sound.then(|| typed::<Labels>(value, problems)).flatten()?;
    Some(Translation { tag, labels })
}

/// Whether a key is that of a word: a table in its place is a slip, and no language.
fn is_word(key: &str) -> bool {
    LABELS.fields().iter().any(|field| field.name == key)
}
