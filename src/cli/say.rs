//! Lines for the user.

use std::io::{self, Write};

use super::report::shown;

/// A line for the user, on standard error.
pub fn say(line: &str) {
    // Nobody is left to tell if this fails.
    let _ = writeln!(io::stderr(), "{}", shown(line));
}
