//! Gradients: their functions give ink.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::calculator::Calculator;
use super::colours::{Added, Space, Spaces};
use super::stops::{Inked, Run};
use crate::content::target::Inks;
use crate::export::Fault;
use crate::ink::{PARTS, Press, Stop, light};

/// The most stops of a calculator function, whose choices nest: some viewers take no more than a hundred.
const MOST: usize = 90;

/// Turns the colours of all gradients into ink, and those of masks into light.
pub fn separate(
    pdf: &mut Document,
    press: &Press,
    spaces: &Spaces,
    masks: &HashSet<ObjectId>,
    added: &Added,
) -> Result<(), Fault> {
    let is_shading = |dict: &Dictionary| dict.has(b"ShadingType");
    let shadings = pdf.objects.iter().filter(|(_, object)| dictionary_of(object).is_some_and(is_shading));
    let shadings: Vec<ObjectId> = shadings.map(|(id, _)| *id).collect();
    for id in shadings {
        let shading = dictionary_of(pdf.get_object(id)?).ok_or_else(|| odd("no dictionary"))?;
        let mask = masks.contains(&id);
        match spaces.kind(pdf, shading.get(b"ColorSpace")?) {
            Space::Gray => set(pdf, id, "DeviceGray".into(), None)?,
            Space::Rgb if press.inks != Inks::Rgb || mask => ink(pdf, id, press, mask, added)?,
            Space::Rgb | Space::Cmyk | Space::Other => {}
        }
    }
    Ok(())
}

/// A gradient that is none of those that are known to be written.
fn odd(what: &str) -> Fault {
    Fault::Inner(ecow::eco_format!("a gradient cannot be turned into ink ({what})"))
}

fn dictionary_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn set(pdf: &mut Document, id: ObjectId, space: Object, function: Option<ObjectId>) -> Result<(), Fault> {
    let shading = match pdf.get_object_mut(id)? {
        Object::Stream(stream) => &mut stream.dict,
        other => other.as_dict_mut()?,
    };
    shading.set("ColorSpace", space);
    if let Some(function) = function {
        shading.set("Function", function);
    }
    Ok(())
}

fn ink(pdf: &mut Document, id: ObjectId, press: &Press, mask: bool, added: &Added) -> Result<(), Fault> {
    let shading = dictionary_of(pdf.get_object(id)?).ok_or_else(|| odd("no dictionary"))?;
    let function = pdf.dereference(shading.get(b"Function")?)?.1.clone();
    let kind = dictionary_of(&function).and_then(|dict| dict.get(b"FunctionType").ok()?.as_i64().ok());
    let (space, made) = if kind == Some(4) {
        let mut stream = function.as_stream()?.clone();
        let code = String::from_utf8_lossy(&stream.get_plain_content()?).into_owned();
        let calculator = Calculator::read(&code).ok_or_else(|| odd("a function of an unknown form"))?;
        let (space, inked) = inked(press, &calculator.stops, mask, added)?;
        stream.set_plain_content(calculator.written(&inked).into_bytes());
        stream.dict.remove(b"Filter");
        stream.dict.set("Range", range(&inked));
        stream.compress()?;
        (space, Object::Stream(stream))
    } else {
        let (space, inked) = inked(press, &run(pdf, &function)?, mask, added)?;
        (space, stitched(&inked)?)
    };
    let made = pdf.add_object(made);
    set(pdf, id, space, Some(made))
}

/// The colour space of a gradient on the press, and its components there.
fn inked(press: &Press, run: &Run, mask: bool, added: &Added) -> Result<(Object, Inked), Fault> {
    let stops: Option<Vec<Stop>> = run.iter().map(|(at, colour)| Some((*at, bytes(colour)?))).collect();
    let stops = stops.ok_or_else(|| odd("a colour without three components"))?;
    if mask {
        let light = |(at, rgb): &Stop| (*at, vec![f32::from(light(*rgb)) / 255.0]);
        return Ok(("DeviceGray".into(), stops.iter().map(light).collect()));
    }
    let parts = (MOST / stops.len().max(1)).clamp(1, PARTS);
    let run = press.gradient(&stops, parts);
    let has_spot = run.iter().any(|(_, mix)| mix.spot > 0.0);
    let (space, inks): (Object, fn(crate::ink::Mix) -> Vec<f32>) = match (press.inks, has_spot) {
        (Inks::Two, true) => (added.duo.into(), |mix| vec![mix.spot, mix.cmyk[3]]),
        (Inks::Two, false) => ("DeviceGray".into(), |mix| vec![1.0 - mix.cmyk[3]]),
        (Inks::Cmyk | Inks::Rgb, _) => ("DeviceCMYK".into(), |mix| mix.cmyk.to_vec()),
    };
    Ok((space, run.into_iter().map(|(at, mix)| (at, inks(mix))).collect()))
}

