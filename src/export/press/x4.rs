//! What PDF/X-4 asks of a file as a whole (ISO 15930-7): output intent, metadata, no actions.

use std::fmt::Write;

use lopdf::{Document, Object, Stream, dictionary, text_string};
use typst_library::foundations::Datetime;

use crate::ink::Press;

/// What the file says of itself.
#[derive(Debug, Clone)]
pub struct About {
    /// The title.
    pub title: String,
    /// Who made it.
    pub author: String,
    /// What it is, in a sentence or two.
    pub description: String,
    /// The language.
    pub language: String,
    /// The date of creation, in UTC.
    pub date: Option<Datetime>,
    /// A name that stays the same over all builds of this edition and target.
    pub ident: String,
}

/// The name and version of the program.
fn program() -> String {
    format!("werkboek {}", env!("CARGO_PKG_VERSION"))
}

/// Writes output intent, information and metadata, and takes away what has no place on paper.
pub fn claim(pdf: &mut Document, press: &Press, about: &About) -> lopdf::Result<()> {
    pdf.version = "1.6".into();
    let intent = intent(pdf, press)?;
    let xmp =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, metadata(about).into_bytes());
    let xmp = pdf.add_object(xmp.with_compression(false));
    let catalog = pdf.catalog_mut()?;
    catalog.set("OutputIntents", vec![intent]);
    catalog.set("Metadata", xmp);
    catalog.set("Lang", text_string(&about.language));
    let gone = [
        &b"Outlines"[..],
        b"Names",
        b"Dests",
        b"OpenAction",
        b"AA",
        b"AcroForm",
        b"PageMode",
        b"MarkInfo",
        b"StructTreeRoot",
    ];
    for key in gone {
        catalog.remove(key);
    }
    let stamp = stamp(about.date);
    let info = dictionary! {
        "Title" => text_string(&about.title), "Author" => text_string(&about.author),
        "Creator" => text_string(&program()), "Producer" => text_string(&program()),
        "CreationDate" => Object::string_literal(stamp.clone()), "ModDate" => Object::string_literal(stamp),
        "Trapped" => "False", "GTS_PDFXVersion" => Object::string_literal("PDF/X-4"),
    };
    let info = pdf.add_object(info);
    pdf.trailer.set("Info", info);
    if pdf.trailer.get(b"ID").is_err() {
        let id = Object::String(
            typst_utils::hash128(&about.ident).to_be_bytes().to_vec(),
            lopdf::StringFormat::Hexadecimal,
        );
        pdf.trailer.set("ID", vec![id.clone(), id]);
    }
    Ok(())
}

/// The printing condition, with its profile.
fn intent(pdf: &mut Document, press: &Press) -> lopdf::Result<Object> {
    let profile = &press.profile;
    let mut stream = Stream::new(dictionary! { "N" => 4 }, profile.data.to_vec());
    stream.compress()?;
    let stream = pdf.add_object(stream);
    let mut intent = dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text_string(&profile.identifier),
        "OutputCondition" => text_string(&profile.condition),
        "Info" => text_string(&profile.condition),
        "DestOutputProfile" => stream,
    };
    if profile.registered {
        intent.set("RegistryName", Object::string_literal("http://www.color.org"));
    }
    Ok(intent.into())
}

/// Year, month, day, hour, minute and second.
fn parts(date: Option<Datetime>) -> [i32; 6] {
    let date = date.as_ref();
    let small = |part: Option<u8>, least: u8| i32::from(part.unwrap_or(least));
    [
        date.and_then(Datetime::year).unwrap_or(1970),
        small(date.and_then(Datetime::month), 1),
        small(date.and_then(Datetime::day), 1),
        small(date.and_then(Datetime::hour), 0),
        small(date.and_then(Datetime::minute), 0),
        small(date.and_then(Datetime::second), 0),
    ]
}

fn stamp(date: Option<Datetime>) -> String {
    let [year, month, day, hour, minute, second] = parts(date);
    format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z")
}

/// The XMP packet (ISO 16684-1).
fn metadata(about: &About) -> String {
    let [year, month, day, hour, minute, second] = parts(about.date);
    let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
    let id = typst_utils::hash128(&about.ident);
    let uuid = format!(
        "uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        (id >> 96) as u32,
        (id >> 80) as u16,
        (id >> 64) as u16,
        (id >> 48) as u16,
        id & 0xFFFF_FFFF_FFFF
    );
    let mut out = String::from(concat!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"",
        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">",
    ));
    let plain = |out: &mut String, key: &str, value: &str| {
        let _ = write!(out, "<{key}>{}</{key}>", escaped(value));
    };
    let in_list = |out: &mut String, key: &str, list: &str, mark: &str, value: &str| {
        let value = escaped(value);
        let _ = write!(out, "<{key}><rdf:{list}><rdf:li{mark}>{value}</rdf:li></rdf:{list}></{key}>");
    };
    plain(&mut out, "dc:format", "application/pdf");
    in_list(&mut out, "dc:title", "Alt", " xml:lang=\"x-default\"", &about.title);
    in_list(&mut out, "dc:creator", "Seq", "", &about.author);
    if !about.description.is_empty() {
        in_list(&mut out, "dc:description", "Alt", " xml:lang=\"x-default\"", &about.description);
    }
    in_list(&mut out, "dc:language", "Bag", "", &about.language);
    for key in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
        plain(&mut out, key, &date);
    }
    plain(&mut out, "xmp:CreatorTool", &program());
    plain(&mut out, "pdf:Producer", &program());
    plain(&mut out, "pdf:Trapped", "False");
    plain(&mut out, "pdfxid:GTS_PDFXVersion", "PDF/X-4");
    plain(&mut out, "xmpMM:DocumentID", &uuid);
    plain(&mut out, "xmpMM:InstanceID", &uuid);
    plain(&mut out, "xmpMM:VersionID", "1");
    plain(&mut out, "xmpMM:RenditionClass", "default");
    out.push_str("</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>");
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
