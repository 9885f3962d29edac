//! One content stream, operator by operator: colours become ink, and black overprints.

use std::collections::HashMap;

use lopdf::Object;
use lopdf::content::{Content, Operation};

use super::colours::{DUO, SPOT, Space, state_name};
use crate::content::target::Inks;
use crate::export::Fault;
use crate::ink::{Mix, Press, light};

/// One of the two colours of the graphics state.
#[derive(Debug, Clone, Default)]
struct Colour {
    /// The name of its space.
    space: Vec<u8>,
    /// Whether it is pure black.
    black: bool,
}

/// The part of the graphics state that is followed.
#[derive(Debug, Clone, Default)]
struct State {
    fill: Colour,
    stroke: Colour,
    /// Whether fills and strokes overprint.
    over: (bool, bool),
}

/// Rewrites one content stream.
pub struct Writer<'a> {
    press: &'a Press,
    /// What the names of its colour spaces stand for.
    spaces: &'a HashMap<Vec<u8>, Space>,
    /// Whether it gives light to a mask.
    mask: bool,
    out: Vec<Operation>,
    /// The path that is not painted yet: nothing may stand between it and its painting.
    path: Vec<Operation>,
    state: State,
    stack: Vec<State>,
}

impl<'a> Writer<'a> {
    /// Begins with the state that a page or a form begins with.
    pub fn new(press: &'a Press, spaces: &'a HashMap<Vec<u8>, Space>, mask: bool) -> Self {
        // The colours with which a page begins are black.
        let black = Colour { space: b"DeviceGray".to_vec(), black: true };
        let state = State { fill: black.clone(), stroke: black, over: (false, false) };
        Self { press, spaces, mask, out: vec![], path: vec![], state, stack: vec![] }
    }

    /// The content in ink.
    ///
    /// Errors where its colours cannot be followed.
    pub fn run(mut self, content: Content<Vec<Operation>>) -> Result<Content<Vec<Operation>>, Fault> {
        for operation in content.operations {
            self.step(operation)?;
        }
        Ok(Content { operations: self.out })
    }

    fn step(&mut self, operation: Operation) -> Result<(), Fault> {
        match operation.operator.as_str() {
            "q" => self.stack.push(self.state.clone()),
            "Q" => self.state = self.stack.pop().ok_or_else(|| odd("Q"))?,
            "cs" => return self.space(operation, true),
            "CS" => return self.space(operation, false),
            "sc" | "scn" => return self.colour(operation, true),
            "SC" | "SCN" => return self.colour(operation, false),
            "g" | "rg" => return self.device(operation, true),
            "G" | "RG" => return self.device(operation, false),
            "k" => self.state.fill.black = is_black(&operation.operands),
            "K" => self.state.stroke.black = is_black(&operation.operands),
            "BT" | "Tj" | "TJ" | "'" | "\"" => {
                self.overprint((self.state.fill.black, self.state.stroke.black));
            }
            "m" | "l" | "c" | "v" | "y" | "h" | "re" | "W" | "W*" => {
                self.path.push(operation);
                return Ok(());
            }
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "n" => {
                self.paint(operation);
                return Ok(());
            }
            "sh" | "Do" => self.overprint((false, false)),
            "BI" => return Err(odd("BI")),
            _ => {}
        }
        self.out.push(operation);
        Ok(())
    }

    /// Paints the path. What is filled and outlined in black is first the one and then the other, as
    /// in a drawing: how an outline overprints its own fill, not all presses see alike.
    fn paint(&mut self, operation: Operation) {
        let path = std::mem::take(&mut self.path);
        let apart = match operation.operator.as_str() {
            "B" => Some(("f", "S")),
            "B*" => Some(("f*", "S")),
            "b" => Some(("f", "s")),
            "b*" => Some(("f*", "s")),
            _ => None,
        };
        let apart = apart.filter(|_| self.state.stroke.black && !self.mask);
        if let Some((fill, stroke)) = apart {
            self.overprint((false, false));
            self.out.extend(path.iter().cloned());
            self.push(fill, vec![]);
            self.overprint((false, true));
            self.out.extend(path);
            return self.push(stroke, vec![]);
        }
        match operation.operator.as_str() {
            "S" | "s" => self.overprint((false, self.state.stroke.black)),
            "n" => {}
            _ => self.overprint((false, false)),
        }
        self.out.extend(path);
        self.out.push(operation);
    }

