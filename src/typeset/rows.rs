//! Pictures in rows: those of a row have one height and fill the width together.

/// How much higher than wanted the pictures of the last row may be to fill it.
const STRETCH: f64 = 1.2;

/// The same where there is no other row.
const ALONE: f64 = 2.0;

/// What it costs to leave a last row empty, against rows whose height is off.
const EMPTY: f64 = 0.3;

/// Pictures that are to stand in rows, lengths in points.
pub struct Wall<'a> {
    /// The width of each over its height.
    pub ratios: &'a [f64],
    /// The least width of the place of each.
    pub least: &'a [f64],
    /// The width of a row.
    pub width: f64,
    /// The room between two.
    pub gap: f64,
    /// About how high they are.
    pub height: f64,
    /// How high they are at most.
    pub most: f64,
}

/// A row of pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// How high they are.
    pub height: f64,
    /// How wide the place of each is; a picture may be narrower.
    pub places: Vec<f64>,
}

impl Wall<'_> {
    /// The rows; `columns` says how many stand in each, unless it is 0.
    pub fn rows(&self, columns: usize) -> Vec<Row> {
        let count = self.ratios.len();
        let ends = if columns == 0 { self.breaks() } else { self.counted(columns) };
        let mut rows: Vec<Row> = Vec::new();
        let mut start = 0;
        for end in ends {
            let full = self.full(start, end);
            let is_last = end == count;
            let height = if is_last {
                // The last row is as high as the one before it, rather than blown up.
                let wanted = rows.last().map_or(self.height, |row| row.height).min(self.most);
                let stretch = if rows.is_empty() { ALONE } else { STRETCH };
                if full <= wanted * stretch { full } else { wanted }
            } else {
                full
            };
            let height = height.min(self.most);
            rows.push(Row { height, places: self.places(start, end, height) });
            start = end;
        }
        rows
    }

    /// Where rows of so many end; a row whose captions do not fit ends before.
    fn counted(&self, columns: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut start = 0;
        while start < self.ratios.len() {
            let most = (start + columns).min(self.ratios.len());
            let end = (start + 1..=most).rev().find(|end| self.holds(start, *end)).unwrap_or(start + 1);
            ends.push(end);
            start = end;
        }
        ends
    }

    /// Where rows end whose heights come nearest to the one that is wanted.
    fn breaks(&self) -> Vec<usize> {
        let count = self.ratios.len();
        // For each end, the least cost up to it, and where its last row starts.
        let mut best = vec![(0.0, 0)];
        for end in 1..=count {
            let starts = (0..end).rev().take_while(|start| end - start == 1 || self.holds(*start, end));
            let tried = starts.map(|start| {
                let before = best.get(start).map_or(f64::INFINITY, |(cost, _)| *cost);
                (before + self.cost(start, end), start)
            });
            let found = tried.fold((f64::INFINITY, end - 1), |a, b| if b.0 < a.0 { b } else { a });
            best.push(found);
        }
        let mut ends = vec![count];
        while let Some((_, start)) =
            ends.last().and_then(|end| best.get(*end)).filter(|(_, start)| *start > 0)
        {
            ends.push(*start);
        }
        ends.reverse();
        ends
    }

    /// What a row costs: how far its height is from the one wanted; what is empty, where it is the last.
    fn cost(&self, start: usize, end: usize) -> f64 {
        let full = self.full(start, end);
        let off = (full / self.height).ln().powi(2);
        let is_last = end == self.ratios.len();
        if is_last && full > self.height * STRETCH {
            let used: f64 = self.places(start, end, self.height).iter().sum();
            return (EMPTY * (1.0 - used / self.width)).min(off);
        }
        off
    }

    /// Whether the least places of some pictures stand beside each other.
    fn holds(&self, start: usize, end: usize) -> bool {
        self.needs(start, end, 0.0) <= self.room(start, end)
    }

    /// The height at which some pictures fill their row.
    fn full(&self, start: usize, end: usize) -> f64 {
        let room = self.room(start, end);
        let ratios: f64 = self.slice(start, end).map(|(ratio, _)| ratio).sum();
        let (mut low, mut high) = (0.0, room / ratios.max(1e-9));
        if self.needs(start, end, high) <= room + 1e-6 {
            return high;
        }
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if self.needs(start, end, middle) <= room { low = middle } else { high = middle }
        }
        low
    }

    fn room(&self, start: usize, end: usize) -> f64 {
        self.width - self.gap * (end - start).saturating_sub(1) as f64
    }

    fn needs(&self, start: usize, end: usize, height: f64) -> f64 {
        self.places(start, end, height).iter().sum()
    }

    fn places(&self, start: usize, end: usize, height: f64) -> Vec<f64> {
        self.slice(start, end).map(|(ratio, least)| (height * ratio).max(least.min(self.width))).collect()
    }

    fn slice(&self, start: usize, end: usize) -> impl Iterator<Item = (f64, f64)> {
        let ratios = self.ratios.iter().zip(self.least);
        ratios.take(end).skip(start).map(|(ratio, least)| (*ratio, *least))
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Wall};

    fn wall(ratios: &[f64], columns: usize) -> Vec<Row> {
        let least = vec![20.0; ratios.len()];
        Wall { ratios, least: &least, width: 500.0, gap: 10.0, height: 120.0, most: 400.0 }.rows(columns)
    }

    fn filled(row: &Row) -> f64 {
        row.places.iter().sum::<f64>() + 10.0 * (row.places.len() - 1) as f64
    }

    #[test]
    fn rows_fill_the_width_but_for_the_last() {
        for count in [1, 2, 3, 5, 8, 30] {
            let ratios: Vec<f64> = (0..count).map(|at| [1.5, 0.7, 1.0, 2.4, 1.33][at % 5]).collect();
            let rows = wall(&ratios, 0);
            assert_eq!(rows.iter().map(|row| row.places.len()).sum::<usize>(), count);
            let (last, others) = rows.split_last().expect("a row");
            for row in others {
                assert!((filled(row) - 500.0).abs() < 0.01, "{row:?}");
                assert!((70.0..=200.0).contains(&row.height), "{row:?}");
            }
            assert!(filled(last) <= 500.01 && last.height <= 240.0, "{last:?}");
        }
    }

    #[test]
    fn the_last_row_is_not_blown_up() {
        let rows = wall(&[1.5, 1.5, 1.5, 1.5], 3);
        assert_eq!(rows.len(), 2);
        assert!((rows[1].height - rows[0].height).abs() < 0.01, "{rows:?}");
    }

    #[test]
    fn panoramas_and_towers_stand() {
        let rows = wall(&[100.0, 0.01, 1.0, 0.01, 100.0], 0);
        assert_eq!(rows.iter().map(|row| row.places.len()).sum::<usize>(), 5);
        for row in rows {
            assert!(filled(&row) <= 500.01 && row.height > 0.0 && row.height <= 400.0, "{row:?}");
            assert!(row.places.iter().all(|place| *place >= 19.99), "{row:?}");
        }
    }

    #[test]
    fn captions_have_their_room() {
        let least = [300.0, 300.0, 700.0];
        let wall =
            Wall { ratios: &[1.0; 3], least: &least, width: 500.0, gap: 10.0, height: 120.0, most: 400.0 };
        for columns in [0, 3] {
            let rows = wall.rows(columns);
            assert_eq!(rows.iter().map(|row| row.places.clone()).collect::<Vec<_>>().len(), 3);
            assert!(rows.iter().all(|row| row.places[0] <= 500.0));
        }
    }
}
