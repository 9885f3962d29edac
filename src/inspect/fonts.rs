//! Fonts (ISO 32000-2, 9.5 to 9.9).

use std::collections::BTreeMap;

use lopdf::Dictionary;
use schemars::JsonSchema;
use serde::Serialize;

use super::PageSet;
use super::lookup::{Pdf, as_dictionary};

/// A font in which text is set; subsets of one font count once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Font {
    /// The base name without the tag of a subset; empty where the font has none, as Type 3 fonts may.
    pub name: String,
    /// The type: `Type0`, `Type1`, `MMType1`, `TrueType` or `Type3`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The type of the font behind a Type 0 font: `CIDFontType0` or `CIDFontType2`.
    pub descendant: Option<String>,
    /// The format of the embedded program: `Type1`, `TrueType`, `Type1C`, `CIDFontType0C` or `OpenType`.
    pub program: Option<String>,
    /// Whether the file has the font's shapes inside.
    pub embedded: bool,
    /// Whether the file has some of the shapes only, as a tag before the name says.
    pub subset: bool,
    /// The pages on which text is set in it.
    pub pages: PageSet,
}

impl Font {
    /// Reads a font's dictionary.
    pub fn read(pdf: &Pdf, font: &Dictionary) -> Self {
        let kind = pdf.name(font, "Subtype").unwrap_or_default();
        let descendant = pdf.list(font, "DescendantFonts").and_then(<[_]>::first);
        let descendant = descendant.and_then(|font| as_dictionary(pdf.follow(font)?));
        let descriptor = pdf.dictionary(descendant.unwrap_or(font), "FontDescriptor");
        let program = descriptor.and_then(|descriptor| program(pdf, descriptor));
        let name =
            pdf.name(font, "BaseFont").or_else(|| pdf.name(descriptor?, "FontName")).unwrap_or_default();
        let (name, subset) = match name.split_once('+') {
            Some((tag, name)) if is_tag(tag) => (name.to_owned(), true),
            _ => (name, false),
        };
        Self {
            name,
            embedded: program.is_some() || kind == "Type3",
            kind,
            descendant: descendant.and_then(|font| pdf.name(font, "Subtype")),
            program,
            subset,
            pages: PageSet::default(),
        }
    }
}

/// Whether it is the tag of a subset (ISO 32000-2, 9.9.2).
fn is_tag(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The format of the embedded program (ISO 32000-2, table 124).
fn program(pdf: &Pdf, descriptor: &Dictionary) -> Option<String> {
    let subtype = || pdf.stream(descriptor, "FontFile3").and_then(|file| pdf.name(&file.dict, "Subtype"));
    let has = |key| pdf.stream(descriptor, key).is_some();
    match () {
        () if has("FontFile") => Some("Type1".into()),
        () if has("FontFile2") => Some("TrueType".into()),
        () if has("FontFile3") => Some(subtype().unwrap_or_default()),
        () => None,
    }
}

/// The fonts in which text was set, by name; equal ones become one.
pub fn report(fonts: Vec<Font>) -> Vec<Font> {
    let mut merged: BTreeMap<Font, PageSet> = BTreeMap::new();
    for font in fonts.into_iter().filter(|font| font.pages.count() > 0) {
        let key = Font { pages: PageSet::default(), ..font };
        merged.entry(key).or_default().join(&font.pages);
    }
    merged.into_iter().map(|(font, pages)| Font { pages, ..font }).collect()
}
