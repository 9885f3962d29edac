//! What stands in a paragraph.

use roxmltree::Node;

use super::fields::{Field, Open};
use super::reader::{Change, Reader};
use super::xml::{all_words, attribute, child, elements, name, value, within};
use crate::import::piece::{Left, Marks, Remark, RemarkKind, Run, is_blank};

/// The most letters of a text that a comment is about that are quoted in it.
const QUOTED: usize = 60;

impl Reader<'_> {
    /// Reads what stands in an element of a paragraph.
    pub fn inline(&mut self, node: Node) {
        for inner in elements(node) {
            match name(inner) {
                "r" => self.run(inner),
                "hyperlink" => self.link(inner),
                "ins" | "moveTo" => self.tracked(inner, RemarkKind::Inserted),
                "del" | "moveFrom" => self.tracked(inner, RemarkKind::Deleted),
                "fldSimple" => {
                    let field = Field::read(attribute(inner, "instr").unwrap_or_default());
                    self.begin(field.clone());
                    self.fields.push(Open { known: Some(field), ..Open::default() });
                    self.inline(inner);
                    self.fields.pop();
                }
                "sdt" => self.control(inner),
                "bookmarkStart" => {
                    let name = attribute(inner, "name").unwrap_or_default();
                    self.now.line.push(Run::Anchor(name.to_owned()));
                }
                "commentRangeStart" | "commentRangeEnd" => self.range(inner),
                "oMath" | "oMathPara" => self.equation(inner),
                "AlternateContent" => self.alternative(inner, Self::inline),
                "pPr" | "sdtPr" | "sdtEndPr" | "tcPr" | "rPr" => {}
                _ => self.inline(inner),
            }
        }
    }

    /// Of contents written in two ways, the first that has something for us.
    pub fn alternative(&mut self, node: Node, read: fn(&mut Self, Node)) {
        let useful = |node: &Node| {
            ["blip", "imagedata", "txbxContent", "t", "sym"]
                .iter()
                .any(|wanted| within(*node, wanted).is_some())
        };
        let ways = || elements(node).filter(|way| matches!(name(*way), "Choice" | "Fallback"));
        if let Some(way) = ways().find(useful).or(ways().next()) {
            read(self, way);
        }
    }

    fn link(&mut self, node: Node) {
        let target = attribute(node, "id").and_then(|id| self.relations.get(id));
        let target = target.map(|relation| relation.target.clone()).unwrap_or_default();
        let link = match attribute(node, "anchor") {
            Some(anchor) => format!("{target}#{anchor}"),
            None => target,
        };
        self.fields.push(Open { known: Some(Field::Link(link)), ..Open::default() });
        self.inline(node);
        self.fields.pop();
    }

    fn tracked(&mut self, node: Node, kind: RemarkKind) {
        // What was added and then struck out is struck out.
        let kind = match &self.change {
            Some(Change { kind: RemarkKind::Deleted, .. }) => RemarkKind::Deleted,
            _ => kind,
        };
        let earlier = self.change.replace(Change { kind, by: signed(node) });
        self.inline(node);
        self.change = earlier;
    }

    /// A control of a form: a box to tick, or any other, whose text stands.
    fn control(&mut self, node: Node) {
        let properties = child(node, "sdtPr");
        let ticked = properties
            .and_then(|node| child(node, "checkbox"))
            .map(|node| matches!(value(node, "checked"), Some("1" | "true" | "on")));
        match ticked {
            Some(ticked) => self.tick(ticked),
            None => child(node, "sdtContent").into_iter().for_each(|content| self.inline(content)),
        }
    }

    /// A box, which makes the paragraph something to do where it stands first.
    pub fn tick(&mut self, ticked: bool) {
        if self.change.is_none() && self.now.done.is_none() && is_blank(&self.now.line) {
            self.now.done = Some(ticked);
        } else {
            self.text(if ticked { "\u{2612}" } else { "\u{2610}" }, Marks::default());
        }
    }

    /// The start or the end of the words that a comment is about.
    pub fn range(&mut self, node: Node) {
        match name(node) {
            "commentRangeStart" => self.comment_begins(node),
            _ => self.comment_ends(node),
        }
    }

    fn comment_begins(&mut self, node: Node) {
        let comment = attribute(node, "id").and_then(|id| self.comments.get_mut(id));
        comment.into_iter().for_each(|comment| comment.open = true);
    }

    pub fn comment_ends(&mut self, node: Node) {
        let Some(comment) = attribute(node, "id").and_then(|id| self.comments.get_mut(id)) else { return };
        comment.open = false;
        if !std::mem::replace(&mut comment.placed, true) {
            let about: Vec<&str> = comment.about.split_whitespace().collect();
            let mut about = about.join(" ");
            if about.chars().count() > QUOTED {
                about = about.chars().take(QUOTED).chain(['…']).collect();
            }
            let (by, words) = (comment.by.clone(), comment.words.clone());
            self.now.remarks.push(Remark { kind: RemarkKind::Comment, by, about, words });
        }
    }

    fn equation(&mut self, node: Node) {
        let words = all_words(node);
        self.leave("equation", words.clone());
        self.text(&words, Marks::default());
    }

    /// A field begins, comes to its outcome, or ends.
    pub fn field(&mut self, node: Node) {
        match attribute(node, "fldCharType") {
            Some("begin") => {
                let data = child(node, "ffData").and_then(|node| child(node, "checkBox"));
                let ticked = data.is_some_and(|node| {
                    let on = |wanted| super::xml::switch(node, wanted);
                    on("checked").or(on("default")).unwrap_or(false)
                });
                self.fields.push(Open { ticked, ..Open::default() });
            }
            Some("separate") => self.separate(),
            Some("end") => {
                if self.in_instruction() {
                    self.separate();
                }
                let Some(open) = self.fields.pop() else { return };
                if !open.words.is_empty() {
                    self.leave(INSTRUCTED, open.words);
                }
                if open.known == Some(Field::Contents) && !self.in_contents() {
                    let words = std::mem::take(&mut self.contents);
                    self.document.left.push(Left { what: CONTENTS, words, after: self.last.clone() });
                }
            }
            _ => {}
        }
    }

    fn separate(&mut self) {
        let Some(open) = self.fields.last_mut() else { return };
        let field = Field::read(&open.instruction);
        let ticked = open.ticked;
        open.known = Some(field.clone());
        self.begin(field.clone());
        if field == Field::Box {
            self.tick(ticked);
        }
    }

    fn begin(&mut self, field: Field) {
        if let Field::Number(of) = field {
            self.now.counts = Some(of);
        }
    }
}

/// What a table of contents is called among what could not be placed.
pub const CONTENTS: &str = "table of contents";

/// What text is called that stands where a field has its instruction.
pub const INSTRUCTED: &str = "words in the instruction of a field";

/// By whom a change or a comment is, and when.
pub fn signed(node: Node) -> String {
    let by = attribute(node, "author").unwrap_or_default().trim();
    let day = attribute(node, "date").and_then(|date| date.get(..10)).unwrap_or_default();
    [by, day].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}