fn bytes(colour: &[f32]) -> Option<[u8; 3]> {
    let [r, g, b] = *colour else { return None };
    Some([r, g, b].map(|channel: f32| (channel * 255.0).round().clamp(0.0, 255.0) as u8))
}

/// The range of a function: from 0 to 1 for each of its components.
fn range(inked: &Inked) -> Object {
    let count = inked.first().map_or(0, |(_, inks)| inks.len());
    Object::Array(std::iter::repeat_n([Object::from(0), Object::from(1)], count).flatten().collect())
}

fn reals(values: &[f32]) -> Object {
    Object::Array(values.iter().map(|value| Object::Real(*value)).collect())
}

/// A stitching function of straight parts (ISO 32000-1, 7.10.4).
fn stitched(inked: &Inked) -> Result<Object, Fault> {
    let parts = inked.windows(2).filter_map(|pair| match pair {
        [(low, from), (high, to)] if high > low => Some((*high, from, to)),
        _ => None,
    });
    let (mut bounds, functions): (Vec<f32>, Vec<Object>) = parts
        .map(|(high, from, to)| {
            let part = dictionary! {
                "FunctionType" => 2, "N" => 1, "Domain" => reals(&[0.0, 1.0]),
                "C0" => reals(from), "C1" => reals(to),
            };
            (high, part.into())
        })
        .unzip();
    bounds.pop().ok_or_else(|| odd("no length"))?;
    let encode: Vec<f32> = functions.iter().flat_map(|_| [0.0, 1.0]).collect();
    Ok(dictionary! {
        "FunctionType" => 3, "Domain" => reals(&[0.0, 1.0]), "Range" => range(inked),
        "Functions" => functions, "Bounds" => reals(&bounds), "Encode" => reals(&encode),
    }
    .into())
}

/// The stops of an exponential or a stitching function (ISO 32000-1, 7.10.3 and 7.10.4).
fn run(pdf: &Document, function: &Object) -> Result<Run, Fault> {
    let dict = dictionary_of(function).ok_or_else(|| odd("no function"))?;
    if numbers(dict, b"Domain")? != [0.0, 1.0] {
        return Err(odd("another domain"));
    }
    match dict.get(b"FunctionType")?.as_i64()? {
        2 => {
            let [from, to] = straight(dict)?;
            Ok(vec![(0.0, from), (1.0, to)])
        }
        3 => {
            let (mut bounds, encode) = (numbers(dict, b"Bounds")?, numbers(dict, b"Encode")?);
            bounds.push(1.0);
            let mut found = Run::new();
            let mut low = 0.0;
            let parts = dict.get(b"Functions")?.as_array()?.iter().zip(bounds).zip(encode.chunks(2));
            for ((part, high), encode) in parts {
                if encode != [0.0, 1.0] {
                    return Err(odd("another encoding"));
                }
                let part = dictionary_of(pdf.dereference(part)?.1).ok_or_else(|| odd("no function"))?;
                let [from, to] = straight(part)?;
                found.extend([(low, from), (high, to)]);
                low = high;
            }
            found.dedup();
            Ok(found)
        }
        _ => Err(odd("a function of an unknown kind")),
    }
}

/// The two ends of an exponential function that is a straight line.
fn straight(dict: &Dictionary) -> Result<[Vec<f32>; 2], Fault> {
    let line = dict.get(b"FunctionType")?.as_i64()? == 2 && dict.get(b"N")?.as_float()? == 1.0;
    if line { Ok([numbers(dict, b"C0")?, numbers(dict, b"C1")?]) } else { Err(odd("a curve")) }
}

fn numbers(dict: &Dictionary, key: &[u8]) -> Result<Vec<f32>, Fault> {
    let list = dict.get(key)?.as_array()?;
    Ok(list.iter().map(Object::as_float).collect::<lopdf::Result<_>>()?)
}
