//! The ninth room: what each plate of a press prints, drawn from the laid-out pages.

mod drawing;
mod frames;
mod gradient;
mod photo;
mod proof;
mod recolour;

use rayon::prelude::*;
use typst_layout::{Page, PagedDocument};
use typst_library::foundations::Smart;
use typst_library::visualize::Color;
use typst_render::RenderOptions;

use crate::edition::{Area, Paper};
use crate::ink::{Plate, Press};

pub use proof::proof;

use recolour::Recolour;

/// The ink of one plate on one page: a byte for each pixel, 255 being full ink.
#[derive(Debug, Clone)]
pub struct Print {
    /// The plate.
    pub plate: Plate,
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// The ink, row by row.
    pub ink: Vec<u8>,
    /// The part of the picture inside the trim, in pixels.
    trim: Area,
}

impl Print {
    /// The ink inside the trim in percent of full ink all over.
    pub fn percent(&self) -> f64 {
        let (sum, count) =
            self.inside().fold((0.0, 0.0), |(sum, count), ink| (sum + f64::from(ink), count + 1.0));
        if count > 0.0 { sum / count / 2.55 } else { 0.0 }
    }

    /// The ink of each pixel inside the trim.
    pub fn inside(&self) -> impl Iterator<Item = u8> {
        let (left, right) = (self.trim.left.round() as usize, self.trim.right.round() as usize);
        let (top, bottom) = (self.trim.top.round() as usize, self.trim.bottom.round() as usize);
        let (width, height) = (self.width as usize, self.height as usize);
        (top..bottom.min(height))
            .flat_map(move |row| self.ink[row * width + left..row * width + right.min(width)].iter().copied())
    }

    /// The plate as a gray picture, dark where there is ink, as a PNG file.
    ///
    /// Errors where the picture is too large to be encoded.
    pub fn png(&self) -> std::io::Result<Vec<u8>> {
        let light = self.ink.iter().map(|ink| 255 - ink).collect();
        let picture = image::GrayImage::from_raw(self.width, self.height, light);
        let picture = picture.ok_or_else(|| std::io::Error::other("the picture has no pixels"))?;
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).map_err(std::io::Error::other)?;
        Ok(png.into_inner())
    }
}

/// The most bytes that pages take at once while they are drawn, beside those of one page.
const AT_ONCE: f64 = 1e9;

/// The bytes that a pixel takes while its plate is drawn: four channels, the ink, and the picture of it.
const BYTES: f64 = 6.0;

/// Draws all plates of all pages that carry any ink, at a resolution in pixels per inch.
///
/// Each is handed to `take` when it is drawn, with its page counted from 0, and forgotten: a book at the
/// resolution of a press would not fit into memory. Gives what `take` made of them, page by page.
///
/// Errors with the first error of `take`; pages after that may or may not have been drawn.
pub fn plates<T: Send, E: Send>(
    (document, papers): (&PagedDocument, &[Paper]),
    press: &Press,
    ppi: f64,
    take: impl Fn(usize, Print) -> Result<T, E> + Sync,
) -> Result<Vec<Vec<T>>, E> {
    let pages: Vec<_> = document.pages().iter().zip(papers).enumerate().collect();
    let mut made = Vec::with_capacity(pages.len());
    for some in pages.chunks(at_once(papers.iter().map(|paper| paper.media), ppi, BYTES)) {
        let page = |(index, (page, paper)): &(usize, (&Page, &Paper))| {
            prints(page, paper, press, ppi).map(|print| take(*index, print)).collect()
        };
        let some: Result<Vec<Vec<T>>, E> = some.par_iter().map(page).collect();
        made.extend(some?);
    }
    Ok(made)
}

