//! The operators, one by one.

use lopdf::content::Operation;
use lopdf::{Dictionary, Object};

use super::super::Refusal;
use super::super::colours::Space;
use super::super::fonts::Font;
use super::super::graphics::{State, States};
use super::super::lookup::{as_dictionary, as_name, as_number};
use super::super::matrix::Matrix;
use super::{Surroundings, Walk, address};

/// Whether something is painted within lines or along them.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Fill,
    Stroke,
}

impl<'a> Walk<'a> {
    /// Does what an operator does, as far as it matters here.
    pub(super) fn operator(
        &mut self,
        operation: &Operation,
        scope: Surroundings<'a>,
        states: &mut States,
    ) -> Result<(), Refusal> {
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "q" => states.save(),
            "Q" => states.restore(),
            "cm" => {
                if let Some(matrix) = matrix(operands) {
                    states.now.matrix = matrix.then(states.now.matrix);
                }
            }
            "Do" => return self.draw(operands, scope, states.now),
            "BI" => self.inline_image(operands, scope, states.now),
            "gs" => return self.parameters(operands, scope, &mut states.now),
            "g" | "rg" | "k" | "cs" | "sc" | "scn" => {
                return self.colour(operation, scope, &mut states.now, Side::Fill);
            }
            "G" | "RG" | "K" | "CS" | "SC" | "SCN" => {
                return self.colour(operation, scope, &mut states.now, Side::Stroke);
            }
            "sh" => {
                let shading = operands.first().and_then(|name| self.resource(scope, "Shading", name));
                let space = shading.and_then(|shading| self.shading(shading, scope));
                self.seen.spaces.paint(space, self.page);
            }
            "Tf" => states.now.font = operands.first().and_then(|name| self.font(name, scope)),
            "Tr" => states.now.text_mode = operands.first().and_then(|mode| mode.as_i64().ok()).unwrap_or(0),
            "Tj" | "TJ" | "'" | "\"" => self.text(states.now),
            "f" | "F" | "f*" => self.seen.spaces.paint(states.now.fill, self.page),
            "S" | "s" => self.seen.spaces.paint(states.now.stroke, self.page),
            "B" | "B*" | "b" | "b*" => {
                self.seen.spaces.paint(states.now.fill, self.page);
                self.seen.spaces.paint(states.now.stroke, self.page);
            }
            _ => {}
        }
        Ok(())
    }

    /// Shows text.
    fn text(&mut self, state: State) {
        let font = state.font.and_then(|font| self.seen.fonts.get_mut(font));
        // The glyphs of a Type 3 font paint for themselves; the mode does not matter to them.
        if let Some(font) = font {
            font.pages.add(self.page);
        }
        if matches!(state.text_mode, 0 | 2 | 4 | 6) {
            self.seen.spaces.paint(state.fill, self.page);
        }
        if matches!(state.text_mode, 1 | 2 | 5 | 6) {
            self.seen.spaces.paint(state.stroke, self.page);
        }
    }

    /// The number of a font among the resources.
    fn font(&mut self, name: &Object, scope: Surroundings<'a>) -> Option<usize> {
        let font = self.resource(scope, "Font", name).and_then(as_dictionary);
        if font.is_none() {
            self.note(&format!("the font `{}` is missing", as_name(name).unwrap_or_default()));
        }
        self.known_font(font?)
    }

    fn known_font(&mut self, font: &'a Dictionary) -> Option<usize> {
        let fonts = &mut self.seen.fonts;
        let number = *self.numbers.entry(address(font)).or_insert_with(|| {
            fonts.push(Font::read(self.pdf, font));
            fonts.len() - 1
        });
        Some(number)
    }

    /// Sets a colour or a colour space.
    fn colour(
        &mut self,
        operation: &Operation,
        scope: Surroundings<'a>,
        state: &mut State,
        side: Side,
    ) -> Result<(), Refusal> {
        let device = |name, components| Some(Space::plain(name, components));
        let last = operation.operands.last();
        let number = match operation.operator.as_str() {
            "g" | "G" => device("DeviceGray", 1).map(|space| self.seen.spaces.number(space)),
            "rg" | "RG" => device("DeviceRGB", 3).map(|space| self.seen.spaces.number(space)),
            "k" | "K" => device("DeviceCMYK", 4).map(|space| self.seen.spaces.number(space)),
            "cs" | "CS" => last.and_then(|space| self.space_of_name(space, scope)),
            _ => match last {
                Some(name @ Object::Name(_)) => {
                    let old = if side == Side::Fill { state.fill } else { state.stroke };
                    self.pattern(name, scope, *state, old)?
                }
                _ => return Ok(()),
            },
        };
        match side {
            Side::Fill => state.fill = number,
            Side::Stroke => state.stroke = number,
        }
        Ok(())
    }

    /// The number of a colour space that a stream of content names.
    pub(super) fn space_of_name(&mut self, name: &Object, scope: Surroundings<'a>) -> Option<usize> {
        match self.resource(scope, "ColorSpace", name) {
            Some(space) => self.space(space, scope),
            None => Space::read(self.pdf, name, None).map(|space| self.seen.spaces.number(space)),
        }
    }

    /// The number of a colour space that stands in the file.
    pub(super) fn space(&mut self, object: &'a Object, scope: Surroundings<'a>) -> Option<usize> {
        let object = self.pdf.follow(object)?;
        if let Some(number) = self.numbers.get(&address(object)) {
            return Some(*number);
        }
        let number = self.seen.spaces.number(Space::read(self.pdf, object, scope.resources)?);
        self.numbers.insert(address(object), number);
        Some(number)
    }

    /// The number of the colour space of a shading.
    pub(super) fn shading(&mut self, shading: &'a Object, scope: Surroundings<'a>) -> Option<usize> {
        self.space(as_dictionary(shading)?.get(b"ColorSpace").ok()?, scope)
    }

    /// Sets parameters of the graphics state: fonts and soft masks.
    fn parameters(
        &mut self,
        operands: &[Object],
        scope: Surroundings<'a>,
        state: &mut State,
    ) -> Result<(), Refusal> {
        let parameters = operands.first().and_then(|name| self.resource(scope, "ExtGState", name));
        let Some(parameters) = parameters.and_then(as_dictionary) else { return Ok(()) };
        let font = self.pdf.list(parameters, "Font").and_then(<[_]>::first);
        if let Some(font) = font.and_then(|font| as_dictionary(self.pdf.follow(font)?)) {
            state.font = self.known_font(font);
        }
        let mask = self.pdf.dictionary(parameters, "SMask");
        match mask.and_then(|mask| self.pdf.stream(mask, "G")) {
            Some(group) => self.form(group, scope, *state),
            None => Ok(()),
        }
    }
}

/// The matrix of six operands.
fn matrix(operands: &[Object]) -> Option<Matrix> {
    let numbers: Option<Vec<f64>> = operands.iter().map(as_number).collect();
    numbers?.try_into().ok().map(Matrix)
}
