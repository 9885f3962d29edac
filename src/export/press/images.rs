//! Images: photographs in gray or in four inks.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, ImageDecoder};
use jpeg_encoder::{ColorType, Encoder};
use lopdf::{Document, Object, ObjectId, Stream};
use rayon::prelude::*;

use super::colours::{Space, Spaces};
use crate::content::target::Inks;
use crate::ink::{Pixels, Press};

/// The quality of photographs in print, of 100.
const QUALITY: u8 = 94;

/// Turns all images into what the press prints.
pub fn separate(pdf: &mut Document, press: &Press, spaces: &Spaces) -> lopdf::Result<()> {
    let soft = soft_masks(pdf);
    let source = &*pdf;
    let images: Vec<(ObjectId, &Stream)> = source
        .objects
        .iter()
        .filter_map(|(id, object)| Some((*id, object.as_stream().ok()?)))
        .filter(|(id, stream)| !soft.contains(id) && is_image(stream))
        .collect();
    let done: Vec<(ObjectId, Stream)> = images
        .into_par_iter()
        .filter_map(|(id, stream)| Some((id, converted(source, stream, press, spaces)?)))
        .collect();
    for (id, stream) in done {
        pdf.objects.insert(id, Object::Stream(stream));
    }
    Ok(())
}

/// Images that are the transparency of others.
fn soft_masks(pdf: &Document) -> Vec<ObjectId> {
    let mask = |object: &Object| object.as_stream().ok()?.dict.get(b"SMask").ok()?.as_reference().ok();
    pdf.objects.values().filter_map(mask).collect()
}

fn is_image(stream: &Stream) -> bool {
    stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
}

/// What an image becomes, if it does not stay as it is.
fn converted(pdf: &Document, stream: &Stream, press: &Press, spaces: &Spaces) -> Option<Stream> {
    let space = stream.dict.get(b"ColorSpace").ok()?;
    let mut made = stream.clone();
    match spaces.kind(pdf, space) {
        Space::Gray => made.dict.set("ColorSpace", "DeviceGray"),
        Space::Rgb if press.inks != Inks::Rgb => {
            let is_jpeg = stream.filters().is_ok_and(|filters| filters == [b"DCTDecode"]);
            let rgb = if is_jpeg { decoded(&stream.content)? } else { stream.get_plain_content().ok()? };
            let profile = spaces.profile(pdf, space);
            let pixels = press.photo(&rgb, profile.as_deref());
            replace(&mut made, &pixels, is_jpeg)?;
        }
        // Four inks are those of this press, whatever profile came with them.
        Space::Inks if is_icc(pdf, space) => made.dict.set("ColorSpace", "DeviceCMYK"),
        _ => return None,
    }
    Some(made)
}

fn is_icc(pdf: &Document, space: &Object) -> bool {
    let name = |space: &Object| space.as_array().ok()?.first()?.as_name().ok().map(<[u8]>::to_vec);
    pdf.dereference(space).is_ok_and(|(_, space)| name(space).as_deref() == Some(b"ICCBased"))
}

/// The pixels of a JPEG file, 3 bytes each, as they lie in the file.
fn decoded(data: &[u8]) -> Option<Vec<u8>> {
    let decoder = JpegDecoder::new(Cursor::new(data)).ok()?;
    let gray = !decoder.color_type().has_color();
    let decoded = DynamicImage::from_decoder(decoder).ok()?;
    Some(if gray { DynamicImage::ImageLuma8(decoded.into_luma8()) } else { decoded }.into_rgb8().into_raw())
}

/// Puts pixels in the place of an image's own; `lossy` ones as JPEG.
fn replace(image: &mut Stream, pixels: &Pixels, lossy: bool) -> Option<()> {
    let side = |key: &[u8]| image.dict.get(key).and_then(Object::as_i64).ok();
    let (width, height) = (side(b"Width")?, side(b"Height")?);
    let (data, space, color) = match pixels {
        Pixels::Gray(data) => (data, "DeviceGray", ColorType::Luma),
        Pixels::Cmyk(data) => (data, "DeviceCMYK", ColorType::Cmyk),
    };
    image.dict.set("ColorSpace", space);
    image.dict.remove(b"Filter");
    image.dict.remove(b"DecodeParms");
    let (Ok(width), Ok(height), true) = (u16::try_from(width), u16::try_from(height), lossy) else {
        image.set_plain_content(data.clone());
        return image.compress().ok();
    };
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(data, width, height, color).ok()?;
    image.set_content(jpeg);
    image.dict.set("Filter", "DCTDecode");
    if matches!(pixels, Pixels::Cmyk(_)) {
        // The encoder writes them as Adobe does, the other way round.
        let turned = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec();
        image.dict.set("Decode", Object::Array(turned));
    }
    Some(())
}
