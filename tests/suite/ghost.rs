//! Plates by Ghostscript, which knows nothing of our own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::pdf::Pdf;

/// The resolution of the plates, in pixels per inch. At less, Ghostscript thickens thin lines visibly.
pub const PPI: f64 = 150.0;

/// A plate of a page: a byte for each pixel of the whole medium, 255 being full ink.
#[derive(Debug, Clone)]
pub struct Plate {
    /// The width in pixels.
    pub width: usize,
    /// The ink, row by row.
    pub ink: Vec<u8>,
}

/// The plates of a page by their names.
pub type Plates = BTreeMap<String, Plate>;

/// Draws all plates of all pages of a file: every pixel is painted that a thing touches.
pub fn plates(file: &Path) -> Vec<Plates> {
    drawn(file, 1)
}

/// The same, each pixel being the mean of four: thin lines take no more than they are wide.
pub fn smooth(file: &Path) -> Vec<Plates> {
    drawn(file, 2)
}

/// Draws the plates so many times as fine, and makes one pixel of so many along each side.
fn drawn(file: &Path, times: u32) -> Vec<Plates> {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("gs");
    command.args(["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none"]);
    command.args(["-dUsePDFX3Profile", "-dRenderIntent=0", &format!("-r{}", PPI * f64::from(times))]);
    command.arg(format!("-dDownScaleFactor={times}"));
    command.arg(format!("-sOutputFile={}", folder.path().join("%04d.tif").display())).arg(file);
    let output = command.output().unwrap_or_else(|error| panic!("gs ({error}): tests/run installs it"));
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("rror"), "{}: {said}", file.display());
    let mut pages = BTreeMap::<usize, Plates>::new();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let page = pages.entry(name[..4].parse().unwrap()).or_default();
        // The file without a name in brackets is a preview of all plates.
        if let Some((_, plate)) = name.split_once('(') {
            page.insert(plate.trim_end_matches(')').into(), tiff(&fs::read(&path).unwrap()));
        }
    }
    pages.into_values().collect()
}

/// Reads a gray picture of eight bits without compression (TIFF 6.0): light, not ink.
fn tiff(file: &[u8]) -> Plate {
    assert_eq!(&file[..4], b"II*\0");
    let short = |at: usize| usize::from(u16::from_le_bytes([file[at], file[at + 1]]));
    let long = |at: usize| u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]) as usize;
    let directory = long(4);
    let tag = |wanted: usize| {
        let at = (0..short(directory)).map(|entry| directory + 2 + 12 * entry);
        let at = at.clone().find(|at| short(*at) == wanted).unwrap();
        let wide = short(at + 2) == 4;
        let (count, size) = (long(at + 4), if wide { 4 } else { 2 });
        let start = if count * size > 4 { long(at + 8) } else { at + 8 };
        let read = |at| if wide { long(at) } else { short(at) };
        (0..count).map(|index| read(start + index * size)).collect::<Vec<_>>()
    };
    let (width, height) = (tag(256)[0], tag(257)[0]);
    assert_eq!((tag(258)[0], tag(259)[0], tag(262)[0]), (8, 1, 1));
    let strips = tag(273).into_iter().zip(tag(279));
    let ink: Vec<u8> =
        strips.flat_map(|(at, length)| &file[at..at + length]).map(|light| 255 - light).collect();
    assert_eq!(ink.len(), width * height);
    Plate { width, ink }
}

impl Plate {
    /// The ink of each pixel in a box, in points from the top left.
    pub fn inside(&self, area: [f64; 4]) -> impl Iterator<Item = u8> {
        let pixels = area.map(|side| (side * PPI / 72.0).round() as usize);
        let [left, top, right, bottom] = pixels;
        let bottom = bottom.min(self.ink.len() / self.width);
        (top..bottom)
            .flat_map(move |row| self.ink[row * self.width..][left..right.min(self.width)].iter().copied())
    }

    /// The ink in a box, in percent of full ink all over.
    pub fn percent(&self, area: [f64; 4]) -> f64 {
        let (sum, count) =
            self.inside(area).fold((0.0, 0.0), |(sum, count), ink| (sum + f64::from(ink), count + 1.0));
        sum / count / 2.55
    }
}

/// A box of each page, in points from the top left.
pub fn boxes(pdf: &Pdf, key: &str) -> Vec<[f64; 4]> {
    pdf.page_dictionaries()
        .into_iter()
        .map(|page| {
            let [left, bottom, right, top] = pdf.rectangle(page, key).unwrap();
            let height = pdf.rectangle(page, "MediaBox").unwrap()[3];
            [left, height - top, right, height - bottom]
        })
        .collect()
}
