//! Lines for the user.

use std::io::{self, Write};

use super::outcome::Outcome;
use super::report::shown;

/// A line for the user, on standard error.
pub fn say(line: &str) {
    // Nobody is left to tell if this fails.
    let _ = writeln!(io::stderr(), "{}", shown(line));
}

/// Prints on standard output.
pub fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush())
}

/// How a run ends whose report could not be printed; nothing where it was.
///
/// Who reads from a pipe may stop, as `head` does: what is left is not wanted then, and no failure.
pub fn unprinted(printed: io::Result<()>) -> Option<Outcome> {
    let error = printed.err().filter(|error| error.kind() != io::ErrorKind::BrokenPipe)?;
    say(&format!("error: standard output cannot be written ({error})"));
    Some(Outcome::Machine)
}
