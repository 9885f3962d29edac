//! A chapter as TOML, in the form that chapters of the house have.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::arrange::{Block, Chapter, Kind, arrange};
use super::bodies::Writer;
use super::links::{leads, targets};
use super::names::slug;
use super::piece::{Document, Figure, Left, Piece, Remark, RemarkKind, Run, words};
use super::toml::{comment, line, text};
use super::words::Words;

/// The folder of images.
const IMAGES: &str = "chapters/images";

/// The columns of running text.
const COLUMNS: usize = 2;

/// How many columns a table may have before it takes a page on its side.
const MOST_COLUMNS: usize = 8;

/// The fewest pixels per inch with which a picture is set: under 150, it is an error in print.
const PPI: f64 = 152.0;

/// A width that no type area has, in millimetres: of a picture that can be as wide, no width is written.
const WIDEST: f64 = 250.0;

/// The least width of a picture, in millimetres.
const NARROWEST: f64 = 5.0;

/// How a chapter is to be written.
pub struct Wish<'a> {
    /// What its images and ids begin with.
    pub stem: &'a str,
    /// Its title where the file has none.
    pub title: &'a str,
    /// The language of comments.
    pub language: &'a str,
    /// Whether its first line names the schema.
    pub schema: bool,
    /// What is in the chapter already, behind which it goes.
    pub earlier: Option<&'a str>,
    /// Whether the place of an image is free for these bytes.
    pub free: &'a dyn Fn(&str, &[u8]) -> bool,
}

/// What was made of a file.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// The title.
    pub title: String,
    /// The text of the chapter, or what comes behind that which is there.
    pub text: String,
    /// Its images, by their paths.
    pub images: Vec<(String, Vec<u8>)>,
    /// How many blocks of each type it has.
    pub blocks: BTreeMap<&'static str, usize>,
    /// How many comments and changes are to be dealt with.
    pub remarks: usize,
    /// What could not be placed.
    pub left: Vec<Left>,
}

struct Composer<'a> {
    wish: &'a Wish<'a>,
    images: Vec<(String, Option<u32>)>,
    ids: HashMap<String, String>,
    made: Made,
}

/// Makes a chapter of a document.
pub fn compose(mut document: Document, wish: &Wish) -> Made {
    let mut chapter = arrange(&mut document);
    let name = std::mem::take(&mut document.name);
    let fallback = if name.is_empty() { wish.title.to_owned() } else { name };
    let title = chapter.title.as_ref().map_or(fallback.clone(), |line| words(line).trim().to_owned());
    if wish.earlier.is_some() {
        appended(&mut chapter);
    } else if chapter.title.is_none() {
        chapter.title = Some(vec![Run::Text(fallback, Default::default(), None)]);
    }
    let mut composer =
        Composer { wish, images: vec![], ids: HashMap::new(), made: Made { title, ..Made::default() } };
    composer.images(&document, &chapter);
    let targets = targets(&chapter, &document.notes);
    composer.name(&chapter, &targets);
    let lost: RefCell<Vec<Left>> = RefCell::default();
    let ids = std::mem::take(&mut composer.ids);
    let link = |target: &str| {
        let found = leads(target, &ids);
        if found.is_none() {
            let left = Left { what: "link", words: target.to_owned(), after: String::new() };
            let mut lost = lost.borrow_mut();
            if !lost.contains(&left) {
                lost.push(left);
            }
        }
        found
    };
    let writer = Writer { link: &link, notes: &document.notes };
    composer.head(&chapter, &writer, &ids);
    for block in &chapter.blocks {
        composer.block(block, &writer, &ids);
    }
    let mut made = composer.made;
    made.left = document.left;
    made.left.extend(lost.into_inner());
    made
}

/// What goes behind a chapter that is there: its title opens a part.
fn appended(chapter: &mut Chapter) {
    let title = chapter.title.take();
    if let Some(line) = chapter.lede.take() {
        let text = Piece::Text(super::piece::Paragraph { line, remarks: vec![] });
        let kind = Kind::Text(vec![text]);
        chapter.blocks.insert(0, Block { kind, heading: None, anchors: vec![], remarks: vec![] });
    }
    let (anchors, remarks) = (std::mem::take(&mut chapter.anchors), std::mem::take(&mut chapter.remarks));
    if title.is_some() {
        chapter.blocks.insert(0, Block { kind: Kind::Part, heading: title, anchors, remarks });
    } else if let Some(first) = chapter.blocks.first_mut() {
        first.anchors.extend(anchors);
        first.remarks.splice(0..0, remarks);
    }
}

