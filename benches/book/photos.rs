//! Twelve photographs of 24 megapixels: for mail, within a size, in print, and plate by plate.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use jpeg_encoder::{ColorType, Encoder};

use crate::generate;
use crate::measure::{Found, Ratio, measure};
use crate::work::Book;

/// How many photographs there are, and their sides in pixels.
const COUNT: usize = 12;
const SIDES: (u16, u16) = (6000, 4000);

/// What a book of photographs may take at most, in MiB.
const PEAK: f64 = 2048.0;

/// Measures the book of photographs.
pub fn ratios() -> Vec<Ratio> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path()).expect("room for the photographs");
    let run = |name: &str, what: &str| {
        let found = measure(what, folder.path());
        print(&format!("{name}, {COUNT} photographs"), found);
        found
    };
    let email = run("email", "email");
    let small = run("email of 1 MB at most", "small");
    let printed = run("print", "print");
    let mut ratios = vec![Ratio {
        name: "photographs: email of 1 MB / email".into(),
        found: small.time.as_secs_f64() / email.time.as_secs_f64(),
        limit: 3.0,
    }];
    for (name, found) in [("email", email), ("email of 1 MB", small), ("print", printed)] {
        let peak = found.peak.map(|peak| peak / PEAK);
        ratios.extend(peak.map(|found| Ratio {
            name: format!("photographs: {name} / 2 GiB"),
            found,
            limit: 1.0,
        }));
    }
    ratios.extend(plates());
    ratios
}

fn print(name: &str, found: Found) {
    let peak = found.peak.map_or_else(String::new, |peak| format!(", {peak:.0} MiB"));
    println!("{name:<46}{:>10.1} ms{peak}", found.time.as_secs_f64() * 1e3);
}

/// The memory that plates of a book take at 200 pixels per inch, beside that at 20.
fn plates() -> Option<Ratio> {
    let book = Book::with_targets(16);
    let [coarse, fine] = ["plates-coarse", "plates-fine"].map(|what| book.measure(what));
    print("plates at 20 ppi, 16 chapters", coarse);
    print("plates at 200 ppi, 16 chapters", fine);
    let found = fine.peak? / coarse.peak?;
    Some(Ratio { name: "memory: plates at 200 ppi / at 20 ppi".into(), found, limit: 2.0 })
}

/// Writes a workbook with a page for each photograph.
fn write(folder: &Path) -> io::Result<()> {
    generate::write(folder, 0)?;
    let path = folder.join("workbook.toml");
    let targets = "[target.email]\nkind = \"screen\"\n[target.small]\nkind = \"screen\"\nmax-size = \"1 MB\"\n\
        [target.print]\nkind = \"print\"\n";
    fs::write(&path, fs::read_to_string(&path)? + targets)?;
    let mut chapter = String::from("style = \"material\"\ntitle = \"Foto's\"\n");
    let mut pixels = picture();
    for number in 0..COUNT {
        // Each is another photograph, and all weigh about the same.
        pixels.iter_mut().step_by(997).for_each(|value| *value = value.wrapping_add(3));
        fs::write(folder.join(format!("{number}.jpg")), jpeg(&pixels)?)?;
        let _ = write!(
            chapter,
            "[[block]]\ntype = \"figure\"\nimage = \"{number}.jpg\"\nalt = \"Een straat.\"\nwidth = \"bleed\"\n"
        );
    }
    fs::write(folder.join("chapters/001.toml"), chapter)
}

/// The pixels of a photograph: slow tones with a fine weave over them.
fn picture() -> Vec<u8> {
    let (wide, high) = (u32::from(SIDES.0), u32::from(SIDES.1));
    let tone = |x: u32, y: u32, slow: u32| ((x * slow / 37 + y / 5) & 0x7f) + ((x * y / 11) & 0x3f);
    let pixels = (0..high).flat_map(|y| (0..wide).map(move |x| (x, y)));
    pixels.flat_map(|(x, y)| [3, 5, 7].map(|slow| tone(x, y, slow) as u8)).collect()
}

fn jpeg(pixels: &[u8]) -> io::Result<Vec<u8>> {
    let mut file = Vec::new();
    let encoder = Encoder::new(&mut file, 90);
    encoder.encode(pixels, SIDES.0, SIDES.1, ColorType::Rgb).map_err(io::Error::other)?;
    Ok(file)
}
