//! Images: photographs in gray or in four inks.

use std::collections::HashSet;
use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, ImageDecoder};
use lopdf::{Document, Object, ObjectId, Stream};
use rayon::prelude::*;

use super::colours::{Space, Spaces};
use crate::content::target::Inks;
use crate::export::Fault;
use crate::ink::{Pixels, Press, grays, jpeg, light};
use crate::picture::{Channels, raw_inks, to_srgb};

/// Turns all images into what the press prints, and those of masks into light.
pub fn separate(
    pdf: &mut Document,
    press: &Press,
    spaces: &Spaces,
    masks: &HashSet<ObjectId>,
) -> Result<(), Fault> {
    let soft = soft_masks(pdf);
    let work = Work { pdf, press, spaces };
    let images: Vec<(ObjectId, &Stream)> = work
        .pdf
        .objects
        .iter()
        .filter_map(|(id, object)| Some((*id, object.as_stream().ok()?)))
        .filter(|(id, stream)| !soft.contains(id) && is_image(stream))
        .collect();
    let done: Result<Vec<(ObjectId, Option<Stream>)>, Fault> = images
        .into_par_iter()
        .map(|(id, stream)| Ok((id, work.converted(stream, masks.contains(&id))?)))
        .collect();
    for (id, stream) in done? {
        if let Some(stream) = stream {
            pdf.objects.insert(id, Object::Stream(stream));
        }
    }
    Ok(())
}

/// Images that are the transparency of others.
fn soft_masks(pdf: &Document) -> HashSet<ObjectId> {
    let mask = |object: &Object| object.as_stream().ok()?.dict.get(b"SMask").ok()?.as_reference().ok();
    pdf.objects.values().filter_map(mask).collect()
}

fn is_image(stream: &Stream) -> bool {
    stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
}

fn is_jpeg(image: &Stream) -> bool {
    image.filters().is_ok_and(|filters| filters == [b"DCTDecode"])
}

/// An image that cannot become ink.
fn fault(image: &Stream, what: &str) -> Fault {
    let side = |key: &[u8]| image.dict.get(key).and_then(Object::as_i64).unwrap_or_default();
    let (width, height) = (side(b"Width"), side(b"Height"));
    Fault::Inner(ecow::eco_format!(
        "an image of {width} x {height} pixels cannot be turned into ink ({what})"
    ))
}

/// What all images are converted with.
struct Work<'a> {
    pdf: &'a Document,
    press: &'a Press,
    spaces: &'a Spaces,
}

impl Work<'_> {
    /// What an image becomes, if it does not stay as it is.
    fn converted(&self, image: &Stream, mask: bool) -> Result<Option<Stream>, Fault> {
        // A stencil has no colours of its own.
        let Ok(space) = image.dict.get(b"ColorSpace") else { return Ok(None) };
        let profile = self.spaces.profile(self.pdf, space);
        let profile = profile.as_deref();
        let mut made = image.clone();
        let inks = self.press.inks;
        match self.spaces.kind(self.pdf, space) {
            Space::Gray => {
                made.dict.set("ColorSpace", "DeviceGray");
                if let Some(profile) = profile.filter(|profile| is_other_gray(profile)) {
                    let pixels = pixels(image, Channels::Gray)?;
                    replace(&mut made, &Pixels::Gray(grays(&pixels, Some(profile)).into_owned()))?;
                }
            }
            Space::Rgb if inks != Inks::Rgb || mask => {
                let rgb = pixels(image, Channels::Rgb)?;
                replace(&mut made, &self.inked(&rgb, profile, mask))?;
            }
            Space::Cmyk if inks == Inks::Two || mask => {
                let own = pixels(image, Channels::Cmyk)?;
                let rgb = profile.and_then(|profile| to_srgb(profile, Channels::Cmyk, &own));
                let rgb = rgb.unwrap_or_else(|| self.press.profile.proof(&own));
                replace(&mut made, &self.inked(&rgb, None, mask))?;
            }
            // Four inks are those of this press, whatever profile came with them.
            Space::Cmyk => made.dict.set("ColorSpace", "DeviceCMYK"),
            Space::Rgb | Space::Other => return Ok(None),
        }
        Ok(Some(made))
    }

    fn inked(&self, rgb: &[u8], profile: Option<&[u8]>, mask: bool) -> Pixels {
        if !mask {
            return self.press.photo(rgb, profile);
        }
        let converted = profile.and_then(|profile| to_srgb(profile, Channels::Rgb, rgb));
        let rgb = converted.as_deref().unwrap_or(rgb);
        Pixels::Gray(rgb.chunks_exact(3).map(|pixel| light([pixel[0], pixel[1], pixel[2]])).collect())
    }
}