/// How many pages are drawn at once: as many as there are cores, or as fit into memory.
///
/// `sizes` are those of the pages in points, and `bytes` are what a pixel takes.
pub fn at_once(sizes: impl Iterator<Item = [f64; 2]>, ppi: f64, bytes: f64) -> usize {
    let pixels = |size: [f64; 2]| size.map(|side| side * ppi / 72.0).into_iter().product::<f64>();
    let largest = sizes.map(pixels).fold(1.0, f64::max);
    let fit = (AT_ONCE / (largest * bytes)) as usize;
    fit.clamp(1, rayon::current_num_threads())
}

/// The plates of one page: those of the press, and any other that carries ink.
pub fn page_plates(page: &Page, paper: &Paper, press: &Press, ppi: f64) -> Vec<Print> {
    prints(page, paper, press, ppi).collect()
}

/// One plate of one page.
pub fn page_plate(page: &Page, paper: &Paper, press: &Press, plate: Plate, ppi: f64) -> Print {
    print(page, paper, press, plate, ppi)
}

/// The plates of one page, each drawn when it is asked for.
fn prints(page: &Page, paper: &Paper, press: &Press, ppi: f64) -> impl Iterator<Item = Print> {
    let own = press.plates();
    let all = (0..4).map(Plate::Process).chain([Plate::Spot]);
    all.filter_map(move |plate| {
        let print = print(page, paper, press, plate, ppi);
        (own.contains(&plate) || print.ink.iter().any(|ink| *ink > 2)).then_some(print)
    })
}

/// One plate of one page.
fn print(page: &Page, paper: &Paper, press: &Press, plate: Plate, ppi: f64) -> Print {
    let mut frame = page.frame.clone();
    frames::plate(&mut frame, &mut Recolour::new(press, plate));
    let scale = ppi / 72.0;
    let page = Page { frame, fill: Smart::Custom(Some(Color::WHITE.into())), ..page.clone() };
    let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: true };
    let drawn = typst_render::render(&page, &options);
    let ink = drawn.pixels().iter().map(|pixel| 255 - pixel.green()).collect();
    let trim = paper.trim;
    let trim = Area {
        left: trim.left * scale,
        top: trim.top * scale,
        right: trim.right * scale,
        bottom: trim.bottom * scale,
    };
    Print { plate, width: drawn.width(), height: drawn.height(), ink, trim }
}

/// The most ink in one spot inside the trim, in percent of all plates together, and where it is:
/// shares of the width and the height of the trim.
pub fn total_ink(prints: &[Print]) -> (f64, [f64; 2]) {
    let mut sums: Vec<u16> = Vec::new();
    for print in prints {
        let inside = print.inside();
        if sums.is_empty() {
            sums = inside.map(u16::from).collect();
        } else {
            sums.iter_mut().zip(inside).for_each(|(sum, ink)| *sum += u16::from(ink));
        }
    }
    let width = prints.first().map_or(0.0, |print| print.trim.right.round() - print.trim.left.round());
    let most = sums.iter().enumerate().max_by_key(|(index, sum)| (**sum, std::cmp::Reverse(*index)));
    most.filter(|_| width >= 1.0).map_or((0.0, [0.0; 2]), |(index, sum)| {
        let (row, column) = (index / width as usize, index % width as usize);
        let height = sums.len() as f64 / width;
        (f64::from(*sum) / 2.55, [(column as f64 + 0.5) / width, (row as f64 + 0.5) / height])
    })
}

#[cfg(test)]
mod tests {
    use super::{BYTES, at_once};

    /// As many pages as cores at the resolution of a screen, and one at that of a press.
    #[test]
    fn pages_at_once_fit_into_memory() {
        let fit = |sizes: &[[f64; 2]], ppi: f64| at_once(sizes.iter().copied(), ppi, BYTES);
        let sizes = [[612.0, 859.0]];
        let threads = rayon::current_num_threads();
        assert_eq!(fit(&sizes, 36.0), threads);
        assert_eq!(fit(&sizes, 300.0), threads.min(18));
        assert_eq!(fit(&sizes, 1200.0), 1);
        assert_eq!(fit(&sizes, 1e9), 1);
        assert_eq!(fit(&[], 300.0), threads);
    }
}
