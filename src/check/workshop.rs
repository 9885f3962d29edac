//! The blocks of workshops: times in their order, and keys that belong to a kind of sheet.

use crate::book::{Draft, Entry};
use crate::content::Time;
use crate::content::block::{Block, Canvas, Programme};
use crate::content::fields::{Fields, Held, each};
use crate::source::{Finding, Place};

use super::amounts;

/// From so many minutes on, a step in time is taken for a slip: half a day.
const ODD: i32 = 12 * 60;

/// Checks the blocks of workshops.
pub fn check_workshops(draft: &Draft, findings: &mut Vec<Finding>) {
    for entry in &draft.chapters {
        for placed in entry.blocks() {
            let place = amounts::opening(entry, placed);
            match &placed.block {
                Block::Programme(programme) => times(programme, entry, findings),
                Block::Canvas(canvas) => sheet(canvas, entry, &place, findings),
                Block::Actions(actions) if actions.rows.is_empty() && actions.empty() == 0 => {
                    let message = "an `actions` block has neither rows nor room for them";
                    let finding = Finding::error("missing-key", place.clone(), message);
                    findings.push(finding.hint("write `rows`, or how many empty rows there are in `empty`"));
                }
                _ => {}
            }
        }
    }
}

/// Parts of a programme that begin before the one above them, or last more than half a day.
fn times(programme: &Programme, entry: &Entry, findings: &mut Vec<Finding>) {
    let mut say = |time: &Time, message: String, hint: &str| {
        findings.push(Finding::warning("odd-time", entry.place(&time.range), message).hint(hint));
    };
    let mut above: Option<&Time> = None;
    for row in &programme.rows {
        if row.day.is_some() {
            above = None;
        }
        let (Some(from), to) = (&row.from, &row.to) else { continue };
        if let Some(above) = above
            && above.until(from) > ODD
        {
            let message =
                format!("this part begins at {}, and the one above it at {}", shown(from), shown(above));
            say(
                from,
                message,
                "put the parts in the order in which they come, or give the first of the next day a `day`",
            );
        }
        if let Some(to) = to
            && from.until(to) > ODD
        {
            let message =
                format!("this part would last from {} to {} on the next day", shown(from), shown(to));
            say(to, message, "write the time at which it ends in `to`");
        }
        above = Some(from);
    }
}

/// A time in a message.
fn shown(time: &Time) -> String {
    format!("{}.{:02}", time.hour, time.minute)
}

/// What a sheet of a kind needs, and what it does not take.
fn sheet(canvas: &Canvas, entry: &Entry, place: &Place, findings: &mut Vec<Finding>) {
    let kind = canvas.kind.name();
    for (key, held) in canvas.fields() {
        let Held::List(items) = held else { continue };
        let is_needed = canvas.kind.needs() == Some(key);
        match items.is_empty() {
            true if is_needed => {
                let message = format!("`{key}` is missing in a canvas of the kind `{kind}`");
                let hint = format!("write what they are, as `{key} = [\"...\", \"...\"]`");
                findings.push(Finding::error("missing-key", place.clone(), message).hint(hint));
            }
            false if !canvas.kind.takes().contains(&key) => {
                let message = format!("`{key}` has no place in a canvas of the kind `{kind}`");
                let hint = format!("take it away: such a canvas takes {}", listed(canvas.kind.takes()));
                let place = first(canvas, key, entry).unwrap_or_else(|| place.clone());
                findings.push(Finding::error("misplaced-key", place, message).hint(hint));
            }
            _ => {}
        }
    }
    if kind == "quadrant"
        && let Some(fifth) = canvas.fields.get(4)
    {
        let message = format!("a quadrant has four `fields`, and not {}", canvas.fields.len());
        let finding = Finding::error("wrong-length", entry.place(&fifth.range), message);
        findings.push(finding.hint("take the others away, or make it a canvas of the kind `grid`"));
    }
}

/// Where the first text of a list stands.
fn first(canvas: &Canvas, key: &str, entry: &Entry) -> Option<Place> {
    let list = canvas.fields().into_iter().find(|(name, _)| *name == key)?.1;
    let Held::List(items) = list else { return None };
    match items.into_iter().next()? {
        Held::Inline(text) => Some(entry.place(&text.range)),
        Held::Table(table) => {
            let mut found = None;
            each(table, &mut |_, held| {
                if let (Held::Inline(text), None) = (held, &found) {
                    found = Some(entry.place(&text.range));
                }
            });
            found
        }
        _ => None,
    }
}

/// Keys in words.
fn listed(keys: &[&str]) -> String {
    crate::source::list(keys.iter().copied(), "and")
}
