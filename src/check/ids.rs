//! Names and numbers that must be there once, and references to them.

use std::collections::HashMap;

use typst_syntax::Lines;

use crate::content::block::{Block, TeamRef};
use crate::content::fields::{Held, each};
use crate::content::{At, Tag, TagFault};
use crate::source::{Finding, Place};

use crate::book::Draft;

/// Checks that ids and team numbers are unique, that references lead somewhere, and that languages are known.
pub fn check_names(draft: &Draft, findings: &mut Vec<Finding>) {
    unique_ids(draft, findings);
    unique_chapters(draft, findings);
    let teams = unique_teams(draft, findings);
    references(draft, &teams, findings);
    languages(draft, findings);
}

/// All ids of chapters and blocks, in the order of the draft.
pub fn ids(draft: &Draft) -> impl Iterator<Item = (&At<String>, Place)> {
    draft.chapters.iter().flat_map(|entry| {
        let head = entry.head().and_then(|head| head.id.as_ref());
        let blocks = entry.blocks().filter_map(|block| block.common.id.as_ref());
        head.into_iter().chain(blocks).map(|id| (id, entry.place(&id.range)))
    })
}

fn unique_ids(draft: &Draft, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, Place> = HashMap::new();
    for (id, place) in ids(draft) {
        let plain =
            !id.value.is_empty() && id.value.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        if !plain {
            let finding = Finding::error("bad-id", place.clone(), format!("`{}` cannot be an id", id.value));
            findings.push(finding.hint("an id is made of letters, digits, `-`, `_` and `.`"));
        }
        if let Some(first) = seen.get(id.value.as_str()) {
            let message = format!("the id `{}` is there twice", id.value);
            findings.push(
                Finding::error("duplicate-id", place, message)
                    .hint(format!("the first is in {}", describe(draft, first))),
            );
        } else {
            seen.insert(&id.value, place);
        }
    }
}

/// Two chapters of one style cannot have one number.
fn unique_chapters(draft: &Draft, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<(&str, u32), Place> = HashMap::new();
    for entry in &draft.chapters {
        let Some(head) = entry.head() else { continue };
        let Some(number) = &head.number else { continue };
        let place = entry.place(&number.range);
        let key = (head.style.name(), number.value);
        if let Some(first) = seen.get(&key) {
            let message = format!("there are two {} chapters with number {}", key.0, key.1);
            findings.push(
                Finding::error("duplicate-chapter-number", place, message)
                    .hint(format!("the first is in {}", describe(draft, first))),
            );
        } else {
            seen.insert(key, place);
        }
    }
}

fn unique_teams(draft: &Draft, findings: &mut Vec<Finding>) -> HashMap<u32, Place> {
    let mut seen: HashMap<u32, Place> = HashMap::new();
    for (entry, block) in draft.blocks() {
        let Block::Team(team) = &block.block else { continue };
        let place = entry.place(&team.number.range);
        if let Some(first) = seen.get(&team.number.value) {
            let message = format!("there are two teams with number {}", team.number.value);
            findings.push(
                Finding::error("duplicate-team", place, message)
                    .hint(format!("the first is in {}", describe(draft, first))),
            );
        } else {
            seen.insert(team.number.value, place);
        }
    }
    seen
}

fn references(draft: &Draft, teams: &HashMap<u32, Place>, findings: &mut Vec<Finding>) {
    let lost: Vec<u32> = draft.chapters.iter().flat_map(|entry| &entry.parsed.lost.teams).copied().collect();
    for (entry, block) in draft.blocks() {
        let mut known = |key: &str, number: u32, place: Place| {
            if teams.contains_key(&number) || lost.contains(&number) {
                return;
            }
            let mut numbers: Vec<u32> = teams.keys().copied().collect();
            numbers.sort_unstable();
            let there: Vec<String> = numbers.iter().map(u32::to_string).collect();
            let hint = match there.as_slice() {
                [] => "write a `team` block with this number".into(),
                _ => format!("there are teams {}; a partner is written in quotes", there.join(", ")),
            };
            findings.push(
                Finding::error(
                    "unknown-team",
                    place,
                    format!("`{key}` names team {number}, and there is no such team"),
                )
                .hint(hint),
            );
        };
        each(block.block.table(), &mut |key, held| match held {
            Held::Team(number) => known(key, number.value, entry.place(&number.range)),
            Held::Partner(partner) => {
                if let TeamRef::Team(number) = partner.value {
                    known(key, number, entry.place(&partner.range));
                }
            }
            _ => {}
        });
    }
}

fn languages(draft: &Draft, findings: &mut Vec<Finding>) {
    for entry in &draft.chapters {
        let head = entry.head().and_then(|head| head.language.as_ref());
        let blocks = entry.blocks().filter_map(|block| block.common.language.as_ref());
        for language in head.into_iter().chain(blocks) {
            let Err(fault) = Tag::read(&language.value) else { continue };
            let (message, hint) = unknown_language(&language.value, &fault);
            findings
                .push(Finding::error("unknown-language", entry.place(&language.range), message).hint(hint));
        }
    }
}

/// Languages that people name in words, and their codes (ISO 639-1).
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "arabisch", "arabe"]),
    ("da", &["danish", "deens", "danois", "dänisch", "dansk"]),
    ("de", &["german", "duits", "allemand", "deutsch"]),
    ("en", &["english", "engels", "anglais", "englisch"]),
    ("es", &["spanish", "spaans", "espagnol", "spanisch", "español", "castellano"]),
    ("fr", &["french", "frans", "français", "francais", "französisch"]),
    ("fy", &["frisian", "fries", "frison", "friesisch", "frysk"]),
    ("it", &["italian", "italiaans", "italien", "italienisch", "italiano"]),
    ("nl", &["dutch", "nederlands", "néerlandais", "niederländisch", "vlaams", "flemish"]),
    ("pl", &["polish", "pools", "polonais", "polnisch", "polski"]),
    ("pt", &["portuguese", "portugees", "portugais", "portugiesisch", "português"]),
    ("tr", &["turkish", "turks", "turc", "türkisch", "türkçe"]),
];

/// What to say of a text that is no language, and what to do.
fn unknown_language(text: &str, fault: &TagFault) -> (String, String) {
    let small = text.trim().to_lowercase();
    let named = NAMES.iter().find(|(_, names)| names.contains(&small.as_str())).map(|(code, _)| *code);
    let joined = small.replace(['_', ' '], "-");
    match (fault, named, Tag::read(&joined)) {
        (TagFault::TooMuch(tag), ..) => (
            format!("`{text}` says more of a language than its region"),
            format!("scripts and variants are not known here: write `{tag}`"),
        ),
        (_, Some(code), _) => (format!("`{text}` is not the code of a language"), format!("write `{code}`")),
        (_, _, Ok(tag)) => (format!("`{text}` is not the code of a language"), format!("write `{tag}`")),
        _ => (
            format!("`{text}` is not a language"),
            "write two or three letters, such as `en`, and a region if it matters, such as `pt-BR`".into(),
        ),
    }
}

/// A place in words: `chapters/a.toml`, line 3.
fn describe(draft: &Draft, place: &Place) -> String {
    let text = draft.chapters.iter().find(|entry| entry.file == place.file).map_or("", |entry| &entry.text);
    let line = Lines::new(text).byte_to_line(place.range.start).map_or(1, |line| line + 1);
    format!("`{}`, line {line}", place.file.get().vpath().get_without_slash())
}
