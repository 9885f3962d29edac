//! Preflight on pages that no layout would set: what the checks or the layouts keep away is seen all the same.

use std::fs;
use std::num::NonZeroUsize;

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::World;
use typst_library::foundations::{Label, Smart};
use typst_library::introspection::Tag;
use typst_library::layout::{Abs, Frame, FrameItem, GroupItem, Point, Size};
use typst_library::model::{Document, HeadingElem};
use typst_library::visualize::Image;
use typst_utils::PicoStr;
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
    let book = Book::with(&chapter).file("a.jpg", photos::gray_jpeg(2600, 1040));
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

#[test]
fn a_heading_below_none() {
    let all = found(|page| {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Tag(Tag::Start(content, _)) = item
                && let Some(heading) = content.to_packed_mut::<HeadingElem>()
            {
                heading.level.set(Smart::Custom(NonZeroUsize::new(3).unwrap()));
            }
            true
        });
    });
    assert_eq!(all, [("heading-level", 1)]);
}

/// Whatever makes a word vanish, it is told at the line where it was written.
#[test]
fn a_word_that_is_not_on_the_pages() {
    let all = found(|page| {
        edit(
            &mut page.frame,
            &mut |item| !matches!(item, FrameItem::Text(text) if text.text.contains("alinea")),
        );
    });
    assert_eq!(all, [("lost-text", 7)]);
}

/// Half a word is no word.
#[test]
fn a_word_that_is_cut_off() {
    let all = found(|page| {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Text(text) = item
                && text.text.contains("alinea")
            {
                text.glyphs.truncate(6);
            }
            true
        });
    });
    assert_eq!(all, [("lost-text", 7)]);
}

#[test]
fn text_over_text() {
    let all = found(|page| {
        let items: Vec<_> = page.frame.items().cloned().collect();
        for (at, item) in items {
            if let FrameItem::Group(group) = &item
                && holds(&group.frame, "alinea")
            {
                page.frame.push(at + Point::new(Abs::pt(3.0), Abs::pt(1.0)), item);
            }
        }
    });
    assert!(all.contains(&("overlap", 7)), "{all:?}");
}

/// What nothing could keep in its cell is marked by the layout, and told.
#[test]
fn text_past_its_own_cell() {
    let all = found(|page| {
        edit(&mut page.frame, &mut |item| {
            if let FrameItem::Text(text) = item
                && text.text.contains("alinea")
            {
                let mut inner = Frame::soft(Size::zero());
                inner.push(Point::zero(), FrameItem::Text(text.clone()));
                let label = Label::new(PicoStr::intern("werkboek:past-its-edge"));
                *item = FrameItem::Group(GroupItem { label, ..GroupItem::new(inner) });
            }
            true
        });
    });
    assert_eq!(all, [("overlap", 7)]);
}

/// Whether a frame has a word on it.
fn holds(frame: &typst_library::layout::Frame, word: &str) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Text(text) => text.text.contains(word),
        FrameItem::Group(group) => holds(&group.frame, word),
        _ => false,
    })
}

/// A fault of the layouts is led back to the block in which it arises, by trying them one by one.
#[test]
fn a_fault_of_the_program_finds_its_block() {
    let chapter = "style = \"material\"\ntitle = \"Twee\"\n\n[[block]]\ntype = \"text\"\nbody = \"Goed.\"\n\n[[block]]\ntype = \"quote\"\ntext = \"Boem.\"\n";
    let book = Book::with(CHAPTER).file("chapters/02.toml", chapter);
    let workspace = Workspace::new(Folder::open(book.path()).unwrap());
    let read = check(workspace.store(), &Coverage::new(workspace.book())).book.unwrap();
    let attempt = |word: &'static str| {
        move |world: &dyn World| {
            let document = typst::compile::<PagedDocument>(world).output.unwrap();
            let fails = document.pages().iter().any(|page| holds(&page.frame, word));
            if fails { vec!["boom".into()] } else { vec![] }
        }
    };
    let place = |word| werkboek::typeset::blame(&workspace, &read, &"boom".into(), &attempt(word));
    let line = |word| {
        let place = place(word)?;
        Some((place.file.get().vpath().get_without_slash(), chapter[..place.range.start].lines().count() + 1))
    };
    assert_eq!(line("Boem"), Some(("chapters/02.toml", 8)));
    assert_eq!(line("Twee"), Some(("chapters/02.toml", 1)));
    assert_eq!(line("nergens"), None);
}

/// The title on the cover is held to the workbook, too.
#[test]
fn a_title_that_is_not_on_the_cover() {
    let all = found(|page| {
        edit(
            &mut page.frame,
            &mut |item| !matches!(item, FrameItem::Text(text) if text.text.contains("Werkboek")),
        );
    });
    assert!(all.iter().any(|(name, _)| *name == "lost-text"), "{all:?}");
}
