//! Names and numbers that must be there once, and references to them.

use std::collections::{HashMap, HashSet};

use crate::content::At;
use crate::content::block::{Block, TeamRef};
use crate::content::fields::{Held, each};
use crate::source::{FileId, Finding, Indexed, Place};

use crate::book::Draft;

/// Checks that ids and team numbers are unique, and that references lead somewhere.
pub fn check_names(draft: &Draft, findings: &mut Vec<Finding>) {
    unique_ids(draft, findings);
    unique_chapters(draft, findings);
    let teams = unique_teams(draft, findings);
    references(draft, &teams, findings);
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
    let mut texts = Texts::default();
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
                    .hint(format!("the first is in {}", texts.describe(draft, first))),
            );
        } else {
            seen.insert(&id.value, place);
        }
    }
}

/// Two chapters of one style cannot have one number.
fn unique_chapters(draft: &Draft, findings: &mut Vec<Finding>) {
    let mut texts = Texts::default();
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
                    .hint(format!("the first is in {}", texts.describe(draft, first))),
            );
        } else {
            seen.insert(key, place);
        }
    }
}

fn unique_teams(draft: &Draft, findings: &mut Vec<Finding>) -> HashMap<u32, Place> {
    let mut texts = Texts::default();
    let mut seen: HashMap<u32, Place> = HashMap::new();
    for (entry, block) in draft.blocks() {
        let Block::Team(team) = &block.block else { continue };
        let place = entry.place(&team.number.range);
        if let Some(first) = seen.get(&team.number.value) {
            let message = format!("there are two teams with number {}", team.number.value);
            findings.push(
                Finding::error("duplicate-team", place, message)
                    .hint(format!("the first is in {}", texts.describe(draft, first))),
            );
        } else {
            seen.insert(team.number.value, place);
        }
    }
    seen
}

fn references(draft: &Draft, teams: &HashMap<u32, Place>, findings: &mut Vec<Finding>) {
    let lost: HashSet<u32> =
        draft.chapters.iter().flat_map(|entry| &entry.parsed.lost.teams).copied().collect();
    let hint = teams_there(teams);
    for (entry, block) in draft.blocks() {
        let mut known = |key: &str, number: u32, place: Place| {
            if teams.contains_key(&number) || lost.contains(&number) {
                return;
            }
            findings.push(
                Finding::error(
                    "unknown-team",
                    place,
                    format!("`{key}` names team {number}, and there is no such team"),
                )
                .hint(hint.clone()),
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

/// How many teams a hint names.
const NAMED: usize = 20;

/// What to do about a team that is not there, given those that are.
fn teams_there(teams: &HashMap<u32, Place>) -> String {
    let mut numbers: Vec<u32> = teams.keys().copied().collect();
    numbers.sort_unstable();
    let shown: Vec<String> = numbers.iter().take(NAMED).map(u32::to_string).collect();
    match numbers.len().saturating_sub(NAMED) {
        _ if numbers.is_empty() => "write a `team` block with this number".into(),
        0 => format!("there are teams {}; a partner is written in quotes", shown.join(", ")),
        more => {
            format!("there are teams {} and {more} more; a partner is written in quotes", shown.join(", "))
        }
    }
}

/// The chapters' texts, in which lines are looked up.
#[derive(Default)]
struct Texts(HashMap<FileId, Indexed>);

impl Texts {
    /// A place in words: `chapters/a.toml`, line 3.
    fn describe(&mut self, draft: &Draft, place: &Place) -> String {
        let text = self.0.entry(place.file).or_insert_with(|| {
            let entry = draft.chapters.iter().find(|entry| entry.file == place.file);
            Indexed::new(entry.map_or("", |entry| &entry.text))
        });
        let line = text.position(place.range.start).0;
        format!("`{}`, line {line}", place.file.get().vpath().get_without_slash())
    }
}
