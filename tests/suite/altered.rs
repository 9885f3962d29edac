//! Preflight on pages that no layout would set: what the checks or the layouts keep away is seen all the same.

use std::fs;

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::World;
use typst_library::layout::{Abs, FrameItem};
use typst_library::model::Document;
use typst_library::visualize::Image;
use werkboek::check::{Coverage, check};
use werkboek::edition::edit;
use werkboek::preflight::{Subject, preflight};
use werkboek::source::Folder;
use werkboek::typeset::{Workspace, extents, layout};

use crate::book::{Book, CHAPTER};
use crate::photos;

/// The findings on a small book whose pages were changed, as names with the lines of the chapter.
fn found(change: impl Fn(&mut Page)) -> Vec<(&'static str, usize)> {
    let figure = "[[block]]\ntype = \"figure\"\nimage = \"a.jpg\"\nalt = \"Beeld\"\nwidth = \"bleed\"\n";
    let chapter = format!("{CHAPTER}\n{figure}");
    let book = Book::with(&chapter).file("a.jpg", photos::rgb_jpeg(2000, 800));
    let workspace = Workspace::new(Folder::open(book.path()).unwrap());
    let checked = check(workspace.store(), &Coverage::new(workspace.book()));
    let laid = layout(&workspace).map_err(|findings| format!("{findings:#?}")).unwrap();
    let mut pages: EcoVec<Page> = laid.document.pages().into();
    pages.make_mut().iter_mut().for_each(change);
    let document = PagedDocument::new(pages, laid.document.info().clone());
    let book_read = checked.book.unwrap();
    let extents = extents(&laid.document, &book_read);
    let subject = Subject { workspace: &workspace, book: &book_read, document: &document, extents: &extents };
    let findings = preflight(&subject, &book_read.settings.targets, &[]);
    let text = fs::read_to_string(book.path().join("chapters/01.toml")).unwrap();
    let line = |place: &werkboek::source::Place| text[..place.range.start].matches('\n').count() + 1;
    let line = |finding: &werkboek::source::Finding| finding.place.as_ref().map_or(0, line);
    findings.iter().map(|finding| (finding.name, line(finding))).collect()
}

#[test]
fn a_book_as_it_was_laid_out() {
    assert_eq!(found(|_| ()), []);
}

/// The sheet is cut narrower than the type is wide.
#[test]
fn text_that_runs_to_the_edge() {
    let narrow = |page: &mut Page| {
        let mut size = page.frame.size();
        size.x = Abs::pt(100.0);
        page.frame.set_size(size);
    };
    let all = found(narrow);
    assert!(all.contains(&("overflow", 5)), "{all:?}");
}

#[test]
fn an_image_that_stops_at_the_edge() {
    let all = found(|page| {
        let width = page.frame.width();
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Image(_, size, _) = item {
                size.x = width + Abs::pt(9.0);
            }
            true
        });
    });
    assert!(all.contains(&("short-bleed", 9)), "{all:?}");
}

#[test]
fn an_image_without_a_description() {
    let all = found(|page| {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Image(image, _, _) = item {
                *image = Image::new(image.kind().clone(), None, image.scaling());
            }
            true
        });
    });
    assert!(all.contains(&("missing-description", 9)), "{all:?}");
}

#[test]
fn a_character_without_a_glyph() {
    let all = found(|page| {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Text(text) = item {
                text.glyphs.iter_mut().for_each(|glyph| glyph.id = 0);
            }
            true
        });
    });
    assert!(all.contains(&("missing-glyph", 5)), "{all:?}");
}
