//! The file for mail and screens: photographs no finer than a screen shows.

use std::collections::HashMap;

use rayon::prelude::*;
use typst_layout::{Page, PagedDocument};
use typst_library::layout::FrameItem;
use typst_library::model::Document;
use typst_library::visualize::Image;

use super::picture::{coarser, resolutions};
use super::walk::edit;

/// A document whose photographs are at most so fine, in pixels per inch.
pub fn screen(document: &PagedDocument, ppi: f64) -> PagedDocument {
    let made = images(document, ppi);
    if made.is_empty() {
        return document.clone();
    }
    let mut pages: ecow::EcoVec<Page> = document.pages().into();
    for page in pages.make_mut() {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Image(image, _, _) = item
                && let Some(coarse) = made.get(image)
            {
                *image = coarse.clone();
            }
            true
        });
    }
    PagedDocument::new(pages, document.info().clone())
}

/// The images that are to be others at a resolution, with what they become.
pub fn images(document: &PagedDocument, ppi: f64) -> HashMap<Image, Image> {
    let found = resolutions(document);
    found
        .into_par_iter()
        .filter_map(|(image, found)| Some((image.clone(), coarser(&image, found, ppi)?)))
        .collect()
}
