//! Photographs made of formulas: many tones, fine texture, no noise.

use std::io::Cursor;

use image::{GrayImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};
use lopdf::{Document, Object, Stream, dictionary};

/// A tone from 0 to 255: slow waves with a fine weave over them.
fn tone(x: u32, y: u32, phase: f32) -> u8 {
    let (x, y) = (x as f32, y as f32);
    let slow = (x / 161.0 + phase).sin() * (y / 127.0 - phase).cos();
    let fine = ((x * 0.9 + phase).sin() + (y * 1.1).cos()) * 0.12;
    (127.5 + 100.0 * (slow + fine)).clamp(0.0, 255.0) as u8
}

fn colours(x: u32, y: u32) -> [u8; 3] {
    [tone(x, y, 0.0), tone(x, y, 2.1), tone(x, y, 4.2)]
}

fn rgb(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb(colours(x, y)))
}

fn jpeg(data: &[u8], width: u32, height: u32, color: ColorType) -> Vec<u8> {
    let mut file = Vec::new();
    Encoder::new(&mut file, 92).encode(data, width as u16, height as u16, color).unwrap();
    file
}

fn png(image: impl Into<image::DynamicImage>) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.into().write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A photograph in RGB.
pub fn rgb_jpeg(width: u32, height: u32) -> Vec<u8> {
    jpeg(&rgb(width, height), width, height, ColorType::Rgb)
}

/// A photograph in four inks: the left third is paper, the middle one is pure cyan.
pub fn cmyk_jpeg(width: u32, height: u32) -> Vec<u8> {
    let inks =
        (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| match 3 * x / width {
            0 => [0; 4],
            1 => [255, 0, 0, 0],
            _ => [tone(x, y, 0.0), tone(x, y, 2.1), tone(x, y, 4.2), 40],
        });
    jpeg(&inks.collect::<Vec<u8>>(), width, height, ColorType::Cmyk)
}

/// A photograph in gray.
pub fn gray_jpeg(width: u32, height: u32) -> Vec<u8> {
    let gray = GrayImage::from_fn(width, height, |x, y| image::Luma([tone(x, y, 1.0)]));
    jpeg(&gray, width, height, ColorType::Luma)
}

/// A round photograph that fades into what lies under it.
pub fn alpha_png(width: u32, height: u32) -> Vec<u8> {
    png(RgbaImage::from_fn(width, height, |x, y| {
        let [r, g, b] = colours(x, y);
        let (x, y) = (x as f32 / width as f32 - 0.5, y as f32 / height as f32 - 0.5);
        let alpha = (1.5 - 3.0 * (x * x + y * y).sqrt()).clamp(0.0, 1.0);
        Rgba([r, g, b, (alpha * 255.0) as u8])
    }))
}

/// A photograph without loss.
pub fn rgb_png(width: u32, height: u32) -> Vec<u8> {
    png(rgb(width, height))
}

/// A PDF whose only page holds fields of four inks, of the accent and of gray, a line, and a word.
pub fn page_of_a_pdf() -> Vec<u8> {
    let mut pdf = Document::with_version("1.5");
    let content =
        b"0.847 0.118 0.02 rg 0 100 100 100 re f 1 0 0 0 k 100 100 100 100 re f 0.5 g 200 100 100 100 re f \
        0 G 8 w 0 50 m 300 50 l S BT /F1 24 Tf 0 g 20 15 Td (Plan) Tj ET"
            .to_vec();
    let content = pdf.add_object(Stream::new(dictionary! {}, content));
    let font =
        pdf.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => [0, 0, 300, 200].map(Object::from).to_vec(),
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    pdf.objects.insert(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![Object::from(page)], "Count" => 1 }.into(),
    );
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut file = Vec::new();
    pdf.save_to(&mut file).unwrap();
    file
}
