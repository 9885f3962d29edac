//! Drawings: SVG files, plain or compressed.

mod faults;
mod links;
mod look;
mod plain;
mod reach;
mod seen;
mod walk;
mod words;

use std::io::Read;

use flate2::read::GzDecoder;
use roxmltree::{Document, Error, ParsingOptions};
use typst_library::diag::LoadError;
use typst_library::foundations::Bytes;
use typst_library::visualize::SvgImage;

use super::{Fault, Opened, Picture};
use faults::faults;
pub use plain::is_plain;
pub use seen::Seen;

/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";

/// How the bytes of a compressed file start (RFC 1952).
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// The most bytes that a drawing may have: 64 MB.
const MOST_BYTES: u64 = 64 << 20;

/// The bytes over that which are still counted when a drawing unfolds, but not kept: 1 GB.
const MOST_COUNTED: u64 = 1 << 30;

/// The bytes of a compressed file in which its first element is looked for.
const UNPACKED_HEAD: u64 = 1 << 20;

/// The bytes in which the first element of a file is looked for that is not UTF-8.
const HEAD: usize = 4096;

/// The units that the longer side of a drawing has at least, so that whole numbers keep its proportion.
const UNITS: f64 = 10_000.0;

/// Whether the bytes are, or are meant as, an SVG file: what their first element says.
pub fn is_svg(data: &[u8]) -> bool {
    let mut head = Vec::new();
    let data = if data.starts_with(&GZIP) {
        // A file that breaks off further on still says what it is.
        let _ = GzDecoder::new(data).take(UNPACKED_HEAD).read_to_end(&mut head);
        &head
    } else {
        data
    };
    let sound = std::str::from_utf8(data)
        .or_else(|error| std::str::from_utf8(data.get(..error.valid_up_to()).unwrap_or_default()));
    if sound.is_ok_and(|text| opens(text.trim_start_matches('\u{feff}')) == Some("svg")) {
        return true;
    }
    // In another encoding, the letters of `svg` are still there.
    let head = String::from_utf8_lossy(data.get(..HEAD).unwrap_or(data)).replace('\0', "");
    opens(head.trim_start_matches(char::REPLACEMENT_CHARACTER)) == Some("svg")
}

/// Reads an SVG file; a compressed one is unpacked.
///
/// Errors with all that is wrong: it is broken, too large, or has no size, or something would be lost of it.
pub fn read_svg(data: &Bytes) -> Opened {
    let one = |fault| vec![fault];
    let text = text(data).map_err(one)?;
    let tree = parse(&text).map_err(|error| one(broken(&error)))?;
    let lost = faults(&walk::walk(&tree));
    if !lost.is_empty() {
        return Err(lost);
    }
    half_sized(&tree).map_err(one)?;
    let plain = if data.starts_with(&GZIP) { Bytes::from_string(text.into_owned()) } else { data.clone() };
    let svg = SvgImage::new(plain.clone()).map_err(|error| one(refused(error)))?;
    reach::near_enough(svg.tree()).map_err(one)?;
    let scale = (UNITS / svg.width().max(svg.height())).max(1.0);
    let units = |length: f64| (length * scale).round().clamp(1.0, f64::from(u32::MAX)) as u32;
    let own = svg.width().round().clamp(1.0, f64::from(u32::MAX)) as u32;
    Ok(Picture { data: plain, format: "svg", width: units(svg.width()), height: units(svg.height()), own })
}

/// Holds a drawing with a width to having a height, and the other way round: of one alone, browsers
/// make another proportion than the `viewBox` has here.
fn half_sized(tree: &Document) -> Result<(), Fault> {
    let root = tree.root_element();
    let is_sized =
        |side: &str| root.attribute(side).is_some_and(|size| !size.trim().ends_with('%') && size != "auto");
    let missing = match (is_sized("width"), is_sized("height")) {
        (true, false) => "is an SVG file with a width and without a height",
        (false, true) => "is an SVG file with a height and without a width",
        _ => return Ok(()),
    };
    Err(Fault::new(
        "broken-image",
        missing,
        "save it anew from the drawing program, with both; or take both away",
    ))
}

