//! What PDF/X-4 asks of a file as a whole (ISO 15930-7): output intent, metadata, no actions.

use lopdf::{Document, Object, Stream, dictionary, text_string};
use typst_library::foundations::Datetime;
use xmp_writer::{DateTime, LangId, RenditionClass, Timezone, XmpWriter};

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
    let small = |part: i32| u8::try_from(part).ok();
    let date = DateTime {
        year: u16::try_from(year).unwrap_or_default(),
        month: small(month),
        day: small(day),
        hour: small(hour),
        minute: small(minute),
        second: small(second),
        timezone: Some(Timezone::Utc),
    };
    let id = typst_utils::hash128(&about.ident);
    let uuid = format!(
        "uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        (id >> 96) as u32,
        (id >> 80) as u16,
        (id >> 64) as u16,
        (id >> 48) as u16,
        id & 0xFFFF_FFFF_FFFF
    );
    let (title, author, description) =
        (allowed(&about.title), allowed(&about.author), allowed(&about.description));
    let mut xmp = XmpWriter::new();
    xmp.format("application/pdf").title([(None, title.as_str())]).creator([author.as_str()]);
    if !description.is_empty() {
        xmp.description([(None, description.as_str())]);
    }
    xmp.language([LangId(&about.language)]);
    xmp.create_date(date).modify_date(date).metadata_date(date).creator_tool(&program());
    xmp.producer(&program()).trapped(false).pdfx_version("PDF/X-4");
    xmp.document_id(&uuid).instance_id(&uuid).version_id("1").rendition_class(RenditionClass::Default);
    xmp.finish(None)
}

/// A text without the signs that XML has no place for.
fn allowed(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

#[cfg(test)]
mod tests {
    use super::{About, metadata};

    /// Whatever the title holds, the packet is sound XML that says it.
    #[test]
    fn sound_xml() {
        for title in ["Werk & <boek>", "]]>\u{1}\"'", "\u{e9}\u{1F600}\u{ffff}", ""] {
            let about = About {
                title: title.into(),
                author: title.into(),
                description: title.into(),
                language: "nl".into(),
                date: None,
                ident: title.into(),
            };
            let xmp = metadata(&about);
            let tree = roxmltree::Document::parse(&xmp).expect("sound XML");
            let told: String = title.chars().filter(|c| !matches!(c, '\u{1}' | '\u{ffff}')).collect();
            let title = tree.descendants().find(|node| node.tag_name().name() == "title").expect("a title");
            assert_eq!(
                title
                    .descendants()
                    .filter(|node| node.is_text())
                    .filter_map(|node| node.text())
                    .collect::<String>(),
                told
            );
            assert!(xmp.contains("1970-01-01T00:00:00Z"), "{xmp}");
        }
    }
}
