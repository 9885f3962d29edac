//! The words of the layout: those of the program, and those that a workbook gives.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::tag::Tag;

/// Gives the struct of all words, and its list of them.
macro_rules! labels {
    ($( $(#[doc = $doc:literal])+ $field:ident ),* $(,)?) => {
        /// Words of the layout, in one language.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct Labels {
            $( $(#[doc = $doc])+ pub $field: Option<At<String>>, )*
            /// The twelve months as they stand in a date.
            #[serde(default)]
            #[schemars(schema_with = "months")]
            pub months: Option<At<Vec<At<String>>>>,
        }

        impl Labels {
            /// All words but the months, by their keys, in the order of the docs.
            pub fn all(&self) -> Vec<(String, Option<&At<String>>)> {
                vec![$( (stringify!($field).replace('_', "-"), self.$field.as_ref()) ),*]
            }
        }
    };
}

labels! {
    /// A team.
    team,
    /// Teams, over their matrix.
    teams,
    /// A team where its number follows; where it is not given, what `team` gives.
    team_short,
    /// A case.
    case,
    /// The material, black on white.
    material,
    /// A red line.
    redline,
    /// The red lines.
    redlines,
    /// The material, over its contents.
    material_toc,
    /// Where the material stands, on the cover.
    on_white,
    /// Where the red lines stand, on the cover.
    on_red,
    /// The same where they are red on white.
    in_red,
    /// The edition, where its number follows.
    edition,
    /// A page, where its number follows.
    page,
    /// Pages, over a column of their numbers.
    page_header,
    /// A footnote, to who hears the book.
    note,
    /// The head of the pages for notes.
    notes,
    /// The heading of a `guide`.
    guide,
    /// What a `guide` says of the material.
    guide_material,
    /// What a `guide` says of the red lines.
    guide_redline,
    /// The same where they are red on white.
    guide_in_red,
    /// The heading of a `status`.
    status,
    /// The heading over what a team does.
    does,
    /// The heading over a team's dream result; a soft hyphen says where a long word may break.
    dream,
    /// The heading over those with whom a team works.
    works_with,
    /// With whom something is done, where names follow.
    with,
    /// The head of the column of periods.
    period,
    /// The head of the column of levels.
    level,
    /// The head of the column of scales.
    scale,
    /// The heading of a `horizon`.
    horizon,
    /// The heading over a case's families.
    families,
    /// The heading over a case's barriers.
    barriers,
    /// The heading over a case's questions.
    questions,
    /// The heading of the matrix of teams.
    who_with_whom,
    /// What the matrix of teams is derived from.
    who_note,
    /// The mark of a team that names the other.
    names,
    /// The mark of a team that the other names.
    named,
    /// The heading of the overview of cases.
    portfolio,
    /// The head of the column of places.
    place,
    /// The head of the column of numbers of questions.
    question_count,
    /// The heading of the overview of questions.
    by_team,
    /// Questions that no team has taken.
    no_team,
    /// The head of the column of questions.
    question,
    /// Who publishes the book, in the colophon.
    publisher,
    /// In what it is set, in the colophon.
    typeface,
    /// What it is, in the colophon.
    about,
    /// The sentence that names the program's own typeface, and its licence.
    typeface_note,
    /// The sentence that names the typefaces of the workbook, which stand in place of `{face}`.
    set_in,
    /// The sentence that names the program.
    made_with,
    /// A picture, where its maker follows.
    picture,
    /// A box that is not ticked, to who hears the book.
    task_open,
    /// A box that is ticked, to who hears the book.
    task_done,
    /// A sheet of a booklet, where its number follows, in slug lines.
    sheet,
    /// The front of a sheet, in slug lines.
    front,
    /// The back of a sheet, in slug lines.
    back,
    /// The head of the column of times.
    time,
    /// The head of the column of what there is or is to be done.
    what,
    /// The head of the column of people.
    who,
    /// The head of the column of places, in a programme.
    venue,
    /// The head of the column of moments by which something is done.
    when,
    /// The mark of a moment that is now.
    now,
    /// A section of the book, where its number follows.
    section,
    /// How a time is written, with `{hour}` and `{minute}` in their places.
    time_order,
    /// The order of a date, with `{day}`, `{month}` and `{year}` in their places.
    date_order,
}

/// The words for a language, in `[labels.TAG]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Translation {
    /// The language.
    pub tag: At<String>,
    /// Its words.
    pub labels: Labels,
}

/// The words that the program has, by their languages.
static OWN: LazyLock<Vec<(&str, Labels)>> = LazyLock::new(|| {
    let languages = [
        ("nl", include_str!("nl.toml")),
        ("en", include_str!("en.toml")),
        ("fr", include_str!("fr.toml")),
        ("de", include_str!("de.toml")),
    ];
    languages.into_iter().filter_map(|(code, text)| Some((code, toml::from_str(text).ok()?))).collect()
});

/// The words that the program has in a language, of whatever region.
pub fn own(tag: &Tag) -> Option<&'static Labels> {
    OWN.iter().find(|(code, _)| *code == tag.language).map(|(_, labels)| labels)
}

/// The word that the program has in English, as the docs show it; the months are too many to show.
pub fn english(key: &str) -> Option<String> {
    let labels = own(&Tag::of("en"))?.all();
    let word = labels.iter().find(|(name, _)| name == key).and_then(|(_, word)| *word)?;
    Some(word.value.replace('\u{ad}', ""))
}

/// The languages in which the program has words of its own.
pub fn languages() -> impl Iterator<Item = &'static str> {
    OWN.iter().map(|(code, _)| *code)
}

fn months(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "type": ["array", "null"], "minItems": 12, "maxItems": 12, "items": { "type": "string" }
    })
}

#[cfg(test)]
mod tests {
    use super::{OWN, languages};

    #[test]
    fn the_program_has_every_word_in_its_languages() {
        assert_eq!(languages().collect::<Vec<_>>(), ["nl", "en", "fr", "de"]);
        for (code, labels) in OWN.iter() {
            for (key, word) in labels.all() {
                assert!(word.is_some_and(|word| !word.value.trim().is_empty()), "{code}: {key}");
            }
            assert_eq!(labels.months.as_ref().map(|months| months.value.len()), Some(12), "{code}");
        }
    }
}
