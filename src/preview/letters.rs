//! The letters of a page, and the bytes of TOML that each came from.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use typst_layout::Page;
use typst_library::World;
use typst_library::introspection::Tag;
use typst_library::layout::{Abs, FrameItem, Point, Rect, Transform};
use typst_library::text::TextItem;
use typst_library::visualize::Image;
use typst_syntax::Span;

use super::source_text::{self, Sign};
use crate::edition::{Area, walk};
use crate::source::{Finding, Place, guarded};
use crate::typeset::{Leaf, Places, Workspace, leaves, paragraph_of};

/// A letter, or several that are drawn as one, on a page.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it says.
    pub text: String,
    /// Where it is on the page, in points from the top left of its frame.
    pub area: Area,
    /// Where its text comes from, and the byte in that.
    span: (Span, usize),
}

impl Letter {
    /// The span of the text that it came from, if that is one of TOML.
    pub fn source(&self) -> Option<Span> {
        paragraph_of(self.span.0.into()).map(|_| self.span.0)
    }
}

/// What is on a page that something in TOML brought about.
pub enum Thing {
    /// A run of letters.
    Run(Vec<Letter>),
    /// A picture, where it is.
    Picture(Span, Area),
    /// From here on, things belong to a block; with how far down that is.
    Mark(Tag, f64),
}

/// Reads a page, in the order in which it is drawn.
pub fn things(page: &Page) -> Vec<Thing> {
    let mut things = Vec::new();
    walk(&page.frame, &mut |placed| match placed.item {
        FrameItem::Text(item) => things.push(Thing::Run(run(item, placed.transform))),
        FrameItem::Image(image, size, span) => {
            let _: &Image = image;
            things.push(Thing::Picture(*span, Area::sized(*size, placed.transform)));
        }
        FrameItem::Tag(tag @ Tag::Start(..)) => {
            let at = Area::of(Rect::new(Point::zero(), Point::zero()), placed.transform);
            things.push(Thing::Mark(tag.clone(), at.top));
        }
        _ => {}
    });
    things
}

/// The letters of a page alone.
pub fn letters(page: &Page) -> Vec<Letter> {
    let runs = things(page).into_iter().filter_map(|thing| match thing {
        Thing::Run(letters) => Some(letters),
        _ => None,
    });
    runs.flatten().collect()
}

fn run(item: &TextItem, transform: Transform) -> Vec<Letter> {
    let metrics = item.font.metrics();
    let (top, bottom) = (-metrics.ascender.at(item.size), -metrics.descender.at(item.size));
    let mut from = Abs::zero();
    let letter = |glyph: &typst_library::text::Glyph| {
        let to = from + glyph.x_advance.at(item.size);
        let area = Area::of(Rect::new(Point::new(from, top), Point::new(to, bottom)), transform);
        from = to;
        let text = item.text.get(glyph.range()).unwrap_or_default().to_owned();
        Letter { text, area, span: (glyph.span.0, glyph.span.1.into()) }
    };
    item.glyphs.iter().map(letter).collect()
}

/// Finds the bytes that letters came from.
///
/// A span names a stretch of a text, and each letter its byte in that as it was set: where signs were exchanged on
/// the way (quotation marks, dashes, escapes), the two are laid side by side.
pub struct Reader<'a> {
    workspace: &'a Workspace,
    places: Places<'a>,
    /// What was drawn of each span: byte by byte, what stands there.
    drawn: HashMap<Span, Vec<(usize, String)>>,
    /// The byte in the file of each letter drawn.
    found: HashMap<Span, Option<(Place, HashMap<usize, usize>)>>,
}

