//! How high columns must be at least to hold what stands in them: a sum, where a trial is a layout.

use typst_library::layout::{Abs, Frame, FrameItem, Point};

/// How exactly lengths agree that are the same, in points.
const EXACT: f64 = 0.01;

/// A letter stands at least so far above its baseline, in parts of its size; what is less counts as less high.
const RISE: f64 = 0.5;

/// What stands in columns, from the head of the first to the foot of the last.
pub struct Heights {
    /// How high each thing is, and the gap before it, in points; a gap goes where a column ends in it.
    things: Vec<(f64, f64)>,
}

impl Heights {
    /// Looks at columns side by side in a frame.
    pub fn new(columns: &Frame, count: usize) -> Self {
        let width = columns.width() / count as f64;
        let mut stretches = vec![Vec::new(); count];
        gather(columns, Point::zero(), width, &mut stretches);
        Self { things: stretches.into_iter().flat_map(things).collect() }
    }

    /// The least whole number of lines that columns must be high, if things could break anywhere.
    ///
    /// Whatever is kept together, such as the lines of a heading, takes as much or more.
    pub fn least(&self, count: usize, grid: Abs, most: f64) -> f64 {
        let mut height = 1.0;
        while height < most && !self.may_hold(count, height * grid.to_pt() + EXACT) {
            height += 1.0;
        }
        height
    }

    /// Whether so many columns of a height could hold all.
    fn may_hold(&self, count: usize, height: f64) -> bool {
        let (mut column, mut filled) = (0, 0.0);
        for (gap, length) in &self.things {
            let mut length = *length;
            if filled > 0.0 {
                filled += gap;
            }
            while filled + length > height {
                length -= (height - filled).max(0.0);
                (column, filled) = (column + 1, 0.0);
                if column >= count {
                    return false;
                }
            }
            filled += length;
        }
        true
    }
}

/// The heights of what takes up stretches of a column, and the gaps before them.
fn things(mut stretches: Vec<[f64; 2]>) -> Vec<(f64, f64)> {
    stretches.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut things = Vec::new();
    let mut reached = 0.0;
    for [top, foot] in stretches {
        if foot > reached {
            things.push(((top - reached).max(0.0), foot - top.max(reached)));
            reached = foot;
        }
    }
    things
}

/// From where to where everything in each column reaches.
fn gather(frame: &Frame, at: Point, width: Abs, columns: &mut [Vec<[f64; 2]>]) {
    for (offset, item) in frame.items() {
        let place = at + *offset;
        let y = place.y.to_pt();
        let stretch = match item {
            FrameItem::Group(group) if !group.transform.is_identity() => continue,
            // A paragraph has no gaps; whatever else holds several things has some that go where a column ends.
            FrameItem::Group(group) if group.frame.kind().is_soft() || !is_bare(&group.frame) => {
                gather(&group.frame, place, width, columns);
                continue;
            }
            FrameItem::Group(group) => [y, y + group.frame.height().to_pt()],
            FrameItem::Text(text) => [y - RISE * text.size.to_pt(), y],
            _ => continue,
        };
        let column = ((place.x / width) as usize).min(columns.len().saturating_sub(1));
        if let Some(stretches) = columns.get_mut(column) {
            stretches.push(stretch);
        }
    }
}

/// Whether a frame holds no block.
fn is_bare(frame: &Frame) -> bool {
    frame.items().all(|(_, item)| match item {
        FrameItem::Group(group) => group.frame.kind().is_soft() && is_bare(&group.frame),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use typst_library::layout::{Abs, Frame, FrameItem, GroupItem, Point, Size};

    use super::Heights;

    const GRID: f64 = 10.0;

    /// Three columns with things in them: from which line to which.
    fn columns(things: [&[[f64; 2]]; 3]) -> Heights {
        let mut all = Frame::hard(Size::new(Abs::pt(300.0), Abs::pt(500.0)));
        for (index, column) in things.into_iter().enumerate() {
            let mut inner = Frame::soft(Size::new(Abs::pt(90.0), Abs::pt(500.0)));
            for [top, foot] in column {
                let thing = Frame::hard(Size::new(Abs::pt(90.0), Abs::pt((foot - top) * GRID)));
                inner.push(Point::with_y(Abs::pt(top * GRID)), FrameItem::Group(GroupItem::new(thing)));
            }
            all.push_frame(Point::with_x(Abs::pt(index as f64 * 105.0)), inner);
        }
        Heights::new(&all, 3)
    }

    fn least(things: [&[[f64; 2]]; 3]) -> f64 {
        columns(things).least(3, Abs::pt(GRID), 50.0)
    }

    #[test]
    fn what_could_break_anywhere_fills_the_columns() {
        assert_eq!(least([&[], &[], &[]]), 1.0);
        assert_eq!(least([&[[0.0, 3.0]], &[], &[]]), 1.0);
        assert_eq!(least([&[[0.0, 30.0]], &[], &[]]), 10.0);
        assert_eq!(least([&[[0.0, 31.0]], &[], &[]]), 11.0);
        assert_eq!(least([&[[0.0, 20.0]], &[[0.0, 10.0]], &[]]), 10.0);
        assert_eq!(
            columns([&[[0.0, 90.0]], &[], &[]]).least(3, Abs::pt(GRID), 20.0),
            20.0,
            "no more than most"
        );
    }

    #[test]
    fn a_gap_goes_where_a_column_ends() {
        assert_eq!(least([&[[0.0, 10.0], [12.0, 22.0], [24.0, 34.0]], &[], &[]]), 10.0);
        assert_eq!(
            least([&[[0.0, 4.0], [6.0, 16.0], [16.0, 32.0]], &[], &[]]),
            11.0,
            "within a column it stays"
        );
        assert_eq!(least([&[[0.0, 4.0], [6.0, 10.0]], &[[0.0, 10.0]], &[[0.0, 10.0]]]), 10.0);
    }

    /// A block is no higher than what it holds, and breaks between that.
    #[test]
    fn a_gap_within_a_block_goes_too() {
        let thing = |top: f64, lines: f64| {
            let frame = Frame::hard(Size::new(Abs::pt(90.0), Abs::pt(lines * GRID)));
            (Point::with_y(Abs::pt(top * GRID)), FrameItem::Group(GroupItem::new(frame)))
        };
        let mut block = Frame::hard(Size::new(Abs::pt(90.0), Abs::pt(34.0 * GRID)));
        for top in [0.0, 12.0, 24.0] {
            let (at, item) = thing(top, 10.0);
            block.push(at, item);
        }
        let mut all = Frame::hard(Size::new(Abs::pt(300.0), Abs::pt(500.0)));
        all.push_frame(Point::zero(), block);
        assert_eq!(Heights::new(&all, 3).least(3, Abs::pt(GRID), 50.0), 10.0);
    }
}
