//! Every kind of image comes out in its colours and its proportion, as valid PDF/A.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, Rgba};
use jpeg_encoder::{ColorType, Encoder};
use lopdf::{Document, Object, Stream, dictionary};
use typst_layout::PagedDocument;
use typst_library::layout::{Frame, FrameItem, Transform};
use werkboek::export::png;

use crate::book::{Book, WORKBOOK};

const RED: [u8; 3] = [255, 0, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const WHITE: [u8; 3] = [255, 255, 255];
const ACCENT: [u8; 3] = [0xD8, 0x1E, 0x05];

/// The measure, the sheet and the bleed in points.
const MEASURE: f64 = 176.0 / MM;
const SHEET: [f64; 2] = [210.0 / MM, 297.0 / MM];
const BLEED: f64 = 3.0 / MM;
const MM: f64 = 25.4 / 72.0;

/// A picture on its page, in points.
#[derive(Debug)]
struct Shown {
    page: usize,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

fn shown(document: &PagedDocument) -> Vec<Shown> {
    let mut found = Vec::new();
    for (page, set) in document.pages().iter().enumerate() {
        collect(&set.frame, Transform::identity(), page, &mut found);
    }
    found
}

fn collect(frame: &Frame, outer: Transform, page: usize, found: &mut Vec<Shown>) {
    for (at, item) in frame.items() {
        let here = outer.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                collect(&group.frame, here.pre_concat(group.transform), page, found);
            }
            FrameItem::Image(_, size, _) => found.push(Shown {
                page,
                left: here.tx.to_pt(),
                top: here.ty.to_pt(),
                width: size.x.to_pt(),
                height: size.y.to_pt(),
            }),
            _ => {}
        }
    }
}

fn figure(style: &str, image: &str, more: &str) -> String {
    format!(
        "style = \"{style}\"\ntitle = \"Beeld\"\n\n[[block]]\ntype = \"figure\"\nimage = \"{image}\"\nalt = \"Een vlak.\"\n{more}"
    )
}

/// A book with a picture: where it stands, and its colours at places within it, from 0 to 1.
fn set(style: &str, name: &str, bytes: &[u8], at: &[[f64; 2]]) -> (Shown, Vec<[u8; 3]>) {
    let path = name.split('#').next().unwrap();
    // Test pictures are small.
    let workbook = format!("{WORKBOOK}\n[preflight]\nerror-ppi = 0\n");
    let book = Book::with(&figure(style, name, "width = \"full\"\n"))
        .file(path, bytes)
        .file("workbook.toml", workbook);
    let checked = book.run(&["check"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let document = book.document();
    let [picture] = <[Shown; 1]>::try_from(shown(&document)).unwrap();
    let drawn = image::load_from_memory(&png(&document.pages()[picture.page], 72.0).unwrap()).unwrap();
    let drawn = drawn.into_rgb8();
    let colour = |[x, y]: [f64; 2]| {
        let (x, y) = (picture.left + x * picture.width, picture.top + y * picture.height);
        drawn.get_pixel(x as u32, y as u32).0
    };
    let colours = at.iter().map(|at| colour(*at)).collect();
    (picture, colours)
}

/// The middle of the left half and of the right half.
const SIDES: [[f64; 2]; 2] = [[0.25, 0.5], [0.75, 0.5]];

fn alike(found: &[[u8; 3]], wanted: &[[u8; 3]]) {
    let near = |a: &[u8; 3], b: &[u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) < 12);
    let all = found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| near(a, b));
    assert!(all, "{found:?} instead of {wanted:?}");
}

/// Twice as wide as high, over the type area.
fn is_wide(picture: &Shown) {
    assert!((picture.width - MEASURE).abs() < 0.1, "{picture:?}");
    assert!((picture.height - MEASURE / 2.0).abs() < 0.1, "{picture:?}");
}

/// Red on the left and blue on the right, twice as wide as high.
fn halves() -> DynamicImage {
    let colour = |x: u32| if x < 32 { Rgb(RED) } else { Rgb(BLUE) };
    DynamicImage::ImageRgb8(image::ImageBuffer::from_fn(64, 32, |x, _| colour(x)))
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn jpeg(pixels: &[u8], kind: ColorType, exif: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 100);
    if let Some(exif) = exif {
        encoder.add_app_segment(1, exif.to_vec()).unwrap();
    }
    encoder.encode(pixels, 64, 32, kind).unwrap();
    bytes
}

