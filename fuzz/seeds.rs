//! Writes `fuzz/seeds`: small inputs from which each fuzz target starts. An example of the main crate, since what
//! is built for libFuzzer runs under it alone.

#![expect(clippy::unwrap_used, reason = "a generator that cannot go on has failed")]

use std::fs;
use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat, Rgb};
use jpeg_encoder::{ColorType, Encoder};
use lopdf::{Document, Stream, dictionary};

/// A `workbook.toml` with nothing unusual in it.
const WORKBOOK: &str = "title = \"Werkboek\"\nlanguage = \"nl\"\norganisation = \"Voorbeeld\"\n\n[edition]\nnumber = 1\ndate = 2021-09-17\n";

/// The line between `workbook.toml` and the chapter in an input that has both.
const BETWEEN: &str = "%%%\n";

/// Markdown of each kind, meant and not meant.
const MARKDOWN: [&str; 16] = [
    "Een *schuin*, een **vet** woord, `code`.\n\nNog een alinea.",
    "# Kop\n\n## Kop\n\nKop\n===",
    "- een\n- twee\n  - drie\n\n1. een\n7. twee",
    "- [ ] tafel\n- [x] stoel",
    "> citaat\n\n---\n\n```rust\ncode\n```\n\n    code",
    "| a | b |\n|:--|--:|\n| 1 | 2 |\n|  |\n",
    "Zie [hier](#a), <https://x.nl/a_(b)>, www.x.nl en [b].\n\n[b]: https://x.nl",
    "Een noot[^a], nog eens[^a].\n\n[^a]: De noot[^b].\n[^b]: Twee.\n\n    Alinea.",
    "[MIRT]: programma",
    "~~weg~~ H~2~O m^2^ <b>x</b> ![x](y) &amp;",
    "2026.",
    "'Zo'n \"straat\"' \u{2019}s A4'tjes",
    "qxzvkwqxzvkwqxzvkwqxzvkwqxzvkw\u{e9}",
    "a\u{202f}b\u{2011}c\u{ad}d\u{200b}e\u{2028}f\tg\r\nh",
    "**open *open [open `open",
    "- - - - > > 1. # a",
];

/// Tables of each kind.
const CSV: [&str; 8] = [
    "a,b\n1,2\n",
    "a;b;;\n1,5;2;;\n;;;\n",
    "\u{feff}\"a\"\t\"b\"\r\n1\t2\r\n",
    "a,b\n\"een\ntwee\",\"\"\"\"\n",
    "a,b\n\"1,2\n",
    "a\n1\n",
    "a,b,c\n1\n",
    "\"",
];

/// Drawings of each kind.
const SVG: [&str; 5] = [
    "<rect width='8' height='4' fill='#f00'/>",
    "<defs><linearGradient id='g'><stop offset='0.3' stop-color='#f00'/><stop offset='1' stop-opacity='0.2'/></linearGradient><mask id='m'><circle r='2' fill='#fff'/></mask></defs><path d='M0 0L8 4Z' fill='url(#g)' mask='url(#m)'/>",
    "<style>text { font-size: 3px }</style><text x='1' y='3' font-family='serif'>Woord<tspan dx='1'>en</tspan></text>",
    "<g id='a' transform='rotate(20)'><use href='#b'/></g><symbol id='b'><rect width='1' height='1'/></symbol><foreignObject/>",
    "<image href='data:image/png;base64,iVBORw0KGgo=' width='1' height='1'/><filter id='f'><feGaussianBlur stdDeviation='2'/></filter>",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = root.join("fuzz/seeds").join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    };
    for (name, bytes) in toml(root) {
        write("toml", &name, bytes.as_bytes());
    }
    for (index, text) in MARKDOWN.iter().enumerate() {
        write("markdown", &format!("{index:02}"), text.as_bytes());
    }
    for (index, text) in CSV.iter().enumerate() {
        write("csv", &format!("{index:02}"), text.as_bytes());
    }
    for (index, body) in SVG.iter().enumerate() {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4'>{body}</svg>");
        write("picture", &format!("{index:02}.svg"), svg.as_bytes());
    }
    for (name, bytes) in pictures() {
        write("picture", name, &bytes);
    }
}

/// The examples of the docs, with the files that the target has.
fn toml(root: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(root.join("docs/format.md")).unwrap();
    let mut seeds = Vec::new();
    for (index, part) in text.split("```toml ").skip(1).enumerate() {
        let (kind, rest) = part.split_once('\n').unwrap_or_default();
        let example = rest.split("\n```").next().unwrap_or_default();
        let head = "style = \"material\"\ntitle = \"a\"\nid = \"example\"\n\n";
        let seed = match kind.trim() {
            "workbook" => format!("{example}\n{BETWEEN}{head}"),
            "chapter" => format!("{WORKBOOK}{BETWEEN}{example}\n"),
            _ => format!("{head}{example}\n"),
        };
        let named = |line: &str| match line.split_once(" = ") {
            Some(("image", _)) => "image = \"a.svg\"".to_owned(),
            Some(("file", _)) => "file = \"a.csv\"".to_owned(),
            _ => line.to_owned(),
        };
        let lines: Vec<String> = seed.lines().map(named).collect();
        seeds.push((format!("{index:02}.toml"), lines.join("\n") + "\n"));
    }
    seeds
}

/// A picture in each format.
fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    let colour = |x: u32, y: u32| Rgb([(x * 30) as u8, (y * 60) as u8, 90]);
    let picture = DynamicImage::ImageRgb8(image::ImageBuffer::from_fn(8, 4, colour));
    let encoded = |format| {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    let jpeg = |kind: ColorType, channels: u32| {
        let mut bytes = Vec::new();
        let pixels: Vec<u8> = (0..8 * 4 * channels).map(|at| (at * 7 % 256) as u8).collect();
        let mut encoder = Encoder::new(&mut bytes, 60);
        let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        encoder.add_app_segment(1, exif.to_vec()).unwrap();
        encoder.encode(&pixels, 8, 4, kind).unwrap();
        bytes
    };
    vec![
        ("a.png", encoded(ImageFormat::Png)),
        ("a.webp", encoded(ImageFormat::WebP)),
        ("a.jpg", jpeg(ColorType::Rgb, 3)),
        ("gray.jpg", jpeg(ColorType::Luma, 1)),
        ("inks.jpg", jpeg(ColorType::Cmyk, 4)),
        ("luminance.jpg", jpeg(ColorType::CmykAsYcck, 4)),
        ("a.pdf", page()),
    ]
}

/// A PDF of one page.
fn page() -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let root = document.new_object_id();
    let content = b"q 1 0 0 rg 0 0 8 4 re f Q /G gs BT /F 4 Tf (a) Tj ET".to_vec();
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let state = dictionary! { "G" => dictionary! { "ca" => 0.5 } };
    let resources = dictionary! { "Font" => dictionary! { "F" => font }, "ExtGState" => state };
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => root, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 8.into(), 4.into()],
    });
    document
        .objects
        .insert(root, dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![page.into()] }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}
