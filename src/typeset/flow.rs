//! Three kinds of block that Typst lacks: snapped to the grid, in balanced columns, and filling the page.

use std::num::NonZeroUsize;

use typst_library::diag::SourceResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Content, Func, NativeElement, Packed, Resolve, StyleChain, elem};
use typst_library::introspection::Locator;
use typst_library::layout::{
    Abs, Axes, BlockElem, ColumnsElem, Fragment, Frame, LayoutElem, Length, Region, Regions, Size,
};
use typst_utils::Numeric;

use super::fit::{Columns, fitted, fitted_as};
use super::heights::Heights;
use super::pieces::pieces;

/// How many lines a page ends early at most, so that the next does not begin with one line alone.
const EARLY: usize = 3;

/// Content whose last frame ends on the grid.
#[elem]
pub struct SnapElem {
    /// The distance of the grid's lines.
    #[required]
    pub grid: Length,
    /// What is set.
    #[required]
    pub body: Content,
}

/// Columns whose last page is balanced.
#[elem]
pub struct BalanceElem {
    /// The distance of the grid's lines.
    #[required]
    pub grid: Length,
    /// What stands in the columns.
    #[required]
    pub body: Content,
    /// The number of columns.
    #[required]
    pub count: NonZeroUsize,
    /// The space between two columns.
    #[required]
    pub gutter: Length,
    /// How many lines stay free at the foot of the page before the last.
    #[required]
    pub early: usize,
}

/// Content that takes the rest of its page.
#[elem]
pub struct RestElem {
    /// The least height, without which it goes to the next page.
    #[required]
    pub least: Length,
    /// What is set, given the width and height that there are.
    #[required]
    pub body: Content,
}

/// A block whose height is rounded up to the grid.
pub fn snap(body: Content, grid: Length) -> Content {
    let span = body.span();
    BlockElem::multi_layouter(Packed::new(SnapElem::new(grid, body)).spanned(span), layout_snapped)
        .pack()
        .spanned(span)
}

/// Columns that break over pages and end at one height on the last.
pub fn balance(body: Content, count: NonZeroUsize, gutter: Length, grid: Length, early: usize) -> Content {
    let span = body.span();
    BlockElem::multi_layouter(
        Packed::new(BalanceElem::new(grid, body, count, gutter, early)).spanned(span),
        layout_balanced,
    )
    .pack()
    .spanned(span)
}

/// A block that takes the rest of its page, or the next page where the rest is too little.
pub fn rest(func: Func, least: Length) -> Content {
    let body = LayoutElem::new(func).pack();
    BlockElem::multi_layouter(Packed::new(RestElem::new(least, body)), layout_rest).pack()
}

fn layout_rest(
    elem: &Packed<RestElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    mut regions: Regions,
) -> SourceResult<Fragment> {
    let mut frames = Vec::new();
    if regions.size.y < elem.least.resolve(styles) && regions.may_progress() {
        frames.push(Frame::soft(Size::new(regions.size.x, Abs::zero())));
        regions.next();
    }
    let region = Region::new(regions.size, Axes::splat(true));
    frames.push(typst_layout::layout_frame(engine, &elem.body, locator, styles, region)?);
    Ok(Fragment::frames(frames))
}

fn layout_snapped(
    elem: &Packed<SnapElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    let grid = elem.grid.resolve(styles);
    let pod = Regions { expand: Axes::new(regions.expand.x, false), ..regions };
    let (fragment, body) = fitted(&elem.body, engine, locator.relayout(), styles, pod, Columns::ONE)?;
    let way = Way { body: &body, regions: pod, styles, grid };
    let (fragment, _) = way.accompanied(fragment, engine, locator.relayout(), 0)?;
    let mut frames = fragment.into_frames();
    let room = regions.iter().nth(frames.len().saturating_sub(1)).map_or(Abs::inf(), |size| size.y);
    if let Some(last) = frames.last_mut() {
        let height = lines(last.height(), grid) * grid;
        // The last lines of a page may end above its foot.
        if height <= room + Abs::pt(0.01) {
            last.size_mut().y = height;
        }
    }
    Ok(Fragment::frames(frames))
}

