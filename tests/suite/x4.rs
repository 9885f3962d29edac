//! Our own list of what PDF/X-4 asks (ISO 15930-7), read from a file's objects.
//!
//! No free validator knows the whole standard; `streams` holds what can be seen in content streams.

use lopdf::{Dictionary, Document, Object};

use crate::pdf::Pdf;
use crate::{masks, streams};

/// All that a file does against the list. `rgb` says whether colours may be left to the printer.
pub fn violations(bytes: &[u8], rgb: bool) -> Vec<String> {
    let pdf = Pdf::new(bytes);
    let mut found = Vec::new();
    let mut hold = |holds: bool, what: &str| {
        if !holds {
            found.push(what.to_owned());
        }
    };
    hold(bytes.starts_with(b"%PDF-1.6"), "the header is not 1.6");
    hold(pdf.document().trailer.get(b"Encrypt").is_err(), "it is encrypted");
    hold(pdf.document().trailer.get(b"ID").is_ok(), "the trailer has no ID");
    intent(&pdf, &mut hold);
    information(&pdf, &mut hold);
    metadata(&pdf, &mut hold);
    pages(&pdf, &mut hold);
    let light = masks::inside(pdf.document());
    for (id, object) in &pdf.document().objects {
        keys(pdf.document(), object, light.contains(id), &mut hold);
    }
    found.extend(spaces(&pdf, rgb));
    found.extend(fonts(&pdf));
    found.extend(streams::violations(&pdf));
    found.sort();
    found.dedup();
    found
}

type Hold<'a> = dyn FnMut(bool, &str) + 'a;

/// Exactly one printing condition, with the profile of a printer in four inks.
fn intent(pdf: &Pdf, hold: &mut Hold) {
    let intents = pdf.get(pdf.catalog(), "OutputIntents").and_then(|intents| intents.as_array().ok());
    let intents = intents.map_or(&[][..], Vec::as_slice);
    hold(intents.len() == 1, "there is not one output intent");
    for intent in intents {
        let intent = pdf.dictionary(intent);
        let name = |key: &str| pdf.get(intent, key).and_then(|name| name.as_name().ok());
        hold(name("S") == Some(b"GTS_PDFX"), "the output intent is not for PDF/X");
        hold(name("Type") == Some(b"OutputIntent"), "the output intent has no type");
        for key in ["OutputConditionIdentifier", "OutputCondition", "Info"] {
            hold(pdf.string(intent, key).is_some_and(|text| !text.is_empty()), &format!("no intent {key}"));
        }
        let Some(Object::Stream(profile)) = pdf.get(intent, "DestOutputProfile") else {
            hold(false, "the output intent has no profile");
            continue;
        };
        let data = profile.get_plain_content().unwrap();
        hold(profile.dict.get(b"N").and_then(Object::as_i64).ok() == Some(4), "the profile is not of 4 inks");
        hold(&data[12..16] == b"prtr" && &data[16..20] == b"CMYK", "the profile is not of a printer");
        hold(&data[36..40] == b"acsp", "the profile is no profile");
    }
}

fn information(pdf: &Pdf, hold: &mut Hold) {
    for key in ["Title", "CreationDate", "ModDate", "Producer", "Creator"] {
        hold(pdf.info(key).is_some_and(|text| !text.is_empty()), &format!("no {key} in the information"));
    }
    hold(pdf.info("GTS_PDFXVersion").as_deref() == Some("PDF/X-4"), "the information says no PDF/X-4");
    let info = pdf.document().trailer.get(b"Info").ok().map(|info| pdf.dictionary(info));
    let trapped = info.and_then(|info| pdf.get(info, "Trapped")?.as_name().ok());
    hold(trapped == Some(b"False"), "the information says nothing of trapping");
}

fn metadata(pdf: &Pdf, hold: &mut Hold) {
    let Some(Object::Stream(stream)) = pdf.get(pdf.catalog(), "Metadata") else {
        return hold(false, "there is no metadata");
    };
    hold(stream.dict.get(b"Filter").is_err(), "the metadata is compressed");
    let text = String::from_utf8_lossy(&stream.content);
    hold(roxmltree::Document::parse(&text).is_ok(), "the metadata is not XML");
    for claim in [
        "xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"",
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<pdf:Trapped>False</pdf:Trapped>",
        "<xmp:CreateDate>",
        "<xmp:ModifyDate>",
        "<xmp:MetadataDate>",
        "<xmpMM:DocumentID>",
        "<xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default<",
        "<dc:title>",
    ] {
        hold(text.contains(claim), &format!("the metadata lacks {claim}"));
    }
}

fn pages(pdf: &Pdf, hold: &mut Hold) {
    for page in pdf.page_dictionaries() {
        let sides = ["MediaBox", "BleedBox", "TrimBox"].map(|key| pdf.rectangle(page, key));
        hold(sides.iter().all(Option::is_some), "a page lacks a box");
        for pair in sides.windows(2) {
            let [Some(outer), Some(inner)] = pair else { continue };
            let nested =
                outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
            hold(nested, "a box is not in the one around it");
        }
        for key in ["ArtBox", "CropBox", "Annots", "AA"] {
            hold(page.get(key.as_bytes()).is_err(), &format!("a page has {key}"));
        }
        hold(page.get(b"Group").is_ok(), "a page has no transparency group");
        hold(page.get(b"Rotate").is_err(), "a page is turned");
    }
    let catalog = pdf.catalog();
    for key in ["AcroForm", "OpenAction", "AA", "Outlines", "Names", "Encrypt", "OCProperties"] {
        hold(catalog.get(key.as_bytes()).is_err(), &format!("the catalog has {key}"));
    }
}

