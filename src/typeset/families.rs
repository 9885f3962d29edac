//! The typefaces of the layouts as Typst takes them: each sets the letters that it has, and no halves of others.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;
use std::sync::Arc;

use typst_library::foundations::{Array, IntoValue, Regex, Value, dict};
use typst_library::text::{FontBook, is_default_ignorable};
use typst_utils::LazyHash;
use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use crate::content::defaults;

/// Families by their names, each stopped from what those after it set better.
///
/// Where a face has an accent and not the letter under it, Typst would set the accent alone: so a letter that
/// a face lacks, and that a font of the workbook has, is none of its own.
pub fn families(book: &LazyHash<FontBook>, names: &[String]) -> Array {
    let family = |name: &String| -> Value {
        match foreign(book, &name.to_lowercase()).as_deref().and_then(|class| Regex::new(class).ok()) {
            Some(covers) => dict! { "name" => name.as_str(), "covers" => covers }.into_value(),
            None => name.as_str().into_value(),
        }
    };
    names.iter().map(family).collect()
}

/// All but the letters that another family of the workbook sets in place of this one, as a class of characters.
#[comemo::memoize]
fn foreign(book: &LazyHash<FontBook>, family: &str) -> Option<Arc<str>> {
    let of = |family: &str| -> BTreeSet<char> {
        let infos = book.select_family(family).filter_map(|index| book.info(index));
        infos.flat_map(|info| info.coverage.iter()).filter_map(char::from_u32).collect()
    };
    let own = of(family);
    let program = [defaults::FACE, defaults::CODE].map(str::to_lowercase);
    let names = book.families().map(|(name, _)| name.to_lowercase());
    let others = names.filter(|name| name != family && !program.contains(name));
    let others: BTreeSet<char> = others.flat_map(|name| of(&name)).collect();
    let strangers = strangers(&own, &others);
    // What it can put together of a letter and an accent is its own.
    let is_whole = |c: char| std::iter::once(c).nfd().all(|part| own.contains(&part));
    let steers = |c: char| c.is_control() || c.is_whitespace() || is_default_ignorable(c);
    let letters = others.union(&own).copied().filter(|c| {
        let lacks = others.contains(c) && !is_whole(*c);
        !steers(*c) && (lacks || strangers.contains(&c.script()))
    });
    class(letters)
}

/// The scripts of which a face has some letters, such as those that stand for numbers in Greek, and others many
/// more: a word is set by one face.
fn strangers(own: &BTreeSet<char>, others: &BTreeSet<char>) -> HashSet<Script> {
    let count = |letters: &BTreeSet<char>| {
        let mut counts: HashMap<Script, usize> = HashMap::new();
        letters.iter().for_each(|c| *counts.entry(c.script()).or_default() += 1);
        counts
    };
    let own = count(own);
    let few = |(script, most): &(Script, usize)| own.get(script).is_none_or(|own| own * 2 < *most);
    let any = [Script::Latin, Script::Common, Script::Inherited, Script::Unknown];
    let scripts = count(others).into_iter().filter(few).map(|(script, _)| script);
    scripts.filter(|script| !any.contains(script)).collect()
}

/// A class of all characters but these, which come in order.
fn class(letters: impl Iterator<Item = char>) -> Option<Arc<str>> {
    let mut ranges: Vec<(char, char)> = Vec::new();
    for c in letters {
        match ranges.last_mut() {
            Some((_, end)) if u32::from(*end) + 1 == u32::from(c) => *end = c,
            _ => ranges.push((c, c)),
        }
    }
    if ranges.is_empty() {
        return None;
    }
    let mut class = String::from("[^");
    for (start, end) in ranges {
        let _ = write!(class, "\\u{{{:x}}}-\\u{{{:x}}}", u32::from(start), u32::from(end));
    }
    class.push(']');
    Some(class.into())
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn neighbours_are_one_range() {
        assert_eq!(
            class("abcxé".chars()).as_deref(),
            Some("[^\\u{61}-\\u{63}\\u{78}-\\u{78}\\u{e9}-\\u{e9}]")
        );
        assert_eq!(class("".chars()), None);
    }
}
