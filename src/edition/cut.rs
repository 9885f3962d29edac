//! Pages cut out of a book wherever they lie, with the tags that what is on them needs.
//!
//! A paragraph, a list or a table may reach over pages that are not there. Its marks then move to the
//! pages that are, so that it is tagged as in the whole book; what has nothing on them goes.

use std::collections::{HashMap, HashSet};

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::foundations::{NativeElement, StyleChain};
use typst_library::introspection::{Location, Tag};
use typst_library::layout::{Frame, FrameItem, GroupItem, Point};
use typst_library::model::{Document, TableCell, TableElem};

use super::extract::{extract, rise};
use super::walk::edit;

/// The pages for which `keep` holds, counted from 0; none of them needs to be whole in itself.
///
/// Headings that lose those above them move up, so that no level is skipped. Of a table, the cells on
/// other pages stay as empty ones, and a head that is drawn again is the head.
pub fn cut(document: &PagedDocument, keep: impl Fn(usize) -> bool) -> PagedDocument {
    if (0..document.pages().len()).all(&keep) {
        return document.clone();
    }
    let (mut scan, mut stack) = (Scan::default(), vec![]);
    for (index, page) in document.pages().iter().enumerate() {
        scan.here = keep(index);
        scan.frame(&page.frame, &mut stack);
    }
    let marks = scan.marks();
    let mut pages: EcoVec<Page> = document.pages().iter().cloned().collect();
    let (mut carried, mut last) = (vec![], None);
    for (index, page) in pages.make_mut().iter_mut().enumerate() {
        if keep(index) {
            marks.prune(&mut page.frame);
            page.frame.prepend_multiple(carried.drain(..).map(|item| (Point::zero(), item)));
            last = Some(index);
        } else {
            let size = page.frame.size();
            carried.extend(marks.bare(&std::mem::replace(&mut page.frame, Frame::hard(size))));
        }
    }
    if let Some(page) = last.and_then(|last| pages.make_mut().get_mut(last)) {
        page.frame.push_multiple(carried.into_iter().map(|item| (Point::zero(), item)));
    }
    rise(pages.make_mut());
    extract(&PagedDocument::new(pages, document.info().clone()), keep)
}

/// What stands where in the book.
#[derive(Default)]
struct Scan {
    /// Whether the page is kept.
    here: bool,
    /// The elements around each one.
    around: HashMap<Location, Vec<Location>>,
    /// Elements that have something on the pages that are kept.
    touched: HashSet<Location>,
    /// Elements that begin on them.
    begun: HashSet<Location>,
    tables: HashSet<Location>,
    cells: Vec<Cell>,
    /// What is open in a child that goes on in another frame.
    open: HashMap<Location, Vec<Location>>,
}

/// A cell of a table.
struct Cell {
    location: Location,
    table: Location,
    at: [usize; 2],
    /// Whether it is one of a head that is drawn again.
    again: bool,
}

impl Scan {
    fn frame(&mut self, frame: &Frame, stack: &mut Vec<Location>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.group(group, stack),
                FrameItem::Tag(tag @ Tag::Start(..)) => self.start(tag, stack),
                FrameItem::Tag(Tag::End(location, ..)) => {
                    if self.here && self.begun.contains(location) {
                        self.touched.insert(*location);
                    }
                    if let Some(at) = stack.iter().rposition(|open| open == location) {
                        stack.remove(at);
                    }
                }
                _ if self.here => self.touched.extend(stack.iter()),
                _ => {}
            }
        }
    }

    /// A group may belong to an element that stands elsewhere: a note, or a cell that is broken.
    fn group(&mut self, group: &GroupItem, stack: &mut Vec<Location>) {
        let Some(parent) = group.parent else { return self.frame(&group.frame, stack) };
        let mut inner = stack.clone();
        inner.push(parent.location);
        let own = inner.len();
        inner.extend(self.open.remove(&parent.location).unwrap_or_default());
        self.frame(&group.frame, &mut inner);
        if self.here {
            self.touched.insert(parent.location);
        }
        let rest = inner.split_off(own.min(inner.len()));
        if !rest.is_empty() {
            self.open.insert(parent.location, rest);
        }
    }

    fn start(&mut self, tag: &Tag, stack: &mut Vec<Location>) {
        let Tag::Start(content, _) = tag else { return };
        let location = tag.location();
        if self.here {
            self.begun.insert(location);
        }
        if content.elem() == TableElem::ELEM {
            self.tables.insert(location);
        }
        let table = stack.iter().rfind(|outer| self.tables.contains(outer)).copied();
        if let Some((cell, table)) = content.to_packed::<TableCell>().zip(table) {
            let styles = StyleChain::default();
            let at = [cell.x.get(styles), cell.y.get(styles)].map(|at| at.unwrap_or(0));
            self.cells.push(Cell { location, table, at, again: cell.is_repeated.get(styles) });
        }
        self.around.insert(location, stack.clone());
        stack.push(location);
    }

    /// The marks that are needed.
    fn marks(mut self) -> Marks {
        let mut kept = HashSet::new();
        self.need(&mut kept);
        let mut heads = HashSet::new();
        let mut filled: HashSet<(Location, [usize; 2])> = HashSet::new();
        let place = |cell: &Cell| (cell.table, cell.at);
        for own in [false, true] {
            for cell in self.cells.iter().filter(|cell| cell.again == own && kept.contains(&cell.location)) {
                if filled.insert(place(cell)) && own {
                    heads.insert(cell.location);
                }
            }
        }
        let empty = self.cells.iter().filter(|cell| !cell.again && kept.contains(&cell.table));
        self.touched =
            empty.filter(|cell| !filled.contains(&place(cell))).map(|cell| cell.location).collect();
        self.need(&mut kept);
        Marks { kept, heads }
    }

    /// Adds what was touched, with all that is around it.
    fn need(&self, kept: &mut HashSet<Location>) {
        let mut left: Vec<Location> = self.touched.iter().copied().collect();
        while let Some(location) = left.pop() {
            if kept.insert(location) {
                left.extend(self.around.get(&location).into_iter().flatten());
            }
        }
    }
}

/// The marks that are needed.
struct Marks {
    kept: HashSet<Location>,
    /// Cells of a head that is drawn again, which are the head now.
    heads: HashSet<Location>,
}

impl Marks {
    /// Takes the others out of a page.
    fn prune(&self, frame: &mut Frame) {
        edit(frame, &mut |item| {
            let FrameItem::Tag(tag) = item else { return true };
            let location = tag.location();
            if let Tag::Start(content, _) = tag
                && self.heads.contains(&location)
                && let Some(cell) = content.to_packed_mut::<TableCell>()
            {
                cell.is_repeated.set(false);
            }
            self.kept.contains(&location)
        });
    }

    /// Those of a page that is not kept, and nothing else of it.
    fn bare(&self, frame: &Frame) -> Vec<FrameItem> {
        let mut found = Vec::new();
        for (_, item) in frame.items() {
            match item {
                FrameItem::Tag(tag) if self.kept.contains(&tag.location()) => found.push(item.clone()),
                FrameItem::Group(group) => {
                    let inner = self.bare(&group.frame);
                    if group.parent.is_none() || inner.is_empty() {
                        found.extend(inner);
                        continue;
                    }
                    let mut frame = Frame::hard(group.frame.size());
                    frame.push_multiple(inner.into_iter().map(|item| (Point::zero(), item)));
                    let group = GroupItem { parent: group.parent, ..GroupItem::new(frame) };
                    found.push(FrameItem::Group(group));
                }
                _ => {}
            }
        }
        found
    }
}
