//! Peak memory, each figure from a process of its own.

use std::path::Path;
use std::process::Command;

use crate::generate::{Lines, markup};
use crate::{bare, work};

/// The first argument of a process that measures itself.
pub const FLAG: &str = "--peak";

/// What such a process does, and says: its own peak in KiB.
pub fn child(what: &str, folder: &Path) {
    match what {
        "build" => work::build(folder),
        "bare" => work::bare(folder),
        "plain" => {
            let chapters = folder.join("chapters").read_dir().expect("the generated folder").count() - 1;
            bare::export(&bare::compile(&bare::Plain::new(markup(chapters, Lines::Whole))));
        }
        other => unreachable!("there is nothing called {other} to measure"),
    }
    if let Some(peak) = own_peak() {
        println!("{peak}");
    }
}

/// The peak of a process that does something with a folder, in MiB, where the system tells.
pub fn peak(what: &str, folder: &Path) -> Option<f64> {
    let program = std::env::current_exe().ok()?;
    let run = Command::new(program).args([FLAG, what]).arg(folder).output().ok()?;
    let kib: f64 = String::from_utf8(run.stdout).ok()?.trim().parse().ok()?;
    Some(kib / 1024.0)
}

/// The high-water mark of resident memory, as Linux keeps it.
fn own_peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