/// Whether a gray profile has other tones than those of sRGB, to which black ink is the complement.
fn is_other_gray(profile: &[u8]) -> bool {
    let tones: Vec<u8> = (0..=255).collect();
    grays(&tones, Some(profile)).iter().zip(&tones).any(|(made, tone)| made.abs_diff(*tone) > 1)
}

/// The pixels of an image as they lie in the file, a byte a channel.
fn pixels(image: &Stream, channels: Channels) -> Result<Vec<u8>, Fault> {
    let pixels = if is_jpeg(image) {
        decoded(&image.content, channels).ok_or_else(|| fault(image, "it cannot be decoded"))?
    } else {
        let plain = image.get_plain_content()?;
        // Of two bytes, the first says it all to a press.
        let deep = image.dict.get(b"BitsPerComponent").and_then(Object::as_i64).is_ok_and(|bits| bits == 16);
        if deep { plain.into_iter().step_by(2).collect() } else { plain }
    };
    let [width, height] = sides(image)?.map(|side| side as usize);
    if pixels.len() != width * height * channels.count() {
        return Err(fault(image, "it has another number of pixels"));
    }
    Ok(pixels)
}

fn sides(image: &Stream) -> Result<[u32; 2], Fault> {
    let side = |key: &[u8]| u32::try_from(image.dict.get(key)?.as_i64()?).map_err(|_| fault(image, "a side"));
    Ok([side(b"Width")?, side(b"Height")?])
}

/// The pixels of a JPEG file.
fn decoded(data: &[u8], channels: Channels) -> Option<Vec<u8>> {
    if channels == Channels::Cmyk {
        return raw_inks(data);
    }
    let decoder = JpegDecoder::new(Cursor::new(data)).ok()?;
    let gray = !decoder.color_type().has_color();
    let decoded = DynamicImage::from_decoder(decoder).ok()?;
    Some(match channels {
        Channels::Gray => decoded.into_luma8().into_raw(),
        _ if gray => DynamicImage::ImageLuma8(decoded.into_luma8()).into_rgb8().into_raw(),
        _ => decoded.into_rgb8().into_raw(),
    })
}

/// Puts pixels in the place of an image's own; those of a JPEG file as another.
fn replace(image: &mut Stream, pixels: &Pixels) -> Result<(), Fault> {
    let [width, height] = sides(image)?;
    let file = if is_jpeg(image) { jpeg(pixels, width, height) } else { None };
    let (data, space) = match pixels {
        Pixels::Gray(data) => (data, "DeviceGray"),
        Pixels::Rgb(data) => (data, "DeviceRGB"),
        Pixels::Cmyk(data) => (data, "DeviceCMYK"),
    };
    for key in [&b"Filter"[..], b"DecodeParms", b"Decode"] {
        image.dict.remove(key);
    }
    image.dict.set("ColorSpace", space);
    image.dict.set("BitsPerComponent", 8);
    let Some(file) = file else {
        image.set_plain_content(data.clone());
        return Ok(image.compress()?);
    };
    image.set_content(file);
    image.dict.set("Filter", "DCTDecode");
    if matches!(pixels, Pixels::Cmyk(_)) {
        let turned = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec();
        image.dict.set("Decode", Object::Array(turned));
    }
    Ok(())
}
