//! Gradients: their functions give ink.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::colours::{Added, Space, Spaces};
use crate::content::target::Inks;
use crate::ink::Press;

/// The steps of a gradient's table.
const STEPS: usize = 256;

/// Turns the colours of all gradients into ink.
pub fn separate(
    pdf: &mut Document,
    press: &Press,
    spaces: &Spaces,
    masks: &HashSet<ObjectId>,
    added: &Added,
) -> lopdf::Result<()> {
    let shadings: Vec<(ObjectId, Space)> = pdf
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let dict = dictionary_of(object)?;
            dict.get(b"ShadingType").ok()?;
            Some((*id, spaces.kind(pdf, dict.get(b"ColorSpace").ok()?)))
        })
        .collect();
    for (id, space) in shadings {
        match space {
            Space::Gray => set(pdf, id, "DeviceGray".into(), None)?,
            Space::Rgb if press.inks != Inks::Rgb || masks.contains(&id) => ink(pdf, id, press, added)?,
            _ => {}
        }
    }
    Ok(())
}

fn dictionary_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn set(pdf: &mut Document, id: ObjectId, space: Object, function: Option<ObjectId>) -> lopdf::Result<()> {
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

fn ink(pdf: &mut Document, id: ObjectId, press: &Press, added: &Added) -> lopdf::Result<()> {
    let shading = dictionary_of(pdf.get_object(id)?).cloned().unwrap_or_default();
    let function = pdf.dereference(shading.get(b"Function")?)?.1.clone();
    if dictionary_of(&function).and_then(|dict| dict.get(b"FunctionType").ok()?.as_i64().ok()) == Some(4) {
        return computed(pdf, id, &function, press);
    }
    let domain = dictionary_of(&function).and_then(|dict| numbers(dict, b"Domain")).unwrap_or(vec![0.0, 1.0]);
    let two = press.inks == Inks::Two;
    let mut table = Vec::with_capacity(STEPS * 4);
    for step in 0..STEPS {
        let at = domain[0] + (domain[1] - domain[0]) * step as f32 / (STEPS - 1) as f32;
        let rgb = value(pdf, &function, at).unwrap_or_default();
        let byte = |channel: usize| {
            (rgb.get(channel).copied().unwrap_or(0.0) * 255.0).round().clamp(0.0, 255.0) as u8
        };
        let mix = press.mix([byte(0), byte(1), byte(2)]);
        let full = |ink: f32| (ink * 255.0).round() as u8;
        match two {
            true => table.extend([full(mix.spot), full(mix.cmyk[3])]),
            false => table.extend(mix.cmyk.map(full)),
        }
    }
    let inks = if two { 2 } else { 4 };
    let range = std::iter::repeat_n([Object::from(0), Object::from(1)], inks).flatten().collect();
    let mut sampled = Stream::new(
        dictionary! {
            "FunctionType" => 0, "BitsPerSample" => 8, "Size" => vec![Object::from(STEPS as i64)],
            "Domain" => domain.into_iter().map(Object::Real).collect::<Vec<_>>(),
            "Range" => Object::Array(range),
        },
        table,
    );
    sampled.compress()?;
    let sampled = pdf.add_object(sampled);
    set(pdf, id, if two { added.duo.into() } else { "DeviceCMYK".into() }, Some(sampled))
}

/// A function in PostScript gets an end that turns its colours into gray, or into their complement.
fn computed(pdf: &mut Document, id: ObjectId, function: &Object, press: &Press) -> lopdf::Result<()> {
    let mut stream = function.as_stream()?.clone();
    let code = String::from_utf8_lossy(&stream.get_plain_content()?).into_owned();
    let body = code.trim().trim_start_matches('{').trim_end_matches('}').to_owned();
    let (end, space, inks) = match press.inks {
        Inks::Two => ("0.114 mul exch 0.587 mul add exch 0.299 mul add", "DeviceGray", 1),
        _ => ("1 exch sub 3 1 roll 1 exch sub 3 1 roll 1 exch sub 3 1 roll 0", "DeviceCMYK", 4),
    };
    stream.set_plain_content(format!("{{ {body} {end} }}").into_bytes());
    stream.dict.remove(b"Filter");
    let range = std::iter::repeat_n([Object::from(0), Object::from(1)], inks).flatten().collect();
    stream.dict.set("Range", Object::Array(range));
    let function = pdf.add_object(stream);
    set(pdf, id, space.into(), Some(function))
}

fn numbers(dict: &Dictionary, key: &[u8]) -> Option<Vec<f32>> {
    dict.get(key).ok()?.as_array().ok()?.iter().map(|number| number.as_float().ok()).collect()
}

/// The value of an exponential or a stitching function (ISO 32000-1, 7.10.3 and 7.10.4).
fn value(pdf: &Document, function: &Object, at: f32) -> Option<Vec<f32>> {
    let (_, function) = pdf.dereference(function).ok()?;
    let dict = dictionary_of(function)?;
    let domain = numbers(dict, b"Domain")?;
    let at = at.clamp(domain[0], domain[1]);
    match dict.get(b"FunctionType").ok()?.as_i64().ok()? {
        2 => {
            let (from, to) = (numbers(dict, b"C0")?, numbers(dict, b"C1")?);
            let share = at.powf(dict.get(b"N").ok()?.as_float().ok()?);
            Some(from.iter().zip(to).map(|(from, to)| from + share * (to - from)).collect())
        }
        3 => {
            let functions = dict.get(b"Functions").ok()?.as_array().ok()?;
            let (bounds, encode) = (numbers(dict, b"Bounds")?, numbers(dict, b"Encode")?);
            let part = bounds.iter().take_while(|bound| at >= **bound).count().min(functions.len() - 1);
            let low = if part == 0 { domain[0] } else { bounds[part - 1] };
            let high = bounds.get(part).copied().unwrap_or(domain[1]);
            let (first, last) = (*encode.get(2 * part)?, *encode.get(2 * part + 1)?);
            let share = if high > low { (at - low) / (high - low) } else { 0.0 };
            value(pdf, functions.get(part)?, first + share * (last - first))
        }
        _ => None,
    }
}
