//! What stands in a paragraph.

use roxmltree::Node;

use super::fields::{Field, Open};
use super::reader::{Change, Reader};
use super::styles::{Look, Raised, Role};
use super::symbols::{OPEN_BOX, TICKED_BOX, sign};
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
    fn tick(&mut self, ticked: bool) {
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

    fn comment_ends(&mut self, node: Node) {
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

    /// Text of one look.
    pub fn run(&mut self, node: Node) {
        let properties = child(node, "rPr");
        let letters = self.styles.letters(properties.and_then(|node| value(node, "rStyle")));
        let look = Look::of(properties).or(letters.toggled(self.now.look));
        if look.hidden == Some(true) {
            let words = all_words(node);
            if !words.is_empty() {
                self.leave("hidden text", words);
            }
            return;
        }
        let marks = self.marks(look);
        for inner in elements(node) {
            self.in_run(inner, look, marks);
        }
    }

    fn in_run(&mut self, inner: Node, look: Look, marks: Marks) {
        let words = inner.text().unwrap_or_default();
        match name(inner) {
            "fldChar" => self.field(inner),
            "instrText" | "delInstrText" => {
                if let Some(open) = self.fields.last_mut() {
                    open.instruction.push_str(words);
                }
            }
            _ if self.in_instruction() => {}
            "t" | "delText" => self.raised(words, look, marks),
            "tab" | "ptab" => self.text(" ", marks),
            "br" | "cr" => match attribute(inner, "type") {
                Some("page" | "column") => {}
                _ if self.deleting() => {}
                _ => self.now.line.push(Run::Break),
            },
            "noBreakHyphen" => self.text("\u{2011}", marks),
            "softHyphen" => self.text("\u{ad}", marks),
            "sym" => self.symbol(inner, marks),
            "footnoteReference" => self.note(inner, false),
            "endnoteReference" => self.note(inner, true),
            "commentReference" => self.comment_ends(inner),
            "drawing" | "pict" | "object" => self.drawing(inner),
            "AlternateContent" => self.alternative(inner, |reader, way| {
                elements(way).for_each(|inner| reader.in_run(inner, Look::default(), Marks::default()));
            }),
            "ruby" => self.ruby(inner),
            _ => {}
        }
    }

    /// Whether what is read was struck out.
    pub fn deleting(&self) -> bool {
        self.change.as_ref().is_some_and(|change| change.kind == RemarkKind::Deleted)
    }

    /// What a look makes of text: in headings and the like, only what differs from the style.
    fn marks(&self, look: Look) -> Marks {
        let base = match self.now.role {
            Some(Role::Contents) | None => Look::default(),
            Some(_) => self.now.look,
        };
        let differs = |own: Option<bool>, base: Option<bool>| own.unwrap_or(false) != base.unwrap_or(false);
        let code = look.mono == Some(true) && self.now.role != Some(Role::Code);
        Marks {
            strong: differs(look.bold, base.bold),
            emphasis: differs(look.italic, base.italic),
            strike: differs(look.strike, base.strike),
            code,
        }
    }

    /// Letters above the line or below it are those that Unicode has, or stand on the line.
    fn raised(&mut self, words: &str, look: Look, marks: Marks) {
        let alphabet = match look.raised {
            Some(Raised::Above) => ABOVE,
            Some(Raised::Below) => BELOW,
            _ => return self.text(words, marks),
        };
        let raised = |c: char| alphabet.iter().find(|(plain, _)| *plain == c).map(|(_, raised)| *raised);
        match words.chars().map(raised).collect::<Option<String>>() {
            Some(raised) => self.text(&raised, marks),
            None => {
                self.text(words, marks);
                if !self.deleting() && words.chars().any(|c| !c.is_whitespace()) {
                    let what = if look.raised == Some(Raised::Above) { "superscript" } else { "subscript" };
                    self.leave(what, words);
                }
            }
        }
    }

    fn symbol(&mut self, node: Node, marks: Marks) {
        let font = attribute(node, "font").unwrap_or_default();
        let code = attribute(node, "char").unwrap_or_default();
        match u32::from_str_radix(code, 16).ok().and_then(|code| sign(font, code)) {
            Some(c) if c == OPEN_BOX || c == TICKED_BOX => self.tick(c == TICKED_BOX),
            Some(c) => self.text(c.encode_utf8(&mut [0; 4]), marks),
            None => self.leave("sign of a symbol font", format!("{font} {code}")),
        }
    }

    fn note(&mut self, node: Node, at_end: bool) {
        let id = attribute(node, "id").unwrap_or_default().to_owned();
        if let Some(label) = self.notes.get(&(at_end, id)).cloned() {
            match self.deleting() {
                true => {
                    let words = self.document.notes.remove(&label).unwrap_or_default();
                    let words =
                        words.iter().map(|line| crate::import::piece::words(line)).collect::<Vec<_>>();
                    self.leave("note at words that were struck out", words.join(" "));
                }
                false => self.now.line.push(Run::Note(label)),
            }
        }
    }

    /// Words with how they are said above them.
    fn ruby(&mut self, node: Node) {
        let said = child(node, "rt").map(all_words).unwrap_or_default();
        child(node, "rubyBase").into_iter().for_each(|base| self.inline(base));
        if !said.is_empty() {
            self.text(&format!(" ({said})"), Marks::default());
        }
    }

    /// A field begins, comes to its outcome, or ends.
    fn field(&mut self, node: Node) {
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
                if let Some(Open { known: Some(Field::Contents), .. }) = self.fields.pop()
                    && !self.in_contents()
                {
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

/// By whom a change or a comment is, and when.
pub fn signed(node: Node) -> String {
    let by = attribute(node, "author").unwrap_or_default().trim();
    let day = attribute(node, "date").and_then(|date| date.get(..10)).unwrap_or_default();
    [by, day].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}

/// Letters that Unicode has above the line.
const ABOVE: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
];

/// Letters that Unicode has below the line.
const BELOW: &[(char, char)] = &[
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
];