/// Keys that no object may have, or that have one value only; `light` says whether it gives light to a mask.
fn keys(pdf: &Document, object: &Object, light: bool, hold: &mut Hold) {
    let dict = match object {
        Object::Stream(stream) => &stream.dict,
        Object::Dictionary(dict) => dict,
        Object::Array(items) => return items.iter().for_each(|item| keys(pdf, item, light, hold)),
        _ => return,
    };
    let is =
        |key: &[u8], value: &[u8]| dict.get(key).and_then(Object::as_name).is_ok_and(|name| name == value);
    for key in [&b"TR"[..], b"TR2", b"HTP", b"JS", b"JavaScript", b"OPI", b"Ref", b"Alternates", b"PS"] {
        hold(dict.get(key).is_err(), &format!("an object has {}", String::from_utf8_lossy(key)));
    }
    hold(!is(b"Subtype", b"PS") && !is(b"Subtype2", b"PS"), "there is a PostScript object");
    for kind in [&b"JavaScript"[..], b"Launch", b"URI", b"GoTo", b"SubmitForm", b"Named"] {
        hold(!is(b"S", kind), "there is an action");
    }
    if let Object::Stream(stream) = object {
        let filters = stream.filters().unwrap_or_default();
        hold(!filters.iter().any(|filter| filter.starts_with(b"LZW")), "a stream is LZW");
        hold(!filters.iter().any(|filter| *filter == b"Crypt"), "a stream is encrypted");
        hold(dict.get(b"F").is_err(), "a stream is in another file");
    }
    if let Ok(group) = dict.get(b"Group").and_then(|group| pdf.dereference(group)) {
        let space = group.1.as_dict().ok().and_then(|group| group.get(b"CS").ok()?.as_name().ok());
        let wanted: &[u8] = if light { b"DeviceGray" } else { b"DeviceCMYK" };
        hold(space == Some(wanted), "a transparency group is not DeviceCMYK, or DeviceGray in a mask");
    }
    dict.iter().for_each(|(_, value)| keys(pdf, value, light, hold));
}

/// The colour spaces of images, shadings, and of the resources of all streams.
fn spaces(pdf: &Pdf, rgb: bool) -> Vec<String> {
    let mut found = Vec::new();
    for object in pdf.document().objects.values() {
        let dict = match object {
            Object::Stream(stream) => &stream.dict,
            Object::Dictionary(dict) => dict,
            _ => continue,
        };
        if let Some(space) = pdf.get(dict, "ColorSpace") {
            match space {
                // Resources: names with spaces.
                Object::Dictionary(named) => {
                    named.iter().for_each(|(_, space)| found.extend(space_of(pdf, space, rgb)))
                }
                space => found.extend(space_of(pdf, space, rgb)),
            }
        }
        if let Some(Object::Dictionary(resources)) = pdf.get(dict, "Resources")
            && let Some(Object::Dictionary(named)) = pdf.get(resources, "ColorSpace")
        {
            named.iter().for_each(|(_, space)| found.extend(space_of(pdf, space, rgb)));
        }
    }
    found
}

/// What is wrong with a colour space.
fn space_of(pdf: &Pdf, space: &Object, rgb: bool) -> Option<String> {
    let space = pdf.document().dereference(space).unwrap().1;
    let wrong = |what: &[u8]| Some(format!("a colour space is {}", String::from_utf8_lossy(what)));
    match space {
        Object::Name(name) if matches!(name.as_slice(), b"DeviceGray" | b"DeviceCMYK" | b"Pattern") => None,
        Object::Name(name) => wrong(name),
        Object::Array(parts) => match parts[0].as_name().unwrap() {
            b"Separation" | b"DeviceN" => space_of(pdf, &parts[2], false),
            b"Indexed" | b"Pattern" => space_of(pdf, parts.get(1)?, rgb),
            b"ICCBased" => {
                let profile = pdf.document().dereference(&parts[1]).unwrap().1.as_stream().unwrap();
                let count = profile.dict.get(b"N").and_then(Object::as_i64).unwrap();
                (!rgb || count != 3).then(|| format!("a colour space is ICCBased with {count} channels"))
            }
            other => wrong(other),
        },
        _ => wrong(b"none"),
    }
}

/// Every font has its file.
fn fonts(pdf: &Pdf) -> Vec<String> {
    let descriptors = pdf.document().objects.values().filter_map(|object| object.as_dict().ok());
    let all: Vec<&Dictionary> = descriptors.filter(|dict| dict.has_type(b"FontDescriptor")).collect();
    let bare = all.iter().filter(|dict| {
        !["FontFile", "FontFile2", "FontFile3"].iter().any(|key| pdf.get(dict, key).is_some())
    });
    let simple = pdf.document().objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| {
        dict.has_type(b"Font")
            && ["Type1", "TrueType"].iter().any(|kind| {
                dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes())
            })
            && dict.get(b"FontDescriptor").is_err()
    });
    bare.map(|_| "a font is not embedded".into())
        .chain(simple.map(|_| "a font is not embedded".into()))
        .collect()
}
