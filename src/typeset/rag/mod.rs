//! Paragraphs whose line ends are chosen on all of the paragraph at once, at the cost of filling its lines.
//!
//! Typst sets the paragraph once, one line filled after the other and without hyphens. The widths of its
//! glyphs are known then, so that better line ends are a matter of sums ([`choose`]), and the lines are put
//! together anew from the same glyphs ([`set`]). What holds anything but plain words in one direction is
//! left to Typst's own optimized line breaks.

mod choose;
mod costs;
mod points;
mod read;
mod regions;
mod set;

use std::sync::Arc;

use comemo::{Track, Tracked, TrackedMut};
use typst_library::diag::SourceResult;
use typst_library::engine::{Engine, Route, Sink, Traced};
use typst_library::foundations::{
    Content, NativeElement, Packed, Resolve, Selector, SequenceElem, Smart, StyleChain, Styles, elem,
};
use typst_library::introspection::{Introspector, Locator, LocatorLink};
use typst_library::layout::{
    Abs, AlignElem, Axes, BlockElem, Dir, FixedAlignment, Fragment, Frame, HElem, Region, Regions, Size,
};
use typst_library::model::{EmphElem, FootnoteElem, Linebreaks, LinkElem, ParElem, StrongElem};
use typst_library::text::{BottomEdge, SpaceElem, TextElem, TopEdge};
use typst_library::{Library, World};
use typst_utils::{LazyHash, Numeric, Protected};

use super::breaks;
use read::Paragraph;
use regions::Lines;

/// A paragraph's lines.
#[elem]
pub struct RagElem {
    /// What the paragraph says.
    #[required]
    pub body: Content,
    /// Whether it follows another paragraph, so that its first line is indented.
    #[default(false)]
    pub follows: bool,
}

/// The lines of a paragraph that is set in some styles, as a block.
pub fn rag(par: &Content, styles: StyleChain) -> Content {
    let Some(par) = par.to_packed::<ParElem>() else { return par.clone() };
    let span = par.span();
    let link = styles.get_cloned(LinkElem::current);
    // A link on all words of a paragraph is one on its words still, and not on the block.
    let linked = link.is_some();
    let body = if linked { par.body.clone().set(LinkElem::current, link) } else { par.body.clone() };
    let lines = Packed::new(RagElem::new(body)).spanned(span);
    let block = BlockElem::multi_layouter(lines, layout_rag);
    let block = block.with_above(Smart::Auto).with_below(Smart::Auto).pack().spanned(span);
    if linked { block.set(LinkElem::current, None) } else { block }
}

/// Marks a paragraph as one that follows another.
pub fn following(par: Content) -> Content {
    par.set(RagElem::follows, true)
}

fn layout_rag(
    elem: &Packed<RagElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    let lines = lines(
        elem,
        engine.world,
        engine.library,
        engine.introspector.into_raw(),
        engine.traced,
        TrackedMut::reborrow_mut(&mut engine.sink),
        engine.route.track(),
        locator.track(),
        styles,
        regions.size.x,
        regions.expand.x,
    )?;
    match lines.distribute(styles, regions) {
        Some(fragment) => Ok(fragment),
        // Lines of unlike heights are Typst's to break over pages.
        None => {
            let (content, local) = whole(elem, styles, None);
            typst_layout::layout_fragment(engine, &content, locator.relayout(), styles.chain(&local), regions)
        }
    }
}

/// The lines of a paragraph at a width; remembered, since columns are tried at several heights.
#[comemo::memoize]
#[expect(clippy::too_many_arguments, reason = "an engine is handed over in its parts")]
fn lines(
    elem: &Packed<RagElem>,
    world: Tracked<dyn World + '_>,
    library: &LazyHash<Library>,
    introspector: Tracked<dyn Introspector + '_>,
    traced: Tracked<Traced>,
    sink: TrackedMut<Sink>,
    route: Tracked<Route>,
    locator: Tracked<Locator>,
    styles: StyleChain,
    width: Abs,
    expand: bool,
) -> SourceResult<Arc<Lines>> {
    let introspector = Protected::from_raw(introspector);
    let link = LocatorLink::new(locator);
    let locator = Locator::link(&link);
    let mut engine = Engine { library, world, introspector, traced, sink, route: Route::extend(route) };
    let height = line_height(styles);
    let region = Region::new(Size::new(width, Abs::inf()), Axes::new(expand, false));
    let mut lay = |ends: Option<Linebreaks>| -> SourceResult<Frame> {
        let (content, local) = whole(elem, styles, ends);
        typst_layout::layout_frame(&mut engine, &content, locator.relayout(), styles.chain(&local), region)
    };
    let plain =
        width.is_finite() && is_plain(&elem.body) && is_ragged(styles) && !is_changed(&elem.body, styles);
    if let Some(height) = height.filter(|_| plain) {
        let filled = lay(Some(Linebreaks::Simple))?;
        if let Some(paragraph) = Paragraph::read(&filled, height, width, indent(elem, styles), styles) {
            let chosen = choose::choose(&paragraph, styles);
            return Ok(Arc::new(set::set(&paragraph, &chosen, &filled, expand)));
        }
    }
    Ok(Arc::new(Lines::new(lay(None)?, height)))
}

