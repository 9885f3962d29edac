//! What each image that is set comes from.

use std::collections::HashMap;

use typst_library::foundations::Bytes;

use super::draft::Draft;
use crate::content::fields::{Held, each};
use crate::picture;
use crate::source::{Place, Store, file_id};

/// Where an image comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Where its path stands.
    pub place: Place,
    /// The file as it is on disk.
    pub source: Bytes,
}

/// The origins of all images, by the bytes that are set.
pub type Pictures = HashMap<Bytes, Origin>;

/// Looks up where all images of a book come from; those that are broken are left out.
pub fn pictures(draft: &Draft, store: &Store) -> Pictures {
    let mut found = Pictures::new();
    for (entry, placed) in draft.blocks() {
        each(placed.block.table(), &mut |_, held| {
            let Held::Image(path) = held else { return };
            let (name, page) = picture::split_page(&path.value);
            let Some(source) = file_id(name).ok().and_then(|file| store.file(file).ok()) else { return };
            if let Ok(picture) = picture::read(&source, page) {
                let place = entry.place(&path.range);
                found.entry(picture.data).or_insert(Origin { place, source });
            }
        });
    }
    found
}
