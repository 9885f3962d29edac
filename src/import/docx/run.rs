//! Runs: text of one look, and what stands among its letters.

use roxmltree::Node;

use super::reader::Reader;
use super::styles::{Look, Raised, Role};
use super::symbols::{OPEN_BOX, TICKED_BOX, sign};
use super::xml::{all_words, attribute, child, elements, name, value};
use crate::import::piece::{Marks, RemarkKind, Run};

impl Reader<'_> {
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
            "t" | "delText" if self.in_instruction() => {
                if let Some(open) = self.fields.last_mut() {
                    open.words.push_str(words);
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
