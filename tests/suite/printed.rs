//! Photographs on their way to a press: no finer than they print, by their own profiles, and never in RGB.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use moxcms::ColorProfile;
use serde_json::Value;

use crate::book::{Book, WORKBOOK, sample};
use crate::ghost;
use crate::photos;

/// Three targets that are printed, as fine as is said, and one for screens.
fn targets(keys: &str) -> String {
    let one = |name: &str, inks: &str| {
        format!("[target.{name}]\nkind = \"print\"\nmarks = false\ninks = \"{inks}\"\n{keys}\n")
    };
    format!(
        "{WORKBOOK}\n[design]\naccent = {{ name = \"PANTONE 485 C\", rgb = \"#D81E05\", cmyk = [0, 95, 100, 0] }}\n\
        [preflight]\nignore = [\"image-resolution\"]\n[target.email]\nkind = \"screen\"\n{}{}{}",
        one("two", "two"),
        one("four", "cmyk"),
        one("rgb", "rgb")
    )
}

fn figures(images: &[(&str, &str)]) -> String {
    let one = |(image, width): &(&str, &str)| {
        format!("[[block]]\ntype = \"figure\"\nimage = \"{image}\"\nalt = \"Beeld\"\nwidth = \"{width}\"\n\n")
    };
    format!("style = \"material\"\ntitle = \"Beeld\"\n\n{}", images.iter().map(one).collect::<String>())
}

fn book(keys: &str, images: &[(&str, &str)]) -> Book {
    Book::empty().file("workbook.toml", targets(keys)).file("chapters/01.toml", figures(images))
}

/// The images of a target's file, as `inspect` tells them.
fn images(book: &Book, target: &str) -> Vec<Value> {
    let path = format!("build/werkboek-2021-09-17-{target}.pdf");
    let run = book.run(&["inspect", &path, "--format", "json"]);
    let seen: Value = serde_json::from_slice(&run.out).unwrap();
    seen["images"].as_array().unwrap().clone()
}

fn built(book: &Book) {
    built_for(book, &[]);
}

/// Builds some targets alone.
fn built_for(book: &Book, targets: &[&str]) {
    let options = targets.iter().flat_map(|target| ["--target", target]);
    let run = book.run(&std::iter::once("build").chain(options).collect::<Vec<_>>());
    assert_eq!(run.code, 0, "{}{}", run.text(), run.err);
}

fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.into().write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A JPEG file with a profile.
fn profiled(pixels: &[u8], width: u16, height: u16, color: ColorType, profile: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 98);
    encoder.add_icc_profile(profile).unwrap();
    encoder.encode(pixels, width, height, color).unwrap();
    file
}