/// The four inks of red on the left and blue on the right.
fn inks() -> Vec<u8> {
    let ink = |x: usize| if x < 32 { [0, 255, 255, 0] } else { [255, 255, 0, 0] };
    (0..64 * 32).flat_map(|at| ink(at % 64)).collect()
}

#[test]
fn four_colours_as_adobe_writes_them() {
    let bytes = jpeg(&inks(), ColorType::Cmyk, None);
    assert!(bytes.windows(5).any(|window| window == b"Adobe"));
    let (picture, colours) = set("material", "a.jpg", &bytes, &SIDES);
    is_wide(&picture);
    alike(&colours, &[RED, BLUE]);
}

/// Without Adobe's segment, 255 is full ink.
#[test]
fn four_colours_without_a_word_from_adobe() {
    let negative: Vec<u8> = inks().into_iter().map(|ink| 255 - ink).collect();
    let mut bytes = jpeg(&negative, ColorType::Cmyk, None);
    let name = bytes.windows(5).position(|window| window == b"Adobe").unwrap();
    let length = usize::from(bytes[name - 1]);
    bytes.drain(name - 4..name - 2 + length);
    let (picture, colours) = set("material", "a.jpg", &bytes, &SIDES);
    is_wide(&picture);
    alike(&colours, &[RED, BLUE]);
}

#[test]
fn four_colours_as_luminance() {
    let (_, colours) = set("material", "a.jpg", &jpeg(&inks(), ColorType::CmykAsYcck, None), &SIDES);
    alike(&colours, &[RED, BLUE]);
}

#[test]
fn gray_jpeg() {
    let pixels: Vec<u8> = (0..64 * 32).map(|at| if at % 64 < 32 { 40 } else { 200 }).collect();
    let (picture, colours) = set("material", "a.jpg", &jpeg(&pixels, ColorType::Luma, None), &SIDES);
    is_wide(&picture);
    alike(&colours, &[[40; 3], [200; 3]]);
}

#[test]
fn colour_jpeg_webp_and_deep_png() {
    let deep = DynamicImage::ImageRgb16(halves().into_rgb16());
    let files = [
        ("a.jpg", jpeg(halves().as_bytes(), ColorType::Rgb, None)),
        ("a.webp", encoded(&halves(), ImageFormat::WebP)),
        ("a.png", encoded(&halves(), ImageFormat::Png)),
        ("deep.png", encoded(&deep, ImageFormat::Png)),
        ("gray.png", encoded(&DynamicImage::ImageLuma8(halves().into_luma8()), ImageFormat::Png)),
    ];
    for (name, bytes) in &files {
        let (picture, colours) = set("material", name, bytes, &SIDES);
        is_wide(&picture);
        let gray = [[54; 3], [18; 3]];
        alike(&colours, if *name == "gray.png" { &gray } else { &[RED, BLUE] });
    }
}

/// What is clear shows the paper, on either page style.
#[test]
fn clear_parts_of_a_png() {
    let colour = |x: u32| if x < 32 { Rgba([0, 0, 0, 0]) } else { Rgba([0, 0, 255, 255]) };
    let image = DynamicImage::ImageRgba8(image::ImageBuffer::from_fn(64, 32, |x, _| colour(x)));
    let bytes = encoded(&image, ImageFormat::Png);
    alike(&set("material", "a.png", &bytes, &SIDES).1, &[WHITE, BLUE]);
    alike(&set("redline", "a.png", &bytes, &SIDES).1, &[ACCENT, BLUE]);
}

#[test]
fn gradients_of_a_drawing() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 32'><defs><linearGradient id='g'><stop offset='0.3' stop-color='#f00'/><stop offset='0.7' stop-color='#00f'/></linearGradient><radialGradient id='r'><stop stop-color='#fff'/><stop offset='1' stop-color='#0f0' stop-opacity='0.2'/></radialGradient></defs><rect width='64' height='32' fill='url(#g)'/><circle cx='32' cy='16' r='4' fill='url(#r)'/></svg>";
    let (picture, colours) =
        set("material", "a.svg", svg.as_bytes(), &[[0.1, 0.5], [0.9, 0.5], [0.5, 0.5], [0.5, 0.1]]);
    is_wide(&picture);
    alike(&colours, &[RED, BLUE, WHITE, [128, 0, 128]]);
}

