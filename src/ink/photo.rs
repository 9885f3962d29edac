//! Photographs on paper: gray that keeps its tones, and four inks.

use std::borrow::Cow;
use std::sync::LazyLock;

use rayon::prelude::*;

use super::press::Press;
use crate::content::target::Inks;
use crate::picture::{Channels, to_srgb};

/// The light of each of the 256 sRGB values, from 0 to 1 (IEC 61966-2-1).
static LIGHT: LazyLock<[f32; 256]> = LazyLock::new(|| std::array::from_fn(|value| linear(value as u8)));

/// The sRGB values of 4096 steps of light.
static VALUE: LazyLock<Vec<u8>> =
    LazyLock::new(|| (0..=4096).map(|step| encoded(step as f32 / 4096.0)).collect());

/// The light of an sRGB value, from 0 to 1.
pub fn linear(value: u8) -> f32 {
    let value = f32::from(value) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The sRGB value of light from 0 to 1.
fn encoded(light: f32) -> u8 {
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// The light of a colour, from 0 to 1 (ITU-R BT.709).
pub fn luminance(rgb: [u8; 3]) -> f32 {
    let light = |channel: u8| LIGHT[usize::from(channel)];
    0.2126 * light(rgb[0]) + 0.7152 * light(rgb[1]) + 0.0722 * light(rgb[2])
}

/// The gray of a colour: equal light, so black stays black and white stays white.
pub fn gray(rgb: [u8; 3]) -> u8 {
    VALUE[(luminance(rgb) * 4096.0).round() as usize]
}

/// How much of a colour a mask lets through: the luminance of SVG, of the values as they are encoded.
pub fn light(rgb: [u8; 3]) -> u8 {
    let [r, g, b] = rgb.map(f32::from);
    (0.2125 * r + 0.7154 * g + 0.0721 * b).round() as u8
}

/// The pixels of a gray image as grays of sRGB, of which black ink is the complement.
pub fn grays<'a>(pixels: &'a [u8], profile: Option<&[u8]>) -> Cow<'a, [u8]> {
    let converted = profile.and_then(|profile| to_srgb(profile, Channels::Gray, pixels));
    converted.map_or(Cow::Borrowed(pixels), Cow::Owned)
}

/// The pixels of an image, ready for a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pixels {
    /// One byte a pixel: 0 is black.
    Gray(Vec<u8>),
    /// Three bytes a pixel, for a printer who separates.
    Rgb(Vec<u8>),
    /// Four bytes a pixel: 255 is full ink.
    Cmyk(Vec<u8>),
}

impl Press {
    /// The pixels of an RGB image, 3 bytes each, in its own profile or else in sRGB.
    pub fn photo(&self, rgb: &[u8], profile: Option<&[u8]>) -> Pixels {
        let converted = profile.and_then(|profile| to_srgb(profile, Channels::Rgb, rgb));
        let rgb = converted.as_deref().unwrap_or(rgb);
        match self.inks {
            Inks::Two => Pixels::Gray(
                rgb.par_chunks_exact(3).map(|pixel| gray([pixel[0], pixel[1], pixel[2]])).collect(),
            ),
            Inks::Cmyk | Inks::Rgb => Pixels::Cmyk(self.profile.separate(rgb)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::gray;

    /// Equal light, and the whole range from black to white.
    #[test]
    fn grays_keep_their_range_and_their_light() {
        for value in 0..=255 {
            assert!(gray([value; 3]).abs_diff(value) <= 1, "{value}: {}", gray([value; 3]));
        }
        assert_eq!((gray([0; 3]), gray([255; 3])), (0, 255));
        // A mean of the encoded values would give 85 for each.
        assert_eq!((gray([255, 0, 0]), gray([0, 255, 0]), gray([0, 0, 255])), (127, 220, 76));
    }
}