/// Each kind of photograph in each printed file: as fine as is asked, a JPEG file if it was one, in inks.
#[test]
fn photographs_come_down_to_what_is_printed() {
    let line = GrayImage::from_fn(3000, 900, |x, y| Luma([if (x / 7 + y / 5) % 2 == 0 { 0 } else { 255 }]));
    let names = ["rgb.jpg", "gray.jpg", "cmyk.jpg", "rgb.png", "line.png", "small.jpg"];
    let all: Vec<(&str, &str)> = names.iter().map(|name| (*name, "full")).collect();
    let book = book("min-ppi = 100\nppi = 150", &all)
        .file("rgb.jpg", photos::rgb_jpeg(2600, 800))
        .file("gray.jpg", photos::gray_jpeg(2600, 790))
        .file("cmyk.jpg", photos::cmyk_jpeg(2600, 780))
        .file("rgb.png", photos::rgb_png(2600, 770))
        .file("line.png", png(line))
        .file("small.jpg", photos::rgb_jpeg(1000, 350));
    built(&book);
    for (target, colours) in [("two", "DeviceGray"), ("four", "DeviceCMYK"), ("rgb", "ICCBased")] {
        let found = images(&book, target);
        assert_eq!(found.len(), names.len(), "{target}: {found:#?}");
        let mut spaces: Vec<String> = Vec::new();
        for image in &found {
            let (width, ppi) = (image["width"].as_u64().unwrap(), image["resolution"].as_f64().unwrap());
            let pixels = (width, image["height"].as_u64().unwrap());
            let kept = [(3000, 900), (1000, 350)].contains(&pixels);
            assert!(kept || (148.0..155.0).contains(&ppi), "{target}: {image}");
            let is_jpeg = image["compression"][0] == "DCT";
            // What came as a PNG file is one of two.
            let height = pixels.1 as f64 / width as f64 * 2600.0;
            let png = pixels == (3000, 900) || (height - 770.0).abs() < 4.0;
            assert_eq!(is_jpeg, !png, "{target}: {image}");
            spaces.push(image["colour_space"].as_str().unwrap().into());
        }
        let count = |start: &str| spaces.iter().filter(|space| space.starts_with(start)).count();
        match target {
            "two" => assert_eq!(count("DeviceGray"), 6, "{spaces:?}"),
            "four" => assert_eq!((count("DeviceGray"), count(colours)), (2, 4), "{spaces:?}"),
            // The one in four inks keeps them.
            _ => assert_eq!(
                (count("DeviceGray"), count(colours), count("DeviceCMYK")),
                (2, 3, 1),
                "{spaces:?}"
            ),
        }
    }
}

/// Where a photograph stands twice, it is as fine as the larger one needs, and is there once.
#[test]
fn the_largest_placing_wins() {
    for order in [["column", "full"], ["full", "column"]] {
        let book = book("min-ppi = 100\nppi = 150", &[("a.jpg", order[0]), ("a.jpg", order[1])])
            .file("a.jpg", photos::rgb_jpeg(2600, 900));
        built(&book);
        let found = images(&book, "two");
        assert!(found.len() == 1 && found[0]["placements"] == 2, "{found:#?}");
        // 176 mm at 150 pixels per inch.
        assert!((found[0]["width"].as_f64().unwrap() - 1040.0).abs() < 4.0, "{found:#?}");
    }
}

/// By default, photographs have half as much again as the least; what is finer by a tenth stays.
#[test]
fn as_fine_as_the_least_asks() {
    for (keys, widths) in [
        ("min-ppi = 100", 1036..1046),
        ("min-ppi = 120\nppi = 120", 828..838),
        ("min-ppi = 100\nppi = 2400", 2600..2601),
    ] {
        let book = book(keys, &[("a.jpg", "full")]).file("a.jpg", photos::rgb_jpeg(2600, 900));
        built(&book);
        for target in ["two", "four", "rgb"] {
            let found = images(&book, target);
            assert!(widths.contains(&found[0]["width"].as_u64().unwrap()), "{keys}, {target}: {found:#?}");
        }
    }
}

/// The ink of a picture of one tone, which is half as high as wide and stands under the title of the chapter.
fn ink(book: &Book, target: &str, plate: &str) -> f64 {
    let path = book.path().join(format!("build/werkboek-2021-09-17-{target}.pdf"));
    let pages = ghost::plates(&path);
    pages[1].get(plate).map_or(0.0, |plate| plate.percent([260.0, 260.0, 340.0, 300.0]))
}

