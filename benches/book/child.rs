//! Cold work, each in a process of its own: nothing is left of what another did before.

use std::path::Path;
use std::time::Duration;

use crate::generate::{Lines, markup};
use crate::work::{self, timed};
use crate::{bare, generate};

/// Does something with a folder, and prints how long it took (ms) and the own peak (KiB).
pub fn child(what: &str, folder: &Path) {
    let chapters = || folder.join("chapters").read_dir().expect("the generated folder").count() - 1;
    let plain = |lines| {
        let world = bare::Plain::new(markup(chapters(), lines));
        timed(|| bare::export(&bare::compile(&world))).0
    };
    let time = match what {
        "build" => timed(|| work::build(folder)).0,
        "email" => timed(|| work::run(folder, &["--target", "email"])).0,
        "targets" => timed(|| work::run(folder, &[""; 0])).0,
        "small" => timed(|| work::run(folder, &["--target", "small"])).0,
        "print" => timed(|| work::run(folder, &["--target", "print"])).0,
        "attempt" => timed(|| work::attempt(folder)).0,
        "inspect" => timed(|| work::inspect(folder)).0,
        "plates-coarse" => timed(|| work::plates(folder, "20")).0,
        "plates-fine" => timed(|| work::plates(folder, "200")).0,
        "bare" => timed(|| bare::export(&bare::compile(&bare::workspace(folder)))).0,
        "layout" => timed(|| bare::compile(&bare::workspace(folder))).0,
        "check" => work::check(folder),
        "edit" => edit(folder, chapters()),
        "export" => {
            let document = bare::compile(&bare::workspace(folder));
            timed(|| bare::export(&document)).0
        }
        "simple" => plain(Lines::Simple),
        "whole" => plain(Lines::Whole),
        other => unreachable!("there is nothing called {other} to measure"),
    };
    println!("{} {}", time.as_secs_f64() * 1e3, own_peak().unwrap_or_default());
}

/// The layout after one word of one chapter became another, longer one.
fn edit(folder: &Path, chapters: usize) -> Duration {
    let mut workspace = bare::workspace(folder);
    bare::compile(&workspace);
    generate::edit(folder, chapters, "Straatweg").expect("room for the edit");
    let time = timed(|| {
        workspace.reset();
        bare::compile(&workspace);
    });
    generate::edit(folder, chapters, generate::WORD).expect("room for the edit");
    time.0
}

/// The high-water mark of resident memory in KiB, as Linux keeps it.
fn own_peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
