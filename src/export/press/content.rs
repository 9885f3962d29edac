//! Content streams: every colour becomes ink, and black overprints.

use std::collections::HashMap;

use std::collections::HashSet;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use rayon::prelude::*;

use super::colours::{Added, DUO, SPOT, Space, Spaces, entries, resources, state_name};
use crate::content::target::Inks;
use crate::ink::{Mix, Press, gray};

/// A content stream: whose resources it uses, and where its bytes are.
struct Job {
    owner: ObjectId,
    stream: ObjectId,
    spaces: HashMap<Vec<u8>, Space>,
    mask: bool,
}

/// Rewrites all content streams of pages, forms and patterns.
pub fn separate(
    pdf: &mut Document,
    press: &Press,
    spaces: &Spaces,
    masks: &HashSet<ObjectId>,
    added: &Added,
) -> lopdf::Result<()> {
    let jobs = jobs(pdf, spaces, masks);
    let source = &*pdf;
    let done: Vec<lopdf::Result<Vec<u8>>> = jobs
        .par_iter()
        .map(|job| {
            let stream = source.get_object(job.stream)?.as_stream()?;
            let content = Content::decode(&stream.get_plain_content()?)?;
            Writer::new(press, job).run(content).encode()
        })
        .collect();
    for (job, bytes) in jobs.iter().zip(done) {
        let stream = pdf.get_object_mut(job.stream)?.as_stream_mut()?;
        stream.set_plain_content(bytes?);
        stream.compress()?;
    }
    let owners: HashSet<ObjectId> = jobs.iter().map(|job| job.owner).collect();
    let mut owners: Vec<ObjectId> = owners.into_iter().collect();
    owners.sort_unstable();
    for owner in owners {
        provide(pdf, owner, press.inks, spaces, added)?;
    }
    Ok(())
}

/// All content streams, in the order of their objects.
fn jobs(pdf: &Document, spaces: &Spaces, masks: &HashSet<ObjectId>) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (id, object) in &pdf.objects {
        let (dict, streams) = match object {
            Object::Dictionary(page) if page.has_type(b"Page") => (page, pdf.get_page_contents(*id)),
            Object::Stream(form) if is_drawn(&form.dict) => (&form.dict, vec![*id]),
            _ => continue,
        };
        let known = names(pdf, dict, spaces);
        let mask = masks.contains(id);
        jobs.extend(streams.into_iter().map(|stream| Job {
            owner: *id,
            stream,
            spaces: known.clone(),
            mask,
        }));
    }
    jobs
}

/// Whether a stream is a form or a tiling pattern.
fn is_drawn(dict: &Dictionary) -> bool {
    let is =
        |key: &[u8], value: &[u8]| dict.get(key).and_then(Object::as_name).is_ok_and(|name| name == value);
    is(b"Subtype", b"Form") || dict.get(b"PatternType").and_then(Object::as_i64).is_ok_and(|kind| kind == 1)
}

/// What the colour spaces in the resources of a page or form stand for.
fn names(pdf: &Document, owner: &Dictionary, spaces: &Spaces) -> HashMap<Vec<u8>, Space> {
    let own = resources(pdf, owner).and_then(|own| entries(pdf, own, b"ColorSpace"));
    own.into_iter().flatten().map(|(name, space)| (name.clone(), spaces.kind(pdf, space))).collect()
}

/// Puts what was added into the resources, and takes out the spaces that no stream names any more.
fn provide(
    pdf: &mut Document,
    owner: ObjectId,
    inks: Inks,
    spaces: &Spaces,
    added: &Added,
) -> lopdf::Result<()> {
    let dict = match pdf.get_object(owner)? {
        Object::Stream(stream) => &stream.dict,
        other => other.as_dict()?,
    };
    let mut own = resources(pdf, dict).cloned().unwrap_or_default();
    let mut kept = Dictionary::new();
    for (name, space) in entries(pdf, &own, b"ColorSpace").into_iter().flatten() {
        let kind = spaces.kind(pdf, space);
        if kind == Space::Inks || kind == Space::Rgb && inks == Inks::Rgb {
            kept.set(name.clone(), space.clone());
        }
    }
    let mut states = Dictionary::new();
    for (name, state) in entries(pdf, &own, b"ExtGState").into_iter().flatten() {
        states.set(name.clone(), state.clone());
    }
    added.provide(&mut own, kept, states, inks);
    let dict = match pdf.get_object_mut(owner)? {
        Object::Stream(stream) => &mut stream.dict,
        other => other.as_dict_mut()?,
    };
    dict.set("Resources", own);
    Ok(())
}

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
struct Writer<'a> {
    press: &'a Press,
    job: &'a Job,
    out: Vec<Operation>,
    state: State,
    stack: Vec<State>,
}

