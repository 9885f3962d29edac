//! The boxes around letters, each looked up once.

use std::collections::HashMap;

use typst_library::layout::{Abs, Em, Point, Rect};
use typst_library::text::{FontInstance, Glyph, TextItem};
use typst_utils::Numeric;

/// The boxes around the letters of some fonts.
#[derive(Default)]
pub struct Letters(Vec<(FontInstance, HashMap<u16, Rect>)>);

impl Letters {
    /// The box around a text's letters, in the text's own coordinates: what `TextItem::bbox` gives, which
    /// looks at each text anew.
    pub fn around(&mut self, text: &TextItem) -> Rect {
        let known = self.0.iter().position(|(font, _)| *font == text.font);
        let index = known.unwrap_or_else(|| {
            self.0.push((text.font.clone(), HashMap::new()));
            self.0.len() - 1
        });
        let (mut min, mut max) = (Point::splat(Abs::inf()), Point::splat(-Abs::inf()));
        let mut cursor = Point::zero();
        let Some((_, boxes)) = self.0.get_mut(index) else { return Rect::new(min, max) };
        let at = |x: Em, y: Em| Point::new(x.at(text.size), y.at(text.size));
        for glyph in &text.glyphs {
            let one = *boxes.entry(glyph.id).or_insert_with(|| alone(text, glyph));
            if one.min.x.is_finite() {
                // The box is that at a size of one point, and points down; glyphs are placed upwards.
                let size = text.size.to_pt();
                let from = cursor + at(glyph.x_offset, glyph.y_offset);
                min = min.min(from + Point::new(one.min.x, -one.min.y) * size);
                max = max.max(from + Point::new(one.max.x, -one.max.y) * size);
            }
            cursor += at(glyph.x_advance, glyph.y_advance);
        }
        Rect::new(Point::new(min.x, -min.y), Point::new(max.x, -max.y))
    }
}

/// The box around a letter by itself, at a size of one point.
fn alone(text: &TextItem, glyph: &Glyph) -> Rect {
    let still = Glyph {
        x_advance: Em::zero(),
        x_offset: Em::zero(),
        y_advance: Em::zero(),
        y_offset: Em::zero(),
        ..glyph.clone()
    };
    let text = TextItem {
        font: text.font.clone(),
        size: Abs::pt(1.0),
        fill: text.fill.clone(),
        stroke: None,
        lang: text.lang,
        region: text.region,
        text: text.text.clone(),
        glyphs: vec![still],
    };
    text.bbox()
}
