//! Photographs made to do harm.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageFormat};

/// Packs bytes as PNG and PDF files do.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// So many megabytes of nothing, packed.
pub fn bomb(megabytes: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    (0..megabytes).for_each(|_| packed.write_all(&[0; 1 << 20]).unwrap());
    packed.finish().unwrap()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    })
}

fn part(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind[..], data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &body, &crc(&body).to_be_bytes()].concat()
}

/// A PNG file that says to have a size, with other parts before its few pixels.
pub fn png_of(
    width: u32,
    height: u32,
    [depth, colour, interlaced]: [u8; 3],
    parts: &[Vec<u8>],
    pixels: &[u8],
) -> Vec<u8> {
    let header =
        [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, interlaced]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(part(b"IHDR", &header));
    parts.iter().for_each(|part| file.extend(part));
    file.extend(part(b"IDAT", pixels));
    file.extend(part(b"IEND", &[]));
    file
}

/// A gray PNG file that says to have a size.
pub fn png(width: u32, height: u32, parts: &[Vec<u8>]) -> Vec<u8> {
    png_of(width, height, [8, 0, 0], parts, &packed(&[0; 1000]))
}

/// A sound gray PNG file of a side, with a note so long that nobody knows what it unfolds to.
pub fn noted(side: u32) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(1);
    let note: Vec<u8> = (0..400_000).map(|_| random.u8(..)).collect();
    let note = part(b"zTXt", &[&b"c\0\0"[..], &packed(&note)].concat());
    let pixels = packed(&vec![0; (side * (side + 1)) as usize]);
    png_of(side, side, [8, 0, 0], &[note], &pixels)
}

fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 99]));
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels).write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A JPEG file in which one scan stands so many times.
fn scans(count: usize) -> Vec<u8> {
    let whole = photo(400, 400, ImageFormat::Jpeg);
    let start = whole.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let (head, scan) = whole.split_at(start);
    [head, &scan[..scan.len() - 2].repeat(count), &[0xFF, 0xD9]].concat()
}

/// A WebP file with a moving picture's header.
fn webp(width: u32, height: u32, flags: u8, frames: usize) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        [&name[..], &(data.len() as u32).to_le_bytes(), data, &vec![0; data.len() % 2]].concat()
    };
    let size = |pixels: u32| (pixels - 1).to_le_bytes()[..3].to_vec();
    let still = photo(8, 8, ImageFormat::WebP);
    let header = [&[flags, 0, 0, 0][..], &size(width), &size(height)].concat();
    let frame = [&[0; 6][..], &size(8), &size(8), &[10, 0, 0, 0], &still[12..]].concat();
    let mut body = [b"WEBP".to_vec(), chunk(b"VP8X", &header)].concat();
    if frames > 0 {
        body.extend(chunk(b"ANIM", &[0; 6]));
        (0..frames).for_each(|_| body.extend(chunk(b"ANMF", &frame)));
    } else {
        body.extend(&still[12..]);
    }
    [b"RIFF".to_vec(), (body.len() as u32).to_le_bytes().to_vec(), body].concat()
}

/// All of them, by names.
pub fn all() -> Vec<(String, Vec<u8>)> {
    let profile = |megabytes| part(b"iCCP", &[b"icc\0\0".to_vec(), bomb(megabytes)].concat());
    let note = |megabytes| part(b"zTXt", &[b"Comment\0\0".to_vec(), bomb(megabytes)].concat());
    let sound = |parts: &[Vec<u8>]| png_of(30, 20, [8, 0, 0], parts, &packed(&[0; 31 * 20]));
    let mut all = vec![
        ("row.png", png_of(100_000_000, 1, [1, 0, 0], &[], &packed(&vec![0; 12_500_001]))),
        ("column.png", png_of(1, 100_000_000, [8, 0, 0], &[], &bomb(191))),
        ("large.png", png(50_000, 50_000, &[])),
        ("deep.png", png_of(10_000, 9_000, [16, 6, 0], &[], &packed(&[]))),
        ("huge.png", png(0x7FFF_FFFF, 0x7FFF_FFFF, &[])),
        ("nothing.png", png(0, 0, &[])),
        ("short.png", png(9_000, 9_000, &[])),
        ("interlaced.png", png_of(9_000, 9_000, [8, 6, 1], &[], &bomb(200))),
        ("profile.png", sound(&[profile(1000)])),
        ("note.png", sound(&[note(2000)])),
        ("notes.png", sound(&vec![note(60); 40])),
        ("moving.png", sound(&[part(b"acTL", &[0xFF; 8]), part(b"fcTL", &[0xFF; 26])])),
        ("scans.jpg", scans(20)),
        ("many-scans.jpg", scans(8000)),
        ("moving.webp", webp(16_000, 6_000, 2, 2000)),
        ("large.webp", webp(1 << 24, 1 << 24, 0, 0)),
        ("long.webp", webp(1 << 24, 1, 0, 0)),
    ];
    for (name, format) in
        [("cut.png", ImageFormat::Png), ("cut.jpg", ImageFormat::Jpeg), ("cut.webp", ImageFormat::WebP)]
    {
        let whole = photo(40, 40, format);
        all.push((name, whole[..whole.len() * 2 / 3].to_vec()));
    }
    let mut jpeg = photo(16, 16, ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF; 4]);
    all.push(("large.jpg", jpeg));
    all.into_iter().map(|(name, data)| (name.to_owned(), data)).collect()
}
