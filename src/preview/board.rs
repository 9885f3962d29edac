//! What is shown now, and who is told when that changes.

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

/// Where what is shown hangs, for all to see.
pub struct Board {
    shown: Mutex<[Arc<Shown>; 2]>,
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
        self.both().0
    }

    /// What is shown now, and what was before it: a browser may still ask for that.
    pub fn both(&self) -> (Arc<Shown>, Arc<Shown>) {
        let [now, before] = &*self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        (now.clone(), before.clone())
    }

    /// Shows something else.
    pub fn show(&self, shown: Shown) {
        let mut both = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let [now, before] = &mut *both;
        *before = std::mem::replace(now, Arc::new(shown));
        drop(both);
        self.bell.send_modify(|count| *count += 1);
    }

    /// Who is told at each change.
    pub fn bell(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }
}
