//! The fonts that `build.rs` put into the program.

use std::sync::LazyLock;

use typst_kit::fonts::FontStore;
use typst_library::foundations::Bytes;
use typst_library::text::{Font, FontInfo};

/// The files of `fonts/`.
static FONTS: &[&[u8]] = include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// The fonts in the program.
pub fn fonts() -> FontStore {
    let mut store = FontStore::new();
    store.extend(faces());
    store
}

/// The faces in the program, each with what it is.
pub fn faces() -> impl Iterator<Item = (Font, FontInfo)> {
    static FACES: LazyLock<Vec<Font>> =
        LazyLock::new(|| FONTS.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect());
    FACES.iter().map(|font| (font.clone(), font.info().clone()))
}
