//! Paragraphs, and what stands between them.

use roxmltree::Node;

use super::fields::Field;
use super::inline::CONTENTS;
use super::numbering::Place;
use super::reader::{Now, Reader};
use super::styles::Role;
use super::symbols::boxed;
use super::xml::{all_words, attribute, child, elements, name, value, within};
use crate::import::piece::{
    Item, Left, Paragraph, Piece, Run, ending, is_blank, without_common_marks, words,
};

/// The most letters of a heading: what is longer is a paragraph in the style of one.
const LONGEST_HEADING: usize = 300;

impl Reader<'_> {
    /// Reads the paragraphs and tables in an element.
    pub fn blocks(&mut self, node: Node, out: &mut Vec<Piece>) {
        for inner in elements(node) {
            match name(inner) {
                "p" => self.paragraph(inner, out),
                "tbl" => self.table(inner, out),
                "sdt" if is_contents(inner) => self.contents_control(inner),
                "sdt" => child(inner, "sdtContent").into_iter().for_each(|inner| self.blocks(inner, out)),
                "altChunk" => {
                    self.leave("part in another format", attribute(inner, "id").unwrap_or_default())
                }
                "AlternateContent" => {
                    let ways = elements(inner).find(|way| within(*way, "p").is_some());
                    ways.into_iter().for_each(|way| self.blocks(way, out));
                }
                "sectPr" | "tblPr" | "tblGrid" | "tcPr" | "trPr" | "sdtPr" => {}
                "oMathPara" | "oMath" => self.loose(inner, out),
                "bookmarkStart" => self.waiting.extend(attribute(inner, "name").map(str::to_owned)),
                "commentRangeStart" | "commentRangeEnd" => self.loose(inner, out),
                _ => self.blocks(inner, out),
            }
        }
    }

    /// What stands between paragraphs and belongs in one: it goes into one of its own.
    fn loose(&mut self, node: Node, out: &mut Vec<Piece>) {
        let earlier = std::mem::take(&mut self.now);
        match name(node) {
            "oMath" | "oMathPara" => {
                let words = all_words(node);
                self.leave("equation", words.clone());
                self.text(&words, Default::default());
            }
            _ => self.range(node),
        }
        self.finish(out);
        self.now = earlier;
    }

    /// A table of contents that Word keeps in a control of its own.
    fn contents_control(&mut self, node: Node) {
        let words = child(node, "sdtContent").map(all_words).unwrap_or_default();
        self.document.left.push(Left { what: CONTENTS, words, after: self.last.clone() });
    }

    fn paragraph(&mut self, node: Node, out: &mut Vec<Piece>) {
        let properties = child(node, "pPr");
        let named = properties.and_then(|node| value(node, "pStyle"));
        let style = self.styles.of_paragraph(named).map(str::to_owned);
        let style = style.as_deref();
        let outline =
            properties.and_then(|node| value(node, "outlineLvl")).and_then(|at| at.parse::<usize>().ok());
        let outline = outline.filter(|level| *level < 9).map(|level| Role::Heading(level + 1));
        let role = outline.or(self.styles.role(style));
        let earlier = std::mem::take(&mut self.now);
        let line = std::mem::take(&mut self.waiting).into_iter().map(Run::Anchor).collect();
        self.now = Now { line, look: self.styles.look(style), role, ..Now::default() };
        let was_contents = self.in_contents();
        self.inline(node);
        let is_contents = role == Some(Role::Contents) || was_contents || self.in_contents();
        let place = match role {
            Some(Role::Heading(_)) => None,
            _ => self.numbering.place(properties, style, &self.styles),
        };
        if is_contents {
            self.contents_line();
        } else if let Some(place) = place {
            self.item(place, out);
        }
        self.finish(out);
        self.now = earlier;
    }

    /// A line of a table of contents, which is not set: the program makes its own.
    fn contents_line(&mut self) {
        let line = std::mem::take(&mut self.now.line);
        let line = words(&line);
        if self.in_contents() {
            self.contents.push_str(&line);
            self.contents.push(' ');
        } else if !line.trim().is_empty() {
            let (words, after) = (line.trim().to_owned(), self.last.clone());
            match self.document.left.last_mut() {
                Some(left) if left.what == CONTENTS => {
                    left.words = format!("{} {words}", left.words).trim().to_owned()
                }
                _ => self.document.left.push(Left { what: CONTENTS, words, after }),
            }
        }
    }

    fn item(&mut self, place: Place, out: &mut Vec<Piece>) {
        self.glyph();
        let done = self.now.done.take().or(place.boxed);
        if is_blank(&self.now.line) {
            return;
        }
        let text = self.taken();
        match out.last_mut() {
            Some(Piece::Item(item)) if place.silent && done.is_none() => item.more.push(Piece::Text(text)),
            _ if place.silent && done.is_none() => out.push(Piece::Text(text)),
            _ => out.push(Piece::Item(Item {
                level: place.level,
                number: place.number,
                done,
                text,
                more: vec![],
            })),
        }
    }

    /// A box that is written as a sign at the start makes the paragraph something to do.
    fn glyph(&mut self) {
        let first = self.now.line.iter_mut().find(|run| !matches!(run, Run::Anchor(_)));
        let Some(Run::Text(text, ..)) = first else { return };
        if let Some((done, rest)) = boxed(text.trim_start()) {
            *text = rest.trim_start().to_owned();
            self.now.done = Some(done);
        }
    }

    /// The paragraph as it was read so far.
    fn taken(&mut self) -> Paragraph {
        let line = std::mem::take(&mut self.now.line);
        let said = ending(&words(&line));
        if !said.is_empty() {
            self.last = said;
        }
        Paragraph { line, remarks: std::mem::take(&mut self.now.remarks) }
    }

    /// Puts what was read where it belongs.
    fn finish(&mut self, out: &mut Vec<Piece>) {
        if self.now.role.is_none() {
            self.glyph();
        }
        let (role, done, counts) = (self.now.role, self.now.done.take(), self.now.counts.take());
        if is_blank(&self.now.line) && done.is_none() {
            self.blank(out);
        } else if let Some(done) = done {
            let text = self.taken();
            match is_blank(&text.line) {
                true => self.document.left.push(Left {
                    what: "box to tick without words",
                    words: String::new(),
                    after: self.last.clone(),
                }),
                false => out.push(Piece::Item(Item { done: Some(done), text, ..Item::default() })),
            }
        } else {
            let paragraph = self.taken();
            let of_table = counts.as_deref().map(Field::counts_tables);
            let role = role.or(counts.map(|_| Role::Caption));
            put(role, of_table, paragraph, out);
        }
        out.append(&mut self.now.after);
    }

    /// An empty paragraph may hold anchors and remarks.
    fn blank(&mut self, out: &mut Vec<Piece>) {
        let anchors: Vec<Run> = self.now.line.drain(..).filter(|run| matches!(run, Run::Anchor(_))).collect();
        if !anchors.is_empty() {
            out.push(Piece::Text(Paragraph { line: anchors, remarks: vec![] }));
        }
        let remarks = std::mem::take(&mut self.now.remarks);
        if !remarks.is_empty() {
            out.push(Piece::Remarks(remarks));
        }
    }
}

