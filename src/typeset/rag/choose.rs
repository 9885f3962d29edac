//! The best line ends of a paragraph: those that cost least in all, as Knuth and Plass (1981) find them.
//!
//! A line costs the square of what it leaves empty, in ems, and less so in a wide column; a hyphen and a
//! short last line cost what the tokens say. No more than two lines in a row end with a dash. Then lines are
//! held to their mean and not to the column's edge, where as many of them end with no more hyphens and more
//! evenly so.

use typst_library::foundations::StyleChain;
use typst_library::layout::Abs;
use typst_library::text::TextElem;

use super::costs::{
    DASHES, EDGE, EVEN, GOOD, HYPHEN, LAST, MANY, NARROW, PART, RUNT, SHORT, TWO, WHOLE, WIDE,
};
use super::points::{self, Gap};
use super::read::{Paragraph, Piece};

/// A line's end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    /// The byte at which the next line begins.
    pub at: usize,
    /// The byte after the line's last letter.
    pub end: usize,
    /// The width of the hyphen at it, if there is one.
    pub hyphen: Option<Abs>,
}

/// A place at which a line may end, with what is known of it.
struct Point {
    end: End,
    /// The width of all text before the next line, and before this line's end, with its hyphen.
    next: Abs,
    reach: Abs,
    dash: bool,
    /// What ending here costs.
    cost: f64,
    /// Whether it is a place between words.
    between: bool,
}

/// The line ends of a paragraph.
pub fn choose(paragraph: &Paragraph, styles: StyleChain) -> Vec<End> {
    let size = styles.resolve(TextElem::size);
    let costs = styles.get(TextElem::costs);
    let chooser = Chooser {
        paragraph,
        size,
        hyphenation: HYPHEN * costs.hyphenation().get(),
        runt: RUNT * costs.runt().get(),
    };
    let gaps = points::gaps(&paragraph.text);
    let words = chooser.words(&gaps);
    let whole = chooser.best(&words, 0.0);
    let hyphenate = styles.get(TextElem::hyphenate).unwrap_or(false);
    if !hyphenate || whole.emptiest <= GOOD {
        return chooser.evened(&words, whole).ends;
    }
    let parts = chooser.parts(&gaps, words);
    chooser.evened(&parts, chooser.best(&parts, 0.0)).ends
}

/// The ends of all lines, and how these are.
struct Ends {
    ends: Vec<End>,
    /// The emptiest line but the last, in ems.
    emptiest: f64,
    /// What lines but the last leave empty in the mean, and how far they are from that, in ems.
    mean: f64,
    spread: f64,
    hyphens: usize,
}

struct Chooser<'a> {
    paragraph: &'a Paragraph<'a>,
    size: Abs,
    hyphenation: f64,
    runt: f64,
}

/// The best way to come to a place with so many dashes in a row.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    from: usize,
    dashes: usize,
    /// The emptiest line, in ems.
    emptiest: f64,
}

