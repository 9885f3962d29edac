//! The letters of a page, and the bytes of TOML that each came from.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use typst_layout::Page;
use typst_library::World;
use typst_library::introspection::Tag;
use typst_library::layout::{Abs, FrameItem, Point, Rect, Transform};
use typst_library::text::TextItem;
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
    /// Where its text comes from.
    spot: Spot,
}

/// Where the text of a letter comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Spot {
    /// The span of a piece of text.
    span: Span,
    /// How often that was drawn before on this page, whole or, where layouts take it apart, in parts.
    pass: usize,
    /// The letter's first byte in what was set of it, or of that part.
    at: usize,
}

/// The hyphen that a line ends with where it parts a word: none of the text's own.
const HYPHEN: &str = "\u{ad}";

impl Letter {
    /// The span of the text that it came from, if that is one of TOML.
    pub fn source(&self) -> Option<Span> {
        paragraph_of(self.spot.span.into()).map(|_| self.spot.span)
    }

    /// Whether it is a hyphen that parts a word at the end of a line.
    pub fn is_hyphen(&self) -> bool {
        self.text == HYPHEN
    }
}

/// What is on a page that something in TOML brought about.
pub enum Thing {
    /// A run of letters.
    Run(Vec<Letter>),
    /// A picture, where it is.
    Picture(Area),
    /// From here on, things belong to a block; with how far down that is.
    Mark(Tag, f64),
}

/// Reads a page, in the order in which it is drawn.
pub fn things(page: &Page) -> Vec<Thing> {
    let mut things = Vec::new();
    let mut passes = Passes::default();
    walk(&page.frame, &mut |placed| match placed.item {
        FrameItem::Text(item) => things.push(Thing::Run(passes.counted(run(item, placed.transform)))),
        FrameItem::Image(_, size, _) => things.push(Thing::Picture(Area::sized(*size, placed.transform))),
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
        Letter { text, area, spot: Spot { span: glyph.span.0, pass: 0, at: glyph.span.1.into() } }
    };
    item.glyphs.iter().map(letter).collect()
}

/// For each span, how often it was begun, and the last byte that was drawn of it.
#[derive(Default)]
struct Passes(HashMap<Span, (usize, usize)>);

impl Passes {
    /// The letters of a run with how often their texts were drawn before.
    fn counted(&mut self, mut run: Vec<Letter>) -> Vec<Letter> {
        let mut reach: HashMap<Span, (usize, usize)> = HashMap::new();
        for letter in run.iter().filter(|letter| !letter.is_hyphen()) {
            let Spot { span, at, .. } = letter.spot;
            let (least, most) = reach.entry(span).or_insert((at, at));
            (*least, *most) = ((*least).min(at), (*most).max(at));
        }
        for (span, (least, most)) in reach {
            let known = self.0.entry(span);
            let (pass, last) =
                known.and_modify(|(pass, last)| *pass += usize::from(least <= *last)).or_insert((0, 0));
            let _ = std::mem::replace(last, most);
            let own = run.iter_mut().filter(|letter| letter.spot.span == span);
            own.for_each(|letter| letter.spot.pass = *pass);
        }
        run
    }
}

/// Finds the bytes that letters came from.
///
/// A span names a stretch of a text, and each letter its byte in that as it was set: where signs were exchanged on
/// the way (quotation marks, dashes, escapes), the two are laid side by side.
pub struct Reader<'a> {
    workspace: &'a Workspace,
    places: Places<'a>,
    /// What was drawn of each span, pass by pass.
    drawn: HashMap<Span, BTreeMap<usize, Part>>,
    /// The byte in the file of each letter drawn.
    found: HashMap<Span, Option<(Place, Bytes)>>,
}

/// A part of a text as it was drawn: what stands at which byte of it.
type Part = BTreeSet<(usize, String)>;

/// The bytes in a file of letters, by the pass and the byte at which they were drawn.
type Bytes = HashMap<(usize, usize), usize>;

