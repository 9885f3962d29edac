//! Word files, made part by part.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// The namespaces that the parts of a text name.
const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative""#;

/// The kinds of parts to which the text refers.
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The content type of a text.
pub const TEXT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// A Word file that is being made.
#[derive(Clone)]
pub struct Word {
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
}

impl Word {
    /// A file with a text and the styles of a Dutch Word.
    pub fn new(body: &str) -> Self {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {SPACES}><w:body>{body}</w:body></w:document>"
        );
        Self { parts: vec![], relations: String::new() }
            .raw("[Content_Types].xml", types(TEXT))
            .raw("_rels/.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{KIND}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"))
            .raw("word/document.xml", &document)
            .part("styles", "styles", STYLES)
            .part("numbering", "numbering", NUMBERING)
    }

    /// Adds a part as it is, or puts it in the place of another.
    pub fn raw(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.into(), content.as_ref().into()));
        self
    }

    /// Adds a part of XML to which the text refers.
    pub fn part(self, kind: &str, root: &str, content: &str) -> Self {
        let content = format!("<?xml version=\"1.0\"?><w:{root} {SPACES}>{content}</w:{root}>");
        self.raw(&format!("word/{kind}.xml"), content).related(
            &format!("{kind}Id"),
            kind,
            &format!("{kind}.xml"),
            "",
        )
    }

    /// Adds a reference of the text.
    pub fn related(mut self, id: &str, kind: &str, target: &str, more: &str) -> Self {
        self.relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\" {more}/>"
        ));
        self
    }

    /// Adds a link out of the file.
    pub fn link(self, id: &str, address: &str) -> Self {
        self.related(id, "hyperlink", address, "TargetMode=\"External\"")
    }

    /// Adds a picture.
    pub fn picture(self, id: &str, name: &str, bytes: &[u8]) -> Self {
        self.raw(&format!("word/media/{name}"), bytes).related(id, "image", &format!("media/{name}"), "")
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let relations = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            self.relations
        );
        let whole = self.clone().raw("word/_rels/document.xml.rels", relations);
        zip(&whole.parts)
    }
}

/// The types of the parts, with that of the text.
pub fn types(text: &str) -> String {
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/document.xml\" ContentType=\"{text}\"/></Types>"
    )
}

/// A ZIP archive of some files.
pub fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, bytes) in parts {
        let file = archive.new_file(rawzip::path::EntryPath::verbatim(name.as_bytes()));
        let (mut entry, config) = file.compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

/// A paragraph of a style.
pub fn p(style: &str, runs: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    };
    format!("<w:p>{style}{runs}</w:p>")
}

/// Some text.
pub fn r(text: &str) -> String {
    marked("", text)
}

/// Some text with properties.
pub fn marked(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// An item of a list.
pub fn item(list: u8, level: u8, runs: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{runs}</w:p>"
    )
}

/// A picture that was drawn into the text.
pub fn drawing(id: &str, described: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"1\" name=\"x\" {described}</wp:docPr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"x.png\"/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{id}\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

/// A field with its instruction and its outcome.
pub fn field(instruction: &str, outcome: &str) -> String {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let text = format!("<w:r><w:instrText xml:space=\"preserve\">{instruction}</w:instrText></w:r>");
    format!("{}{text}{}{outcome}{}", sign("begin"), sign("separate"), sign("end"))
}

/// A table of rows of cells, each with its properties and its text.
pub fn table(rows: &[&[(&str, &str)]]) -> String {
    let cell = |(properties, text): &(&str, &str)| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
            if text.starts_with('<') { (*text).into() } else { p("", &r(text)) }
        )
    };
    let row = |row: &&[(&str, &str)]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    let grid = "<w:gridCol w:w=\"1000\"/>".repeat(rows.last().map_or(0, |row| row.len()));
    format!(
        "<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>",
        rows.iter().map(row).collect::<String>()
    )
}

/// The styles of a Dutch Word, some of them in two steps.
const STYLES: &str = r#"
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Kop1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Huiskop"><w:name w:val="Huiskop"/><w:basedOn w:val="Kop2"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Überschrift 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Ondertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Broncode"><w:name w:val="Source Code"/><w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Lijstopsom"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Mijnlijst"><w:name w:val="Mijn lijst"/><w:basedOn w:val="Lijstopsom"/></w:style>
<w:style w:type="paragraph" w:styleId="Stap2"><w:name w:val="Stap 2"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Nadruk"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Sterk"><w:name w:val="Sterk"/><w:basedOn w:val="Nadruk"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="numbering" w:styleId="Huisnummers"><w:name w:val="Huisnummers"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
"#;

/// Bullets (1), numbers (2, and 3 that begins again), numbers with a style on their second level (4), and a list
/// that is defined by a style (5).
const NUMBERING: &str = r#"
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Stap2"/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Huisnummers"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
"#;
