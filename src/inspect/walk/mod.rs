//! Follows what is painted on the pages, operator by operator (ISO 32000-2, annex A).

mod drawn;
mod operators;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Object, Stream};

use super::Refusal;
use super::boxes::user_unit;
use super::colours::{Space, Spaces};
use super::fonts::Font;
use super::graphics::{State, States};
use super::images::Image;
use super::lookup::{Pdf, as_dictionary};
use super::matrix::Matrix;
use super::pages::Page;

/// The most bytes to which the content of one page, with all that it draws, may unfold.
const PAGE_LIMIT: usize = 256 << 20;

/// The most bytes to which the content of all pages may unfold.
const FILE_LIMIT: usize = 2 << 30;

/// The most operators on all pages.
const OPERATORS: usize = 100_000_000;

/// The most bytes of content that are kept for pages that draw it again.
const KEPT: usize = 64 << 20;

/// What a stream of content counts for, however short it is.
const LEAST: usize = 1 << 10;

/// How deep drawings may stand in each other.
const DEPTH: usize = 32;

/// The most notes that are kept.
const NOTES: usize = 20;

/// What was seen on the pages.
#[derive(Default)]
pub struct Seen {
    /// The fonts, whether or not text was set in them.
    pub fonts: Vec<Font>,
    /// The colour spaces, whether or not something was painted in them.
    pub spaces: Spaces,
    /// The images that were placed.
    pub images: Vec<Image>,
    /// What could not be looked at.
    pub notes: Vec<String>,
}

/// Follows what is painted on all pages.
///
/// Errors where a page cannot be unfolded, or unfolds to too much.
pub fn walk(pdf: &Pdf, pages: &[Page]) -> Result<Seen, Refusal> {
    let mut walk = Walk {
        pdf,
        page: 0,
        seen: Seen::default(),
        numbers: HashMap::new(),
        drawn: HashSet::new(),
        around: vec![],
        left: (0, FILE_LIMIT),
        operators: OPERATORS,
        unfolded: HashMap::new(),
        room: KEPT,
    };
    for (number, page) in (1..).zip(pages) {
        walk.page = number;
        walk.page(page)?;
    }
    Ok(walk.seen)
}

/// Where names of a content stream are looked up, and where its patterns begin.
#[derive(Clone, Copy)]
struct Surroundings<'a> {
    resources: Option<&'a Dictionary>,
    base: Matrix,
}

/// An object by its address, since a document does not move while it is looked into.
type Address = usize;

fn address<T>(object: &T) -> Address {
    std::ptr::from_ref(object).addr()
}

struct Walk<'a> {
    pdf: &'a Pdf,
    /// The current page, counted from 1.
    page: u32,
    seen: Seen,
    /// The numbers of fonts, colour spaces and images that were met.
    numbers: HashMap<Address, usize>,
    /// The drawings of this page, with what could make them differ.
    drawn: HashSet<(Address, [u64; 4], [Option<usize>; 3])>,
    /// The drawings inside which this one is.
    around: Vec<Address>,
    /// How many bytes the page and the file may still unfold to.
    left: (usize, usize),
    /// How many operators the pages may still have.
    operators: usize,
    /// Content that was unfolded, since pages share it, and how much more is kept.
    unfolded: HashMap<Address, Rc<[u8]>>,
    room: usize,
}

impl<'a> Walk<'a> {
    fn note(&mut self, what: &str) {
        let note = format!("page {}: {what}", self.page);
        if self.seen.notes.len() < NOTES && !self.seen.notes.contains(&note) {
            self.seen.notes.push(note);
        }
    }

    fn page(&mut self, page: &Page<'a>) -> Result<(), Refusal> {
        self.drawn.clear();
        self.left.0 = PAGE_LIMIT;
        let gray = Some(self.seen.spaces.number(Space::plain("DeviceGray", 1)));
        let state = State {
            matrix: Matrix::scale(user_unit(self.pdf, page)),
            fill: gray,
            stroke: gray,
            font: None,
            text_mode: 0,
        };
        let resources = page.inherited("Resources").and_then(as_dictionary);
        let scope = Surroundings { resources, base: state.matrix };
        let mut content = vec![];
        let parts = match self.pdf.get(page.dictionary, "Contents") {
            Some(Object::Array(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => &[],
        };
        for part in parts {
            match self.pdf.follow(part) {
                Some(Object::Stream(part)) => content.extend_from_slice(&self.unfold(part)?),
                _ => self.note("a part of its content is missing"),
            }
            content.push(b'\n');
        }
        self.run(&content, scope, state)?;
        self.annotations(page, state)
    }

    /// The bytes of a stream of content.
    fn unfold(&mut self, stream: &Stream) -> Result<Rc<[u8]>, Refusal> {
        let page = self.page;
        let most = self.left.0.min(self.left.1);
        let known = self.unfolded.get(&address(stream)).filter(|bytes| bytes.len() <= most).cloned();
        let bytes = known.map_or_else(|| self.pdf.bytes(stream, most).map(Rc::from), Ok);
        let bytes: Rc<[u8]> = bytes.map_err(|refusal| match refusal {
            Refusal::Broken(_) => Refusal::Broken(format!("the content of page {page} cannot be unfolded")),
            Refusal::TooMuch(_) => {
                Refusal::TooMuch(format!("the drawings of page {page} unfold to too much"))
            }
            other => other,
        })?;
        let cost = bytes.len().max(LEAST);
        self.left = (self.left.0.saturating_sub(cost), self.left.1.saturating_sub(cost));
        if let Some(room) = self.room.checked_sub(bytes.len())
            && self.unfolded.insert(address(stream), bytes.clone()).is_none()
        {
            self.room = room;
        }
        Ok(bytes)
    }

    /// Follows the operators of a stream of content.
    fn run(&mut self, content: &[u8], scope: Surroundings<'a>, state: State) -> Result<(), Refusal> {
        let mut states = States::new(state);
        for operation in Content::decode_iter(content) {
            let left = self.operators.checked_sub(1);
            self.operators =
                left.ok_or_else(|| Refusal::TooMuch("its pages have over 100 million operators".into()))?;
            match operation {
                Ok(operation) => self.operator(&operation, scope, &mut states)?,
                Err(_) => self.note("its content cannot be read to the end"),
            }
        }
        Ok(())
    }

    /// Looks up a name among the resources.
    fn resource(&self, scope: Surroundings<'a>, kind: &str, name: &Object) -> Option<&'a Object> {
        let named = self.pdf.dictionary(scope.resources?, kind)?;
        self.pdf.follow(named.get(name.as_name().ok()?).ok()?)
    }
}
