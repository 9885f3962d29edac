//! The lines of a paragraph are put together from its glyphs.

use std::ops::Range;

use typst_library::layout::{Abs, Em, Frame, FrameItem, Point, Size};
use typst_library::text::{Glyph, TextItem};

use super::choose::End;
use super::read::{Paragraph, Piece, Run, SOFT, advance};
use super::regions::Lines;

/// Sets a paragraph with these line ends; `filled` is how Typst set it.
pub fn set(paragraph: &Paragraph, ends: &[End], filled: &Frame, expand: bool) -> Lines {
    let same = ends.iter().map(|end| end.at).eq(paragraph.filled.iter().copied());
    if same || ends.is_empty() {
        return Lines::new(filled.clone(), Some(paragraph.height));
    }
    let height = paragraph.height * ends.len() as f64;
    let mut setter =
        Setter { paragraph, ends, line: 0, at: Point::with_x(paragraph.indent), items: Vec::new() };
    for piece in &paragraph.pieces {
        match piece {
            Piece::Tag(tag) => setter.items.push((setter.at, FrameItem::Tag((*tag).clone()))),
            Piece::Run(run) => setter.run(run),
        }
    }
    let width = if expand { paragraph.room } else { setter.width().min(paragraph.room) };
    let mut whole = Frame::hard(Size::new(width, height));
    if filled.has_baseline() {
        whole.set_baseline(filled.baseline());
    }
    whole.push_multiple(setter.items);
    Lines::new(whole, Some(paragraph.height))
}

struct Setter<'a> {
    paragraph: &'a Paragraph<'a>,
    ends: &'a [End],
    line: usize,
    /// The top left of what comes next.
    at: Point,
    items: Vec<(Point, FrameItem)>,
}

impl Setter<'_> {
    /// The width of the longest line.
    fn width(&self) -> Abs {
        let width = |byte: usize| self.paragraph.widths.get(byte).copied().flatten().unwrap_or_default();
        let mut start = 0;
        let mut indent = self.paragraph.indent;
        let line = |end: &End| {
            let reach = width(end.end) - width(start) + end.hyphen.unwrap_or_default() + indent;
            (start, indent) = (end.at, Abs::zero());
            reach
        };
        self.ends.iter().map(line).fold(Abs::zero(), Abs::max)
    }

    /// Sets a run on this line, and on those after it where it is longer.
    fn run(&mut self, run: &Run) {
        let (mut from, stop) = (run.start, run.start + run.text.text.len());
        while from < stop {
            let Some(end) = self.ends.get(self.line).copied() else { return };
            let to = end.at.min(stop);
            self.part(run, from..to, end);
            from = to;
            // What stands between two runs belongs to the line before, as a tag that ends there does.
            if to == end.at && self.line + 1 < self.ends.len() {
                self.line += 1;
                self.at = Point::with_y(self.paragraph.height * self.line as f64);
            }
        }
    }

    /// Sets a part of a run, and the hyphen after it.
    fn part(&mut self, run: &Run, range: Range<usize>, end: End) {
        let inner = range.start - run.start..range.end - run.start;
        let mut text = slice(run.text, inner, self.paragraph.tracking);
        for glyph in &mut text.glyphs {
            if range.start + glyph.range().start >= end.end && end.hyphen.is_none() {
                (glyph.x_advance, glyph.x_offset) = (Em::zero(), Em::zero());
            }
        }
        let hyphen = end.hyphen.filter(|_| range.end == end.at).and_then(|_| hyphen(&text));
        for text in [Some(text), hyphen].into_iter().flatten() {
            let at = self.at + Point::with_y(run.drop);
            let width = text.width();
            self.items.push((at, FrameItem::Text(text)));
            if let Some((destination, from, height)) = run.link {
                let size = Size::new(width, height);
                self.items.push((at + from, FrameItem::Link(destination.clone(), size)));
            }
            self.at.x += width;
        }
    }
}

/// A part of a text, by its bytes, with the full width of its spaces.
fn slice(text: &TextItem, range: Range<usize>, tracking: Abs) -> TextItem {
    let shifted = |byte: u16| byte.saturating_sub(u16::try_from(range.start).unwrap_or(u16::MAX));
    let glyphs = text.glyphs.iter().filter(|glyph| range.contains(&glyph.range().start));
    let glyphs = glyphs.map(|glyph| Glyph {
        range: shifted(glyph.range.start)..shifted(glyph.range.end),
        x_advance: advance(text, glyph, tracking),
        ..glyph.clone()
    });
    TextItem {
        font: text.font.clone(),
        size: text.size,
        fill: text.fill.clone(),
        stroke: text.stroke.clone(),
        lang: text.lang,
        region: text.region,
        text: text.text.get(range.clone()).unwrap_or_default().into(),
        glyphs: glyphs.collect(),
    }
}

/// The hyphen after a text.
fn hyphen(text: &TextItem) -> Option<TextItem> {
    let id = text.font.ttf().glyph_index('-')?.0;
    let last = text.glyphs.last()?;
    let glyph = Glyph {
        id,
        x_advance: text.font.x_advance(id)?,
        x_offset: Em::zero(),
        y_advance: Em::zero(),
        y_offset: Em::zero(),
        range: 0..SOFT.len() as u16,
        span: last.span,
    };
    let mut hyphen = slice(text, 0..0, Abs::zero());
    (hyphen.text, hyphen.glyphs) = (SOFT.into(), vec![glyph]);
    Some(hyphen)
}
