//! Text that is wider than its place is set once more, with places in its words where they may break.
//!
//! The first layout is the one that holds where all is well, so that a page without such text costs
//! nothing more. Where a line runs past its edge, its words are hyphenated, even where the page wants
//! them whole; if that does not help, they break between any two letters. Nothing is put into the text
//! for it: a break is spacing, so that what is copied or searched is what was written.

use typst_library::diag::SourceResult;
use typst_library::engine::Engine;
use typst_library::foundations::{
    Content, Func, NativeElement, NativeFunc, Packed, Recipe, Regex, Selector, Smart, StyleChain, Styles,
    Transformation, elem, func,
};
use typst_library::introspection::Locator;
use typst_library::layout::{Abs, BlockElem, Fragment, FrameItem, HElem, Point, Regions};
use typst_library::text::{TextElem, TextItem};
use typst_syntax::Span;
use typst_utils::Numeric;
use unicode_segmentation::UnicodeSegmentation;

use super::frames::each_item;
use super::past;

/// What a line may reach over its right edge before it is too wide, for tracking and rounding; in points.
const RIGHT: f64 = 0.75;

/// What a line may reach over its left edge, as large type hangs out by its bearing; in points, and in
/// parts of the type's size.
const LEFT: (f64, f64) = (3.0, 0.1);

/// The width of a break within a word, which is none to the eye, and yet not nothing to Typst; in points.
const BREAK: f64 = 0.0001;

/// From how many letters on a word is very long, and how many of its letters then stay together at first.
const LONG: usize = 100;
const FEW: usize = 8;

/// From how many letters on a piece of a word stands for the whole word.
const TELLING: usize = 4;

/// Content whose words break where it would run past its edge.
#[elem]
pub struct FitElem {
    /// What is set.
    #[required]
    pub body: Content,
}

/// A block whose words break where they would run past its edge.
pub fn fit(body: Content) -> Content {
    let span = body.span();
    BlockElem::multi_layouter(Packed::new(FitElem::new(body)).spanned(span), layout_fit).pack().spanned(span)
}

fn layout_fit(
    elem: &Packed<FitElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    Ok(fitted(&elem.body, engine, locator, styles, regions, Columns::ONE)?.0)
}

/// The columns of a region.
#[derive(Clone, Copy)]
pub struct Columns {
    /// How many.
    pub count: usize,
    /// The space between two.
    pub gutter: Abs,
}

impl Columns {
    /// The region itself.
    pub const ONE: Self = Self { count: 1, gutter: Abs::zero() };

    /// The left and right edge of the column in which something stands.
    fn edges(self, x: Abs, width: Abs) -> (Abs, Abs) {
        let column = (width + self.gutter) / self.count as f64 - self.gutter;
        let step = column + self.gutter;
        let index = ((x + Abs::pt(LEFT.0)) / step).floor().clamp(0.0, (self.count - 1) as f64);
        (index * step, index * step + column)
    }
}

/// Lays content out so that no line of it is wider than its column, and gives the content
/// as it was set in the end.
pub fn fitted(
    body: &Content,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
    columns: Columns,
) -> SourceResult<(Fragment, Content)> {
    let as_it_is = |body: &Content, _: &mut Engine| Ok(body.clone());
    fitted_as(&as_it_is, body, engine, locator, styles, regions, columns)
}

/// Makes of content what is laid out in its place.
pub type Set<'a> = dyn Fn(&Content, &mut Engine) -> SourceResult<Content> + 'a;

/// The same of content that is set as something else.
pub fn fitted_as(
    set: &Set,
    body: &Content,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
    columns: Columns,
) -> SourceResult<(Fragment, Content)> {
    let width = regions.size.x;
    let mut body = body.clone();
    let mut shown = set(&body, engine)?;
    let mut fragment = typst_layout::layout_fragment(engine, &shown, locator.relayout(), styles, regions)?;
    for way in [Way::Hyphenate, Way::Part, Way::Part] {
        let wide = if width.is_finite() { too_wide(&fragment, width, columns) } else { Vec::new() };
        if wide.is_empty() {
            break;
        }
        body = wide.into_iter().fold(body, |body, pattern| body.styled(way.recipe(pattern)));
        shown = set(&body, engine)?;
        fragment = typst_layout::layout_fragment(engine, &shown, locator.relayout(), styles, regions)?;
    }
    if width.is_finite() && !too_wide(&fragment, width, columns).is_empty() {
        past::mark(&mut fragment, &|text, at| is_past(text, at, width, columns));
    }
    Ok((fragment, shown))
}

