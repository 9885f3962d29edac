//! A workbook that stays open: laid out again after each change, with what Typst remembers.

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::sleep;
use std::time::Duration;

use super::board::{Board, Shown};
use super::findings::told;
use super::guides::Guides;
use super::signal::Bell;
use super::view::View;
use crate::pipeline::{Eyes, Order, Ready, Refused, Seen, prepare_seen};
use crate::source::Folder;
use crate::typeset::Workspace;

/// For how long the targets wait after the pages, in steps: then these are drawn, as a rule.
const REST: Duration = Duration::from_millis(5);
const RESTS: usize = 16;

/// The workspace, which those who look up places read, too.
pub type Shared = Arc<RwLock<Workspace>>;

/// A workbook that stays open.
pub struct Session {
    workspace: Shared,
    board: Arc<Board>,
    order: Order,
    bell: Bell,
}

impl Session {
    /// Opens a workbook's folder; nothing is laid out yet. A bell that rings while it is made ready means that there
    /// is something newer.
    pub fn new(folder: Folder, board: Arc<Board>, order: Order, bell: Bell) -> Self {
        Self { workspace: Arc::new(RwLock::new(Workspace::new(folder))), board, order, bell }
    }

    /// The workspace, for those who look up places.
    pub fn workspace(&self) -> Shared {
        self.workspace.clone()
    }

    /// Lays the workbook out as its files are now, and shows what came of it: the pages of the book as soon as they
    /// are laid out, then the targets and all findings. After an error, the pages stay. While somebody types, the
    /// targets wait.
    pub fn round(&mut self) {
        let rung = self.bell.rung();
        self.workspace.write().unwrap_or_else(PoisonError::into_inner).reset();
        let workspace = self.workspace.read().unwrap_or_else(PoisonError::into_inner);
        let board = &self.board;
        let revision = board.now().revision + 1;
        let seen = |seen: Seen| board.show(laid(&seen, &board.now(), revision));
        let rests = Cell::new(true);
        let goes_on = || {
            // The pages are drawn first, by whoever looks at them.
            let waits = if rests.replace(false) { RESTS } else { 0 };
            let rung = || self.bell.rung() == rung;
            (0..waits).take_while(|_| rung()).for_each(|_| sleep(REST));
            rung()
        };
        let eyes = Eyes { seen: &seen, goes_on: &goes_on };
        let made = prepare_seen(&workspace, &self.order, &|_| {}, &eyes);
        let now = board.now();
        board.show(match made {
            Ok(Some(ready)) => done(&workspace, ready, &now, revision),
            Ok(None) => return,
            Err(refused) => failed(&workspace, refused, &now, revision),
        });
    }

    /// The files and folders that the last round asked for.
    pub fn asked_for(&mut self) -> Vec<PathBuf> {
        self.workspace.write().unwrap_or_else(PoisonError::into_inner).asked_for()
    }
}

/// What is shown once the pages are laid out.
fn laid(seen: &Seen, before: &Shown, revision: u64) -> Shown {
    let book = Arc::new(View::book(seen.document, seen.extents, revision));
    let others = before.views.iter().skip(1).cloned();
    Shown {
        revision,
        title: seen.book.workbook.running().to_owned(),
        language: seen.book.workbook.language.value.to_string(),
        guides: Some(Guides::new(seen.book)),
        views: std::iter::once(book).chain(others).collect(),
        findings: before.findings.clone(),
        broken: false,
        busy: true,
    }
}

/// What is shown once all is done.
fn done(workspace: &Workspace, ready: Ready, before: &Shown, revision: u64) -> Shown {
    let findings = Arc::new(told(workspace, &ready.findings, Some(&ready.document)));
    let extents = crate::typeset::extents(&ready.document, &ready.book);
    let editions = ready.editions.into_iter();
    let editions = editions.map(|(target, made)| Arc::new(View::edition(&target, made, &extents, revision)));
    let views = before.views.iter().take(1).cloned().chain(editions).collect();
    Shown { findings, views, busy: false, ..before.clone() }
}

/// What is shown where it could not be: the pages that there are.
fn failed(workspace: &Workspace, refused: Refused, before: &Shown, revision: u64) -> Shown {
    let laid = before.revision == revision;
    let document = before.views.first().map(|view| &view.document);
    let findings = Arc::new(told(workspace, &refused.findings(), document));
    Shown { findings, revision, broken: !laid, busy: false, ..before.clone() }
}