impl Composer<'_> {
    /// Finds a place for each image that the chapter shows.
    fn images(&mut self, document: &Document, chapter: &Chapter) {
        let shown = |index: usize| {
            chapter
                .blocks
                .iter()
                .any(|block| matches!(&block.kind, Kind::Figure(figure) if figure.image == index))
        };
        let mut number = 0;
        for (index, image) in document.images.iter().enumerate() {
            if !shown(index) {
                self.images.push((String::new(), None));
                continue;
            }
            let path = loop {
                number += 1;
                let path = format!("{IMAGES}/{}-{number}.{}", self.wish.stem, image.fit.extension);
                if (self.wish.free)(&path, &image.bytes) {
                    break path;
                }
            };
            self.made.images.push((path.clone(), image.bytes.clone()));
            self.images.push((path, image.fit.pixels));
        }
    }

    /// Gives an id to each block to which a link leads.
    fn name(&mut self, chapter: &Chapter, targets: &[String]) {
        let mut named: Vec<String> = Vec::new();
        let all = std::iter::once(&chapter.anchors).chain(chapter.blocks.iter().map(|block| &block.anchors));
        for anchors in all {
            let Some(first) = anchors.iter().find(|anchor| targets.contains(anchor)) else { continue };
            let base = format!("{}-{}", self.wish.stem, slug(first.trim_start_matches('_')));
            let base = base.trim_matches('-').to_owned();
            let again = (2..).map(|number| format!("{base}-{number}"));
            let written =
                |id: &str| self.wish.earlier.is_some_and(|text| text.contains(&format!("\"{id}\"")));
            let free = |id: &String| !named.contains(id) && !written(id);
            let id = std::iter::once(base.clone()).chain(again).find(free).unwrap_or(base);
            for anchor in anchors {
                self.ids.entry(anchor.clone()).or_insert_with(|| id.clone());
            }
            named.push(id);
        }
    }

    fn say(&mut self, written: &str) {
        self.made.text.push_str(written);
        self.made.text.push('\n');
    }

    fn remarks(&mut self, remarks: &[Remark]) {
        for remark in remarks {
            self.made.remarks += 1;
            let (mark, words) = (Words::comment(self.wish.language), Words::of(self.wish.language));
            self.say(&comment(mark, &words.remark(remark)));
        }
    }

    fn id(&mut self, anchors: &[String], ids: &HashMap<String, String>) {
        if let Some(id) = anchors.iter().find_map(|anchor| ids.get(anchor)) {
            self.say(&line("id", id));
        }
    }

    fn head(&mut self, chapter: &Chapter, writer: &Writer, ids: &HashMap<String, String>) {
        let Some(title) = &chapter.title else { return };
        if self.wish.schema {
            self.say("#:schema ../schemas/chapter.schema.json\n");
        }
        self.say(&line("style", "material"));
        self.remarks(&chapter.remarks);
        self.say(&line("title", &writer.line(title)));
        self.id(&chapter.anchors, ids);
        if let Some(lede) = &chapter.lede {
            self.say(&text("lede", &writer.paragraph(lede)));
        }
    }

    fn block(&mut self, block: &Block, writer: &Writer, ids: &HashMap<String, String>) {
        let kind = match &block.kind {
            Kind::Part => "part",
            Kind::Text(_) => "text",
            Kind::Table(_) => "table",
            Kind::Figure(_) => "figure",
            Kind::Quote(..) => "quote",
            Kind::Checklist(_) => "checklist",
        };
        *self.made.blocks.entry(kind).or_default() += 1;
        self.say("\n[[block]]");
        self.say(&line("type", kind));
        self.id(&block.anchors, ids);
        if matches!(block.kind, Kind::Text(_)) {
            self.say(&format!("columns = {COLUMNS}"));
        }
        self.remarks(&block.remarks);
        if let Some(heading) = &block.heading {
            self.say(&line("heading", &writer.line(heading)));
        }
        match &block.kind {
            Kind::Part => {}
            Kind::Text(pieces) => self.say(&text("body", &writer.text(pieces))),
            Kind::Quote(pieces, by) => {
                self.say(&text("text", &writer.text(pieces)));
                by.iter().for_each(|by| self.say(&line("by", &writer.line(by))));
            }
            Kind::Table(table) => {
                if table.rows.first().is_some_and(|row| row.len() > MOST_COLUMNS) {
                    self.say(&line("width", "landscape"));
                }
                self.say(&text("body", &writer.table(table)));
                let caption =
                    table.caption.iter().map(|caption| text("caption", &writer.paragraph(&caption.line)));
                caption.for_each(|caption| self.say(&caption));
            }
            Kind::Figure(figure) => self.figure(figure, writer),
            Kind::Checklist(items) => {
                self.say("items = [");
                for (item, done) in items {
                    let words = super::toml::quoted(&writer.line(item));
                    let done = if *done { ", done = true" } else { "" };
                    self.say(&format!("  {{ text = {words}{done} }},"));
                }
                self.say("]");
            }
        }
    }

    fn figure(&mut self, figure: &Figure, writer: &Writer) {
        let (path, pixels) = self.images.get(figure.image).cloned().unwrap_or_default();
        self.say(&line("image", &path));
        let alt = figure.alt.split_whitespace().collect::<Vec<_>>().join(" ");
        match (figure.decorative, alt.is_empty()) {
            (true, _) => {
                self.say(&line("alt", ""));
                self.say("decorative = true");
            }
            (false, true) => {
                let undescribed = Remark {
                    kind: RemarkKind::Undescribed,
                    by: String::new(),
                    about: String::new(),
                    words: String::new(),
                };
                self.remarks(&[undescribed]);
                self.say(&line("alt", Words::of(self.wish.language).undescribed));
            }
            (false, false) => self.say(&line("alt", &alt)),
        }
        let width = pixels.map(|pixels| f64::from(pixels) / PPI * 25.4).filter(|width| *width < WIDEST);
        if let Some(width) = width {
            self.say(&line("width", &format!("{}mm", width.floor().max(NARROWEST))));
        }
        if let Some(caption) = &figure.caption {
            self.say(&text("caption", &writer.paragraph(&caption.line)));
        }
    }
}
