//! Letters with their marks in one run, so that each is read and heard once.
//!
//! Typst 0.15.1 starts a run wherever a glyph stands higher or lower than the one before it, and gives each
//! run the text of its glyphs: the dots of Arabic letters and the points of Hebrew would say their letters again.

use typst_layout::PagedDocument;
use typst_library::layout::{Abs, Em, Frame, FrameItem, Point};
use typst_library::model::Document;
use typst_library::text::TextItem;

/// How far the end of a run may be from the start of the next, in points.
const NEAR: f64 = 0.01;

/// A document whose letters are joined with their marks.
pub fn joined(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| has_marks(&page.frame)) {
        return document;
    }
    let pages = document.pages().iter().cloned().map(|mut page| {
        join(&mut page.frame);
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

fn has_marks(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_marks(&group.frame),
        FrameItem::Text(text) => is_of_marks(text),
        _ => false,
    })
}

/// Whether a run has nothing but marks; a space at the end of a line has no width either.
fn is_of_marks(text: &TextItem) -> bool {
    !text.glyphs.is_empty()
        && !text.text.trim().is_empty()
        && text.glyphs.iter().all(|glyph| glyph.x_advance.get() == 0.0)
}

fn join(frame: &mut Frame) {
    if !has_marks(frame) {
        return;
    }
    let mut items: Vec<(Point, FrameItem)> = Vec::new();
    let mut runs: Vec<(Point, TextItem)> = Vec::new();
    for (at, item) in frame.items() {
        match item {
            FrameItem::Text(text) => {
                if !runs.last().is_some_and(|last| follows(last, (*at, text), &runs)) {
                    items.extend(one(std::mem::take(&mut runs)));
                }
                runs.push((*at, text.clone()));
            }
            other => {
                items.extend(one(std::mem::take(&mut runs)));
                let mut other = other.clone();
                if let FrameItem::Group(group) = &mut other {
                    join(&mut group.frame);
                }
                items.push((*at, other));
            }
        }
    }
    items.extend(one(runs));
    frame.clear();
    frame.push_multiple(items);
}

/// Whether a run goes on where the last one ends, in the same type and out of the same text.
fn follows(
    (at, last): &(Point, TextItem),
    (next_at, next): (Point, &TextItem),
    runs: &[(Point, TextItem)],
) -> bool {
    let type_of = |text: &TextItem| {
        (text.font.clone(), text.size, text.fill.clone(), text.stroke.clone(), text.lang, text.region)
    };
    let near = |a: Abs, b: Abs| (a - b).to_pt().abs() < NEAR;
    let line = runs.iter().find(|(_, text)| !is_of_marks(text)).map(|(at, _)| at.y);
    let on_line = is_of_marks(next) || line.is_none_or(|line| near(line, next_at.y));
    let spans = last.glyphs.iter().chain(&next.glyphs).map(|glyph| glyph.span.0);
    let one_text = last.glyphs.first().is_some_and(|first| spans.clone().all(|span| span == first.span.0));
    near(at.x + last.width(), next_at.x) && on_line && one_text && type_of(last) == type_of(next)
}

/// Runs that follow each other as one, where any of them has nothing but marks.
fn one(runs: Vec<(Point, TextItem)>) -> Vec<(Point, FrameItem)> {
    let whole = Some(&runs)
        .filter(|runs| runs.iter().any(|(_, text)| is_of_marks(text)))
        .and_then(|runs| merged(runs));
    match whole {
        Some((at, text)) => vec![(at, FrameItem::Text(text))],
        None => runs.into_iter().map(|(at, text)| (at, FrameItem::Text(text))).collect(),
    }
}

/// One run of several; nothing where their texts leave a gap.
fn merged(runs: &[(Point, TextItem)]) -> Option<(Point, TextItem)> {
    let (first_at, first) = runs.first()?;
    let line = runs.iter().find(|(_, text)| !is_of_marks(text))?.0.y;
    // Where the text of each begins in that of all.
    let starts: Vec<usize> = runs.iter().map(|(_, text)| start(text)).collect::<Option<_>>()?;
    let start = *starts.iter().min()?;
    let parts = || runs.iter().zip(&starts).map(|((_, text), at)| (at - start, text.text.as_bytes()));
    let end = parts().map(|(at, part)| at + part.len()).max()?;
    let mut bytes: Vec<Option<u8>> = vec![None; end];
    for (at, part) in parts() {
        for (to, byte) in bytes.get_mut(at..at + part.len())?.iter_mut().zip(part) {
            // Two texts that begin alike are not one.
            if to.replace(*byte).is_some_and(|known| known != *byte) {
                return None;
            }
        }
    }
    let text = String::from_utf8(bytes.into_iter().collect::<Option<_>>()?).ok()?;
    let mut glyphs = Vec::new();
    for ((at, text), from) in runs.iter().zip(&starts) {
        let (shift, rise) = (u16::try_from(from - start).ok()?, Em::from_abs(line - at.y, first.size));
        for glyph in &text.glyphs {
            let mut glyph = glyph.clone();
            glyph.range = glyph.range.start.checked_add(shift)?..glyph.range.end.checked_add(shift)?;
            glyph.y_offset += rise;
            glyphs.push(glyph);
        }
    }
    Some((Point::new(first_at.x, line), TextItem { text: text.into(), glyphs, ..first.clone() }))
}

/// Where the text of a run begins in the text that it comes from; nothing where that is too far on to be known.
fn start(text: &TextItem) -> Option<usize> {
    let glyph = text.glyphs.first().filter(|glyph| glyph.span.1 < u16::MAX)?;
    usize::from(glyph.span.1).checked_sub(usize::from(glyph.range.start))
}
