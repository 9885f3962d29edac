//! Colour spaces: which there are, and those of the press.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::content::target::Inks;
use crate::ink::Press;

/// What a colour space that typst-pdf wrote stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// Grays of light.
    Gray,
    /// sRGB, or another RGB profile.
    Rgb,
    /// Four inks.
    Cmyk,
    /// A spot ink, or a pattern.
    Other,
}

/// The ICC colour spaces of a file, by their objects.
pub struct Spaces(HashMap<ObjectId, Space>);

/// The names under which the spaces of the press stand in the resources of a content stream.
pub const SPOT: &[u8] = b"PressSpot";
/// SpotInk ink and black together.
pub const DUO: &[u8] = b"PressDuo";

/// The objects that every content stream may name.
pub struct Added {
    /// The spot ink alone (Separation).
    pub spot: ObjectId,
    /// The spot ink and black (DeviceN).
    pub duo: ObjectId,
    /// Graphics states that overprint or knock out: fills and strokes, by [`state_name`].
    pub states: Vec<(Vec<u8>, ObjectId)>,
}

impl Spaces {
    /// Finds all ICC colour spaces of a file.
    pub fn read(pdf: &Document) -> Self {
        let spaces = pdf.objects.iter().filter_map(|(id, object)| {
            let array = object.as_array().ok()?;
            Some((*id, icc(pdf, array)?))
        });
        Self(spaces.collect())
    }

    /// What a colour space stands for, whether it is named, inline, or an object of its own.
    pub fn kind(&self, pdf: &Document, space: &Object) -> Space {
        match space {
            Object::Reference(id) => match self.0.get(id) {
                Some(space) => *space,
                None => pdf.get_object(*id).map_or(Space::Other, |object| match object {
                    Object::Reference(_) => Space::Other,
                    object => self.kind(pdf, object),
                }),
            },
            Object::Name(name) => match name.as_slice() {
                b"DeviceRGB" | b"CalRGB" => Space::Rgb,
                b"DeviceGray" | b"CalGray" => Space::Gray,
                b"DeviceCMYK" => Space::Cmyk,
                _ => Space::Other,
            },
            Object::Array(array) => icc(pdf, array).unwrap_or(Space::Other),
            _ => Space::Other,
        }
    }

    /// The profile of an ICC space.
    pub fn profile(&self, pdf: &Document, space: &Object) -> Option<Vec<u8>> {
        let (_, space) = pdf.dereference(space).ok()?;
        let stream = space.as_array().ok()?.get(1)?.as_reference().ok()?;
        pdf.get_object(stream).ok()?.as_stream().ok()?.get_plain_content().ok()
    }
}

fn icc(pdf: &Document, array: &[Object]) -> Option<Space> {
    if array.first()?.as_name().ok()? != b"ICCBased" {
        return None;
    }
    let profile = pdf.dereference(array.get(1)?).ok()?.1.as_stream().ok()?;
    match profile.dict.get(b"N").and_then(Object::as_i64).ok()? {
        1 => Some(Space::Gray),
        3 => Some(Space::Rgb),
        4 => Some(Space::Cmyk),
        _ => Some(Space::Other),
    }
}

/// The resources of a page or stream.
pub fn resources<'a>(pdf: &'a Document, owner: &'a Dictionary) -> Option<&'a Dictionary> {
    pdf.dereference(owner.get(b"Resources").ok()?).ok()?.1.as_dict().ok()
}

/// The entries of one kind in some resources.
pub fn entries<'a>(
    pdf: &'a Document,
    resources: &'a Dictionary,
    kind: &[u8],
) -> Option<impl Iterator<Item = (&'a Vec<u8>, &'a Object)>> {
    Some(pdf.dereference(resources.get(kind).ok()?).ok()?.1.as_dict().ok()?.iter())
}

/// The name of the graphics state in which fills and strokes overprint or knock out.
pub fn state_name(fill: bool, stroke: bool) -> Vec<u8> {
    format!("PressOver{}{}", u8::from(fill), u8::from(stroke)).into_bytes()
}