/// Grays are those of their profile, on every press and when they are made coarser.
#[test]
fn gray_profiles_are_heeded() {
    // 55 of the light of 255 is a gray of 128 on screens, and one of 68 by the profile of a darker screen.
    for (gamma, tone) in [(1.0_f32, 55_u8), (2.2, 128), (3.0, 160)] {
        let profile = ColorProfile::new_gray_with_gamma(gamma).encode().unwrap();
        let light = (f32::from(tone) / 255.0).powf(gamma);
        let wanted = 100.0 - 100.0 * f64::from(1.055 * light.powf(1.0 / 2.4) - 0.055);
        let pixels = vec![tone; 1800 * 900];
        let book = book("min-ppi = 100", &[("a.jpg", "full")])
            .file("a.jpg", profiled(&pixels, 1800, 900, ColorType::Luma, &profile));
        built_for(&book, &["two", "four"]);
        for target in ["two", "four"] {
            let found = ink(&book, target, "Black");
            assert!((found - wanted).abs() < 1.5, "gamma {gamma}, {target}: {found} in place of {wanted}");
        }
        let small = self::book("min-ppi = 100\nppi = 2400", &[("a.jpg", "full")])
            .file("a.jpg", profiled(&pixels[..700 * 350], 700, 350, ColorType::Luma, &profile));
        built_for(&small, &["two"]);
        let found = ink(&small, "two", "Black");
        assert!((found - wanted).abs() < 1.5, "gamma {gamma}, as it came: {found} in place of {wanted}");
    }
}

/// Colours are those of their profile in every file, whatever its version, and as fine as they came or coarser.
#[test]
fn colour_profiles_are_heeded() {
    let wide = ColorProfile::new_adobe_rgb().encode().unwrap();
    let versions = [[2, 0x10], [2, 0x40], [4, 0x20], [4, 0x40]];
    let rgb = werkboek::picture::to_srgb(&wide, werkboek::picture::Channels::Rgb, &[90, 160, 60]).unwrap();
    let wanted = 100.0 - f64::from(werkboek::ink::gray([rgb[0], rgb[1], rgb[2]])) / 2.55;
    for [major, minor] in versions {
        let mut profile = wide.clone();
        profile[8..10].copy_from_slice(&[major, minor]);
        for (width, height) in [(1800, 900), (700, 350)] {
            let pixels = [90, 160, 60].repeat(width * height);
            let book = book("min-ppi = 100", &[("a.jpg", "full")])
                .file("a.jpg", profiled(&pixels, width as u16, height as u16, ColorType::Rgb, &profile));
            built_for(&book, &["email", "two"]);
            let found = ink(&book, "two", "Black");
            assert!((found - wanted).abs() < 1.5, "{major}.{minor:x}, {width}: {found} in place of {wanted}");
            // On screens its profile is there, or its colours are those of sRGB.
            let shown = shown(&book.path().join("build/werkboek-2021-09-17-email.pdf"));
            let off = shown.iter().zip(&rgb).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
            assert!(off < 6, "{major}.{minor:x}, {width}: {shown:?} in place of {rgb:?}");
        }
    }
}

/// The colour of the picture of one tone in a file for screens, by poppler.
fn shown(file: &Path) -> [u8; 3] {
    let mut command = Command::new("pdftoppm");
    let output = command.args(["-r", "72", "-f", "2", "-l", "2"]).arg(file).output().unwrap();
    assert!(output.status.success());
    // A binary PPM: its kind, its width, its height, the largest value, and the pixels.
    let file = output.stdout;
    let head = String::from_utf8_lossy(&file[..20]).into_owned();
    let width: usize = head.split_whitespace().nth(1).unwrap().parse().unwrap();
    let height: usize = head.split_whitespace().nth(2).unwrap().parse().unwrap();
    let pixels = &file[file.len() - 3 * width * height..];
    let at = 3 * (280 * width + 300);
    [pixels[at], pixels[at + 1], pixels[at + 2]]
}

