//! What the marked content of a PDF says, as a reader of its tags hears it.

use std::collections::HashMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The texts of all marked content, by page and number.
pub struct Texts(HashMap<(ObjectId, i64), String>);

impl Texts {
    /// Reads the pages of a document.
    pub fn read(document: &Document) -> Self {
        let mut texts = Self(HashMap::new());
        for page in document.get_pages().into_values() {
            Reader { page, texts: &mut texts, open: vec![] }.read(document);
        }
        texts
    }

    /// What stands under a mark on a page.
    pub fn get(&self, page: ObjectId, mark: i64) -> Option<&str> {
        self.0.get(&(page, mark)).map(String::as_str)
    }
}

/// Reads the marked content of a page.
struct Reader<'a> {
    page: ObjectId,
    texts: &'a mut Texts,
    /// For each open mark: its number if it has one, and the text that stands for what is in it.
    open: Vec<(Option<i64>, Option<String>)>,
}

impl Reader<'_> {
    fn read(mut self, document: &Document) {
        // Without its encoding, a font is read by its map to Unicode.
        let bare = |font: &Dictionary| {
            let mut font = font.clone();
            font.remove(b"Encoding");
            font
        };
        let fonts = document.get_page_fonts(self.page).unwrap();
        let fonts: HashMap<Vec<u8>, Dictionary> =
            fonts.into_iter().map(|(name, font)| (name, bare(font))).collect();
        let encodings: HashMap<&[u8], _> = fonts
            .iter()
            .filter_map(|(name, font)| Some((name.as_slice(), font.get_font_encoding(document).ok()?)))
            .collect();
        let content = Content::decode(&document.get_page_content(self.page)).unwrap();
        let mut encoding = None;
        for Operation { operator, operands } in &content.operations {
            match operator.as_str() {
                "BDC" => self.begin(operands),
                "BMC" => self.open.push((None, None)),
                "EMC" => self.end(),
                "Tf" => encoding = encodings.get(operands[0].as_name().unwrap()),
                "Tj" | "TJ" => {
                    for bytes in strings(&operands[0]) {
                        let text = encoding.and_then(|it| Document::decode_text(it, bytes).ok());
                        self.say(&text.unwrap_or_default());
                    }
                }
                _ => {}
            }
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
        let get = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
        let mark = get(b"MCID").and_then(|mark| mark.as_i64().ok());
        let stands_for = get(b"ActualText").and_then(|text| lopdf::decode_text_string(text).ok());
        self.open.push((mark, stands_for));
    }

    fn end(&mut self) {
        if let Some((mark, Some(text))) = self.open.pop() {
            self.open.push((mark, None));
            self.say(&text);
            self.open.pop();
        }
    }

    fn say(&mut self, text: &str) {
        if self.open.iter().any(|(_, stands_for)| stands_for.is_some()) {
            return;
        }
        if let Some(mark) = self.open.iter().rev().find_map(|(mark, _)| *mark) {
            self.texts.0.entry((self.page, mark)).or_default().push_str(text);
        }
    }
}

/// The strings that an operator shows.
fn strings(object: &Object) -> Vec<&[u8]> {
    match object {
        Object::String(bytes, _) => vec![bytes],
        Object::Array(items) => items.iter().flat_map(strings).collect(),
        _ => vec![],
    }
}