/// A paragraph's content with its indent, and the styles in which it is set: as they are, or with line ends
/// of one kind and without hyphens.
fn whole(elem: &Packed<RagElem>, styles: StyleChain, ends: Option<Linebreaks>) -> (Content, Styles) {
    let indent = indent(elem, styles);
    let content = if indent.is_zero() {
        elem.body.clone()
    } else {
        Content::sequence([HElem::new(indent.into()).pack(), elem.body.clone()])
    };
    let mut local = Styles::new();
    // Paragraphs of notes stand by themselves.
    local.set(RagElem::follows, false);
    if let Some(ends) = ends {
        local.set(ParElem::linebreaks, Smart::Custom(ends));
        local.set(TextElem::hyphenate, Smart::Custom(false));
    }
    (content, local)
}

/// How far the first line is indented.
fn indent(elem: &Packed<RagElem>, styles: StyleChain) -> Abs {
    let indent = styles.get(ParElem::first_line_indent);
    if (elem.follows.get(styles) || indent.all()) && is_at_start(styles) {
        indent.amount().resolve(styles)
    } else {
        Abs::zero()
    }
}

/// Whether lines begin at the edge at which reading begins.
fn is_at_start(styles: StyleChain) -> bool {
    let start = FixedAlignment::from(styles.resolve(TextElem::dir).start());
    styles.resolve(AlignElem::alignment).x == start
}

/// Whether lines are ragged to the right, and to be evened.
fn is_ragged(styles: StyleChain) -> bool {
    styles.get(ParElem::linebreaks) == Smart::Custom(Linebreaks::Optimized)
        && !styles.get(ParElem::justify)
        && styles.resolve(ParElem::hanging_indent).is_zero()
        && styles.resolve(TextElem::dir) == Dir::LTR
        && styles.resolve(AlignElem::alignment).x == FixedAlignment::Start
}

/// Whether a rule of the layouts changes some of the words, as those are that are too wide for their line.
fn is_changed(body: &Content, styles: StyleChain) -> bool {
    let patterns = styles.recipes().filter_map(|recipe| match recipe.selector() {
        Some(Selector::Regex(pattern)) => Some(pattern),
        _ => None,
    });
    let mut text = None;
    patterns.into_iter().any(|pattern| pattern.is_match(text.get_or_insert_with(|| body.plain_text())))
}

/// Whether content is words, stressed or not, with links and notes, and nothing else.
fn is_plain(content: &Content) -> bool {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        return sequence.children.iter().all(is_plain);
    }
    if let Some(strong) = content.to_packed::<StrongElem>() {
        return is_plain(&strong.body);
    }
    if let Some(emph) = content.to_packed::<EmphElem>() {
        return is_plain(&emph.body);
    }
    if let Some(link) = content.to_packed::<LinkElem>() {
        return is_plain(&link.body);
    }
    match content.to_packed::<TextElem>() {
        Some(text) => points::is_simple(&text.text),
        None => {
            content.is::<SpaceElem>() || content.is::<FootnoteElem>() || breaks::steered(content).is_some()
        }
    }
}

/// The height of all lines, where the styles say it.
fn line_height(styles: StyleChain) -> Option<Abs> {
    let (TopEdge::Length(top), BottomEdge::Length(bottom)) =
        (styles.get(TextElem::top_edge), styles.get(TextElem::bottom_edge))
    else {
        return None;
    };
    let height = top.resolve(styles) - bottom.resolve(styles);
    (styles.resolve(ParElem::leading).is_zero() && height > Abs::zero()).then_some(height)
}