/// Four inks are what their profile says, on screens and on two inks.
#[test]
fn profiles_of_four_inks_are_heeded() {
    let profile = fs::read(sample().join("profiles/FOGRA39L_coated.icc")).unwrap();
    let press = werkboek::ink::Profile::named("FOGRA39").unwrap();
    for inks in
        [[0, 0, 0, 0], [255, 0, 0, 0], [0, 242, 255, 0], [100, 80, 70, 40], [0, 0, 0, 255], [200, 150, 0, 20]]
    {
        let (pixels, rgb) = (inks.repeat(900 * 450), press.proof(&inks));
        let book = book("min-ppi = 100", &[("a.jpg", "full")])
            .file("a.jpg", profiled(&pixels, 900, 450, ColorType::Cmyk, &profile));
        let document = book.document();
        let shown =
            image::load_from_memory(&werkboek::export::png(&document.pages()[1], 72.0).unwrap()).unwrap();
        let found = shown.into_rgb8().get_pixel(300, 280).0;
        assert!(
            found.iter().zip(&rgb).all(|(a, b)| a.abs_diff(*b) < 5),
            "{inks:?}: {found:?} in place of {rgb:?}"
        );
        built_for(&book, &["two", "four"]);
        let wanted = 100.0 - f64::from(werkboek::ink::gray([rgb[0], rgb[1], rgb[2]])) / 2.55;
        let found = ink(&book, "two", "Black");
        assert!((found - wanted).abs() < 2.0, "{inks:?}: {found} in place of {wanted}");
        // A press of four inks prints them as they came.
        let found = ink(&book, "four", "Magenta");
        assert!((found - f64::from(inks[1]) / 2.55).abs() < 2.0, "{inks:?}: {found}");
    }
}

/// JPEG files that are longer than the writer of PDF files takes are set, for every target.
#[test]
fn very_long_photographs() {
    let rgb = RgbImage::from_fn(17_000, 400, |x, _| Rgb([(x / 70) as u8, 90, 120]));
    let mut long = Vec::new();
    Encoder::new(&mut long, 90).encode(&rgb, 17_000, 400, ColorType::Rgb).unwrap();
    let mut inks = Vec::new();
    Encoder::new(&mut inks, 90).encode(&[90; 17_000 * 300 * 4], 17_000, 300, ColorType::Cmyk).unwrap();
    for ppi in [150, 2400] {
        let book = book(&format!("min-ppi = 100\nppi = {ppi}"), &[("a.jpg", "full"), ("b.jpg", "full")])
            .file("a.jpg", &long)
            .file("b.jpg", &inks);
        built(&book);
        for target in ["email", "two", "four", "rgb"] {
            let found = images(&book, target);
            assert!(found.len() == 2, "{target}: {found:#?}");
            let longest = found.iter().map(|image| image["width"].as_u64().unwrap()).max().unwrap();
            assert!(longest <= 17_000 && longest > 900, "{target}: {longest}");
        }
    }
}

/// A profile that cannot be used is told at its line; the photograph is set all the same.
#[test]
fn profiles_that_do_not_fit_are_told() {
    let gray = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
    let rgb = ColorProfile::new_adobe_rgb().encode().unwrap();
    let pixels = |count: usize| vec![90; 64 * 64 * count];
    for (file, told) in [
        (profiled(&pixels(3), 64, 64, ColorType::Rgb, &gray), true),
        (profiled(&pixels(3), 64, 64, ColorType::Rgb, b"rubbish"), true),
        (profiled(&pixels(4), 64, 64, ColorType::Cmyk, &rgb), true),
        (profiled(&pixels(4), 64, 64, ColorType::Cmyk, &rgb[..200]), true),
        (profiled(&pixels(1), 64, 64, ColorType::Luma, &rgb), false),
        (profiled(&pixels(1), 64, 64, ColorType::Luma, &gray), false),
        (profiled(&pixels(3), 64, 64, ColorType::Rgb, &rgb), false),
        (photos::cmyk_jpeg(64, 64), false),
    ] {
        let book = book("", &[("a.jpg", "full")]).file("a.jpg", file);
        let run = book.run(&["build", "--target", "two", "--target", "four"]);
        assert_eq!(run.code, 0, "{}{}", run.text(), run.err);
        assert_eq!(run.err.contains("a.jpg` carries a colour profile"), told, "{}", run.err);
    }
}
