//! Photographs that were separated before they came: on a press of four inks they keep their own.

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::layout::FrameItem;
use typst_library::model::Document;
use typst_library::visualize::{ExchangeFormat, Image, ImageKind, RasterImage};

use super::walk::edit;
use crate::book::Pictures;
use crate::picture;

/// Puts four-colour photographs back in the place of the RGB ones that were laid out.
pub fn process(document: &PagedDocument, pictures: &Pictures) -> PagedDocument {
    if !pictures.values().any(|origin| picture::is_process(&origin.source)) {
        return document.clone();
    }
    let mut pages: EcoVec<Page> = document.pages().into();
    for page in pages.make_mut() {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Image(image, _, _) = item
                && let Some(own) = original(image, pictures)
            {
                *image = own;
            }
            true
        });
    }
    PagedDocument::new(pages, document.info().clone())
}

/// The four-colour photograph that an image was made of.
fn original(image: &Image, pictures: &Pictures) -> Option<Image> {
    let ImageKind::Raster(raster) = image.kind() else { return None };
    let source = &pictures.get(raster.data())?.source;
    if !picture::is_process(source) {
        return None;
    }
    let own = RasterImage::plain(source.clone(), ExchangeFormat::Jpg).ok()?;
    Some(Image::new(own, image.alt().map(Into::into), image.scaling()))
}
