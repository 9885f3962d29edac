//! What the bytes of a font file hold: one typeface, or several in a collection.

use std::sync::Arc;

use ttf_parser::{Face, Tag, fonts_in_collection, name_id};
use typst_library::foundations::Bytes;
use typst_library::text::{FontInfo, FontStretch, StandardAxes};

use super::embedding::Embedding;

/// One face of a font file.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct FontFace {
    /// Its place in the collection, from 0.
    pub index: u32,
    /// Its family, its style, its axes and its characters.
    pub info: FontInfo,
    /// Whether it may be embedded.
    pub embedding: Embedding,
}

/// Why a file is no font that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FontFault {
    /// It is no font, or none that can be read.
    Broken,
    /// It ends before what it says that it holds.
    Truncated,
    /// It has no outlines of letters.
    Empty,
}

/// How many bytes of a font give its kind and the number of its tables.
const HEAD: usize = 12;

/// The tables that hold outlines: TrueType, PostScript, PostScript with variations.
const OUTLINES: [&[u8; 4]; 3] = [b"glyf", b"CFF ", b"CFF2"];

/// Reads a font file.
///
/// Errors where a face of it is not sound.
#[comemo::memoize]
pub fn read_font(bytes: &Bytes) -> Result<Arc<Vec<FontFace>>, FontFault> {
    let count = fonts_in_collection(bytes).unwrap_or(1);
    let faces = (0..count).map(|index| face(bytes, index)).collect::<Result<Vec<_>, _>>()?;
    if faces.is_empty() { Err(FontFault::Broken) } else { Ok(Arc::new(faces)) }
}

fn face(bytes: &Bytes, index: u32) -> Result<FontFace, FontFault> {
    let broken = if bytes.len() < HEAD { FontFault::Truncated } else { FontFault::Broken };
    let face = Face::parse(bytes, index).map_err(|_| broken)?;
    let ends = |record: ttf_parser::TableRecord| u64::from(record.offset) + u64::from(record.length);
    if face.raw_face().table_records.into_iter().any(|record| ends(record) > bytes.len() as u64) {
        return Err(FontFault::Truncated);
    }
    let has = |tag: &[u8; 4]| face.raw_face().table(Tag::from_bytes(tag)).is_some();
    if !OUTLINES.into_iter().any(has) {
        return Err(FontFault::Empty);
    }
    let info = FontInfo::new(bytes, index).ok_or(FontFault::Broken)?;
    Ok(FontFace { index, info: by_width(info, &face), embedding: Embedding::of(&face) })
}

/// The widths of faces whose names do not tell them, in percent of the normal one (OpenType 1.9, `usWidthClass`).
const WIDTHS: [(f64, &str); 8] = [
    (50.0, "Ultra Condensed"),
    (62.5, "Extra Condensed"),
    (75.0, "Condensed"),
    (87.5, "Semi Condensed"),
    (112.5, "Semi Expanded"),
    (125.0, "Expanded"),
    (150.0, "Extra Expanded"),
    (200.0, "Ultra Expanded"),
];

/// How words for widths end.
const WIDE: [&str; 7] = ["condensed", "compressed", "narrow", "compact", "expanded", "extended", "wide"];

/// Words that go before a width.
const HOW: [&str; 4] = ["semi", "demi", "extra", "ultra"];

/// A narrow or a wide face as a family of its own, as its maker names it; Typst counts it to the normal one,
/// where a name alone would not find it.
fn by_width(mut info: FontInfo, face: &Face) -> FontInfo {
    let percent = info.variant.stretch.to_ratio().get() * 100.0;
    let known = WIDTHS.iter().find(|(width, _)| (width - percent).abs() < 1.0).map(|(_, name)| *name);
    let own = named_width(&info.family, face).or_else(|| known.map(str::to_owned));
    let varies = StandardAxes::parse(&info.axes).wdth.is_some();
    if let Some(width) = own.filter(|_| !varies) {
        info.family = format!("{} {width}", info.family);
        info.variant.stretch = FontStretch::NORMAL;
    }
    info
}

/// The words for its width that a face has in its name, after that of the family.
fn named_width(family: &str, face: &Face) -> Option<String> {
    let mut names = face.names().into_iter().filter(|name| name.name_id == name_id::FAMILY);
    let whole = names.find_map(|name| name.to_string())?;
    let words: Vec<&str> = whole.strip_prefix(family)?.split([' ', '-']).collect();
    let is = |word: &str, ends: &[&str]| ends.iter().any(|end| word.to_lowercase().ends_with(end));
    let at = words.iter().position(|word| is(word, &WIDE))?;
    let how = at.checked_sub(1).and_then(|before| words.get(before)).filter(|word| is(word, &HOW));
    Some(how.into_iter().chain(words.get(at)).copied().collect::<Vec<_>>().join(" "))
}
