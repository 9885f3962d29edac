//! What each image that is set comes from.

use std::collections::HashMap;

use typst_library::foundations::Bytes;

use super::draft::Draft;
use crate::content::fields::{Fields, Held, each};
use crate::picture;
use crate::source::{Place, Store, file_id};

/// Where an image comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Its path.
    pub path: String,
    /// Where its path stands, for each block that names it.
    pub places: Vec<Place>,
    /// The file as it is on disk.
    pub source: Bytes,
}

impl Origin {
    /// Where the path stands in a block, or else where it stands first.
    pub fn place_in(&self, block: Option<&Place>) -> Option<&Place> {
        // The bytes of a block may be those of its header alone: its image is the first that follows.
        let follows =
            |block: &Place, place: &Place| block.file == place.file && block.range.start <= place.range.start;
        let following =
            block.into_iter().flat_map(|block| self.places.iter().filter(|place| follows(block, place)));
        following.min_by_key(|place| place.range.start).or(self.places.first())
    }
}

/// The origins of all images, by the bytes that are set.
pub type Pictures = HashMap<Bytes, Origin>;

/// Looks up where all images of a book come from; those that are broken are left out.
pub fn pictures(draft: &Draft, store: &Store) -> Pictures {
    let mut found = Pictures::new();
    let cover = draft.workbook.iter().filter_map(|workbook| workbook.design.cover_pictures());
    let cover = cover.map(|cover| (draft.file, cover as &dyn Fields));
    let blocks = draft.blocks().map(|(entry, placed)| (entry.file, placed.block.table()));
    for (file, table) in cover.chain(blocks) {
        each(table, &mut |_, held| {
            let Held::Image(path) = held else { return };
            let (name, page) = picture::split_page(&path.value);
            let Some(source) = file_id(name).ok().and_then(|file| store.file(file).ok()) else { return };
            if let Ok(picture) = picture::read_picture(&source, page) {
                let place = Place::new(file, path.range.clone());
                let origin = found.entry(picture.data).or_insert(Origin {
                    path: path.value.clone(),
                    places: vec![],
                    source,
                });
                origin.places.push(place);
            }
        });
    }
    found
}
