//! Processes that measure themselves.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The first argument of a process that measures itself.
pub const FLAG: &str = "--child";

/// What such a process found.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// How long the work took, without the start of the process.
    pub time: Duration,
    /// The peak of its memory in MiB, where the system tells.
    pub peak: Option<f64>,
}

/// A promise and how it was kept.
pub struct Ratio {
    /// What is compared.
    pub name: String,
    /// The ratio.
    pub found: f64,
    /// What it may be.
    pub limit: f64,
}

impl Ratio {
    /// Whether the promise is kept.
    pub fn kept(&self) -> bool {
        self.found <= self.limit
    }
}

/// Runs a process that does something with a folder.
pub fn measure(what: &str, folder: &Path) -> Found {
    let program = std::env::current_exe().expect("the benchmark itself");
    let run = Command::new(program).args([FLAG, what]).arg(folder).output().expect("a process");
    let said = String::from_utf8_lossy(&run.stdout);
    // What the program itself says stands before.
    let mut numbers = said
        .lines()
        .last()
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|number| number.parse::<f64>().ok());
    let time = numbers.next().unwrap_or_else(|| panic!("{what}: {}", String::from_utf8_lossy(&run.stderr)));
    let peak = numbers.next().filter(|kib| *kib > 0.0).map(|kib| kib / 1024.0);
    Found { time: Duration::from_secs_f64(time / 1e3), peak }
}