/// What a drawing shows and asks for; nothing where the bytes are none.
pub fn seen(data: &[u8]) -> Seen {
    let Ok(text) = text(data) else { return Seen::default() };
    parse(&text).map(|tree| walk::walk(&tree)).unwrap_or_default()
}

/// The text of the file.
///
/// Errors where it cannot be unpacked, or is not UTF-8.
fn text(data: &[u8]) -> Result<std::borrow::Cow<'_, str>, Fault> {
    let encoding = || {
        let hint = "save it anew from the drawing program, with the encoding UTF-8";
        Fault::new("broken-image", "is an SVG file that is not UTF-8", hint)
    };
    if data.len() as u64 > MOST_BYTES {
        return Err(oversized(&format!("is a drawing of {} MB", data.len() >> 20)));
    }
    if !data.starts_with(&GZIP) {
        return std::str::from_utf8(data)
            .map(|text| text.trim_start_matches('\u{feff}').into())
            .map_err(|_| encoding());
    }
    let mut unpacked = Vec::new();
    let mut packed = GzDecoder::new(data);
    let head = packed.by_ref().take(MOST_BYTES + 1).read_to_end(&mut unpacked);
    head.map_err(|_| Fault::broken("SVGZ"))?;
    if unpacked.len() as u64 > MOST_BYTES {
        let rest = std::io::copy(&mut packed.take(MOST_COUNTED), &mut std::io::sink()).unwrap_or(0);
        let least = if rest == MOST_COUNTED { "at least " } else { "" };
        let size = (unpacked.len() as u64 + rest) >> 20;
        return Err(oversized(&format!("unfolds to a drawing of {least}{size} MB")));
    }
    String::from_utf8(unpacked).map(Into::into).map_err(|_| encoding())
}

/// What is wrong with a drawing that is XML and is refused all the same.
fn refused(error: LoadError) -> Fault {
    let said = format!("{error:?}");
    if said.contains("limit") || said.contains("too large") {
        return Fault::heavy(
            "has more than 1,000,000 parts, or parts within parts that go more than 1,000 deep",
        );
    }
    let hint = "save it anew from the drawing program, with a width and a height";
    let message = "is an SVG file without a size: its width, height or viewBox is wrong";
    Fault::new("broken-image", message, hint)
}

/// A drawing of too many bytes.
fn oversized(what: &str) -> Fault {
    let message = format!("{what}, and may have {} MB", MOST_BYTES >> 20);
    Fault::new("oversized-image", message, "make it simpler, or save it as a PNG")
}

/// Parses the text; what a document type declares is known, and nothing outside is read for it.
fn parse(text: &str) -> Result<Document<'_>, Error> {
    Document::parse_with_options(text, ParsingOptions { allow_dtd: true, ..ParsingOptions::default() })
}

/// The name of the first element of a text that may be broken further on.
fn opens(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = rest.strip_prefix('<')?;
        let end = match rest {
            _ if rest.starts_with("!--") => "-->",
            _ if rest.starts_with("!DOCTYPE") && rest.split('>').next()?.contains('[') => {
                // The declarations in it end with a bracket, and after that the type itself does.
                rest = rest.split_once(']')?.1.trim_start();
                while !rest.starts_with('>') {
                    rest = rest.split_once(']')?.1.trim_start();
                }
                ">"
            }
            _ if rest.starts_with(['!', '?']) => ">",
            _ => {
                let name = rest.split(|c: char| c.is_whitespace() || "/>".contains(c)).next()?;
                return Some(name.rsplit(':').next().unwrap_or(name));
            }
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
}

/// What is wrong with a file that is not XML.
fn broken(error: &Error) -> Fault {
    if let Error::EntityReferenceLoop(_) = error {
        let hint = "save it anew from the drawing program as plain SVG";
        return Fault::new("broken-image", "is an SVG file whose entities hold each other without end", hint);
    }
    let fault = Fault::broken("SVG");
    let line = error.pos().row;
    let message = if line > 1 { format!("{} (line {line})", fault.message) } else { fault.message };
    Fault { message, ..fault }
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
