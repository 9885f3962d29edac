//! A line on the terminal that says what the program is doing.

use std::io::{IsTerminal, Write, stderr};

use super::environment::is_dumb;
use crate::pipeline::Step;

/// The progress line; it shows on terminals that can clear it only, and leaves no trace.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Starts, unless it is to be quiet.
    pub fn new(quiet: bool) -> Self {
        Self { shown: !quiet && stderr().is_terminal() && !is_dumb() }
    }

    /// Says what comes now.
    pub fn step(&self, step: Step) {
        self.say(match step {
            Step::Checking => "checking",
            Step::LayingOut => "laying out",
            Step::Preparing => "preparing",
            Step::Preflight => "preflight",
            Step::Exporting => "exporting",
        });
    }

    /// Says what comes now, in words.
    pub fn say(&self, what: &str) {
        if self.shown {
            // A terminal that is gone is no reason to stop.
            let _ = write!(stderr(), "\r\x1b[K{what} ...").and_then(|()| stderr().flush());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(stderr(), "\r\x1b[K").and_then(|()| stderr().flush());
        }
    }
}
