//! What is shown now, and who is told when that changes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::findings::Told;
use super::guides::Guides;
use super::view::View;

/// What is shown.
#[derive(Clone, Default)]
pub struct Shown {
    /// How often the workbook was laid out, or could not be.
    pub revision: u64,
    /// The title of the book.
    pub title: String,
    /// The language of the book.
    pub language: String,
    /// Where the lines of the design stand.
    pub guides: Option<Guides>,
    /// The views: the book's own pages first, once there are any.
    pub views: Vec<Arc<View>>,
    /// What was found.
    pub findings: Arc<Vec<Told>>,
    /// Whether the pages are those of before an error.
    pub broken: bool,
    /// Whether more is on its way: the targets, and what preflight finds.
    pub busy: bool,
}

impl Shown {
    /// A view by its name.
    pub fn view(&self, name: &str) -> Option<&Arc<View>> {
        self.views.iter().find(|view| view.name == name)
    }
}

/// How many are remembered: a browser may still ask for pictures of what was shown a moment ago.
const REMEMBERED: usize = 24;

/// Where what is shown hangs, for all to see.
pub struct Board {
    shown: Mutex<VecDeque<Arc<Shown>>>,
    bell: watch::Sender<u64>,
}

impl Default for Board {
    fn default() -> Self {
        Self { shown: Mutex::default(), bell: watch::Sender::new(0) }
    }
}

impl Board {
    /// What is shown now.
    pub fn now(&self) -> Arc<Shown> {
        self.all().into_iter().next().unwrap_or_default()
    }

    /// What is shown now, and what was before it, the last first.
    pub fn all(&self) -> Vec<Arc<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Shows something else.
    pub fn show(&self, shown: Shown) {
        let mut all = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        all.push_front(Arc::new(shown));
        all.truncate(REMEMBERED);
        drop(all);
        self.bell.send_modify(|count| *count += 1);
    }

    /// Who is told at each change.
    pub fn bell(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }
}
