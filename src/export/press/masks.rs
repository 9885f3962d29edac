//! Soft masks (ISO 32000-1, 11.5): their light is no ink, and is written in gray.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::colours::entries;
use crate::export::Fault;

/// Gives all masks forms, patterns, gradients and images of their own, and tells which those are:
/// what also stands on a page becomes ink there, and light in the mask.
pub fn own(pdf: &mut Document) -> Result<HashSet<ObjectId>, Fault> {
    let mut copies = HashMap::new();
    for id in masks(pdf) {
        let mask = pdf.get_object(id)?.as_dict()?;
        let group = mask.get(b"G")?.as_reference()?;
        let own = copied(pdf, group, &mut copies)?;
        pdf.get_object_mut(id)?.as_dict_mut()?.set("G", own);
    }
    Ok(copies.into_values().collect())
}

/// The dictionaries of all masks.
fn masks(pdf: &Document) -> Vec<ObjectId> {
    let is_mask = |dict: &Dictionary| {
        let kind = dict.get(b"S").and_then(Object::as_name);
        dict.has(b"G") && kind.is_ok_and(|kind| kind == b"Luminosity" || kind == b"Alpha")
    };
    let all = pdf.objects.iter().filter(|(_, object)| object.as_dict().is_ok_and(is_mask));
    all.map(|(id, _)| *id).collect()
}

/// The copy of an object, with copies of all that is drawn in it.
fn copied(
    pdf: &mut Document,
    id: ObjectId,
    copies: &mut HashMap<ObjectId, ObjectId>,
) -> Result<ObjectId, Fault> {
    if let Some(copy) = copies.get(&id) {
        return Ok(*copy);
    }
    let mut object = pdf.get_object(id)?.clone();
    let copy = pdf.new_object_id();
    copies.insert(id, copy);
    let dict = match &mut object {
        Object::Stream(stream) => Some(&mut stream.dict),
        Object::Dictionary(dict) => Some(dict),
        _ => None,
    };
    if let Some(dict) = dict {
        // A pattern has its gradient by itself.
        if let Ok(shading) = dict.get(b"Shading").and_then(Object::as_reference) {
            dict.set("Shading", copied(pdf, shading, copies)?);
        }
        if let Some(own) = resources(pdf, dict, copies)? {
            dict.set("Resources", own);
        }
    }
    pdf.objects.insert(copy, object);
    Ok(copy)
}

/// The resources of a form or a pattern with copies of what they name.
fn resources(
    pdf: &mut Document,
    owner: &Dictionary,
    copies: &mut HashMap<ObjectId, ObjectId>,
) -> Result<Option<Dictionary>, Fault> {
    let Some(mut own) = super::colours::resources(pdf, owner).cloned() else { return Ok(None) };
    for kind in [&b"XObject"[..], b"Pattern", b"Shading"] {
        let named: Vec<(Vec<u8>, ObjectId)> = entries(pdf, &own, kind)
            .into_iter()
            .flatten()
            .filter_map(|(name, object)| Some((name.clone(), object.as_reference().ok()?)))
            .collect();
        let mut made: Dictionary = Dictionary::new();
        for (name, object) in entries(pdf, &own, kind).into_iter().flatten() {
            made.set(name.clone(), object.clone());
        }
        for (name, id) in named {
            made.set(name, copied(pdf, id, copies)?);
        }
        if !made.is_empty() {
            own.set(kind, made);
        }
    }
    Ok(Some(own))
}
