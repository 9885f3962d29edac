//! Marks, by which the block that something on a page belongs to is found; and the page for notes.

use std::fs;
use std::path::Path;

use typst_library::World;
use typst_library::layout::{Frame, FrameItem};
use werkboek::content::{OwnTypes, read_chapter};
use werkboek::source::{Folder, Place, file_id};
use werkboek::typeset::{Laid, Workspace, layout, place_of};

use crate::book::{Book, WORKBOOK, sample};
use crate::pdf::runs;

fn laid(path: &Path) -> (Workspace, Laid) {
    let workspace = Workspace::new(Folder::open(path).unwrap());
    let laid = layout(&workspace).unwrap();
    (workspace, laid)
}

/// The places of all marks in a frame, in order.
fn marks(workspace: &Workspace, frame: &Frame, found: &mut Vec<Place>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => marks(workspace, &group.frame, found),
            FrameItem::Tag(tag) => found.extend(place_of(workspace, tag)),
            _ => {}
        }
    }
}

/// The heads of the chapters and their blocks, in the order of the book.
fn places(workspace: &Workspace, path: &Path) -> Vec<Place> {
    let names = fs::read_dir(path.join("chapters")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".toml"));
    names.sort();
    let mut places = Vec::new();
    for name in names {
        let file = file_id(&format!("chapters/{name}")).unwrap();
        let parsed = read_chapter(file, &workspace.file(file).unwrap(), &OwnTypes::default());
        let blocks = &parsed.value.as_ref().unwrap().blocks;
        places.push(Place::new(file, 0..blocks[0].range.start));
        places.extend(blocks.iter().map(|block| Place::new(file, block.range.clone())));
    }
    places
}

fn every_block_is_found(path: &Path) {
    let (workspace, laid) = laid(path);
    let mut found = Vec::new();
    laid.document.pages().iter().for_each(|page| marks(&workspace, &page.frame, &mut found));
    assert_eq!(found, places(&workspace, path));
}

#[test]
fn every_block_of_the_sample_is_found_in_order() {
    every_block_is_found(&sample());
}

/// Turned pages are pages of their own: their marks must not leave an empty one behind.
#[test]
fn marks_add_no_page() {
    let table = "[[block]]\ntype = \"table\"\nwidth = \"landscape\"\nbody = \"\"\"\n| a | b |\n|---|---|\n| c | d |\n\"\"\"\n";
    let head = "style = \"material\"\ntitle = \"Tabellen\"\n\n";
    let book = Book::with(&format!("{head}{}", table.repeat(2)));
    every_block_is_found(book.path());
    // Cover, opener, two tables, colophon.
    assert_eq!(laid(book.path()).1.document.pages().len(), 5);
}

#[test]
fn the_page_for_notes_is_no_part_of_the_book() {
    for (language, heading) in [("nl", "Notities"), ("en", "Notes"), ("fr", "Notes"), ("de", "Notizen")] {
        let contents = "style = \"material\"\ntitle = \"Map\"\n\n[[block]]\ntype = \"contents\"\n";
        let book = Book::with(contents)
            .file("workbook.toml", WORKBOOK.replace("\"nl\"", &format!("\"{language}\"")));
        let (_, laid) = laid(book.path());
        let on_note = runs(&laid.note.frame);
        assert_eq!(on_note.iter().map(|run| run.text.as_str()).collect::<String>(), heading);
        let pages = laid.document.pages();
        assert_eq!(pages.len(), 3);
        // The reading map draws the pages of the book, by their numbers.
        let map: Vec<_> = runs(&pages[1].frame).into_iter().filter(|run| run.size == 7.0).collect();
        assert_eq!(map.iter().map(|run| run.text.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    }
}
