//! Which word stands where, in which language: the workbook's before those of the program.

use std::collections::BTreeMap;

use super::design::Ground;
use super::labels::{Labels, own};
use super::tag::Tag;
use super::workbook::Workbook;

/// The words that tell of red pages, and those in their place where the red lines are red on white.
const ON_WHITE: [(&str, &str); 2] = [("on-red", "in-red"), ("guide-redline", "guide-in-red")];

/// The key of the months.
const MONTHS: &str = "months";

/// The language whose words stand where a book has no others.
const LAST: &str = "en";

/// The words of the layout in one language, none of them missing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Words {
    /// The words by their keys.
    pub words: BTreeMap<String, String>,
    /// The months from January to December.
    pub months: Vec<String>,
}

/// The words that neither the workbook nor the program has in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// Their keys, in the order of the docs.
    pub keys: Vec<String>,
    /// Whether there are any words in this language at all.
    pub some: bool,
}

/// The words of a language: the workbook's own, those of the program, those of the book's language, the
/// English ones.
pub fn words(workbook: &Workbook, tag: &Tag) -> Words {
    let mut chain = given(workbook, tag);
    let team = renamed_team(&chain, tag);
    chain.extend(own(tag));
    let book = workbook.tag();
    chain.extend(given(workbook, &book));
    chain.extend(own(&book).into_iter().chain(own(&Tag::of(LAST))));
    let mut words = BTreeMap::new();
    for (key, word) in chain.iter().flat_map(|labels| labels.all()) {
        if let Some(word) = word {
            words.entry(key).or_insert_with(|| word.value.clone());
        }
    }
    words.extend(team.map(|team| ("team-short".to_owned(), team.to_owned())));
    if workbook.design.redline.ground == Ground::White {
        for (usual, white) in ON_WHITE {
            if let Some(word) = words.get(white).cloned() {
                words.insert(usual.to_owned(), word);
            }
        }
    }
    let months = chain.iter().find_map(|labels| labels.months.as_ref());
    let months = months.map(|months| months.value.iter().map(|month| month.value.clone()).collect());
    Words { words, months: months.unwrap_or_default() }
}

/// What a programme calls its teams, where it calls them otherwise: it means it of their numbers, too.
fn renamed_team<'a>(given: &[&'a Labels], tag: &Tag) -> Option<&'a str> {
    let nearest = given.iter().find(|labels| labels.team.is_some() || labels.team_short.is_some())?;
    let team = nearest.team.as_ref().filter(|_| nearest.team_short.is_none())?;
    let usual = own(tag).and_then(|own| own.team.as_ref());
    usual.is_none_or(|usual| usual.value != team.value).then_some(&team.value)
}

/// The words that neither the workbook nor the program has in a language.
pub fn lacking(workbook: &Workbook, tag: &Tag) -> Lacking {
    let chain: Vec<&Labels> = given(workbook, tag).into_iter().chain(own(tag)).collect();
    let has = |key: &str| match key {
        MONTHS => chain.iter().any(|labels| labels.months.is_some()),
        "team-short" if chain.iter().any(|labels| labels.team.is_some()) => true,
        _ => chain.iter().any(|labels| labels.all().iter().any(|(name, word)| name == key && word.is_some())),
    };
    let none = Labels::default();
    let all = none.all().into_iter().map(|(key, _)| key).chain([MONTHS.to_owned()]);
    Lacking { keys: all.filter(|key| !has(key)).collect(), some: !chain.is_empty() }
}

/// What the workbook itself gives for a language, the nearest first: exactly so, without region, of another.
fn given<'a>(workbook: &'a Workbook, tag: &Tag) -> Vec<&'a Labels> {
    let book = (workbook.tag(), &workbook.labels);
    let others = workbook.translations.iter().map(|one| (Tag::of(&one.tag.value), &one.labels));
    let rank = |of: &Tag| match of {
        of if of == tag => 0,
        of if of.as_str() == tag.language => 1,
        _ => 2,
    };
    let same = |of: &Tag| of.language == tag.language && of.right_to_left == tag.right_to_left;
    let all = std::iter::once(book).chain(others).filter(|(of, _)| same(of));
    let mut all: Vec<(u8, &Labels)> = all.map(|(of, labels)| (rank(&of), labels)).collect();
    all.sort_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, labels)| labels).collect()
}
