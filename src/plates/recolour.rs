//! Every colour becomes the gray of its ink on one plate.

use std::collections::HashMap;

use typst_library::foundations::Bytes;
use typst_library::visualize::{
    Color, ExchangeFormat, Paint, ProcessColor, ProcessColorSpace, RasterImage, SpotColorantName,
};

use super::photo;
use crate::content::target::Inks;
use crate::ink::{Mix, Plate, Press};

/// Knows the ink of each colour on one plate.
pub struct Recolour<'a> {
    /// The press.
    pub press: &'a Press,
    /// The plate.
    pub plate: Plate,
    known: HashMap<[u8; 3], Mix>,
}

/// The ink of a colour and its opacity.
pub struct Ink {
    /// The ink on the plate, from 0 to 1.
    pub amount: f32,
    /// Whether it leaves alone what lies under it on this plate.
    pub lets_through: bool,
    /// From 0 to 1.
    pub opacity: f32,
}

impl<'a> Recolour<'a> {
    /// A plate of a press.
    pub fn new(press: &'a Press, plate: Plate) -> Self {
        Self { press, plate, known: HashMap::new() }
    }

    /// The ink of a plain paint; the layouts have no tilings of their own.
    pub fn paint(&mut self, paint: &Paint) -> Ink {
        match paint {
            Paint::Solid(color) => self.color(color),
            Paint::Gradient(_) | Paint::Tiling(_) => Ink { amount: 0.0, lets_through: false, opacity: 1.0 },
        }
    }

    fn color(&mut self, color: &Color) -> Ink {
        let mix = match color {
            Color::Process(ProcessColor::Cmyk(own)) => Mix { cmyk: [own.c, own.m, own.y, own.k], spot: 0.0 },
            Color::Spot(spot) if spot.colorant.name == Some(SpotColorantName::All) => {
                // All plates that the press has.
                let tint = spot.tint.get() as f32;
                let spot = if self.press.inks == Inks::Two { tint } else { 0.0 };
                Mix { cmyk: [tint; 4], spot }
            }
            other => {
                let [r, g, b, _] = other.to_process_space(ProcessColorSpace::Srgb).to_vec4_u8();
                self.mix([r, g, b])
            }
        };
        let lets_through = mix.overprints() && self.plate != Plate::Process(3);
        Ink { amount: mix.on(self.plate), lets_through, opacity: color.alpha().unwrap_or(1.0) }
    }

    /// The ink of an sRGB colour.
    pub fn mix(&mut self, rgb: [u8; 3]) -> Mix {
        *self.known.entry(rgb).or_insert_with(|| self.press.mix(rgb))
    }

    /// The gray of an sRGB colour's ink, as light from 0 to 255.
    pub fn light(&mut self, rgb: [u8; 3]) -> u8 {
        ((1.0 - self.mix(rgb).on(self.plate)) * 255.0).round() as u8
    }

    /// Whether black lines let the ink under them through.
    pub fn overprints(&self) -> bool {
        self.plate != Plate::Process(3)
    }

    /// An encoded image in its ink on the plate, as a PNG file.
    pub fn embedded(&self, data: &[u8]) -> Option<Vec<u8>> {
        let format = ExchangeFormat::detect(data)?;
        let raster = RasterImage::plain(Bytes::new(data.to_vec()), format).ok()?;
        let plate = photo::plate(&raster, self.press, self.plate)?;
        let mut png = std::io::Cursor::new(Vec::new());
        plate.dynamic().write_to(&mut png, image::ImageFormat::Png).ok()?;
        Some(png.into_inner())
    }
}
