//! What is drawn as a whole: images, form XObjects, tiling patterns and annotations.

use lopdf::{Dictionary, Object, Stream};

use super::super::Refusal;
use super::super::graphics::State;
use super::super::images::Image;
use super::super::lookup::as_dictionary;
use super::super::matrix::Matrix;
use super::super::pages::Page;
use super::{DEPTH, Surroundings, Walk, address};

/// The flag of an annotation that is not shown (ISO 32000-2, table 167).
const HIDDEN: i64 = 2;

impl<'a> Walk<'a> {
    /// Draws an XObject.
    pub(super) fn draw(
        &mut self,
        operands: &[Object],
        scope: Surroundings<'a>,
        state: State,
    ) -> Result<(), Refusal> {
        let object = operands.first().and_then(|name| self.resource(scope, "XObject", name));
        let Some(Object::Stream(object)) = object else {
            self.note("a drawing is missing");
            return Ok(());
        };
        match self.pdf.name(&object.dict, "Subtype").as_deref() {
            Some("Image") => self.image(object, scope, state),
            Some("Form") => return self.form(object, scope, state),
            _ => {}
        }
        Ok(())
    }

    /// Draws a form XObject.
    pub(super) fn form(
        &mut self,
        form: &'a Stream,
        scope: Surroundings<'a>,
        state: State,
    ) -> Result<(), Refusal> {
        let matrix = self.pdf.matrix(&form.dict).then(state.matrix);
        self.nested(form, scope, State { matrix, ..state })
    }

    /// Follows a stream of content inside another, unless the page has it already in the same manner.
    fn nested(&mut self, stream: &'a Stream, scope: Surroundings<'a>, state: State) -> Result<(), Refusal> {
        let this = address(stream);
        if self.around.contains(&this) {
            self.note("a drawing draws itself");
            return Ok(());
        }
        if self.around.len() >= DEPTH {
            self.note("drawings stand in each other too deeply");
            return Ok(());
        }
        if !self.drawn.insert((this, state.matrix.key(), [state.fill, state.stroke, state.font])) {
            return Ok(());
        }
        let content = self.unfold(stream)?;
        let resources = self.pdf.dictionary(&stream.dict, "Resources").or(scope.resources);
        self.around.push(this);
        let result = self.run(&content, Surroundings { resources, base: state.matrix }, state);
        self.around.pop();
        result
    }

    /// Sets a pattern as a colour, and finds the colour space that it is painted in.
    pub(super) fn pattern(
        &mut self,
        name: &Object,
        scope: Surroundings<'a>,
        state: State,
        old: Option<usize>,
    ) -> Result<Option<usize>, Refusal> {
        let Some(object) = self.resource(scope, "Pattern", name) else { return Ok(None) };
        match object {
            Object::Dictionary(pattern) => {
                let shading = self.pdf.get(pattern, "Shading");
                Ok(shading.and_then(|shading| self.shading(shading, scope)))
            }
            Object::Stream(pattern) => {
                // Patterns begin where the content does, whatever was moved since.
                let matrix = self.pdf.matrix(&pattern.dict).then(scope.base);
                self.nested(pattern, scope, State { matrix, ..state })?;
                let coloured = self.pdf.count(&pattern.dict, "PaintType") != Some(2);
                Ok(old.filter(|_| !coloured))
            }
            _ => Ok(None),
        }
    }

    /// Places an image XObject.
    fn image(&mut self, image: &'a Stream, scope: Surroundings<'a>, state: State) {
        let space = image.dict.get(b"ColorSpace").ok().and_then(|space| self.space(space, scope));
        let number = match self.numbers.get(&address(image)) {
            Some(number) => *number,
            None => {
                let read = self.described(Image::read(self.pdf, &image.dict, false), space);
                self.seen.images.push(read);
                self.numbers.insert(address(image), self.seen.images.len() - 1);
                self.seen.images.len() - 1
            }
        };
        self.place(number, space, state);
    }

    /// Places an image that stands in the content itself.
    pub(super) fn inline_image(&mut self, operands: &[Object], scope: Surroundings<'a>, state: State) {
        let Some(Object::Stream(image)) = operands.first() else {
            self.note("an image inside the content cannot be read");
            return;
        };
        let name = image.dict.get(b"CS").or_else(|_| image.dict.get(b"ColorSpace")).ok();
        let space = name.and_then(|name| self.space_of_name(name, scope));
        let read = self.described(Image::read(self.pdf, &image.dict, true), space);
        let known = self.seen.images.iter().position(|image| image.is_like(&read));
        let number = known.unwrap_or_else(|| {
            self.seen.images.push(read);
            self.seen.images.len() - 1
        });
        self.place(number, space, state);
    }

    /// Adds the colour space to what is known of an image.
    fn described(&self, image: Image, space: Option<usize>) -> Image {
        let words = space.and_then(|space| self.seen.spaces.get(space)).map(|space| space.describe());
        let inside = image.compression.iter().any(|filter| filter == "JPX").then(|| "JPX".to_owned());
        Image { colour_space: words.or(inside).filter(|_| !image.stencil), ..image }
    }

    fn place(&mut self, number: usize, space: Option<usize>, state: State) {
        let Some(image) = self.seen.images.get_mut(number) else { return };
        image.place(state.matrix, self.page);
        let space = if image.stencil { state.fill } else { space };
        self.seen.spaces.paint(space, self.page);
    }

    /// Draws the annotations of a page as they look when nothing is done to them.
    pub(super) fn annotations(&mut self, page: &Page<'a>, state: State) -> Result<(), Refusal> {
        for item in self.pdf.list(page.dictionary, "Annots").unwrap_or_default() {
            let Some(annotation) = self.pdf.follow(item).and_then(as_dictionary) else { continue };
            let flags = self.pdf.get(annotation, "F").and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
            if flags & HIDDEN != 0 {
                continue;
            }
            if let Some(look) = self.appearance(annotation) {
                let matrix = self.fitted(annotation, look).then(state.matrix);
                let scope = Surroundings { resources: None, base: matrix };
                self.nested(look, scope, State { matrix, ..state })?;
            }
        }
        Ok(())
    }

    /// The normal appearance of an annotation (ISO 32000-2, 12.5.5).
    fn appearance(&self, annotation: &'a Dictionary) -> Option<&'a Stream> {
        let normal = self.pdf.get(self.pdf.dictionary(annotation, "AP")?, "N")?;
        match normal {
            Object::Stream(look) => Some(look),
            Object::Dictionary(states) => self.pdf.stream(states, &self.pdf.name(annotation, "AS")?),
            _ => None,
        }
    }

    /// The matrix that fits an appearance into its annotation; turned ones come out a little off.
    fn fitted(&self, annotation: &Dictionary, look: &Stream) -> Matrix {
        let size = |[left, bottom, right, top]: [f64; 4]| ((right - left).abs(), (top - bottom).abs());
        let own = self.pdf.matrix(&look.dict);
        let (area, inner) = (self.pdf.numbers(annotation, "Rect"), self.pdf.numbers(&look.dict, "BBox"));
        let (Some(area), Some(inner)) = (area.map(size), inner.map(size)) else { return own };
        let (across, up) = own.sides();
        let factor = |area: f64, inner: f64| if inner > 0.0 { area / inner } else { 1.0 };
        let fit =
            Matrix([factor(area.0, inner.0 * across), 0.0, 0.0, factor(area.1, inner.1 * up), 0.0, 0.0]);
        own.then(fit)
    }
}
