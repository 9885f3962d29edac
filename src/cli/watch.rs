//! `werkboek watch`.

use super::build::{once, ready};
use super::environment::Stopwatch;
use super::outcome::Outcome;
use super::outputs::BuildOptions;
use super::say::say;
use crate::preview::Watcher;

/// Builds the workbook, and again after every change, until it is stopped; what goes wrong is told, and waited out.
pub fn run(options: &BuildOptions) -> Outcome {
    let (mut workspace, prefix, date) = match ready(options) {
        Ok(ready) => ready,
        Err(outcome) => return outcome,
    };
    let mut watcher = Watcher::new(workspace.store().loader().root());
    let mut first = true;
    loop {
        let outcome = once(&workspace, &prefix, date, options, Stopwatch::start());
        // A target that is not there now may be there later, if it was.
        if outcome == Outcome::Usage && std::mem::take(&mut first) {
            return outcome;
        }
        first = false;
        if !watcher.follow(workspace.asked_for()) {
            say("waiting for changes");
            watcher.wait();
        }
        workspace.reset();
    }
}
