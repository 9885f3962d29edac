//! Content streams: every colour becomes ink, and black overprints.

use std::collections::{HashMap, HashSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use rayon::prelude::*;

use super::colours::{Added, Space, Spaces, entries, replace, resources};
use super::writer::Writer;
use crate::content::target::Inks;
use crate::export::Fault;
use crate::ink::Press;

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
) -> Result<(), Fault> {
    let jobs = jobs(pdf, spaces, masks);
    let source = &*pdf;
    let done: Result<Vec<Vec<u8>>, Fault> = jobs
        .par_iter()
        .map(|job| {
            let stream = source.get_object(job.stream)?.as_stream()?;
            let content = Content::decode(&stream.get_plain_content()?)?;
            Ok(Writer::new(press, &job.spaces, job.mask).run(content)?.encode()?)
        })
        .collect();
    for (job, bytes) in jobs.iter().zip(done?) {
        let stream = pdf.get_object_mut(job.stream)?.as_stream_mut()?;
        stream.set_plain_content(bytes);
        stream.compress()?;
    }
    let owners: HashSet<ObjectId> = jobs.iter().map(|job| job.owner).collect();
    let mut owners: Vec<ObjectId> = owners.into_iter().collect();
    owners.sort_unstable();
    for owner in owners {
        let added = Some(added).filter(|_| !masks.contains(&owner));
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
    added: Option<&Added>,
) -> Result<(), Fault> {
    let dict = match pdf.get_object(owner)? {
        Object::Stream(stream) => &stream.dict,
        other => other.as_dict()?,
    };
    let mut own = resources(pdf, dict).cloned().unwrap_or_default();
    let mut kept = Dictionary::new();
    for (name, space) in entries(pdf, &own, b"ColorSpace").into_iter().flatten() {
        let kind = spaces.kind(pdf, space);
        let stays = kind == Space::Rgb && inks == Inks::Rgb && added.is_some();
        if stays || matches!(kind, Space::Cmyk | Space::Other) {
            kept.set(name.clone(), space.clone());
        }
    }
    let mut states = Dictionary::new();
    for (name, state) in entries(pdf, &own, b"ExtGState").into_iter().flatten() {
        states.set(name.clone(), state.clone());
    }
    if let Some(added) = added {
        added.provide(&mut kept, &mut states, inks);
    }
    replace(&mut own, kept, states);
    let dict = match pdf.get_object_mut(owner)? {
        Object::Stream(stream) => &mut stream.dict,
        other => other.as_dict_mut()?,
    };
    dict.set("Resources", own);
    Ok(())
}
