//! What a page looks like in its inks.

use std::io::{Cursor, Error, Result};

use rayon::prelude::*;
use typst_layout::Page;
use typst_render::RenderOptions;

use super::{Print, print};
use crate::content::target::Inks;
use crate::edition::Paper;
use crate::ink::{Plate, Press};

/// Draws a page of a printed target in its inks, on white paper, at a resolution in pixels per inch,
/// as a PNG file.
///
/// Errors where the picture is too large to be encoded.
pub fn proof(page: &Page, paper: &Paper, press: &Press, ppi: f64) -> Result<Vec<u8>> {
    if press.inks == Inks::Rgb {
        let options = RenderOptions { pixel_per_pt: (ppi / 72.0).into(), render_bleed: true };
        return typst_render::render(page, &options).encode_png().map_err(Error::other);
    }
    let plates = press.plates();
    let prints: Vec<Print> = plates.into_iter().map(|plate| print(page, paper, press, plate, ppi)).collect();
    let (width, height) = prints.first().map_or((0, 0), |print| (print.width, print.height));
    let ink = |plate: Plate| prints.iter().find(|print| print.plate == plate).map(|print| &print.ink);
    let black = ink(Plate::Process(3));
    let rgb = match press.inks {
        Inks::Two => two(black, ink(Plate::Spot), press.spot.rgb),
        Inks::Cmyk | Inks::Rgb => four(&prints, press),
    };
    let picture = image::RgbImage::from_raw(width, height, rgb);
    let picture = picture.ok_or_else(|| Error::other("the picture has no pixels"))?;
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).map_err(Error::other)?;
    Ok(png.into_inner())
}

/// Black over the accent: the accent mixed with white, times what the black leaves.
fn two(black: Option<&Vec<u8>>, spot: Option<&Vec<u8>>, accent: [u8; 3]) -> Vec<u8> {
    let count = black.or(spot).map_or(0, Vec::len);
    let share = |plate: Option<&Vec<u8>>, at: usize| {
        plate.and_then(|ink| ink.get(at)).map_or(0.0, |ink| f32::from(*ink) / 255.0)
    };
    let pixel = |at: usize| {
        let (black, spot) = (share(black, at), share(spot, at));
        accent.map(|channel| {
            let mixed = 255.0 - spot * (255.0 - f32::from(channel));
            (mixed * (1.0 - black)).round() as u8
        })
    };
    (0..count).into_par_iter().flat_map_iter(pixel).collect()
}

/// The four inks as the printing condition shows them.
fn four(prints: &[Print], press: &Press) -> Vec<u8> {
    let count = prints.first().map_or(0, |print| print.ink.len());
    let mut inks = vec![0; count * 4];
    for print in prints {
        let Plate::Process(plate) = print.plate else { continue };
        inks.iter_mut().skip(plate).step_by(4).zip(&print.ink).for_each(|(own, ink)| *own = *ink);
    }
    press.profile.proof(&inks)
}

#[cfg(test)]
mod tests {
    use super::two;

    #[test]
    fn inks_over_each_other() {
        let (black, spot) = (vec![0, 0, 255, 128, 0], vec![0, 255, 255, 255, 128]);
        let shown = two(Some(&black), Some(&spot), [0xD8, 0x1E, 0x05]);
        let pixels: Vec<&[u8]> = shown.chunks(3).collect();
        assert_eq!(pixels[0], [255, 255, 255]);
        assert_eq!(pixels[1], [0xD8, 0x1E, 0x05]);
        assert_eq!(pixels[2], [0, 0, 0]);
        assert_eq!(pixels[3], [108, 15, 2]);
        assert_eq!(pixels[4], [235, 142, 130]);
    }
}
