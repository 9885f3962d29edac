//! What the loop of rounds waits for.

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
pub struct Bell(pub(super) Sender<Signal>);

impl Bell {
    /// Rings.
    pub fn ring(&self) {
        let _ = self.0.send(Signal::Written);
    }
}
