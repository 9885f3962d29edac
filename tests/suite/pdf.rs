//! Looks into laid-out documents and PDF files.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId};
use typst_layout::PagedDocument;
use typst_library::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_library::text::TextItem;

use crate::marked::Texts;

/// A run of text with its box on the page, in points from the top left.
pub struct Run {
    /// The text.
    pub text: String,
    /// The size of its type.
    pub size: f64,
    /// Left, top, right and bottom.
    pub area: [f64; 4],
    /// The height of its baseline.
    pub baseline: f64,
}

/// All runs of text on a page.
pub fn runs(frame: &Frame) -> Vec<Run> {
    let mut runs = Vec::new();
    collect(frame, Transform::identity(), &mut runs);
    runs
}

fn collect(frame: &Frame, outer: Transform, runs: &mut Vec<Run>) {
    for (position, item) in frame.items() {
        let moved = outer.pre_concat(Transform::translate(position.x, position.y));
        match item {
            FrameItem::Group(group) => collect(&group.frame, moved.pre_concat(group.transform), runs),
            FrameItem::Text(text) => runs.push(run(text, moved)),
            _ => {}
        }
    }
}

fn run(text: &TextItem, transform: Transform) -> Run {
    let size = text.size.to_pt();
    let corner = |x: f64, y: f64| Point::new(Abs::pt(x), Abs::pt(y)).transform(transform);
    let (start, end) = (corner(0.0, -0.72 * size), corner(text.width().to_pt(), 0.2 * size));
    let (x, y) = ([start.x.to_pt(), end.x.to_pt()], [start.y.to_pt(), end.y.to_pt()]);
    Run {
        text: text.text.to_string(),
        size,
        area: [x[0].min(x[1]), y[0].min(y[1]), x[0].max(x[1]), y[0].max(y[1])],
        baseline: corner(0.0, 0.0).y.to_pt(),
    }
}

/// All text of a document, without spaces and invisible characters.
pub fn words(document: &PagedDocument) -> String {
    let runs = document.pages().iter().flat_map(|page| runs(&page.frame));
    let text: String = runs.map(|run| run.text).collect();
    text.chars().filter(|c| !c.is_whitespace() && !['\u{ad}', '\u{200b}'].contains(c)).collect()
}

/// The longest text that a tag tree shows.
const LONGEST: usize = 48;

/// A PDF with its structure tree.
pub struct Pdf {
    document: Document,
    texts: Texts,
}

impl Pdf {
    /// Reads a PDF.
    pub fn new(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        Self { texts: Texts::read(&document), document }
    }

    /// The catalog.
    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// An entry of the file's information.
    pub fn info(&self, key: &str) -> Option<String> {
        let info = self.get(&self.document.trailer, "Info")?.as_dict().ok()?;
        self.string(info, key)
    }

    /// The titles of the outline with their depths, in order.
    pub fn outline(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        if let Some(outlines) = self.get(self.catalog(), "Outlines") {
            self.bookmarks(self.dictionary(outlines), 0, &mut found);
        }
        found
    }

    fn bookmarks(&self, parent: &Dictionary, depth: usize, found: &mut Vec<(usize, String)>) {
        let mut next = self.get(parent, "First");
        while let Some(item) = next {
            let item = self.dictionary(item);
            found.push((depth, self.string(item, "Title").unwrap_or_default()));
            self.bookmarks(item, depth + 1, found);
            next = self.get(item, "Next");
        }
    }

    /// The file's objects.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// All pages in their order.
    pub fn page_dictionaries(&self) -> Vec<&Dictionary> {
        self.document.get_pages().into_values().map(|id| self.document.get_dictionary(id).unwrap()).collect()
    }

