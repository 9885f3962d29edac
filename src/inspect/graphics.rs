//! The graphics state, as far as it matters here (ISO 32000-2, 8.4).

use super::matrix::Matrix;

/// The most states that are kept; more are counted only.
const DEPTH: usize = 1000;

/// What an operator finds.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// Maps the current coordinates to those of the page, in points.
    pub matrix: Matrix,
    /// The number of the colour space for filling, if there is one.
    pub fill: Option<usize>,
    /// The number of the colour space for stroking, if there is one.
    pub stroke: Option<usize>,
    /// The number of the font, if there is one.
    pub font: Option<usize>,
    /// The mode in which text is shown (ISO 32000-2, table 104).
    pub text_mode: i64,
}

/// The current state, and those that were saved.
pub struct States {
    /// The current state.
    pub now: State,
    saved: Vec<State>,
    uncounted: usize,
}

impl States {
    /// Starts with a state.
    pub fn new(now: State) -> Self {
        Self { now, saved: vec![], uncounted: 0 }
    }

    /// Saves the current state.
    pub fn save(&mut self) {
        if self.saved.len() < DEPTH {
            self.saved.push(self.now);
        } else {
            self.uncounted += 1;
        }
    }

    /// Returns to the state that was saved last.
    pub fn restore(&mut self) {
        if self.uncounted > 0 {
            self.uncounted -= 1;
        } else if let Some(state) = self.saved.pop() {
            self.now = state;
        }
    }
}
