//! Content streams as a press reads them: which colours are set, and what overprints.

use std::collections::HashSet;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};

use crate::pdf::Pdf;

/// What is set when something is drawn.
#[derive(Debug, Clone, Copy)]
struct State {
    /// Whether fills and strokes are full black and nothing else.
    black: [bool; 2],
    /// Whether fills and strokes overprint.
    over: [bool; 2],
    /// Whether a zero in four inks leaves alone what lies under it.
    nonzero: bool,
    /// Whether text is filled.
    filled: bool,
}

/// Walks through all that is drawn on the pages.
struct Walk<'a> {
    pdf: &'a Pdf,
    found: Vec<String>,
    /// How often black text was drawn.
    texts: usize,
    /// How often lines were drawn in black alone.
    lines: usize,
    /// Whether a path was begun and not painted.
    path: bool,
    depth: usize,
}

/// What the content streams of a file do against PDF/X-4 and against our own rule for black.
pub fn violations(pdf: &Pdf) -> Vec<String> {
    walked(pdf).found
}

/// How often black text and black lines overprint, outlines of what is filled among them.
pub fn overprints(pdf: &Pdf) -> [usize; 2] {
    let walk = walked(pdf);
    assert!(walk.found.is_empty(), "{:#?}", walk.found);
    [walk.texts, walk.lines]
}

fn walked(pdf: &Pdf) -> Walk<'_> {
    let mut walk = Walk { pdf, found: vec![], texts: 0, lines: 0, path: false, depth: 0 };
    let start = State { black: [true; 2], over: [false; 2], nonzero: false, filled: true };
    for (id, page) in pdf.document().get_pages().into_values().zip(pdf.page_dictionaries()) {
        let content = pdf.document().get_page_content(id);
        walk.stream(&content, page, start, false);
    }
    masks(&mut walk, start);
    tilings(&mut walk, start);
    walk
}

/// The light of masks: no ink, and so no rule of black.
fn masks(walk: &mut Walk, start: State) {
    let pdf = walk.pdf;
    let groups: HashSet<ObjectId> = pdf
        .document()
        .objects
        .values()
        .filter_map(|object| {
            let Object::Dictionary(mask) = pdf.get(object.as_dict().ok()?, "SMask")? else { return None };
            mask.get(b"G").ok()?.as_reference().ok()
        })
        .collect();
    for id in groups {
        let form = pdf.document().get_object(id).unwrap().as_stream().unwrap();
        walk.stream(&form.get_plain_content().unwrap(), &form.dict, start, true);
    }
}

fn tilings(walk: &mut Walk, start: State) {
    let light = crate::masks::inside(walk.pdf.document());
    for (id, object) in &walk.pdf.document().objects {
        let Ok(stream) = object.as_stream() else { continue };
        if stream.dict.get(b"PatternType").and_then(Object::as_i64).is_ok_and(|kind| kind == 1) {
            walk.stream(&stream.get_plain_content().unwrap(), &stream.dict, start, light.contains(id));
        }
    }
}

impl<'a> Walk<'a> {
    fn stream(&mut self, content: &[u8], owner: &'a Dictionary, mut state: State, mask: bool) {
        assert!(self.depth < 20);
        self.depth += 1;
        let resources = self.pdf.get(owner, "Resources").and_then(|own| own.as_dict().ok());
        let mut stack = Vec::new();
        for operation in Content::decode(content).unwrap().operations {
            self.order(&operation.operator);
            match operation.operator.as_str() {
                "q" => stack.push(state),
                "Q" => state = stack.pop().unwrap(),
                "gs" => self.set(&mut state, resources, &operation),
                "Do" => self.form(resources, &operation, state, mask),
                _ => self.step(&operation, &mut state, mask),
            }
        }
        self.depth -= 1;
    }