impl<'a> Writer<'a> {
    fn new(press: &'a Press, job: &'a Job) -> Self {
        // The colours with which a page begins are black.
        let black = Colour { space: b"DeviceGray".to_vec(), black: true };
        let state = State { fill: black.clone(), stroke: black, over: (false, false) };
        Self { press, job, out: vec![], state, stack: vec![] }
    }

    fn run(mut self, content: Content<Vec<Operation>>) -> Content<Vec<Operation>> {
        for operation in content.operations {
            self.step(operation);
        }
        Content { operations: self.out }
    }

    fn step(&mut self, operation: Operation) {
        match operation.operator.as_str() {
            "q" => self.stack.push(self.state.clone()),
            "Q" => self.state = self.stack.pop().unwrap_or_default(),
            "cs" => return self.space(operation, true),
            "CS" => return self.space(operation, false),
            "sc" | "scn" => return self.colour(operation, true),
            "SC" | "SCN" => return self.colour(operation, false),
            "g" | "rg" => return self.device(operation, true),
            "G" | "RG" => return self.device(operation, false),
            "k" => self.state.fill.black = is_black(&operation.operands),
            "K" => self.state.stroke.black = is_black(&operation.operands),
            "BT" => self.overprint((self.state.fill.black, self.state.stroke.black)),
            "S" | "s" => self.overprint((false, self.state.stroke.black)),
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" | "Do" => self.overprint((false, false)),
            _ => {}
        }
        self.out.push(operation);
    }

    /// Sets overprint where it is not so already; masks have no ink.
    fn overprint(&mut self, wanted: (bool, bool)) {
        if self.state.over != wanted && !self.job.mask {
            self.state.over = wanted;
            self.push("gs", vec![Object::Name(state_name(wanted.0, wanted.1))]);
        }
    }

    fn side(&mut self, fill: bool) -> &mut Colour {
        if fill { &mut self.state.fill } else { &mut self.state.stroke }
    }

    /// A colour space is named: those that become ink are written with their colour.
    fn space(&mut self, operation: Operation, fill: bool) {
        let name =
            operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default().to_vec();
        let side = self.side(fill);
        side.black = false;
        side.space.clone_from(&name);
        if self.kind(&name) == Space::Inks {
            self.out.push(operation);
        }
    }

    fn kind(&self, name: &[u8]) -> Space {
        match name {
            b"DeviceGray" => Space::Gray,
            b"DeviceRGB" => Space::Rgb,
            name => self.job.spaces.get(name).copied().unwrap_or(Space::Inks),
        }
    }

    fn colour(&mut self, operation: Operation, fill: bool) {
        let name = self.side(fill).space.clone();
        match (self.kind(&name), bytes(&operation.operands).as_slice()) {
            (Space::Gray, [gray]) => self.ink([*gray; 3], None, fill),
            (Space::Rgb, [r, g, b]) => self.ink([*r, *g, *b], Some((name, operation)), fill),
            _ => self.out.push(operation),
        }
    }

    fn device(&mut self, operation: Operation, fill: bool) {
        match bytes(&operation.operands).as_slice() {
            [gray] => self.ink([*gray; 3], None, fill),
            [r, g, b] => self.ink([*r, *g, *b], None, fill),
            _ => self.out.push(operation),
        }
    }

    /// Writes a colour as ink.
    fn ink(&mut self, rgb: [u8; 3], original: Option<(Vec<u8>, Operation)>, fill: bool) {
        if self.job.mask {
            let light = Object::Real(f32::from(gray(rgb)) / 255.0);
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

/// Components as bytes.
fn bytes(operands: &[Object]) -> Vec<u8> {
    let byte = |operand: &Object| Some((operand.as_float().ok()? * 255.0).round().clamp(0.0, 255.0) as u8);
    operands.iter().filter_map(byte).collect()
}

/// Whether four inks are full black alone.
fn is_black(operands: &[Object]) -> bool {
    bytes(operands) == [0, 0, 0, 255]
}
