//! ICC profiles inside a PDF (ISO 15076-1).

use lopdf::{Object, Stream};
use moxcms::{ColorProfile, DataColorSpace, ProfileText};
use schemars::JsonSchema;
use serde::Serialize;

use super::lookup::{Pdf, plain};

/// The most bytes of a profile.
const LIMIT: usize = 64 << 20;

/// An ICC profile that is embedded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Profile {
    /// The number of components, as the PDF says it.
    pub components: Option<u32>,
    /// The colour space as the profile says it, such as `RGB`, `CMYK` or `gray`; null where it is not readable.
    pub colour_space: Option<String>,
    /// The profile's own description, such as `sRGB`.
    pub description: Option<String>,
}

impl Profile {
    /// Reads the profile of a stream; what cannot be read is left out.
    pub fn read(pdf: &Pdf, stream: &Stream) -> Self {
        let [description, colour_space] = pdf.once(stream, || {
            let bytes = pdf.bytes(stream, LIMIT).unwrap_or_default();
            let profile = ColorProfile::new_from_slice(&bytes).ok();
            let description = profile.as_ref().and_then(|profile| text(profile.description.as_ref()?));
            [description, profile.and_then(|profile| space(profile.color_space)).map(str::to_owned)]
        });
        Self { components: pdf.count(&stream.dict, "N"), colour_space, description }
    }

    /// Reads the profile behind an object, if it is one.
    pub fn of(pdf: &Pdf, object: &Object) -> Option<Self> {
        pdf.follow(object)?.as_stream().ok().map(|stream| Self::read(pdf, stream))
    }
}

fn text(text: &ProfileText) -> Option<String> {
    let text = match text {
        ProfileText::PlainString(text) => text.clone(),
        ProfileText::Localizable(texts) => texts.first()?.value.clone(),
        ProfileText::Description(text) if text.ascii_string.is_empty() => text.unicode_string.clone(),
        ProfileText::Description(text) => text.ascii_string.clone(),
    };
    Some(plain(&text)).filter(|text| !text.is_empty())
}

fn space(space: DataColorSpace) -> Option<&'static str> {
    match space {
        DataColorSpace::Rgb => Some("RGB"),
        DataColorSpace::Gray => Some("gray"),
        DataColorSpace::Cmyk => Some("CMYK"),
        DataColorSpace::Cmy => Some("CMY"),
        DataColorSpace::Lab => Some("Lab"),
        DataColorSpace::Xyz => Some("XYZ"),
        _ => None,
    }
}
