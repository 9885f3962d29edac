//! Pictures of pages, by typst-render.

use std::io;

use typst_layout::Page;
use typst_render::RenderOptions;

/// Draws a page at a resolution in pixels per inch, as a PNG file.
///
/// Errors where the picture is too large to be encoded.
pub fn png(page: &Page, ppi: f64) -> io::Result<Vec<u8>> {
    let options = RenderOptions { pixel_per_pt: (ppi / 72.0).into(), render_bleed: false };
    typst_render::render(page, &options).encode_png().map_err(io::Error::other)
}
