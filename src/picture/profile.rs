//! The colour profiles that photographs carry (ICC.1:2010), and what their pixels are in sRGB.

use std::io::Cursor;

use image::ImageDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformExecutor, TransformOptions};
use rayon::prelude::*;

/// How many pixels are converted at a time.
const PART: usize = 1 << 16;

/// What the channels of a pixel are, a byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channels {
    /// Light.
    Gray,
    /// Red, green and blue.
    Rgb,
    /// Four inks, 255 being full ink.
    Cmyk,
}

impl Channels {
    /// How many there are.
    pub fn count(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }

    /// The layout of pixels and the space of a profile that belongs to them.
    fn names(self) -> (Layout, DataColorSpace) {
        match self {
            Self::Gray => (Layout::Gray, DataColorSpace::Gray),
            Self::Rgb => (Layout::Rgb, DataColorSpace::Rgb),
            Self::Cmyk => (Layout::Rgba, DataColorSpace::Cmyk),
        }
    }
}

/// The pixels of a profile in sRGB: 3 bytes each, but 1 byte each where they are gray.
///
/// Nothing where the profile cannot be read, or is one of other channels: `check` tells of it.
pub fn to_srgb(profile: &[u8], channels: Channels, pixels: &[u8]) -> Option<Vec<u8>> {
    let source = ColorProfile::new_from_slice(profile).ok()?;
    let (layout, space) = channels.names();
    if source.color_space != space {
        return None;
    }
    let srgb = ColorProfile::new_srgb();
    let transform =
        [RenderingIntent::RelativeColorimetric, RenderingIntent::Perceptual].map(|rendering_intent| {
            let options = TransformOptions { rendering_intent, ..TransformOptions::default() };
            source.create_transform_8bit(layout, &srgb, Layout::Rgb, options).ok()
        });
    let transform = transform.into_iter().flatten().next()?;
    if channels == Channels::Gray {
        // All tones that there are, and each pixel by its own.
        let (tones, mut rgb): (Vec<u8>, _) = ((0..=255).collect(), [0; 3 * 256]);
        transform.transform(&tones, &mut rgb).ok()?;
        let tones: Vec<u8> = rgb.chunks_exact(3).map(|rgb| rgb[1]).collect();
        return Some(pixels.iter().filter_map(|pixel| tones.get(usize::from(*pixel)).copied()).collect());
    }
    through(transform.as_ref(), pixels, (channels.count(), 3))
}

/// Pixels of so many channels through a transform, on all cores.
///
/// Nothing where it does not take them, as it does parts of pixels.
pub fn through(
    transform: &(dyn TransformExecutor<u8> + Send + Sync),
    pixels: &[u8],
    (from, to): (usize, usize),
) -> Option<Vec<u8>> {
    let mut out = vec![0; pixels.len() / from * to];
    let parts = pixels.par_chunks(PART * from).zip(out.par_chunks_mut(PART * to));
    parts.map(|(pixels, out)| transform.transform(pixels, out).is_ok()).all(|done| done).then_some(out)
}

/// Whether the profile of a photograph, if it carries one, can be used; that of another kind of file always can.
///
/// `four` says whether a JPEG is in four inks. A gray photograph with the profile of colours is gray as any other.
pub fn fits(data: &[u8], four: bool) -> bool {
    let Some((channels, profile)) = carried(data, four) else { return true };
    let of_colours =
        || ColorProfile::new_from_slice(&profile).is_ok_and(|it| it.color_space == DataColorSpace::Rgb);
    let one = vec![0; channels.count()];
    to_srgb(&profile, channels, &one).is_some() || channels == Channels::Gray && of_colours()
}

/// The profile that a photograph carries, and the channels of its pixels.
fn carried(data: &[u8], four: bool) -> Option<(Channels, Vec<u8>)> {
    let file = || Cursor::new(data);
    match data {
        [0xFF, 0xD8, ..] => read(JpegDecoder::new(file()).ok()?, four),
        [0x89, b'P', ..] => read(PngDecoder::new(file()).ok()?, false),
        [b'R', b'I', b'F', b'F', ..] => read(WebPDecoder::new(file()).ok()?, false),
        _ => None,
    }
}

fn read(mut decoder: impl ImageDecoder, four: bool) -> Option<(Channels, Vec<u8>)> {
    let profile = decoder.icc_profile().ok()?.filter(|profile| !profile.is_empty())?;
    let channels = match (four, decoder.color_type().has_color()) {
        (true, _) => Channels::Cmyk,
        (false, true) => Channels::Rgb,
        (false, false) => Channels::Gray,
    };
    Some((channels, profile))
}

#[cfg(test)]
mod tests {
    use moxcms::{ColorProfile, ToneReprCurve};

    use super::{Channels, to_srgb};

    fn encoded(profile: &ColorProfile) -> Vec<u8> {
        profile.encode().expect("a profile")
    }

    #[test]
    fn grays_of_another_gamma() {
        let linear = encoded(&ColorProfile::new_gray_with_gamma(1.0));
        let grays = to_srgb(&linear, Channels::Gray, &[0, 55, 128, 255]).expect("a gray profile");
        // 55 of 255 of the light is middle gray on a screen.
        assert!(
            grays[0] == 0 && grays[1].abs_diff(128) < 3 && grays[2].abs_diff(188) < 3 && grays[3] == 255,
            "{grays:?}"
        );
    }

    #[test]
    fn profiles_that_do_not_fit_change_nothing() {
        let gray = encoded(&ColorProfile::new_gray_with_gamma(2.2));
        for (profile, channels) in
            [(&gray[..], Channels::Rgb), (&gray[..60], Channels::Gray), (b"", Channels::Cmyk)]
        {
            assert_eq!(to_srgb(profile, channels, &[9; 12]), None);
        }
        let mut wide = ColorProfile::new_adobe_rgb();
        wide.red_trc = Some(ToneReprCurve::Parametric(vec![2.2]));
        let green = to_srgb(&encoded(&wide), Channels::Rgb, &[0, 255, 0, 255, 255, 255]).expect("a profile");
        assert!(green[0] < 5 && green[1] > 250 && green[3..] == [255; 3], "{green:?}");
    }
}