    /// Sets overprint where it is not so already; masks have no ink.
    fn overprint(&mut self, wanted: (bool, bool)) {
        if self.state.over != wanted && !self.mask {
            self.state.over = wanted;
            self.push("gs", vec![Object::Name(state_name(wanted.0, wanted.1))]);
        }
    }

    fn side(&mut self, fill: bool) -> &mut Colour {
        if fill { &mut self.state.fill } else { &mut self.state.stroke }
    }

    /// A colour space is named: those that become ink are written with their colour.
    fn space(&mut self, operation: Operation, fill: bool) -> Result<(), Fault> {
        let name = operation.operands.first().ok_or_else(|| odd("cs"))?.as_name()?.to_vec();
        let side = self.side(fill);
        side.black = false;
        side.space.clone_from(&name);
        if matches!(self.kind(&name), Space::Cmyk | Space::Other) {
            self.out.push(operation);
        }
        Ok(())
    }

    fn kind(&self, name: &[u8]) -> Space {
        match name {
            b"DeviceGray" => Space::Gray,
            b"DeviceRGB" => Space::Rgb,
            name => self.spaces.get(name).copied().unwrap_or(Space::Other),
        }
    }

    fn colour(&mut self, operation: Operation, fill: bool) -> Result<(), Fault> {
        let name = self.side(fill).space.clone();
        match (self.kind(&name), bytes(&operation.operands).as_slice()) {
            (Space::Gray, [gray]) => self.ink([*gray; 3], None, fill),
            (Space::Rgb, [r, g, b]) => self.ink([*r, *g, *b], Some((name, operation)), fill),
            (Space::Cmyk | Space::Other, _) => self.out.push(operation),
            (Space::Gray | Space::Rgb, _) => return Err(odd("scn")),
        }
        Ok(())
    }

    fn device(&mut self, operation: Operation, fill: bool) -> Result<(), Fault> {
        match bytes(&operation.operands).as_slice() {
            [gray] => self.ink([*gray; 3], None, fill),
            [r, g, b] => self.ink([*r, *g, *b], None, fill),
            _ => return Err(odd("rg")),
        }
        Ok(())
    }

    /// Writes a colour as ink.
    fn ink(&mut self, rgb: [u8; 3], original: Option<(Vec<u8>, Operation)>, fill: bool) {
        if self.mask {
            let light = Object::Real(f32::from(light(rgb)) / 255.0);
            return self.push(if fill { "g" } else { "G" }, vec![light]);
        }
        let neutral = rgb[0] == rgb[1] && rgb[1] == rgb[2];
        if let (Inks::Rgb, false, Some((name, operation))) = (self.press.inks, neutral, original) {
            self.push(if fill { "cs" } else { "CS" }, vec![Object::Name(name)]);
            self.out.push(operation);
            return;
        }
        let mix = self.press.mix(rgb);
        self.side(fill).black = mix.overprints();
        self.mix(mix, fill);
    }

    fn mix(&mut self, mix: Mix, fill: bool) {
        let [.., black] = mix.cmyk;
        let (space, colour) = if fill { ("cs", "scn") } else { ("CS", "SCN") };
        if mix.spot <= 0.0 {
            let inks = mix.cmyk.map(Object::Real).to_vec();
            return self.push(if fill { "k" } else { "K" }, inks);
        }
        let (name, inks) = match black > 0.0 {
            false => (SPOT, vec![Object::Real(mix.spot)]),
            true => (DUO, vec![Object::Real(mix.spot), Object::Real(black)]),
        };
        self.push(space, vec![Object::Name(name.to_vec())]);
        self.push(colour, inks);
    }

    fn push(&mut self, operator: &str, operands: Vec<Object>) {
        self.out.push(Operation::new(operator, operands));
    }
}

/// An operator that does not stand as it must.
fn odd(operator: &str) -> Fault {
    Fault::Inner(ecow::eco_format!("the colours of a page cannot be followed (`{operator}`)"))
}

/// Components as bytes.
fn bytes(operands: &[Object]) -> Vec<u8> {
    let byte = |operand: &Object| Some((operand.as_float().ok()? * 255.0).round().clamp(0.0, 255.0) as u8);
    operands.iter().filter_map(byte).collect()
}

/// Whether four inks are full black alone.
fn is_black(operands: &[Object]) -> bool {
    bytes(operands) == [0, 0, 0, 255]
}
