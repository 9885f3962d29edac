//! How many rows, pictures, people or parts a block may hold.

use std::ops::Range;

use crate::book::{Draft, Entry};
use crate::content::Placed;
use crate::content::block::Block;
use crate::content::limits::{self, Limit};
use crate::source::{Finding, Place};

use super::limits::passed;

/// Holds all blocks to how much of anything one may hold.
pub fn check_amounts(draft: &Draft, findings: &mut Vec<Finding>) {
    for entry in &draft.chapters {
        for placed in entry.blocks() {
            findings.extend(amounts(&placed.block).into_iter().filter_map(|amount| {
                let place = amount.first.map_or_else(|| opening(entry, placed), |range| entry.place(range));
                passed(amount.limit, amount.found, place)
            }));
        }
    }
}

/// The line in which a block begins.
pub fn opening(entry: &Entry, placed: &Placed) -> Place {
    let line = entry.text.get(placed.range.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
    entry.place(&(placed.range.start..placed.range.start + line.len()))
}

/// How much a block holds of something.
struct Amount<'a> {
    /// How much it may hold.
    limit: Limit,
    found: usize,
    /// Where the first stands that is too many, if it has a place of its own.
    first: Option<&'a Range<usize>>,
}

/// How much a block holds of what is limited.
fn amounts(block: &Block) -> Vec<Amount<'_>> {
    fn of<'a, T>(
        limit: Limit,
        items: &'a [T],
        place: impl Fn(&'a T) -> Option<&'a Range<usize>>,
    ) -> Vec<Amount<'a>> {
        vec![Amount { limit, found: items.len(), first: items.get(limit.most).and_then(place) }]
    }
    match block {
        Block::Programme(programme) => of(limits::ROWS, &programme.rows, |row| Some(&row.what.range)),
        Block::Timeline(timeline) => of(limits::ROWS, &timeline.items, |item| Some(&item.when.range)),
        Block::Checklist(checklist) => of(limits::ROWS, &checklist.items, |item| Some(&item.text.range)),
        Block::Actions(actions) => of(limits::ROWS, &actions.rows, |row| Some(&row.what.range)),
        Block::Scale(scale) => of(limits::ROWS, &scale.rows, |_| None),
        Block::Canvas(canvas) => {
            let parts = [&canvas.fields, &canvas.rings, &canvas.stages, &canvas.rows];
            parts.into_iter().flat_map(|parts| of(limits::PARTS, parts, |part| Some(&part.range))).collect()
        }
        Block::Gallery(gallery) => of(limits::GALLERY, &gallery.items, |item| Some(&item.image.range)),
        Block::People(people) => of(limits::PEOPLE, &people.items, |person| Some(&person.name.range)),
        Block::Map(map) => of(limits::POINTS, &map.points, |point| Some(&point.label.range)),
        _ => vec![],
    }
}
