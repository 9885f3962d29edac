//! What a chapter with a thin page tries, step by step.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use typst_layout::PagedDocument;
use typst_syntax::FileId;

use super::fill::{Begin, Filled, begins, filled};
use crate::book::Design;
use crate::content::block::Block;
use crate::content::{Chapter, Parsed, Placed, read_chapter};
use crate::typeset::ease::{Early, Ease, Start};
use crate::typeset::groups::group;
use crate::typeset::world::Workspace;

/// A page that is less full is thin.
const LEAST: f64 = 0.25;

/// A page that ends early is no less full.
const EARLY: f64 = 0.55;

/// The steps of the layouts' tokens, the gentlest first.
const STEPS: [usize; 2] = [1, 2];

/// How many lines they win at most: for a block, for a picture, and at the opener. More are not to be drawn in.
const WINS: [f64; 3] = [1.0, 8.0, 4.0];

/// The pages of a chapter, counted from 0.
pub struct Pages {
    /// The chapter's file.
    pub chapter: FileId,
    /// Its pages.
    pub pages: Range<usize>,
}

/// A laid-out book, looked at for what its pages hold.
pub struct Look<'a> {
    /// The files.
    pub workspace: &'a Workspace,
    /// The pages.
    pub document: &'a PagedDocument,
    /// Where everything begins.
    pub begins: Vec<Begin>,
    /// How full each page is.
    pub fills: Vec<Filled>,
    /// The chapters, as they were read.
    chapters: HashMap<FileId, Arc<Parsed<Chapter>>>,
    /// The pages that open a section, which are as empty as they are meant to be.
    opening: Vec<usize>,
    /// The distance of the grid's lines, in points.
    line: f64,
}

impl<'a> Look<'a> {
    /// Looks at all pages.
    pub fn new(workspace: &'a Workspace, design: &Design, document: &'a PagedDocument) -> Self {
        let fills = document.pages().iter().map(|page| filled(page, design)).collect();
        let (begins, own) = (begins(document, design), workspace.own_types());
        let mut chapters = HashMap::new();
        for Begin { chapter, .. } in &begins {
            if let (Entry::Vacant(entry), Ok(bytes)) =
                (chapters.entry(*chapter), workspace.store().file(*chapter))
            {
                entry.insert(read_chapter(*chapter, &bytes, &own));
            }
        }
        let mut look =
            Self { workspace, document, begins, fills, chapters, opening: vec![], line: design.line };
        let opens = |begin: &&Begin| {
            let placed = begin.block.and_then(|block| look.blocks(begin.chapter).get(block));
            placed.is_some_and(|placed| matches!(placed.block, Block::Divider(_)))
        };
        look.opening = look.begins.iter().filter(opens).map(|begin| begin.page).collect();
        look
    }

    /// The blocks of a chapter.
    fn blocks(&self, chapter: FileId) -> &[Placed] {
        let parsed = self.chapters.get(&chapter).and_then(|parsed| parsed.value.as_ref());
        parsed.map_or(&[], |chapter| &chapter.blocks)
    }

    /// The pages of each chapter; after the last come the colophon and what only booklets need.
    pub fn chapters(&self) -> Vec<Pages> {
        // Dividers at its head stand before its title.
        let mut heads: Vec<&Begin> = self.begins.iter().collect();
        heads.dedup_by_key(|begin| begin.chapter);
        let last = self.document.pages().len().saturating_sub(AFTER);
        let ends = heads.iter().skip(1).map(|begin| begin.page).chain([last]);
        heads
            .iter()
            .zip(ends)
            .map(|(begin, end)| Pages { chapter: begin.chapter, pages: begin.page..end })
            .collect()
    }

    /// The thin pages of a chapter; what has one page alone, between chapters or sections, is as long as it is,
    /// and so is an opener that nothing could join.
    pub fn thin(&self, chapter: &Pages) -> Vec<usize> {
        let pages: Vec<usize> = chapter.pages.clone().collect();
        let stretches = pages.split(|page| self.opening.contains(page)).filter(|pages| pages.len() > 1);
        let is_thin = |page: &usize| {
            self.fills.get(*page).is_some_and(|fill| fill.share() < LEAST) && !self.is_opener_alone(*page)
        };
        stretches.flatten().copied().filter(is_thin).collect()
    }

    /// Whether nothing but a chapter's opener begins on a page.
    fn is_opener_alone(&self, page: usize) -> bool {
        let mut begins = self.begins.iter().filter(|begin| begin.page == page).peekable();
        begins.peek().is_some() && begins.all(|begin| begin.block.is_none())
    }

    /// The blocks with which a group begins, by their places in the chapter.
    fn openers(&self, chapter: FileId) -> Vec<usize> {
        let lengths = group(self.blocks(chapter)).into_iter().map(|group| group.items.len());
        lengths.scan(0, |next, length| Some(std::mem::replace(next, *next + length))).collect()
    }
}

