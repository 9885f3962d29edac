//! The ratios that the program promises, measured side by side in rounds.

use std::time::Duration;

use crate::generate::{Lines, markup};
use crate::memory;
use crate::work::{self, Book};

/// Rounds for the book of 40 chapters, and for that of 400.
const ROUNDS: (usize, usize) = (5, 2);

/// A promise and how it was kept.
struct Ratio {
    name: &'static str,
    found: f64,
    limit: f64,
}

/// Some figures of one thing, over all rounds.
struct Series(Vec<f64>);

impl Series {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn add(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1e3);
    }

    fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }

    /// The median of the ratios round by round, so that a busy moment counts on both sides.
    fn over(&self, other: &Self) -> f64 {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a / b).collect()).median()
    }
}

/// Measures, prints a table, and tells whether all promises are kept.
pub fn measure() -> bool {
    let small = Book::new(40);
    let [simple, whole] = [Lines::Simple, Lines::Whole].map(|lines| markup(40, lines));
    let [mut build, mut bare, mut layout, mut check, mut plain, mut plain_whole, mut export, mut edit] =
        std::array::from_fn(|_| Series::new());
    let document = small.document();
    let pages = document.pages().len();
    for _ in 0..ROUNDS.0 {
        bare.add(small.bare());
        build.add(small.build());
        check.add(small.check());
        layout.add(small.layout());
        plain.add(work::plain(&simple));
        plain_whole.add(work::plain(&whole));
        export.add(work::export(&document));
        let mut session = small.session();
        session.edit();
        edit.add(session.edit());
    }
    drop(document);
    let large = Book::new(400);
    let large_pages = large.document().pages().len();
    let [mut again, mut long, mut long_edit] = std::array::from_fn(|_| Series::new());
    for _ in 0..ROUNDS.1 {
        again.add(small.build());
        long.add(large.build());
        let mut session = large.session();
        session.edit();
        long_edit.add(session.edit());
    }
    println!("\n{:<46}{:>10}", "figures (medians)", "");
    for (name, value, unit) in [
        ("pages of 40 chapters", pages as f64, ""),
        ("pages of 400 chapters", large_pages as f64, ""),
        ("whole build, 40", build.median(), "ms"),
        ("Typst with our layouts, 40", bare.median(), "ms"),
        ("plain markup of the same words, 40", plain_whole.median(), "ms"),
        ("plain markup, Typst's simple line breaks, 40", plain.median(), "ms"),
        ("cold layout, 40", layout.median(), "ms"),
        ("PDF export, 40", export.median(), "ms"),
        ("load and check, 40", check.median(), "ms"),
        ("layout after a one-word edit, 40", edit.median(), "ms"),
        ("whole build, 400", long.median(), "ms"),
        ("layout after a one-word edit, 400", long_edit.median(), "ms"),
    ] {
        println!("{name:<46}{value:>10.1} {unit}");
    }
    let mut ratios = vec![
        Ratio { name: "whole build / Typst with our layouts", found: build.over(&bare), limit: 1.15 },
        Ratio { name: "layout after an edit / cold layout", found: edit.over(&layout), limit: 1.0 / 15.0 },
        Ratio { name: "build of 400 chapters / of 40", found: long.over(&again), limit: 11.0 },
        Ratio { name: "load and check / whole build", found: check.over(&build), limit: 0.03 },
    ];
    let peaks = ["build", "bare", "plain"].map(|what| memory::peak(what, small.path()));
    if let [Some(build), Some(bare), Some(plain)] = peaks {
        println!("{:<46}{build:>10.1} MiB", "peak memory, whole build, 40");
        println!("{:<46}{bare:>10.1} MiB", "peak memory, Typst with our layouts, 40");
        println!("{:<46}{plain:>10.1} MiB", "peak memory, plain markup, 40");
        ratios.push(Ratio { name: "peak memory / Typst with our layouts", found: build / bare, limit: 1.25 });
    }
    println!("\n{:<46}{:>10}{:>10}", "ratio", "found", "at most");
    for ratio in &ratios {
        let verdict = if ratio.kept() { "" } else { "  MISSED" };
        println!("{:<46}{:>10.3}{:>10.3}{verdict}", ratio.name, ratio.found, ratio.limit);
    }
    ratios.iter().all(Ratio::kept)
}

impl Ratio {
    fn kept(&self) -> bool {
        self.found <= self.limit
    }
}