/// Adds the spaces and states of the press to the file.
pub fn add(pdf: &mut Document, press: &Press) -> Added {
    let reals = |values: &[f32]| Object::Array(values.iter().map(|value| Object::Real(*value)).collect());
    let name = || Object::Name(press.spot.name.clone().into_bytes());
    // The same numbers as typst-pdf writes for the same ink, rounded to bytes.
    let inks = press.spot.cmyk.map(|ink| (ink * 255.0).round() / 255.0);
    let tint = dictionary! {
        "FunctionType" => 2, "N" => 1, "Domain" => reals(&[0.0, 1.0]),
        "C0" => reals(&[0.0; 4]), "C1" => reals(&inks),
    };
    let spot = pdf.add_object(vec!["Separation".into(), name(), "DeviceCMYK".into(), tint.into()]);
    let code = duo_code(inks);
    let function = Stream::new(
        dictionary! {
            "FunctionType" => 4, "Domain" => reals(&[0.0, 1.0, 0.0, 1.0]),
            "Range" => reals(&[0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]),
        },
        code.into_bytes(),
    );
    let function = pdf.add_object(function);
    let names = Object::Array(vec![name(), "Black".into()]);
    let colorants = dictionary! { press.spot.name.as_str() => spot };
    let duo = pdf.add_object(vec![
        "DeviceN".into(),
        names,
        "DeviceCMYK".into(),
        function.into(),
        Object::Dictionary(dictionary! { "Colorants" => colorants }),
    ]);
    let mut states = Vec::new();
    for (fill, stroke) in [(false, false), (true, false), (false, true), (true, true)] {
        let state = dictionary! { "Type" => "ExtGState", "op" => fill, "OP" => stroke, "OPM" => 1 };
        states.push((state_name(fill, stroke), pdf.add_object(state)));
    }
    Added { spot, duo, states }
}

/// Tints of spot and black as the four inks: black is added to what the spot takes.
fn duo_code(inks: [f32; 4]) -> String {
    let [c, m, y, k] = inks;
    format!(
        "{{ exch dup {c} mul exch dup {m} mul exch dup {y} mul exch {k} mul 5 -1 roll add dup 1 gt {{ pop 1 }} if }}"
    )
}

impl Added {
    /// Adds the spaces and states to those of a content stream.
    pub fn provide(&self, spaces: &mut Dictionary, states: &mut Dictionary, inks: Inks) {
        if inks == Inks::Two {
            spaces.set(SPOT, self.spot);
            spaces.set(DUO, self.duo);
        }
        for (name, id) in &self.states {
            states.set(name.clone(), *id);
        }
    }
}

/// Puts spaces and states into the resources of a content stream, and takes the old ones out.
pub fn replace(resources: &mut Dictionary, spaces: Dictionary, states: Dictionary) {
    for (kind, named) in [("ColorSpace", spaces), ("ExtGState", states)] {
        match named.is_empty() {
            true => drop(resources.remove(kind.as_bytes())),
            false => resources.set(kind, named),
        }
    }
}

/// Gives every transparency group the space of the press, and those of masks that of light.
pub fn groups(pdf: &mut Document, masks: &HashSet<ObjectId>) {
    for (id, object) in &mut pdf.objects {
        let dict = match object {
            Object::Stream(stream) => &mut stream.dict,
            Object::Dictionary(dict) => dict,
            _ => continue,
        };
        let space = if masks.contains(id) { "DeviceGray" } else { "DeviceCMYK" };
        let is_page = dict.has_type(b"Page");
        if let Ok(Object::Dictionary(group)) = dict.get_mut(b"Group") {
            group.set("CS", space);
        } else if is_page {
            let group = dictionary! { "Type" => "Group", "S" => "Transparency", "CS" => space };
            dict.set("Group", group);
        }
    }
}