/// The pages after the last chapter.
const AFTER: usize = 3;

/// A chapter that tries to have no thin page.
pub struct Trial {
    chapter: FileId,
    /// What is left to try, the gentlest last.
    left: Vec<Ease>,
    /// What is tried.
    tried: Ease,
    /// The best so far, with the thin pages and all pages that it leaves.
    best: (usize, usize, Ease),
    is_open: bool,
}

impl Trial {
    /// The chapters that have a thin page.
    pub fn all(look: &Look) -> Vec<Self> {
        let trial = |chapter: &Pages| {
            let thin = look.thin(chapter);
            let left = ways(look, chapter, *thin.first()?);
            let best = (thin.len(), chapter.pages.len(), Ease::default());
            Some(Self { chapter: chapter.chapter, left, tried: Ease::default(), best, is_open: true })
        };
        look.chapters().iter().filter_map(trial).collect()
    }

    /// Goes on to the next way; tells whether there is one.
    pub fn go_on(&mut self) -> bool {
        let next = self.left.pop().filter(|_| self.is_open);
        self.is_open = next.is_some();
        self.tried = next.unwrap_or(self.best.2);
        self.is_open
    }

    /// What is tried, if it is anything.
    pub fn tried(&self) -> Option<(FileId, Ease)> {
        (self.tried != Ease::default()).then_some((self.chapter, self.tried))
    }

    /// What was best, if it is anything.
    pub fn best(&self) -> Option<(FileId, Ease)> {
        let (_, _, best) = self.best;
        (best != Ease::default()).then_some((self.chapter, best))
    }

    /// Looks at what came of what was tried.
    pub fn judge(&mut self, look: &Look) {
        let chapters = look.chapters();
        let Some(pages) = chapters.iter().find(|pages| pages.chapter == self.chapter) else { return };
        let (thin, count) = (look.thin(pages).len(), pages.pages.len());
        let (least, most, _) = self.best;
        if self.is_open && count <= most && thin < least {
            self.best = (thin, count, self.tried);
        }
        self.is_open &= self.best.0 > 0;
    }
}

/// What may help against a thin page, the gentlest last.
fn ways(look: &Look, chapter: &Pages, thin: usize) -> Vec<Ease> {
    let tail = look.fills.get(thin).map_or(0.0, |fill| fill.taken);
    let openers = look.openers(chapter.chapter);
    let opens = |begin: &&Begin| begin.block.is_none_or(|block| openers.contains(&block));
    let earlier = |begin: &&Begin| begin.chapter == chapter.chapter && begin.page < thin;
    let before: Vec<&Begin> = look.begins.iter().filter(earlier).filter(opens).collect();
    let pictures = (chapter.pages.start..thin).map(|page| pictures(look, page)).sum::<usize>() as f64;
    let [block, picture, opener] = WINS;
    let wins = before.len() as f64 * block + pictures * picture + opener;
    let steps = STEPS.iter().filter(|_| tail.floor() <= wins);
    let mut ways: Vec<Ease> = steps.map(|step| Ease { step: *step, early: None }).collect();
    if let Some(last) = thin.checked_sub(1).filter(|page| *page >= chapter.pages.start) {
        let earlies = early(look, &before, last, tail).into_iter();
        ways.extend(earlies.map(|early| Ease { step: 0, early: Some(early) }));
    }
    ways.reverse();
    ways
}

/// How the page before a thin one may end early: by what the thin one lacks, or before its last block.
fn early(look: &Look, before: &[&Begin], page: usize, tail: f64) -> Vec<Early> {
    let Some(fill) = look.fills.get(page) else { return vec![] };
    let there: Vec<&Begin> = before.iter().copied().filter(|begin| begin.page == page).collect();
    let (begin, start) = match (there.first(), before.last()) {
        (Some(first), _) if first.block.is_some() && first.down < look.line => (first, Start::Head),
        (Some(first), _) => (first, Start::Below),
        (None, Some(running)) => (running, Start::Before),
        (None, None) => return vec![],
    };
    let lacks = (LEAST * fill.lines - tail).ceil() + 1.0;
    let lines = [lacks, lacks + 4.0]
        .into_iter()
        .map(|lines| lines + (fill.lines - fill.taken).floor())
        .chain(there.iter().skip(1).rev().map(|begin| fill.lines - (begin.down / look.line).floor()));
    let holds = |lines: &f64| *lines > 0.0 && fill.lines - lines >= EARLY * fill.lines;
    let mut lines: Vec<usize> = lines.filter(holds).map(|lines| lines as usize).collect();
    lines.dedup();
    lines.truncate(2);
    lines.into_iter().map(|lines| Early { from: begin.block, start, lines }).collect()
}

/// How many pictures stand on a page.
fn pictures(look: &Look, page: usize) -> usize {
    look.document.pages().get(page).map_or(0, |page| super::fill::images(&page.frame))
}