impl<'a> Reader<'a> {
    /// Begins with all pages on which a text that is asked for may go on.
    pub fn new<'p>(workspace: &'a Workspace, pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut drawn: HashMap<Span, BTreeMap<usize, Part>> = HashMap::new();
        for letter in pages.into_iter().flat_map(letters) {
            if letter.source().is_some() && !letter.is_hyphen() {
                let Spot { span, pass, at } = letter.spot;
                drawn.entry(span).or_default().entry(pass).or_default().insert((at, letter.text));
            }
        }
        Self { workspace, places: Places::new(workspace), drawn, found: HashMap::new() }
    }

    /// The place of the piece of text that a letter stands in.
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
        let Spot { span, pass, at } = letter.spot;
        letter.source()?;
        if !self.found.contains_key(&span) {
            let found = self.align(span);
            self.found.insert(span, found);
        }
        let (place, bytes) = self.found.get(&span)?.as_ref()?;
        // A hyphen leads to the letter at which the word was parted.
        let before = || (0..at).rev().find_map(|at| bytes.get(&(pass, at)));
        let byte = *bytes.get(&(pass, at)).or_else(before)?;
        Some(Place::new(place.file, byte..byte))
    }

    /// The bytes of all letters of a span.
    fn align(&mut self, span: Span) -> Option<(Place, Bytes)> {
        let place = self.place(span)?;
        let bytes = self.workspace.file(place.file).ok()?;
        let text = bytes.as_str().ok()?;
        let parts: Vec<(usize, &Part)> =
            self.drawn.get(&span)?.iter().map(|(pass, part)| (*pass, part)).collect();
        let leaf = self.leaf(span, &place);
        let end = leaf.as_ref().map_or(place.range.end, |leaf| leaf.range.end.max(place.range.end));
        let range = place.range.start..end.min(text.len());
        let mut found = Bytes::new();
        let period = period(&parts, range.len());
        let (once, again) = parts.split_at_checked(period)?;
        match once {
            [(pass, part)] if exact(text, &range, part) => {
                found.extend(part.iter().map(|(at, _)| ((*pass, *at), range.start + at)));
            }
            _ => aligned(&source_text::signs(text, range), once, &mut found),
        }
        // What is drawn again leads to where it led the first time.
        for (index, (pass, part)) in again.iter().enumerate() {
            let Some((first, _)) = once.get(index % period) else { continue };
            let bytes = part.iter().filter_map(|(at, _)| Some(((*pass, *at), *found.get(&(*first, *at))?)));
            let bytes: Vec<_> = bytes.collect();
            found.extend(bytes);
        }
        Some((place, found))
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

/// After how many parts a text is drawn again; the parts before say about as much as there is.
fn period(parts: &[(usize, &Part)], length: usize) -> usize {
    let repeats = |period: &usize| parts.iter().zip(parts.iter().skip(*period)).all(|(a, b)| a.1 == b.1);
    let long = |period: usize| -> usize {
        parts.iter().take(period).flat_map(|(_, part)| part.iter()).map(|(_, letters)| letters.len()).sum()
    };
    let whole = (1..=parts.len()).filter(|period| parts.len().is_multiple_of(*period)).filter(repeats);
    whole.min_by_key(|period| long(*period).abs_diff(length)).unwrap_or(parts.len())
}

/// Whether all that was drawn stands in the file as it is.
fn exact(text: &str, range: &Range<usize>, part: &Part) -> bool {
    let Some(source) = text.get(range.clone()) else { return false };
    let stands = |(at, letters): &(usize, String)| {
        source.get(*at..).is_some_and(|rest| rest.starts_with(letters.as_str()))
    };
    // An escape would be one letter less further on.
    !source.contains('\\') && part.iter().all(stands)
}

/// Finds bytes by laying what was drawn and what is in the file side by side.
fn aligned(source: &[Sign], parts: &[(usize, &Part)], found: &mut Bytes) {
    let mut set: Vec<(char, Option<(usize, usize)>)> = Vec::new();
    for (pass, part) in parts {
        let mut end = 0;
        for (at, letters) in *part {
            // What is not drawn between two letters is the space at the end of a line.
            if *at > end {
                set.push((' ', None));
            }
            set.extend(
                letters.chars().enumerate().map(|(index, c)| (c, (index == 0).then_some((*pass, *at)))),
            );
            end = at + letters.len();
        }
    }
    let old: Vec<char> = source.iter().map(|sign| source_text::folded(sign.letter)).collect();
    let new: Vec<char> = set.iter().map(|(c, _)| source_text::folded(*c)).collect();
    let mut put = |new: usize, old: usize| {
        let byte = source.get(old).or(source.last()).map(|sign| sign.byte);
        if let (Some((_, Some(at))), Some(byte)) = (set.get(new), byte) {
            found.insert(*at, byte);
        }
    };
    let ops = guarded(|| capture_diff_slices(Algorithm::Myers, &old, &new))
        .unwrap_or_else(|_: Box<Finding>| vec![]);
    for op in ops {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                (0..len).for_each(|i| put(new_index + i, old_index + i))
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (0..new_len).for_each(|i| put(new_index + i, old_index + i.min(old_len.saturating_sub(1))));
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                (0..new_len).for_each(|i| put(new_index + i, old_index.saturating_sub(1)));
            }
            DiffOp::Delete { .. } => {}
        }
    }
}