impl<'a> Reader<'a> {
    /// Begins with all pages on which a text that is asked for may go on.
    pub fn new<'p>(workspace: &'a Workspace, pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut drawn: HashMap<Span, Vec<(usize, String)>> = HashMap::new();
        for letter in pages.into_iter().flat_map(letters) {
            let (span, at) = letter.span;
            if paragraph_of(span.into()).is_some() {
                drawn.entry(span).or_default().push((at, letter.text));
            }
        }
        for pieces in drawn.values_mut() {
            pieces.sort();
            pieces.dedup();
        }
        Self { workspace, places: Places::new(workspace), drawn, found: HashMap::new() }
    }

    /// The place of a picture, or of the paragraph of a letter.
    pub fn place(&mut self, span: Span) -> Option<Place> {
        self.places.place(span)
    }

    /// The block that begins at a mark.
    pub fn block(&mut self, tag: &Tag) -> Option<Place> {
        self.places.place_of(tag)
    }

    /// The byte that a letter came from, as a place of the character that is there; nothing where it came from the
    /// layouts.
    pub fn byte(&mut self, letter: &Letter) -> Option<Place> {
        let (span, at) = letter.span;
        paragraph_of(span.into())?;
        if !self.found.contains_key(&span) {
            let found = self.align(span);
            self.found.insert(span, found);
        }
        let (place, bytes) = self.found.get(&span)?.as_ref()?;
        let byte = *bytes.get(&at)?;
        Some(Place::new(place.file, byte..byte))
    }

    /// The bytes of all letters of a span.
    fn align(&mut self, span: Span) -> Option<(Place, HashMap<usize, usize>)> {
        let place = self.place(span)?;
        let bytes = self.workspace.file(place.file).ok()?;
        let text = bytes.as_str().ok()?;
        let drawn = self.drawn.get(&span)?;
        let leaf = self.leaf(span, &place);
        let end = leaf.as_ref().map_or(place.range.end, |leaf| leaf.range.end.max(place.range.end));
        let range = place.range.start..end.min(text.len());
        let found = exact(text, &range, drawn);
        Some((place, found.unwrap_or_else(|| aligned(&source_text::signs(text, range), drawn))))
    }

    /// The piece of text without markup that a span stands in: spans of long ones are cut off.
    fn leaf(&self, span: Span, place: &Place) -> Option<Leaf> {
        let (file, paragraph, start) = paragraph_of(span.into())?;
        let bytes = self.workspace.file(file).ok()?;
        let all = leaves(file, &bytes, self.places.own_types());
        let end = all.partition_point(|leaf| (leaf.paragraph, leaf.start) <= (paragraph, start));
        let leaf = all.get(end.checked_sub(1)?)?;
        let holds = leaf.paragraph == paragraph && leaf.range.contains(&place.range.start);
        holds.then(|| leaf.clone())
    }
}

/// The bytes where all that was drawn stands in the file as it is.
fn exact(text: &str, range: &Range<usize>, drawn: &[(usize, String)]) -> Option<HashMap<usize, usize>> {
    let source = text.get(range.clone())?;
    let stands = |(at, letters): &(usize, String)| {
        source.get(*at..).is_some_and(|rest| rest.starts_with(letters.as_str()))
    };
    // An escape would be one letter less further on.
    let plain = !source.contains('\\');
    (plain && drawn.iter().all(stands)).then(|| drawn.iter().map(|(at, _)| (*at, range.start + at)).collect())
}

/// The bytes found by laying what was drawn and what is in the file side by side.
fn aligned(source: &[Sign], drawn: &[(usize, String)]) -> HashMap<usize, usize> {
    let mut set: Vec<(char, Option<usize>)> = Vec::new();
    let mut end = 0;
    for (at, letters) in drawn {
        // What is not drawn between two letters is the space at the end of a line.
        if *at > end {
            set.push((' ', None));
        }
        set.extend(letters.chars().enumerate().map(|(index, c)| (c, (index == 0).then_some(*at))));
        end = at + letters.len();
    }
    let old: Vec<char> = source.iter().map(|sign| source_text::folded(sign.letter)).collect();
    let new: Vec<char> = set.iter().map(|(c, _)| source_text::folded(*c)).collect();
    let mut found = HashMap::new();
    let mut put = |new: usize, old: usize| {
        let byte = source.get(old).or(source.last()).map(|sign| sign.byte);
        if let (Some((_, Some(at))), Some(byte)) = (set.get(new), byte) {
            found.insert(*at, byte);
        }
    };
    let ops = guarded(|| capture_diff_slices(Algorithm::Myers, &old, &new)).unwrap_or_else(|_: Box<Finding>| vec![]);
    for op in ops {
        match op {
            DiffOp::Equal { old_index, new_index, len } => (0..len).for_each(|i| put(new_index + i, old_index + i)),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (0..new_len).for_each(|i| put(new_index + i, old_index + i.min(old_len.saturating_sub(1))));
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                (0..new_len).for_each(|i| put(new_index + i, old_index.saturating_sub(1)));
            }
            DiffOp::Delete { .. } => {}
        }
    }
    found
}
