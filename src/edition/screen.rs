//! The file for mail and screens: photographs no finer than a screen shows, and letters that PDF/A-2 takes.

use std::collections::HashMap;

use rayon::prelude::*;
use typst_layout::{Page, PagedDocument};
use typst_library::layout::FrameItem;
use typst_library::model::Document;
use typst_library::visualize::Image;

use super::outlined::outlined;
use super::picture::{coarser, resolutions};
use super::walk::{edit, walk};

/// A document whose photographs are at most so fine, in pixels per inch, and whose drawings can be in a PDF/A.
pub fn screen(document: &PagedDocument, ppi: f64) -> PagedDocument {
    let mut made = images(document, ppi);
    made.extend(drawings(document));
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

/// The drawings that are to be others, with what they become.
fn drawings(document: &PagedDocument) -> HashMap<Image, Image> {
    let mut found = HashMap::new();
    for page in document.pages() {
        walk(&page.frame, &mut |placed| {
            if let FrameItem::Image(image, ..) = placed.item
                && let Some(made) = outlined(image)
            {
                found.insert(image.clone(), made);
            }
        });
    }
    found
}

/// The photographs that are to be others at a resolution, with what they become.
pub fn images(document: &PagedDocument, ppi: f64) -> HashMap<Image, Image> {
    let found = resolutions(document);
    found
        .into_par_iter()
        .filter_map(|(image, found)| Some((image.clone(), coarser(&image, found, ppi)?)))
        .collect()
}
