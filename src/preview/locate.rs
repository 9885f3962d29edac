//! From a point on a page to the TOML behind it, and back.

use typst_layout::PagedDocument;
use typst_library::introspection::Tag;

use super::letters::{Letter, Reader, Thing, things};
use crate::edition::Area;
use crate::source::Place;
use crate::typeset::Workspace;

/// What is behind a point.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The character that a letter came from.
    Letter(Place, Area),
    /// The block that the point lies in, and the box of the picture of it that is there, if one is.
    Block(Place, Option<Area>),
}

/// How far beside a letter a click still means it, in points.
const NEAR: f64 = 6.0;

/// What is behind a point of a page, counted from 0; points are counted from the top left of the page's frame.
///
/// What the layouts add by themselves, such as folios, is led back to the block around it.
pub fn resolve(
    workspace: &Workspace,
    document: &PagedDocument,
    page: usize,
    point: [f64; 2],
) -> Option<Found> {
    let all = things(document.pages().get(page)?);
    // A text may begin on the page before, and go on on the next.
    let around = page.saturating_sub(1)..(page + 2).min(document.pages().len());
    let mut reader = Reader::new(workspace, document.pages().get(around)?);
    let mut near: Vec<(f64, &Letter)> = Vec::new();
    for letter in all.iter().filter_map(run).flatten() {
        let off = distance(&letter.area, point);
        if off <= NEAR {
            near.push((off, letter));
        }
    }
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let letter = near.into_iter().find_map(|(_, letter)| Some((reader.byte(letter)?, letter.area)));
    if let Some((place, area)) = letter {
        return Some(Found::Letter(place, area));
    }
    if let Some((place, area)) = picture(&all, &mut reader, point) {
        return Some(Found::Block(place, Some(area)));
    }
    let block = block(&all, &mut reader, point[1]).or_else(|| earlier(document, page, &mut reader));
    block.or_else(|| first(&all, &mut reader)).map(|place| Found::Block(place, None))
}

fn run(thing: &Thing) -> Option<&[Letter]> {
    match thing {
        Thing::Run(letters) => Some(letters),
        _ => None,
    }
}

/// The block of the picture at a point: the last that begins before it is drawn.
fn picture(all: &[Thing], reader: &mut Reader, point: [f64; 2]) -> Option<(Place, Area)> {
    let at = all
        .iter()
        .rposition(|thing| matches!(thing, Thing::Picture(area) if distance(area, point) == 0.0))?;
    let Some(Thing::Picture(area)) = all.get(at) else { return None };
    let before = all.get(..at)?.iter().rev();
    let place = before.filter_map(mark).find_map(|(tag, _)| reader.block(tag))?;
    Some((place, *area))
}

fn mark(thing: &Thing) -> Option<(&Tag, f64)> {
    match thing {
        Thing::Mark(tag, top) => Some((tag, *top)),
        _ => None,
    }
}

/// How far a point is outside a box.
fn distance(area: &Area, [x, y]: [f64; 2]) -> f64 {
    let outside = |low: f64, high: f64, at: f64| (low - at).max(at - high).max(0.0);
    outside(area.left, area.right, x).hypot(outside(area.top, area.bottom, y))
}

/// The block that begins nearest above a point.
fn block(all: &[Thing], reader: &mut Reader, y: f64) -> Option<Place> {
    let mut nearest: Option<(f64, Place)> = None;
    for (tag, top) in all.iter().filter_map(mark).filter(|(_, top)| *top <= y) {
        let is_nearer = nearest.as_ref().is_none_or(|(known, _)| *known <= top);
        if let Some(place) = reader.block(tag).filter(|_| is_nearer) {
            nearest = Some((top, place));
        }
    }
    nearest.map(|(_, place)| place)
}

/// The first block that begins on a page.
fn first(all: &[Thing], reader: &mut Reader) -> Option<Place> {
    all.iter().filter_map(mark).find_map(|(tag, _)| reader.block(tag))
}

/// The last block that begins on an earlier page.
fn earlier(document: &PagedDocument, page: usize, reader: &mut Reader) -> Option<Place> {
    let pages = document.pages().get(..page)?;
    pages.iter().rev().find_map(|page| block(&things(page), reader, f64::INFINITY))
}

/// Where some bytes of a file are drawn: the boxes of their letters, line by line, with their pages.
pub fn locate(workspace: &Workspace, document: &PagedDocument, place: &Place) -> Vec<(usize, Area)> {
    let mut reader = Reader::new(workspace, document.pages());
    let mut found: Vec<(usize, Area)> = Vec::new();
    for (page, laid) in document.pages().iter().enumerate() {
        for thing in things(laid) {
            let letters = run(&thing).unwrap_or_default();
            for letter in letters.iter().filter(|letter| is_within(&mut reader, letter, place)) {
                grow(&mut found, page, letter.area);
            }
        }
    }
    found
}

/// Whether the character that a letter came from is one of some bytes.
fn is_within(reader: &mut Reader, letter: &Letter, place: &Place) -> bool {
    let near = letter.source().and_then(|span| reader.place(span));
    near.is_some_and(|near| near.file == place.file)
        && reader
            .byte(letter)
            .is_some_and(|byte| place.range.contains(&byte.range.start) || place.range == byte.range)
}

/// Adds a box, to the one before it where they stand beside each other on a line.
fn grow(found: &mut Vec<(usize, Area)>, page: usize, area: Area) {
    if let Some((last, known)) = found.last_mut()
        && *last == page
        && (known.top - area.top).abs() < 0.5
        && (known.bottom - area.bottom).abs() < 0.5
        && (area.left - known.right).abs() < area.height()
    {
        known.right = known.right.max(area.right);
        known.left = known.left.min(area.left);
        return;
    }
    found.push((page, area));
}
