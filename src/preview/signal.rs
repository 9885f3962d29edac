//! What the loop of rounds waits for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;

use notify::Event;

/// What happened.
#[derive(Debug)]
pub enum Signal {
    /// The system told of a change on disk.
    System(notify::Result<Event>),
    /// The preview itself has written a file, and is done with it.
    Written,
}

/// Rings where the preview has written something: nobody waits then for whether more is to come.
#[derive(Debug, Clone)]
pub struct Bell {
    line: Sender<Signal>,
    rung: Arc<AtomicU64>,
}

impl Bell {
    /// A bell that is heard at the other end of a line.
    pub fn new(line: Sender<Signal>) -> Self {
        Self { line, rung: Arc::default() }
    }

    /// Rings.
    pub fn ring(&self) {
        self.rung.fetch_add(1, Ordering::Relaxed);
        let _ = self.line.send(Signal::Written);
    }

    /// How often it was rung.
    pub fn rung(&self) -> u64 {
        self.rung.load(Ordering::Relaxed)
    }
}