impl Chooser<'_> {
    fn width(&self, byte: usize) -> Option<Abs> {
        self.paragraph.widths.get(byte).copied().flatten()
    }

    /// The places between words.
    fn words(&self, gaps: &[Gap]) -> Vec<Point> {
        let point = |gap: &Gap| {
            let end = End { at: gap.at, end: gap.end, hyphen: None };
            let (next, reach) = (self.width(gap.at)?, self.width(gap.end)?);
            Some(Point { end, next, reach, dash: gap.dash, cost: 0.0, between: true })
        };
        let mut points: Vec<Point> = gaps.iter().filter_map(point).collect();
        let steered = self.paragraph.steered.iter().filter_map(|(at, hyphen)| self.steered(*at, *hyphen));
        points.extend(steered);
        points.sort_by_key(|point| point.end.at);
        points.dedup_by_key(|point| point.end.at);
        points
    }

    /// A place in a word at which the text lets a line end.
    fn steered(&self, at: usize, hyphen: bool) -> Option<Point> {
        let before = |piece: &Piece| match piece {
            Piece::Run(run) if run.start < at => run.hyphen(),
            _ => None,
        };
        let width = if hyphen { Some(self.paragraph.pieces.iter().rev().find_map(before)?) } else { None };
        let next = self.width(at)?;
        Some(Point {
            end: End { at, end: at, hyphen: width },
            next,
            reach: next + width.unwrap_or_default(),
            dash: hyphen,
            cost: if hyphen { self.hyphenation } else { 0.0 },
            between: false,
        })
    }

    /// The places between words and in them.
    fn parts(&self, gaps: &[Gap], words: Vec<Point>) -> Vec<Point> {
        let mut all = words;
        let mut start = 0;
        for piece in &self.paragraph.pieces {
            let Piece::Run(run) = piece else { continue };
            let Some(width) = run.hyphen() else { continue };
            let to = run.start + run.text.text.len();
            for gap in gaps.iter().skip(start) {
                // A word that begins in one style and ends in another stays whole.
                let from = start.checked_sub(1).and_then(|last| gaps.get(last)).map_or(0, |last| last.at);
                if gap.end > to {
                    break;
                }
                start += 1;
                if from < run.start {
                    continue;
                }
                let found = points::hyphens(&self.paragraph.text, from, gap.end, run.text.lang.as_str());
                all.extend(found.into_iter().filter_map(|place| {
                    let short = |letters: usize| EDGE.0.saturating_sub(letters) as f64;
                    let edge = 1.0 + EDGE.1 * (short(place.letters.0) + short(place.letters.1));
                    let next = self.width(place.at)?;
                    Some(Point {
                        end: End { at: place.at, end: place.at, hyphen: Some(width) },
                        next,
                        reach: next + width,
                        dash: true,
                        cost: self.hyphenation * edge,
                        between: false,
                    })
                }));
            }
        }
        all.sort_by_key(|point| point.end.at);
        all
    }

    /// Line ends that are more even, where there are such in as many lines and with no more hyphens.
    fn evened(&self, points: &[Point], ends: Ends) -> Ends {
        let mut best = ends;
        for _ in 0..EVEN.1 {
            if best.spread < EVEN.0 || best.emptiest.is_infinite() {
                break;
            }
            let even = self.best(points, best.mean);
            let better = even.ends.len() == best.ends.len()
                && even.emptiest.is_finite()
                && even.hyphens <= best.hyphens
                && even.spread < best.spread;
            if !better {
                break;
            }
            best = even;
        }
        best
    }

    /// The line ends that cost least, if each line is to leave so much empty, in ems.
    fn best(&self, points: &[Point], aim: f64) -> Ends {
        let none = Way { cost: f64::INFINITY, from: 0, dashes: 0, emptiest: 0.0 };
        // The first is the start of the paragraph.
        let mut ways = vec![[none; DASHES + 1]; points.len() + 1];
        if let Some([start, ..]) = ways.first_mut() {
            start.cost = 0.0;
        }
        let weight = (self.paragraph.room / self.size / NARROW).max(1.0).recip();
        for to in 1..=points.len() {
            let Some(point) = points.get(to - 1) else { continue };
            let mut best = [none; DASHES + 1];
            for from in (0..to).rev() {
                let empty = self.empty(points, from, point);
                let wide = !empty.fits(Abs::zero());
                if wide && from + 1 < to {
                    break;
                }
                let last = to == points.len();
                let slack = if last { 0.0 } else { (empty / self.size).max(0.0) };
                let off = if last { 0.0 } else { slack - aim };
                let mut cost = off * off * weight + point.cost;
                cost += if wide { WIDE } else { 0.0 };
                cost += if last { self.end(points, from) } else { 0.0 };
                let Some(starts) = ways.get(from) else { continue };
                for (dashes, way) in starts.iter().enumerate() {
                    let (row, more) = match dashes + usize::from(point.dash) {
                        _ if !point.dash => (0, 0.0),
                        row if row > DASHES => (DASHES, MANY),
                        row => (row, if row > 1 { TWO } else { 0.0 }),
                    };
                    let total = way.cost + cost + more;
                    if let Some(best) = best.get_mut(row)
                        && total < best.cost
                    {
                        *best = Way { cost: total, from, dashes, emptiest: way.emptiest.max(slack) };
                    }
                }
            }
            if let Some(slot) = ways.get_mut(to) {
                *slot = best;
            }
        }
        self.trace(points, &ways)
    }

    /// What a last line costs that begins after a place.
    fn end(&self, points: &[Point], from: usize) -> f64 {
        let Some(before) = from.checked_sub(1).and_then(|last| points.get(last)) else { return 0.0 };
        let width = points.last().map_or(Abs::zero(), |last| last.reach - before.next);
        let letters = self.paragraph.text.len().saturating_sub(before.end.at);
        let between = points.iter().skip(from).filter(|point| point.between).count();
        match (between, before.between) {
            (1, true) if letters <= SHORT.0 => SHORT.1 * self.runt,
            (1, true) if width < WHOLE * self.paragraph.room => self.runt,
            (_, true) => 0.0,
            (1, false) => PART,
            (_, false) => LAST,
        }
    }

    /// Goes back from the end of the paragraph.
    fn trace(&self, points: &[Point], ways: &[[Way; DASHES + 1]]) -> Ends {
        let mut found = Ends { ends: Vec::new(), emptiest: 0.0, mean: 0.0, spread: 0.0, hyphens: 0 };
        let mut to = points.len();
        let last = ways.get(to).into_iter().flatten().enumerate();
        let Some((mut row, best)) = last.min_by(|(_, a), (_, b)| a.cost.total_cmp(&b.cost)) else {
            return found;
        };
        found.emptiest = if best.cost >= WIDE { f64::INFINITY } else { best.emptiest };
        let mut slacks = Vec::new();
        while to > 0 {
            let (Some(point), Some(way)) = (points.get(to - 1), ways.get(to).and_then(|ways| ways.get(row)))
            else {
                break;
            };
            if to < points.len() {
                slacks.push(self.empty(points, way.from, point) / self.size);
                found.hyphens += usize::from(point.end.hyphen.is_some());
            }
            found.ends.push(point.end);
            (to, row) = (way.from, way.dashes);
        }
        found.ends.reverse();
        let count = slacks.len().max(1) as f64;
        found.mean = slacks.iter().sum::<f64>() / count;
        let squares: f64 = slacks.iter().map(|slack| (slack - found.mean).powi(2)).sum();
        found.spread = (squares / count).sqrt();
        found
    }

    /// What a line leaves empty that begins after a place and ends at a point.
    fn empty(&self, points: &[Point], from: usize, point: &Point) -> Abs {
        let before = from.checked_sub(1).and_then(|last| points.get(last));
        let begin = before.map_or(Abs::zero(), |before| before.next);
        let room = self.paragraph.room - if from == 0 { self.paragraph.indent } else { Abs::zero() };
        room - (point.reach - begin)
    }
}
