//! The process that opens pictures, on both of its sides: see [`crate::picture::open_apart`].

use std::io::{stdin, stdout};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::check::CheckOptions;
use super::fonts::FontsOptions;
use super::import::ImportOptions;
use super::new::NewOptions;
use super::outcome::Outcome;
use super::outputs::BuildOptions;
use super::plates::PlatesOptions;
use crate::picture::{self, Apart};
use crate::pipeline::try_picture;

/// The command by which the program calls itself.
pub const COMMAND: &str = "open-pictures";

/// This program, even if its file was replaced since it started, on Linux.
const SELF: &str = "/proc/self/exe";

/// Options of a command that may draw pages.
pub trait Draws {
    /// The resolution at which it draws them, in pixels per inch, if it does.
    fn ppi(&self) -> Option<f64>;
}

impl Draws for BuildOptions {
    fn ppi(&self) -> Option<f64> {
        self.png.as_ref().map(|_| self.ppi)
    }
}

impl Draws for CheckOptions {
    fn ppi(&self) -> Option<f64> {
        None
    }
}

impl Draws for FontsOptions {
    fn ppi(&self) -> Option<f64> {
        None
    }
}

impl Draws for ImportOptions {
    fn ppi(&self) -> Option<f64> {
        None
    }
}

impl Draws for NewOptions {
    fn ppi(&self) -> Option<f64> {
        None
    }
}

impl Draws for PlatesOptions {
    fn ppi(&self) -> Option<f64> {
        Some(self.ppi)
    }
}

/// Has pictures opened by this program in a process of its own, each within so many seconds.
pub fn open_apart(seconds: u16, ppi: Option<f64>) {
    let own = || Path::new(SELF).exists().then(|| PathBuf::from(SELF));
    let program = own().or_else(|| std::env::current_exe().ok());
    let limit = Duration::from_secs(seconds.into());
    let arguments = vec![COMMAND.into(), format!("--picture-seconds={seconds}").into()];
    picture::open_apart(program.map(|program| Apart { program, arguments, limit, ppi }));
}

/// Opens the pictures that come in on standard input, until it ends.
pub fn run(seconds: u16) -> Outcome {
    picture::confine();
    let limit = Duration::from_secs(seconds.into());
    match picture::serve(stdin(), stdout(), limit, &try_picture) {
        Ok(()) => Outcome::Fine,
        Err(_) => Outcome::Machine,
    }
}
