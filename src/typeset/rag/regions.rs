//! The lines of a paragraph go into columns and pages.

use std::sync::OnceLock;

use typst_library::foundations::StyleChain;
use typst_library::layout::{Abs, Fragment, Frame, FrameItem, FrameKind, Point, Ratio, Regions, Size};
use typst_library::text::TextElem;

/// How exactly heights agree that are the same, in points.
const EXACT: f64 = 0.01;

/// The lines of a paragraph.
#[derive(Debug)]
pub struct Lines {
    /// All of them.
    whole: Frame,
    /// The height of each, where it is that of all.
    height: Option<Abs>,
    /// One by one, where they are asked for.
    lines: OnceLock<Vec<Frame>>,
}

impl Lines {
    /// The lines in a frame, as high as is told.
    pub fn new(mut whole: Frame, height: Option<Abs>) -> Self {
        // What is hard is put into its column as a whole, and not letter by letter.
        whole.set_kind(FrameKind::Hard);
        let even = |height: &Abs| {
            let count = (whole.height() / *height).round();
            (count * *height - whole.height()).abs() < Abs::pt(EXACT)
        };
        Self { height: height.filter(even), whole, lines: OnceLock::new() }
    }

    /// The lines in some regions; none where they cannot be told apart.
    pub fn distribute(&self, styles: StyleChain, mut regions: Regions) -> Option<Fragment> {
        if regions.size.y.fits(self.whole.height()) || !regions.may_break() {
            return Some(Fragment::frame(self.whole.clone()));
        }
        let height = self.height?;
        let lines = self.lines.get_or_init(|| split(&self.whole, height));
        let costs = styles.get(TextElem::costs);
        let (first, last) = (costs.orphan() > Ratio::zero(), costs.widow() > Ratio::zero());
        let mut frames = Vec::new();
        let mut start = 0;
        for index in 0..lines.len() {
            let need = height * needed(index, lines.len(), first, last) as f64;
            let next = |regions: &Regions| regions.iter().nth(1).is_some_and(|next| next.y.fits(need));
            while (!regions.size.y.fits(height) && regions.may_progress())
                || (!regions.size.y.fits(need) && next(&regions))
            {
                frames.push(self.part(lines.get(start..index)?, height));
                start = index;
                regions.next();
            }
            regions.size.y -= height;
        }
        frames.push(self.part(lines.get(start..)?, height));
        Some(Fragment::frames(frames))
    }

    fn part(&self, lines: &[Frame], height: Abs) -> Frame {
        let mut frame = stack(lines, height);
        frame.size_mut().x = self.whole.width();
        frame
    }
}

/// How many lines must stand together from one on, so that none stands alone in its column: as in Typst.
fn needed(index: usize, count: usize, first: bool, last: bool) -> usize {
    let (first, last) = (first && count >= 2, last && count >= 2);
    match index {
        0 if count == 3 && first && last => 3,
        0 if first => 2,
        _ if last && index >= 2 && index + 2 == count => 2,
        _ => 1,
    }
}

/// Lines one under the other.
fn stack(lines: &[Frame], height: Abs) -> Frame {
    let width = lines.iter().map(Frame::width).fold(Abs::zero(), Abs::max);
    let mut frame = Frame::hard(Size::new(width, height * lines.len() as f64));
    for (index, line) in lines.iter().enumerate() {
        let top = Point::with_y(height * index as f64);
        frame.push_multiple(line.items().map(|(at, item)| (top + *at, item.clone())));
        if index == 0 && line.has_baseline() {
            frame.set_baseline(line.baseline());
        }
    }
    frame
}

/// The lines of a frame.
fn split(whole: &Frame, height: Abs) -> Vec<Frame> {
    let count = (whole.height() / height).round().max(1.0) as usize;
    let mut lines = vec![Frame::hard(Size::new(whole.width(), height)); count];
    let mut reached = 0;
    gather(whole, Point::zero(), &mut |at, item| {
        // What ends a paragraph stands under its last line; nothing goes back to a line before.
        let line = ((at.y / height).floor().max(0.0) as usize).clamp(reached, count - 1);
        if matches!(item, FrameItem::Text(_)) {
            reached = line;
        }
        if let Some(frame) = lines.get_mut(line) {
            frame.push(at - Point::with_y(height * line as f64), item.clone());
        }
    });
    if let Some(first) = lines.first_mut()
        && whole.has_baseline()
    {
        first.set_baseline(whole.baseline());
    }
    lines
}

/// Hands out the items of a frame and of those in it that are there to hold items together only.
fn gather(frame: &Frame, origin: Point, take: &mut impl FnMut(Point, &FrameItem)) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group)
                if group.frame.kind().is_soft()
                    && group.transform.is_identity()
                    && group.clip.is_none()
                    && group.label.is_none()
                    && group.parent.is_none() =>
            {
                gather(&group.frame, origin + *at, take);
            }
            item => take(origin + *at, item),
        }
    }
}
