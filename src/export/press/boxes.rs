//! The boxes of pages (ISO 32000-1, 14.11.2), and what does not belong on paper.

use lopdf::{Document, Object};

use crate::edition::{Area, Paper};

/// Writes MediaBox, BleedBox and TrimBox of each page, and takes annotations away.
pub fn write(pdf: &mut Document, papers: &[Paper]) -> lopdf::Result<()> {
    let pages: Vec<_> = pdf.get_pages().into_values().collect();
    for (page, paper) in pages.into_iter().zip(papers) {
        let dict = pdf.get_dictionary_mut(page)?;
        let media = Area { left: 0.0, top: 0.0, right: paper.media[0], bottom: paper.media[1] };
        for (key, area) in [("MediaBox", media), ("BleedBox", paper.bleed), ("TrimBox", paper.trim)] {
            dict.set(key, rectangle(area, paper.media[1]));
        }
        for key in [&b"CropBox"[..], b"ArtBox", b"Annots", b"Tabs", b"StructParents"] {
            dict.remove(key);
        }
    }
    Ok(())
}

/// A box from the top left as a rectangle from the bottom left.
fn rectangle(area: Area, height: f64) -> Object {
    let sides = [area.left, height - area.bottom, area.right, height - area.top];
    Object::Array(sides.map(|side| Object::Real(((side * 1e4).round() / 1e4) as f32)).to_vec())
}