    /// Between a path and its painting nothing else may stand (ISO 32000-1, figure 9).
    fn order(&mut self, operator: &str) {
        match operator {
            "m" | "l" | "c" | "v" | "y" | "h" | "re" => self.path = true,
            "W" | "W*" => {}
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "n" => self.path = false,
            other if self.path => self.found.push(format!("`{other}` stands within a path")),
            _ => {}
        }
    }

    fn named(
        &self,
        resources: Option<&'a Dictionary>,
        kind: &str,
        operation: &Operation,
    ) -> Option<&'a Object> {
        let name = std::str::from_utf8(operation.operands[0].as_name().unwrap()).unwrap();
        self.pdf.get(self.pdf.get(resources?, kind)?.as_dict().ok()?, name)
    }

    fn set(&mut self, state: &mut State, resources: Option<&'a Dictionary>, operation: &Operation) {
        let Some(Object::Dictionary(dict)) = self.named(resources, "ExtGState", operation) else {
            return self.found.push("a graphics state is not there".into());
        };
        let flag = |key: &[u8]| dict.get(key).and_then(Object::as_bool).ok();
        // Where `op` is not there, `OP` is for fills, too (ISO 32000-1, table 58).
        if let Some(stroke) = flag(b"OP") {
            state.over = [flag(b"op").unwrap_or(stroke), stroke];
        } else if let Some(fill) = flag(b"op") {
            state.over[0] = fill;
        }
        if let Ok(mode) = dict.get(b"OPM").and_then(Object::as_i64) {
            state.nonzero = mode == 1;
        }
    }

    fn form(&mut self, resources: Option<&'a Dictionary>, operation: &Operation, state: State, mask: bool) {
        let Some(Object::Stream(object)) = self.named(resources, "XObject", operation) else {
            return self.found.push("something drawn is not there".into());
        };
        if object.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            self.stream(&object.get_plain_content().unwrap(), &object.dict, state, mask);
        } else {
            self.hold(state, [false; 2], mask, "an image");
        }
    }

    fn step(&mut self, operation: &Operation, state: &mut State, mask: bool) {
        let inks = || operation.operands.iter().filter_map(|ink| ink.as_float().ok()).collect::<Vec<_>>();
        match operation.operator.as_str() {
            "k" => state.black[0] = inks() == [0.0, 0.0, 0.0, 1.0],
            "K" => state.black[1] = inks() == [0.0, 0.0, 0.0, 1.0],
            "cs" | "sc" | "scn" => state.black[0] = false,
            "CS" | "SC" | "SCN" => state.black[1] = false,
            name @ ("rg" | "RG" | "g" | "G") if !mask => self.found.push(format!("a stream sets `{name}`")),
            "Tr" => state.filled = inks() == [0.0],
            "Tj" | "TJ" | "'" | "\"" => {
                self.texts += usize::from(state.black[0] && !mask);
                if state.filled {
                    self.hold(*state, [state.black[0], state.over[1]], mask, "text");
                }
            }
            "S" | "s" => {
                self.lines += usize::from(state.black[1] && !mask);
                self.hold(*state, [state.over[0], state.black[1]], mask, "a line");
            }
            "B" | "B*" | "b" | "b*" => {
                self.lines += usize::from(state.black[1] && !mask);
                self.hold(*state, [false, state.black[1]], mask, "an outline");
            }
            "f" | "F" | "f*" | "sh" | "BI" => self.hold(*state, [false; 2], mask, "a box"),
            _ => {}
        }
    }

    /// Fills and strokes overprint as they should.
    fn hold(&mut self, state: State, wanted: [bool; 2], mask: bool, what: &str) {
        if !mask && state.over != wanted {
            let does = if state.over == [false; 2] { "does not overprint" } else { "overprints" };
            self.found.push(format!("{what} {does}, black being {:?}", state.black));
        }
        if !mask && state.over.contains(&true) && !state.nonzero {
            self.found.push(format!("{what} overprints with white"));
        }
    }
}
