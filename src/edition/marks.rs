//! Printer's marks, outside the bleed: crop and registration marks, a colour bar, a slug line.

use std::sync::Arc;

use typst_library::layout::{Abs, Em, Frame, FrameItem, Point, Ratio, Size};
use typst_library::text::{Font, FontInstance, FontVariant, FontVariations, Glyph, Lang, TextItem};
use typst_library::visualize::{
    Cmyk, Color, Curve, FixedStroke, Geometry, Paint, ProcessColor, SpotColor, SpotColorant, SpotColorantName,
};
use typst_syntax::Span;

use super::walk::{Area, rectangle};
use crate::content::Length;
use crate::content::target::Inks;
use crate::ink::{Plate, Press};

/// What the marks are made of.
pub struct Marks {
    /// What prints on every plate in use, one over the other.
    everywhere: Vec<Paint>,
    /// The patches of the colour bar.
    patches: Vec<Color>,
    /// The types of the slug line.
    fonts: Vec<FontInstance>,
}

/// The thickness of marks, in points.
const THIN: f64 = 0.25;

/// The length of crop marks.
const CROP: Length = Length(5.0);

/// How far marks stand off the bleed.
const CLEAR: Length = Length(1.0);

/// The radius of a registration mark's circle.
const RADIUS: Length = Length(1.5);

/// The side of a patch in the colour bar.
const PATCH: Length = Length(5.0);

/// The size of the slug line's type, in points.
const TYPE: f64 = 6.0;

/// From one slug line to the next, in points.
const LEADING: f64 = 7.5;

impl Marks {
    /// The marks for a press; the slug line is set in the given fonts, in the first that has a letter.
    pub fn new(press: &Press, fonts: &[Font]) -> Self {
        let tints = |plate: Plate| [tint(press, plate, 1.0), tint(press, plate, 0.5)];
        let variant = FontVariant::default();
        let instance =
            |font: &Font| font.clone().instantiate(variant, Abs::pt(TYPE), &FontVariations::default());
        let fonts = fonts.iter().map(instance).collect();
        let everywhere = match press.inks {
            // The registration colour would print on plates that a book of two inks does not have.
            Inks::Two => vec![tint(press, Plate::Spot, 1.0).into(), Color::BLACK.into()],
            Inks::Cmyk | Inks::Rgb => vec![registration()],
        };
        Self { everywhere, patches: press.plates().into_iter().flat_map(tints).collect(), fonts }
    }
}

/// A tint of one plate's ink.
fn tint(press: &Press, plate: Plate, share: f32) -> Color {
    match plate {
        Plate::Spot => {
            let [r, g, b] =
                press.spot.rgb.map(|own| (255.0 - share * (255.0 - f32::from(own))).round() as u8);
            Color::from_u8(r, g, b, 255)
        }
        Plate::Process(3) => {
            let gray = ((1.0 - share) * 255.0).round() as u8;
            Color::from_u8(gray, gray, gray, 255)
        }
        Plate::Process(ink) => {
            let mut inks = [0.0; 4];
            inks[ink] = share;
            process(inks)
        }
    }
}

/// A colour of the four inks, each from 0 to 1.
pub fn process([c, m, y, k]: [f32; 4]) -> Color {
    ProcessColor::Cmyk(Cmyk { c, m, y, k }).into()
}

/// The colour that prints on every plate.
fn registration() -> Paint {
    let name = Some(SpotColorantName::All);
    let fallback = ProcessColor::Cmyk(Cmyk { c: 1.0, m: 1.0, y: 1.0, k: 1.0 });
    let colorant = SpotColorant { name, fallback };
    Color::Spot(SpotColor::new(Arc::new(colorant), Ratio::one())).into()
}

/// Draws all marks around a trim, clear of its bleed (points).
pub fn draw(frame: &mut Frame, trim: Area, bleed: f64, marks: &Marks, slug: &str) {
    crops(frame, trim, bleed, marks);
    registers(frame, trim, bleed, marks);
    bar(frame, trim, bleed, marks);
    slug_line(frame, trim, bleed, marks, slug);
}

impl Marks {
    /// A thin line on every plate.
    pub fn line(&self, frame: &mut Frame, [x, y]: [f64; 2], to: [f64; 2]) {
        let along = Point::new(Abs::pt(to[0] - x), Abs::pt(to[1] - y));
        self.outline(frame, [x, y], Geometry::Line(along));
    }

    fn outline(&self, frame: &mut Frame, [x, y]: [f64; 2], geometry: Geometry) {
        for paint in &self.everywhere {
            let shape = geometry.clone().stroked(FixedStroke::from_pair(paint.clone(), Abs::pt(THIN)));
            frame.push(Point::new(Abs::pt(x), Abs::pt(y)), FrameItem::Shape(shape, Span::detached()));
        }
    }
}