/// Whether a control holds a table of contents.
fn is_contents(node: Node) -> bool {
    let gallery = child(node, "sdtPr").and_then(|node| within(node, "docPartGallery"));
    gallery
        .and_then(|node| attribute(node, "val"))
        .is_some_and(|name| name.to_lowercase().contains("contents"))
}

/// A paragraph as what it is.
fn put(role: Option<Role>, of_table: Option<bool>, mut paragraph: Paragraph, out: &mut Vec<Piece>) {
    if role.is_some_and(|role| role != Role::Contents) {
        without_common_marks(&mut paragraph.line);
    }
    let short = words(&paragraph.line).chars().count() <= LONGEST_HEADING;
    match (role, out.last_mut()) {
        (Some(Role::Title), _) if short => out.push(Piece::Title(paragraph)),
        (Some(Role::Subtitle), _) => out.push(Piece::Subtitle(paragraph)),
        (Some(Role::Heading(level)), _) if short => out.push(Piece::Heading(level, paragraph)),
        (Some(Role::Caption), _) => out.push(Piece::Caption(paragraph, of_table)),
        (Some(Role::Quote), Some(Piece::Quote(lines))) => lines.push(Piece::Text(paragraph)),
        (Some(Role::Quote), _) => out.push(Piece::Quote(vec![Piece::Text(paragraph)])),
        (Some(Role::Code), last) => {
            let line = code(&paragraph);
            match last {
                Some(Piece::Code(_, lines)) => {
                    lines.push('\n');
                    lines.push_str(&line);
                }
                _ => out.push(Piece::Code(String::new(), line)),
            }
            if !paragraph.remarks.is_empty() {
                out.push(Piece::Remarks(paragraph.remarks));
            }
        }
        _ => out.push(Piece::Text(paragraph)),
    }
}

/// The words of a line of code.
fn code(paragraph: &Paragraph) -> String {
    let part = |run: &Run| match run {
        Run::Text(text, ..) => text.clone(),
        Run::Break => "\n".into(),
        Run::Note(_) | Run::Anchor(_) => String::new(),
    };
    paragraph.line.iter().map(part).collect()
}
