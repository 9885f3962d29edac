//! The files that generated books name: drawings, photographs, pages, tables; sound, odd and broken.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

use image::{DynamicImage, ImageFormat, Rgb, Rgba};
use lopdf::{Document, Object, Stream, dictionary};

use super::texts;

/// All files, by their paths in the workbook.
pub static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut files = drawings();
    files.extend(photographs());
    files.extend(pages());
    files.extend(tables());
    files
});

/// Writes all files into a folder.
pub fn write(folder: &Path) {
    for (path, bytes) in FILES.iter() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Whether a path is that of a picture or of a table.
fn named(part: &str) -> Vec<String> {
    FILES.iter().map(|(path, _)| path.clone()).filter(|path| path.starts_with(part)).collect()
}

/// Paths of pictures, most of them sound, then some that are not there or not allowed.
pub fn images() -> Vec<String> {
    let mut paths = named("images/");
    let more =
        ["images/plan.pdf#page=2", "images/plan.pdf#page=9", "images/plan.pdf#page=0", "images/none.png"];
    paths.extend(more.map(str::to_owned));
    paths.extend(
        ["", "../x.png", "/etc/passwd", "images", "a\\b.png", "https://www.example.nl/a.png"]
            .map(str::to_owned),
    );
    paths
}

/// Paths of tables, then some that are not there or not allowed.
pub fn csvs() -> Vec<String> {
    let mut paths = named("tables/");
    paths.extend(["tables/none.csv", "", "../x.csv", "images/photo.png"].map(str::to_owned));
    paths
}

fn svg(size: &str, body: &str) -> Vec<u8> {
    format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' {size}>{body}</svg>")
        .into_bytes()
}

fn drawings() -> Vec<(String, Vec<u8>)> {
    let red = "<rect width='100%' height='100%' fill='#f00'/>";
    let gradient = "<defs><linearGradient id='g'><stop offset='0' stop-color='#f00'/><stop offset='1' stop-color='#00f' stop-opacity='0.3'/></linearGradient></defs><rect width='64' height='32' fill='url(#g)'/>";
    let text = "<text x='4' y='20' font-size='12'>Woorden, é en zo</text>";
    let foreign = "<foreignObject width='64' height='32'><p xmlns='http://www.w3.org/1999/xhtml'>Weg</p></foreignObject>";
    let faces = "<text y='20' font-family='Comic Sans MS'>Letters</text>";
    let view = |width: u32, height: u32| format!("viewBox='0 0 {width} {height}'");
    let list = [
        ("tiny", view(1, 1), red),
        ("wide", view(4000, 40), red),
        ("tall", view(40, 4000), red),
        ("huge", view(100_000, 100_000), red),
        ("thin", "width='0.001' height='10'".to_owned(), red),
        ("sizeless", String::new(), red),
        ("units", "width='20cm' height='3in'".to_owned(), red),
        ("gradient", view(64, 32), gradient),
        ("text", view(160, 32), text),
        ("foreign", view(64, 32), foreign),
        ("faces", view(64, 32), faces),
        ("empty", view(64, 32), ""),
        ("flat", "width='0' height='0'".to_owned(), red),
        ("open", view(64, 32), "<g>"),
        ("use", view(64, 32), "<use xlink:href='other.svg#a'/>"),
        ("styled", view(64, 32), "<style>rect { fill: #0f0 }</style><rect width='9' height='9'/>"),
    ];
    list.map(|(name, size, body)| (format!("images/{name}.svg"), svg(&size, body))).into()
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn picture(width: u32, height: u32) -> DynamicImage {
    let colour = |x: u32, y: u32| Rgb([(x % 256) as u8, (y % 256) as u8, 90]);
    DynamicImage::ImageRgb8(image::ImageBuffer::from_fn(width, height, colour))
}

fn photographs() -> Vec<(String, Vec<u8>)> {
    let clear = image::ImageBuffer::from_fn(64, 32, |x, _| Rgba([0, 0, 255, (x * 4) as u8]));
    let clear = DynamicImage::ImageRgba8(clear);
    let photo = encoded(&picture(64, 32), ImageFormat::Png);
    let deep = DynamicImage::ImageRgb16(picture(64, 32).into_rgb16());
    let gray = DynamicImage::ImageLuma8(picture(640, 480).into_luma8());
    let mut inks = Vec::new();
    let pixels: Vec<u8> = (0..64 * 32 * 4).map(|at: u32| (at % 251) as u8).collect();
    jpeg_encoder::Encoder::new(&mut inks, 90).encode(&pixels, 64, 32, jpeg_encoder::ColorType::Cmyk).unwrap();
    let list = [
        ("photo.png", photo.clone()),
        ("dot.png", encoded(&picture(1, 1), ImageFormat::Png)),
        ("tower.png", encoded(&picture(10, 900), ImageFormat::Png)),
        ("ribbon.png", encoded(&picture(900, 10), ImageFormat::Png)),
        ("large.jpg", encoded(&picture(1600, 1100), ImageFormat::Jpeg)),
        ("photo.jpg", encoded(&picture(640, 480), ImageFormat::Jpeg)),
        ("gray.jpg", encoded(&gray, ImageFormat::Jpeg)),
        ("inks.jpg", inks),
        ("photo.webp", encoded(&picture(64, 32), ImageFormat::WebP)),
        ("clear.png", encoded(&clear, ImageFormat::Png)),
        ("clear.webp", encoded(&clear, ImageFormat::WebP)),
        ("deep.png", encoded(&deep, ImageFormat::Png)),
        ("renamed.jpg", photo.clone()),
        ("cut.png", photo[..photo.len() / 2].to_vec()),
        ("void.png", vec![]),
        ("words.png", b"geen beeld".to_vec()),
        ("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
    ];
    list.map(|(name, bytes)| (format!("images/{name}"), bytes)).into()
}

/// A PDF of two pages, a wide one and a tall one.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut document = Document::with_version("1.7");
    let root = document.new_object_id();
    let mut page = |width: i64, height: i64| {
        let content = document.add_object(Stream::new(dictionary! {}, b"1 0 0 rg 0 0 32 32 re f".to_vec()));
        document.add_object(dictionary! {
            "Type" => "Page", "Parent" => root, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        })
    };
    let kids: Vec<Object> = [page(640, 32), page(32, 640)].map(Object::Reference).to_vec();
    document.objects.insert(root, dictionary! { "Type" => "Pages", "Count" => 2, "Kids" => kids }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    vec![("images/broken.pdf".into(), bytes[..bytes.len() / 2].to_vec()), ("images/plan.pdf".into(), bytes)]
}

fn tables() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = [
        ("plain", "a,b\n1,2\n"),
        ("semicolons", "a;b\n1,5;2\n"),
        ("excel", "a;b;;\n1;2;;\n;;;\n"),
        ("quotes", "a,b\n\"een, twee\",\"zei \"\"ja\"\"\"\n"),
        ("quoted", "\"a\",\"b\"\n\"1\",\"2\"\n"),
        ("lines", "a,b\n\"een\ntwee\",3\n"),
        ("head", "a,b\n"),
        ("empty", ""),
        ("blank", "\n\n\n"),
        ("cells", "a,b\n,\n1,\n"),
        ("short", "a,b,c\n1\n"),
        ("long", "a\n1,2\n"),
        ("tabs", "a\tb\n1\t2\n"),
        ("lone", "a\n1\n2\n"),
        ("open", "a,b\n\"1,2\n"),
        ("quote", "\""),
        ("bom", "\u{feff}a,b\n1,2\n"),
        ("mac", "a,b\r1,2\r"),
        ("windows", "a;b\r\n1;2\r\n"),
        ("foreign", "é,’\nß…,字\n"),
    ]
    .map(|(name, text)| (format!("tables/{name}.csv"), text.as_bytes().to_vec()))
    .into();
    files.push(("tables/latin.csv".into(), b"a,b\ncaf\xe9,2\n".to_vec()));
    let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let rows: String = texts::lines().iter().map(|text| format!("{},{}\n", cell(text), cell(text))).collect();
    files.push(("tables/texts.csv".into(), format!("kop,kop\n{rows}").into_bytes()));
    let row = |text: &str| [text; 12].join(";") + "\n";
    files.push((
        "tables/twelve.csv".into(),
        (row("Omgevingsvergunning") + &row("1.234,5").repeat(60)).into_bytes(),
    ));
    files
}