/// Two lines at each corner, in line with the trim.
fn crops(frame: &mut Frame, trim: Area, bleed: f64, marks: &Marks) {
    let near = bleed + CLEAR.points();
    let far = near + CROP.points();
    for (x, out) in [(trim.left, -1.0), (trim.right, 1.0)] {
        for (y, up) in [(trim.top, -1.0), (trim.bottom, 1.0)] {
            marks.line(frame, [x + out * near, y], [x + out * far, y]);
            marks.line(frame, [x, y + up * near], [x, y + up * far]);
        }
    }
}

/// A circle with a cross in the middle of each side.
fn registers(frame: &mut Frame, trim: Area, bleed: f64, marks: &Marks) {
    let off = bleed + CLEAR.points() + CROP.points() / 2.0;
    let (middle, half) =
        ([(trim.left + trim.right) / 2.0, (trim.top + trim.bottom) / 2.0], CROP.points() / 2.0);
    let centres = [
        [middle[0], trim.top - off],
        [middle[0], trim.bottom + off],
        [trim.left - off, middle[1]],
        [trim.right + off, middle[1]],
    ];
    for [x, y] in centres {
        marks.line(frame, [x - half, y], [x + half, y]);
        marks.line(frame, [x, y - half], [x, y + half]);
        let radius = RADIUS.points();
        let circle = Curve::ellipse(Size::splat(Abs::pt(2.0 * radius)));
        marks.outline(frame, [x - radius, y - radius], Geometry::Curve(circle));
    }
}

/// A patch of each plate, full and half, over the page.
fn bar(frame: &mut Frame, trim: Area, bleed: f64, marks: &Marks) {
    let side = PATCH.points();
    let top = trim.top - bleed - CLEAR.points() - side;
    let start = trim.left + 2.0 * side;
    for (index, color) in marks.patches.iter().enumerate() {
        let at = Point::new(Abs::pt(start + index as f64 * side), Abs::pt(top));
        let shape = rectangle(Size::splat(Abs::pt(side)), color.clone().into());
        frame.push(at, FrameItem::Shape(shape, Span::detached()));
    }
}

/// The slug line, under the page: in lines that stay clear of the registration mark in the middle.
fn slug_line(frame: &mut Frame, trim: Area, bleed: f64, marks: &Marks, text: &str) {
    let left = trim.left + 2.0 * PATCH.points();
    let room = (trim.left + trim.right) / 2.0 - CROP.points() - left;
    let top = trim.bottom + bleed + CLEAR.points();
    for (index, line) in text.lines().enumerate() {
        let runs: Vec<(&FontInstance, String)> = runs(&marks.fonts, line);
        let runs = runs.iter().map(|(font, text)| (*font, text, glyphs(font, text)));
        let runs: Vec<_> = runs.collect();
        let width = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.x_advance).sum::<Em>().get();
        let whole: f64 = runs.iter().map(|(_, _, glyphs)| width(glyphs)).sum();
        let size = TYPE.min(room / whole.max(1.0));
        let baseline = top + TYPE + index as f64 * LEADING;
        let mut at = left;
        for (font, text, glyphs) in runs {
            let place = Point::new(Abs::pt(at), Abs::pt(baseline));
            at += width(&glyphs) * size;
            let item = TextItem {
                font: font.clone(),
                size: Abs::pt(size),
                fill: Color::BLACK.into(),
                stroke: None,
                lang: Lang::ENGLISH,
                region: None,
                text: text.as_str().into(),
                glyphs,
            };
            frame.push(place, FrameItem::Text(item));
        }
    }
}

/// The runs of a line by the fonts that set them; characters that no font has are left out.
fn runs<'a>(fonts: &'a [FontInstance], line: &str) -> Vec<(&'a FontInstance, String)> {
    let mut runs: Vec<(&FontInstance, String)> = Vec::new();
    for c in line.chars() {
        let Some(font) = fonts.iter().find(|font| font.ttf().glyph_index(c).is_some()) else { continue };
        match runs.last_mut() {
            Some((last, text)) if std::ptr::eq(*last, font) => text.push(c),
            _ => runs.push((font, c.to_string())),
        }
    }
    runs
}

/// The glyphs of a run, without kerning.
fn glyphs(font: &FontInstance, line: &str) -> Vec<Glyph> {
    let glyph = |(at, c): (usize, char)| {
        let id = font.ttf().glyph_index(c)?.0;
        Some(Glyph {
            id,
            x_advance: font.x_advance(id).unwrap_or(Em::zero()),
            x_offset: Em::zero(),
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            range: at as u16..(at + c.len_utf8()) as u16,
            span: (Span::detached(), 0),
        })
    };
    line.char_indices().filter_map(glyph).collect()
}