/// A PDF of two pages: a blue one, and one that is red on the left and blue on the right.
fn pdf() -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let mut page = |content: &str| {
        let content = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
        document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 64.into(), 32.into()],
        })
    };
    let kids = [page("0 0 1 rg 0 0 64 32 re f"), page("1 0 0 rg 0 0 32 32 re f 0 0 1 rg 32 0 32 32 re f")];
    let kids: Vec<Object> = kids.into_iter().map(Object::Reference).collect();
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Count" => 2, "Kids" => kids }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn pages_of_a_pdf() {
    let (picture, colours) = set("material", "plan.pdf#page=2", &pdf(), &SIDES);
    is_wide(&picture);
    alike(&colours, &[RED, BLUE]);
    alike(&set("material", "plan.pdf", &pdf(), &SIDES).1, &[BLUE, BLUE]);
}

/// A camera held upright writes its pixels lying, and says how to turn them.
#[test]
fn upright_photographs_stand() {
    let exif = |turn: u8| {
        let mut bytes = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
        bytes.extend([0, turn, 0, 0, 0, 0, 0, 0]);
        bytes
    };
    let ends = [[0.5, 0.25], [0.5, 0.75]];
    for (turn, wanted) in [(6, [RED, BLUE]), (8, [BLUE, RED])] {
        let rgb = jpeg(halves().as_bytes(), ColorType::Rgb, Some(&exif(turn)));
        let cmyk = jpeg(&inks(), ColorType::Cmyk, Some(&exif(turn)));
        for bytes in [rgb, cmyk] {
            let (picture, colours) = set("material", "a.jpg", &bytes, &ends);
            assert!((picture.height / picture.width - 2.0).abs() < 0.01, "{picture:?}");
            alike(&colours, &wanted);
        }
    }
    let upside = jpeg(halves().as_bytes(), ColorType::Rgb, Some(&exif(3)));
    let (picture, colours) = set("material", "a.jpg", &upside, &SIDES);
    is_wide(&picture);
    alike(&colours, &[BLUE, RED]);
}

/// Where a picture with `width = "bleed"` stands, with or without a caption.
fn bled(width: u32, height: u32, more: &str) -> Shown {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect width='{width}' height='{height}' fill='#f00'/></svg>"
    );
    let more = format!("width = \"bleed\"\n{more}");
    let book = Book::with(&figure("material", "a.svg", &more)).file("a.svg", svg);
    let [picture] = <[Shown; 1]>::try_from(shown(&book.document())).unwrap();
    let slope = f64::from(height) / f64::from(width);
    assert!((picture.height / picture.width / slope - 1.0).abs() < 0.021, "{picture:?}");
    picture
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.1
}

#[test]
fn pictures_that_bleed() {
    let wide = bled(800, 400, "");
    assert!(
        wide.page == 1 && near(wide.left, -BLEED) && near(wide.width, SHEET[0] + 2.0 * BLEED),
        "{wide:?}"
    );

    // Too high to stand with other blocks: off the head and both sides, or off the head and the outer side.
    let square = bled(500, 580, "");
    assert!(square.page == 2 && near(square.top, -BLEED), "{square:?}");
    assert!(near(square.left, -BLEED) && near(square.width, SHEET[0] + 2.0 * BLEED), "{square:?}");
    let captioned = bled(500, 707, "caption = \"Een bijschrift.\"\n");
    assert!(near(captioned.top, -BLEED), "{captioned:?}");
    assert!(near(captioned.left + captioned.width, SHEET[0] + BLEED), "{captioned:?}");
    assert!(captioned.top + captioned.height < SHEET[1] - 26.0 / MM, "{captioned:?}");

    // The proportion of the sheet, or steeper: off the foot too.
    let whole = bled(500, 707, "");
    assert!(whole.left < 0.1 - BLEED && whole.top < 0.1 - BLEED, "{whole:?}");
    assert!(whole.left + whole.width > SHEET[0] + BLEED - 0.1, "{whole:?}");
    assert!(whole.top + whole.height > SHEET[1] + BLEED - 0.1, "{whole:?}");
    for more in ["", "caption = \"Een bijschrift.\"\n"] {
        let steep = bled(300, 900, more);
        assert!(near(steep.top, -BLEED) && near(steep.height, SHEET[1] + 2.0 * BLEED), "{steep:?}");
        assert!(near(steep.left + steep.width, SHEET[0] + BLEED), "{steep:?}");
    }
}
