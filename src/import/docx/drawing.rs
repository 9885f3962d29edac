//! Pictures, boxes of text, and what is drawn in ways that cannot be set.

use roxmltree::Node;

use super::reader::Reader;
use super::xml::{all_words, attribute, elements, name, within};
use crate::import::piece::{Figure, Image, Piece};

/// What may be drawn, by the end of the name of its kind.
const DRAWN: [(&str, &str); 5] = [
    ("chart", "chart"),
    ("chartex", "chart"),
    ("diagram", "SmartArt"),
    ("wordprocessingCanvas", "drawing"),
    ("ink", "drawing in ink"),
];

impl Reader<'_> {
    /// Reads a drawing, of whatever kind and age.
    pub fn drawing(&mut self, node: Node) {
        let mut found = false;
        if let Some(program) = within(node, "OLEObject") {
            let program = attribute(program, "ProgID").unwrap_or_default().to_owned();
            self.leave("object of another program", program);
            found = true;
        }
        let boxes = outermost(node, "txbxContent");
        for content in &boxes {
            let mut out = Vec::new();
            let earlier = std::mem::take(&mut self.now);
            self.blocks(*content, &mut out);
            self.now = earlier;
            self.now.after.append(&mut out);
            found = true;
        }
        for picture in pictures(node) {
            // A picture in a box was read with its text.
            if !picture.ancestors().any(|around| boxes.contains(&around)) {
                self.picture(picture, node);
                found = true;
            }
        }
        let horizontal = within(node, "rect").is_some_and(|line| attribute(line, "hr").is_some());
        if !found && !horizontal {
            self.drawn(node);
        }
    }

    fn drawn(&mut self, node: Node) {
        let kind = within(node, "graphicData").and_then(|data| attribute(data, "uri")).unwrap_or_default();
        let last = kind.rsplit('/').next().unwrap_or_default();
        let what = DRAWN.iter().find(|(end, _)| last == *end).map_or("drawing", |(_, what)| what);
        let said = described(node).unwrap_or_default();
        let words = [said, all_words(node)].join(" ");
        self.leave(what, words.trim());
    }

    fn picture(&mut self, picture: Node, drawing: Node) {
        if self.deleting() {
            return self.leave("picture that was struck out", described(drawing).unwrap_or_default());
        }
        let alt = described(drawing).unwrap_or_default();
        let id = ["embed", "id", "link", "href"].iter().find_map(|wanted| attribute(picture, wanted));
        let relation = id.and_then(|id| self.relations.get(id)).cloned();
        let Some(relation) = relation.filter(|relation| !relation.external) else {
            let lost =
                id.and_then(|id| self.relations.get(id)).map_or("", |relation| &relation.target).to_owned();
            return self.leave("picture that is not in the file", [alt, lost].join(" ").trim());
        };
        match self.image(&relation.target) {
            Ok(image) => {
                let decorative =
                    within(drawing, "decorative").is_some_and(|node| attribute(node, "val") == Some("1"));
                self.now.after.push(Piece::Figure(Figure { image, alt, decorative, ..Figure::default() }));
            }
            Err(why) => self.leave("picture", [alt, format!("({why})")].join(" ").trim()),
        }
    }

    /// Takes an image out of the file, once; its place among those of the document.
    ///
    /// Errors with why it cannot be set.
    fn image(&mut self, part: &str) -> Result<usize, String> {
        if let Some(known) = self.images.get(part) {
            return Ok(*known);
        }
        let bytes = self.parts.bytes(part)?.ok_or("is not in the file")?;
        let fit = (self.fits)(&bytes)?;
        let index = self.document.images.len();
        self.document.images.push(Image { bytes, fit });
        self.images.insert(part.to_owned(), index);
        Ok(index)
    }
}

/// The elements of a name that stand in no other of that name.
fn outermost<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        if name(node) == wanted {
            found.push(node);
            continue;
        }
        // What is written in two ways is read in one.
        let ways = elements(node).collect::<Vec<_>>();
        let next = match name(node) {
            "AlternateContent" => ways.into_iter().take(1).collect(),
            _ => ways,
        };
        waiting.extend(next.into_iter().rev());
    }
    found
}

/// The references to pictures; of one that is there as a drawing too, that of the drawing.
fn pictures<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let found = outermost(node, "blip").into_iter().chain(outermost(node, "imagedata"));
    found.map(|picture| within(picture, "svgBlip").unwrap_or(picture)).collect()
}

/// What is said of a drawing, for who cannot see it.
fn described(node: Node) -> Option<String> {
    let said = |wanted: &str, key: &str| {
        let holder = within(node, wanted)?;
        attribute(holder, key).map(str::trim).filter(|said| !said.is_empty()).map(str::to_owned)
    };
    let shape = || said("shape", "alt").or_else(|| said("rect", "alt"));
    said("docPr", "descr")
        .or_else(|| said("cNvPr", "descr"))
        .or_else(shape)
        .or_else(|| said("docPr", "title"))
}
