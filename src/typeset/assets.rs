//! The layouts and fonts that `build.rs` put into the program.

use typst_kit::fonts::FontStore;
use typst_library::foundations::Bytes;
use typst_library::text::Font;

/// The files of `layouts/`, as paths and texts.
pub static LAYOUTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/layouts.rs"));

/// The files of `fonts/`.
static FONTS: &[&[u8]] = include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// The fonts in the program.
pub fn fonts() -> FontStore {
    let mut store = FontStore::new();
    for data in FONTS {
        store.extend(Font::iter(Bytes::new(*data)).map(|font| {
            let info = font.info().clone();
            (font, info)
        }));
    }
    store
}
