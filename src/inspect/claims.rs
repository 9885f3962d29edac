//! What a file says of itself: standards, output intents, title and tags.

use lopdf::Dictionary;
use roxmltree::{Document, Node};
use schemars::JsonSchema;
use serde::Serialize;

use super::Profile;
use super::lookup::{Pdf, as_dictionary, plain};

/// The most bytes of XMP metadata.
const LIMIT: usize = 16 << 20;

/// The namespace of PDF/A (ISO 19005-2, 6.6.4).
const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
/// The namespace of PDF/UA (ISO 14289-1, 5).
const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";
/// The namespaces of PDF/X: since PDF/X-4 (ISO 15930-7, 6.2.1), and earlier.
const PDFX: [&str; 2] = ["http://www.npes.org/pdfx/ns/id/", "http://ns.adobe.com/pdfx/1.3/"];
/// The namespace of Dublin Core.
const DC: &str = "http://purl.org/dc/elements/1.1/";

/// The standards that a file claims; none of them is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Claims {
    /// PDF/A with its part and conformance level, such as `PDF/A-2a`.
    pub pdf_a: Option<String>,
    /// PDF/UA with its part, such as `PDF/UA-1`.
    pub pdf_ua: Option<String>,
    /// PDF/X as the file writes it, such as `PDF/X-4`.
    pub pdf_x: Option<String>,
}

/// An output intent (ISO 32000-2, 14.11.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OutputIntent {
    /// The standard that it is for, such as `GTS_PDFX` or `GTS_PDFA1`.
    pub subtype: String,
    /// The condition of printing by its identifier, such as `FOGRA39`.
    pub condition: Option<String>,
    /// The registry of the identifier.
    pub registry: Option<String>,
    /// What the file says of the condition in words.
    pub info: Option<String>,
    /// The profile, if it is embedded.
    pub profile: Option<Profile>,
}

/// The XMP metadata of a file.
pub struct Metadata(String);

impl Metadata {
    /// Reads the metadata of the catalog; nothing where there is none that can be read.
    pub fn read(pdf: &Pdf) -> Self {
        let stream = pdf.catalog().and_then(|catalog| pdf.stream(catalog, "Metadata"));
        let bytes = stream.and_then(|stream| pdf.bytes(stream, LIMIT).ok()).unwrap_or_default();
        let text = decode(&bytes);
        Self(text.trim_start_matches('\u{feff}').trim_matches(['\0', ' ', '\r', '\n']).to_owned())
    }

    /// Passes the parsed metadata on, if it can be parsed.
    fn with<T>(&self, find: impl FnOnce(&Document) -> Option<T>) -> Option<T> {
        Document::parse(&self.0).ok().and_then(|document| find(&document))
    }

    /// The title, of the metadata or else of the information dictionary.
    pub fn title(&self, pdf: &Pdf) -> Option<String> {
        let title = self.with(|document| {
            let title = document.descendants().find(|node| node.has_tag_name((DC, "title")))?;
            let texts = title.descendants().filter(|node| node.tag_name().name() == "li");
            let texts: Vec<Node> = texts.collect();
            let xml = "http://www.w3.org/XML/1998/namespace";
            let default = texts.iter().find(|node| node.attribute((xml, "lang")) == Some("x-default"));
            Some(plain(default.or(texts.first())?.text()?.trim()))
        });
        let info = || pdf.info().and_then(|info| pdf.text(info, "Title"));
        title.filter(|title| !title.is_empty()).or_else(info).filter(|title| !title.is_empty())
    }

    /// The standards that the file claims.
    pub fn claims(&self, pdf: &Pdf) -> Claims {
        let found = self.with(|document| {
            let part = property(document, PDFA, "part");
            let level = property(document, PDFA, "conformance").unwrap_or_default().to_lowercase();
            Some(Claims {
                pdf_a: part.map(|part| format!("PDF/A-{part}{level}")),
                pdf_ua: property(document, PDFUA, "part").map(|part| format!("PDF/UA-{part}")),
                pdf_x: PDFX.iter().find_map(|space| property(document, space, "GTS_PDFXVersion")),
            })
        });
        let mut claims = found.unwrap_or_default();
        let info = || {
            let info = pdf.info()?;
            // PDF/X-1a:2001 and its kin add what they conform to (ISO 15930-1, 6.2).
            pdf.text(info, "GTS_PDFXConformance").or_else(|| pdf.text(info, "GTS_PDFXVersion"))
        };
        claims.pdf_x = claims.pdf_x.or_else(info);
        claims
    }
}

/// A simple property, whether written as an element or as an attribute.
fn property(document: &Document, space: &str, name: &str) -> Option<String> {
    let value = document.descendants().filter(Node::is_element).find_map(|node| {
        let element = if node.has_tag_name((space, name)) { node.text() } else { None };
        element.or_else(|| node.attribute((space, name)))
    });
    value.map(|value| plain(value.trim())).filter(|value| !value.is_empty())
}

/// Reads XMP, which may be in UTF-8 or UTF-16 (ISO 16684-1, 7.3).
fn decode(bytes: &[u8]) -> String {
    let units = |read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, ..] | [0, b'<', ..] => units(u16::from_be_bytes),
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => units(u16::from_le_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Whether the file is marked as tagged and has a structure tree.
pub fn tagged(pdf: &Pdf) -> bool {
    let Some(catalog) = pdf.catalog() else { return false };
    let marked = pdf.dictionary(catalog, "MarkInfo").and_then(|info| pdf.get(info, "Marked"));
    marked.and_then(|marked| marked.as_bool().ok()).unwrap_or(false)
        && pdf.dictionary(catalog, "StructTreeRoot").is_some()
}

/// The output intents in their order.
pub fn output_intents(pdf: &Pdf) -> Vec<OutputIntent> {
    let list = pdf.catalog().and_then(|catalog| pdf.list(catalog, "OutputIntents")).unwrap_or_default();
    list.iter()
        .filter_map(|item| as_dictionary(pdf.follow(item)?))
        .map(|intent| output_intent(pdf, intent))
        .collect()
}

fn output_intent(pdf: &Pdf, intent: &Dictionary) -> OutputIntent {
    let text = |key| pdf.text(intent, key).filter(|text| !text.is_empty());
    OutputIntent {
        subtype: pdf.name(intent, "S").unwrap_or_default(),
        condition: text("OutputConditionIdentifier"),
        registry: text("RegistryName"),
        info: text("Info").or_else(|| text("OutputCondition")),
        profile: pdf.stream(intent, "DestOutputProfile").map(|stream| Profile::read(pdf, stream)),
    }
}