/// How a word comes to break.
#[derive(Clone, Copy)]
enum Way {
    /// By the rules of its language, with a hyphen.
    Hyphenate,
    /// Between any two letters, without one.
    Part,
}

impl Way {
    /// The rule by which all that a pattern matches comes to break.
    fn recipe(self, pattern: Regex) -> Recipe {
        let transform = match self {
            Self::Hyphenate => {
                let mut styles = Styles::new();
                styles.set(TextElem::hyphenate, Smart::Custom(true));
                Transformation::Style(styles)
            }
            Self::Part => Transformation::Func(Func::from(part::data())),
        };
        Recipe::new(Some(Selector::Regex(pattern)), transform, Span::detached())
    }
}

/// A word with a place to break after each of its letters.
///
/// A very long one breaks after every few of them at first: to choose among all takes Typst the square of
/// the letters in a line.
#[func]
fn part(
    /// The word.
    word: Content,
) -> Content {
    let text = word.plain_text();
    let span = word.span();
    let gap = || HElem::new(Abs::pt(BREAK).into()).pack();
    let letters: Vec<&str> = text.graphemes(true).collect();
    let few = if letters.len() > LONG { FEW } else { 1 };
    let pieces = letters.chunks(few).map(|piece| TextElem::packed(piece.concat()).spanned(span));
    Content::sequence(pieces.flat_map(|piece| [gap(), piece]).skip(1))
}

/// Patterns of the words that run past their column's edge.
fn too_wide(fragment: &Fragment, width: Abs, columns: Columns) -> Vec<Regex> {
    let mut pieces = Vec::new();
    for frame in fragment.iter() {
        each_item(frame, Point::zero(), &mut |item, at| {
            if let FrameItem::Text(text) = item
                && is_past(text, at, width, columns)
            {
                pieces.extend(text.text.split_whitespace().map(str::to_owned));
            }
        });
    }
    pieces.sort_unstable();
    pieces.dedup();
    pieces.iter().filter_map(|piece| pattern(piece)).collect()
}

/// Whether a text runs past its column's edge.
fn is_past(text: &TextItem, at: Point, width: Abs, columns: Columns) -> bool {
    let (left, right) = columns.edges(at.x.max(Abs::zero()), width);
    at.x + inked(text) > right + Abs::pt(RIGHT) || at.x < left - (text.size * LEFT.1).max(Abs::pt(LEFT.0))
}

/// The width of a text without what may hang over the edge: the spaces at its end, and a mark before them.
fn inked(text: &TextItem) -> Abs {
    let first = |range: std::ops::Range<usize>| text.text.get(range).and_then(|text| text.chars().next());
    let mut marks = 0;
    let hanging = text.glyphs.iter().rev().take_while(|glyph| match first(glyph.range()) {
        Some(c) if c.is_whitespace() => marks == 0,
        Some('.' | ',' | ':' | ';' | '-' | '\u{ad}' | '–' | '—') => {
            marks += 1;
            marks == 1
        }
        _ => false,
    });
    text.width() - hanging.map(|glyph| glyph.x_advance.at(text.size)).sum::<Abs>()
}

/// What a laid-out piece of a word was written as, with the rest of the word around it: marks of
/// quotation and capitals may have come from others, and what only steers has gone.
fn pattern(piece: &str) -> Option<Regex> {
    let invisible = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}');
    let piece = piece.trim_end_matches(['-', '\u{2010}']);
    let letters: Vec<String> = piece.chars().filter(invisible).map(letter).collect();
    let count = piece.graphemes(true).count();
    if count < 2 {
        return None;
    }
    let core = letters.join("[\u{ad}\u{200b}\u{2060}]*");
    let around = if count < TELLING { "" } else { r"\S*" };
    Regex::new(&format!("(?i){around}{core}{around}")).ok()
}

/// The pattern of one letter.
fn letter(c: char) -> String {
    match c {
        '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' => {
            "[\"'“”„‘’‚«»‹›]".into()
        }
        c if c.is_whitespace() => r"\s".into(),
        c => format!(r"\x{{{:X}}}", u32::from(c)),
    }
}