/// What is laid out, and where.
struct Way<'a> {
    body: &'a Content,
    regions: Regions<'a>,
    styles: StyleChain<'a>,
    grid: Abs,
}

impl Way<'_> {
    /// The frames, and the heights of their pages: the page before the last ends so many lines early, and some
    /// more where one line alone would go over, so that it has company.
    fn accompanied(
        &self,
        first: Fragment,
        engine: &mut Engine,
        locator: Locator,
        early: usize,
    ) -> SourceResult<(Fragment, Vec<Abs>)> {
        let whole: Vec<Abs> = self.regions.iter().take(first.len()).map(|size| size.y).collect();
        let mut best = (first, whole);
        for less in early.max(1)..=early.max(EARLY) {
            let is_asked = less == early;
            let (mut heights, frames) = (best.1.clone(), best.0.as_slice());
            let ([.., height, _], [.., before, _]) = (heights.as_mut_slice(), frames) else { break };
            let room = if is_asked { *height } else { before.height() };
            let less = if is_asked { less } else { less - early };
            if !(is_asked || is_alone(frames, self.grid)) || room <= less as f64 * self.grid {
                break;
            }
            *height = room - less as f64 * self.grid;
            let pod = shortened(self.regions, &heights);
            let tried =
                typst_layout::layout_fragment(engine, self.body, locator.relayout(), self.styles, pod)?;
            if is_asked || tried.len() == frames.len() && !is_alone(tried.as_slice(), self.grid) {
                best = (tried, heights);
            }
        }
        Ok(best)
    }
}

/// Whether one line alone goes over to the last page.
fn is_alone(frames: &[Frame], grid: Abs) -> bool {
    matches!(frames, [.., _, last] if lines(last.height(), grid) <= 1.0)
}

fn layout_balanced(
    elem: &Packed<BalanceElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    let grid = elem.grid.resolve(styles);
    let natural = Regions { expand: Axes::new(regions.expand.x, false), ..regions };
    let spread = Columns { count: elem.count.get(), gutter: elem.gutter.resolve(styles) };
    let mut locators = locator.split();
    let (own, locator) = (locators.next(&()), locators.next(&()));
    let set = |body: &Content, engine: &mut Engine| -> SourceResult<Content> {
        let body = pieces(body, engine, own.relayout(), styles)?;
        let columns = ColumnsElem::new(body).with_count(elem.count).with_gutter(elem.gutter.into());
        Ok(columns.pack().spanned(elem.span()))
    };
    let (first, columns) = fitted_as(&set, &elem.body, engine, locator.relayout(), styles, natural, spread)?;
    let way = Way { body: &columns, regions: natural, styles, grid };
    let (first, heights) = way.accompanied(first, engine, locator.relayout(), elem.early)?;
    let (Some(last), Some(room)) = (first.iter().last(), heights.last()) else { return Ok(first) };
    let most = lines(last.height(), grid);
    if !most.is_finite() || !room.is_finite() || most <= 1.0 {
        return Ok(first);
    }
    let fits = |height: f64, engine: &mut Engine| -> SourceResult<Option<Fragment>> {
        let mut backlog = heights.clone();
        backlog.pop();
        backlog.push(height * grid);
        let pod = shortened(natural, &backlog);
        let tried = typst_layout::layout_fragment(engine, &columns, locator.relayout(), styles, pod)?;
        Ok((tried.len() <= first.len()).then_some(tried))
    };
    // Each trial is a layout: none is made at a height that cannot do.
    let mut height = Heights::new(last, elem.count.get()).least(elem.count.get(), grid, most);
    while height < most {
        if let Some(found) = fits(height, engine)? {
            return Ok(found);
        }
        height += 1.0;
    }
    Ok(first)
}

/// The regions with other heights.
fn shortened<'a>(regions: Regions<'a>, heights: &'a [Abs]) -> Regions<'a> {
    let Some((first, later)) = heights.split_first() else { return regions };
    Regions { size: Size::new(regions.size.x, *first), backlog: later, last: Some(regions.full), ..regions }
}

/// How many lines of the grid a height takes.
fn lines(height: Abs, grid: Abs) -> f64 {
    (height / grid - 0.01).ceil().max(0.0)
}
