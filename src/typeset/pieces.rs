//! What stands in columns is realized once, and its headings and lists are laid out once, at however many
//! heights the columns are tried.
//!
//! Typst realizes content anew for each layout: it runs the rules of the layouts over it, and sets each block
//! in the room that is left. Of that, only how the blocks go into columns depends on the columns' height. So
//! the content is realized by itself first, and Typst is handed what came of it.

use std::sync::Arc;

use comemo::{Track, Tracked, TrackedMut};
use typst_library::diag::SourceResult;
use typst_library::engine::{Engine, Route, Sink, Traced};
use typst_library::foundations::{Content, NativeElement, Packed, StyleChain, elem};
use typst_library::introspection::{Introspector, Locator, LocatorLink, Tag, TagElem};
use typst_library::layout::{Abs, Axes, BlockElem, Fragment, Frame, Region, Regions, Size, Sizing};
use typst_library::model::{EnumElem, HeadingElem, ListElem, TermsElem};
use typst_library::routines::{Arenas, FragmentKind, Pair, RealizationKind};
use typst_library::{Library, World};
use typst_utils::{LazyHash, Protected};

/// A block that is laid out once, and goes into columns as a whole where it fits.
#[elem]
pub struct PieceElem {
    /// The block.
    #[required]
    pub block: Content,
}

/// Content as it is realized, to be laid out in place of it; what is a line of text remains as it is.
///
/// Errors where a rule of the layouts does.
pub fn pieces(
    body: &Content,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
) -> SourceResult<Content> {
    realized(
        body,
        engine.world,
        engine.library,
        engine.introspector.into_raw(),
        engine.traced,
        TrackedMut::reborrow_mut(&mut engine.sink),
        engine.route.track(),
        locator.track(),
        styles,
    )
}

/// The same, remembered: what is realized depends on no height.
#[comemo::memoize]
#[expect(clippy::too_many_arguments, reason = "an engine is handed over in its parts")]
fn realized(
    body: &Content,
    world: Tracked<dyn World + '_>,
    library: &LazyHash<Library>,
    introspector: Tracked<dyn Introspector + '_>,
    traced: Tracked<Traced>,
    sink: TrackedMut<Sink>,
    route: Tracked<Route>,
    locator: Tracked<Locator>,
    styles: StyleChain,
) -> SourceResult<Content> {
    let introspector = Protected::from_raw(introspector);
    let link = LocatorLink::new(locator);
    let mut locator = Locator::link(&link).split();
    let mut engine = Engine { library, world, introspector, traced, sink, route: Route::extend(route) };
    let arenas = Arenas::default();
    let mut kind = FragmentKind::Block;
    let children = (library.routines.realize)(
        RealizationKind::Fragment { kind: &mut kind },
        &mut engine,
        &mut locator,
        &arenas,
        body,
        styles,
    )?;
    if kind == FragmentKind::Inline {
        return Ok(body.clone());
    }
    let depth = styles.links().count();
    let runs = children.chunk_by(|a, b| a.1 == b.1).scan(Whole::default(), |whole, run| {
        let shared = run.first().map(|(_, chain)| chain.suffix(depth)).unwrap_or_default();
        let run = Content::sequence(run.iter().map(|pair| whole.piece(pair)));
        Some(run.styled_with_map(shared))
    });
    Ok(Content::sequence(runs))
}

/// Whether what comes next is a heading or a list.
#[derive(Default)]
struct Whole(bool);

impl Whole {
    /// What a child of the flow is handed over as.
    fn piece(&mut self, (child, chain): &Pair) -> Content {
        if let Some(tag) = child.to_packed::<TagElem>() {
            self.0 = matches!(&tag.tag, Tag::Start(elem, _) if is_whole(elem));
        } else if let Some(block) = child.to_packed::<BlockElem>().filter(|_| self.0)
            && is_bare(block, *chain)
        {
            let span = child.span();
            let piece = Packed::new(PieceElem::new((*child).clone())).spanned(span);
            return BlockElem::multi_layouter(piece, layout_piece)
                .with_above(block.above.get(*chain))
                .with_below(block.below.get(*chain))
                .with_sticky(block.sticky.get(*chain))
                .pack()
                .spanned(span);
        }
        (*child).clone()
    }
}

/// Whether an element is set the same at whatever height, if it is set as a whole.
fn is_whole(elem: &Content) -> bool {
    elem.is::<HeadingElem>() || elem.is::<ListElem>() || elem.is::<EnumElem>() || elem.is::<TermsElem>()
}

/// Whether a block breaks over columns, is as high as what it holds, and its styles draw nothing around it that
/// would be drawn around the piece, too.
fn is_bare(block: &Packed<BlockElem>, chain: StyleChain) -> bool {
    block.breakable.get(chain)
        && block.height.get(chain) == Sizing::Auto
        && chain.get(BlockElem::breakable)
        && chain.get(BlockElem::height) == Sizing::Auto
        && chain.get(BlockElem::width).is_auto()
        && chain.get_ref(BlockElem::fill).is_none()
        && chain.get_cloned(BlockElem::stroke) == Default::default()
        && chain.get(BlockElem::inset) == Default::default()
        && !chain.get(BlockElem::clip)
}

fn layout_piece(
    elem: &Packed<PieceElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    let whole = whole(
        &elem.block,
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
    if regions.size.y.fits(whole.height()) {
        return Ok(Fragment::frame(Frame::clone(&whole)));
    }
    typst_layout::layout_fragment(engine, &elem.block, locator.relayout(), styles, regions)
}

/// A block by itself at a width, remembered.
#[comemo::memoize]
#[expect(clippy::too_many_arguments, reason = "an engine is handed over in its parts")]
fn whole(
    block: &Content,
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
) -> SourceResult<Arc<Frame>> {
    let introspector = Protected::from_raw(introspector);
    let link = LocatorLink::new(locator);
    let locator = Locator::link(&link);
    let mut engine = Engine { library, world, introspector, traced, sink, route: Route::extend(route) };
    let region = Region::new(Size::new(width, Abs::inf()), Axes::new(expand, false));
    typst_layout::layout_frame(&mut engine, block, locator, styles, region).map(Arc::new)
}
