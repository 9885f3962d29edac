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
    let (fragment, _) = fitted(&elem.body, engine, locator, styles, pod, Columns::ONE)?;
    let mut frames: Vec<_> = fragment.into_iter().collect();
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
    let (mut first, columns) =
        fitted_as(&set, &elem.body, engine, locator.relayout(), styles, natural, spread)?;
    let mut heights: Vec<Abs> = natural.iter().take(first.len()).map(|size| size.y).collect();
    if elem.early > 0
        && let [.., before, _] = heights.as_mut_slice()
        && *before > elem.early as f64 * grid
    {
        *before -= elem.early as f64 * grid;
        let pod = shortened(natural, &heights);
        first = typst_layout::layout_fragment(engine, &columns, locator.relayout(), styles, pod)?;
    }
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