    /// A rectangle of a page: left, bottom, right and top.
    pub fn rectangle(&self, page: &Dictionary, key: &str) -> Option<[f64; 4]> {
        let sides = self.get(page, key)?.as_array().ok()?;
        let sides: Vec<f64> = sides.iter().map(|side| side.as_float().unwrap().into()).collect();
        sides.try_into().ok()
    }

    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// Follows a key of a dictionary.
    pub fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        let object = dictionary.get(key.as_bytes()).ok()?;
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    /// A dictionary, by itself or behind a reference.
    pub fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.document.dereference(object).unwrap().1.as_dict().unwrap()
    }

    /// Follows a key to a text string.
    pub fn string(&self, dictionary: &Dictionary, key: &str) -> Option<String> {
        lopdf::decode_text_string(self.get(dictionary, key)?).ok()
    }

    /// The tag tree of a page (counted from 1), an element a line.
    pub fn tags(&self, page: u32) -> String {
        let page = self.document.get_pages()[&page];
        let root = self.get(self.catalog(), "StructTreeRoot").and_then(|root| root.as_dict().ok()).unwrap();
        let mut out = String::new();
        for kid in self.kids(root) {
            self.element(kid, page, (0, None), &mut out);
        }
        out
    }

    /// What each element of a role says, with all that is in it.
    pub fn heard(&self, role: &str) -> Vec<String> {
        let root = self.get(self.catalog(), "StructTreeRoot").and_then(|root| root.as_dict().ok()).unwrap();
        let mut heard = Vec::new();
        for kid in self.kids(root) {
            self.hear(kid, None, role, &mut heard);
        }
        heard
    }

    /// What an element says with all that is in it; what those of a role say goes to `heard`, too.
    fn hear(
        &self,
        object: &Object,
        inherited: Option<ObjectId>,
        role: &str,
        heard: &mut Vec<String>,
    ) -> String {
        let text = |page: Option<ObjectId>, mark: i64| self.texts.get(page?, mark).map(str::to_owned);
        match object {
            Object::Integer(mark) => text(inherited, *mark).unwrap_or_default(),
            Object::Dictionary(element) => {
                let here = element.get(b"Pg").and_then(Object::as_reference).ok().or(inherited);
                if let Ok(mark) = element.get(b"MCID").and_then(Object::as_i64) {
                    return text(here, mark).unwrap_or_default();
                }
                let kids = self.kids(element);
                let said: String = kids.into_iter().map(|kid| self.hear(kid, here, role, heard)).collect();
                if element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == role.as_bytes()) {
                    heard.push(said.clone());
                }
                said
            }
            _ => String::new(),
        }
    }

    /// What the links of all pages say of themselves.
    pub fn links(&self) -> Vec<String> {
        let annotations =
            |page| self.get(page, "Annots").and_then(|all| all.as_array().ok()).into_iter().flatten();
        let all = self.page_dictionaries().into_iter().flat_map(annotations);
        all.map(|link| self.string(self.dictionary(link), "Contents").unwrap_or_default()).collect()
    }

    /// What a kid of an element says by itself, shortened.
    fn said(&self, kids: &[&Object], page: Option<ObjectId>) -> String {
        let text: String = kids
            .iter()
            .filter_map(|kid| match kid {
                Object::Integer(mark) => self.texts.get(page?, *mark),
                Object::Dictionary(kid) => {
                    let own = kid.get(b"Pg").and_then(Object::as_reference).ok();
                    self.texts.get(own.or(page)?, kid.get(b"MCID").and_then(Object::as_i64).ok()?)
                }
                _ => None,
            })
            .collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}...", &text[..at]),
            None => text,
        }
    }

    fn kids<'a>(&'a self, element: &'a Dictionary) -> Vec<&'a Object> {
        match self.get(element, "K") {
            Some(Object::Array(kids)) => {
                kids.iter().map(|kid| self.document.dereference(kid).unwrap().1).collect()
            }
            Some(kid) => vec![kid],
            None => vec![],
        }
    }

    /// Whether an element has content on a page.
    fn stands_on(&self, object: &Object, page: ObjectId, inherited: Option<ObjectId>) -> bool {
        let own = |dictionary: &Dictionary| dictionary.get(b"Pg").and_then(Object::as_reference).ok();
        match object {
            Object::Integer(_) => inherited == Some(page),
            Object::Dictionary(element) => {
                let here = own(element).or(inherited);
                element.get(b"MCID").is_ok() && here == Some(page)
                    || element.get(b"Obj").is_ok() && here == Some(page)
                    || self.kids(element).into_iter().any(|kid| self.stands_on(kid, page, here))
            }
            _ => false,
        }
    }

    fn element(
        &self,
        object: &Object,
        page: ObjectId,
        (depth, inherited): (usize, Option<ObjectId>),
        out: &mut String,
    ) {
        let Object::Dictionary(element) = object else { return };
        let Some(role) = self.get(element, "S").and_then(|role| role.as_name().ok()) else { return };
        if !self.stands_on(object, page, inherited) {
            return;
        }
        let here = element.get(b"Pg").and_then(Object::as_reference).ok().or(inherited);
        let kids = self.kids(element);
        let _ = write!(out, "{}{}", "  ".repeat(depth), String::from_utf8_lossy(role));
        for (key, mark) in [("T", "title"), ("Alt", "alt"), ("Lang", "lang"), ("ActualText", "text")] {
            if let Some(text) = self.string(element, key) {
                let _ = write!(out, " {mark}={text:?}");
            }
        }
        let said = self.said(&kids, here);
        if !said.is_empty() {
            let _ = write!(out, " {said:?}");
        }
        out.push('\n');
        for kid in kids {
            self.element(kid, page, (depth + 1, here), out);
        }
    }
}
