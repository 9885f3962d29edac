//! The ratios that the program promises, measured side by side in rounds.

use std::time::Duration;

use crate::generate::{Lines, markup};
use crate::memory;
use crate::work::{self, Book};

/// Rounds for the book of 40 chapters, and for that of 400.
const ROUNDS: (usize, usize) = (5, 2);

/// A promise and how it was kept.
struct Ratio {
    name: String,
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

    fn print(&self, name: &str) {
        println!("{name:<46}{:>10.1} ms", self.median());
    }

    /// The median of the ratios round by round, so that a busy moment counts on both sides.
    fn over(&self, other: &Self) -> f64 {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a / b).collect()).median()
    }
}

/// Measures, prints each figure when it is known, and tells whether all promises are kept.
pub fn measure() -> bool {
    println!("\n{:<46}{:>10}", "what", "median");
    let small = Book::new(40);
    let mut ratios = forty(&small);
    ratios.push(four_targets("the sample", &Book::sample()));
    ratios.push(four_targets("40 chapters", &Book::with_targets(40)));
    ratios.push(four_hundred(&small));
    ratios.extend(peaks(&small));
    println!("\n{:<46}{:>10}{:>10}", "ratio", "found", "at most");
    for ratio in &ratios {
        let verdict = if ratio.kept() { "" } else { "  MISSED" };
        println!("{:<46}{:>10.3}{:>10.3}{verdict}", ratio.name, ratio.found, ratio.limit);
    }
    ratios.iter().all(Ratio::kept)
}

/// The book of 40 chapters.
fn forty(book: &Book) -> Vec<Ratio> {
    let [simple, whole] = [Lines::Simple, Lines::Whole].map(|lines| markup(40, lines));
    let document = book.document();
    println!("{:<46}{:>10}", "pages of 40 chapters", document.pages().len());
    let [mut build, mut bare, mut layout, mut check] = std::array::from_fn(|_| Series::new());
    let [mut plain, mut plain_whole, mut export, mut edit] = std::array::from_fn(|_| Series::new());
    for _ in 0..ROUNDS.0 {
        bare.add(book.bare());
        build.add(book.build());
        check.add(book.check());
        layout.add(book.layout());
        plain.add(work::plain(&simple));
        plain_whole.add(work::plain(&whole));
        export.add(work::export(&document));
        edit.add(edited(book));
    }
    build.print("whole build, 40");
    bare.print("Typst with our layouts, 40");
    plain_whole.print("plain markup of the same words, 40");
    plain.print("plain markup, Typst's simple line breaks, 40");
    layout.print("cold layout, 40");
    export.print("PDF export, 40");
    check.print("load and check, 40");
    edit.print("layout after a one-word edit, 40");
    vec![
        Ratio { name: "whole build / Typst with our layouts".into(), found: build.over(&bare), limit: 1.15 },
        Ratio {
            name: "layout after an edit / cold layout".into(),
            found: edit.over(&layout),
            limit: 1.0 / 15.0,
        },
        Ratio { name: "load and check / whole build".into(), found: check.over(&build), limit: 0.03 },
    ]
}

/// All four targets of a book, beside its email target alone.
fn four_targets(name: &'static str, book: &Book) -> Ratio {
    let [mut email, mut all] = std::array::from_fn(|_| Series::new());
    for _ in 0..ROUNDS.0 {
        email.add(book.targets(false));
        all.add(book.targets(true));
    }
    email.print(&format!("email alone, {name}"));
    all.print(&format!("four targets, {name}"));
    Ratio { name: format!("four targets / email alone, {name}"), found: all.over(&email), limit: 1.6 }
}

/// The book of 400 chapters, beside that of 40.
fn four_hundred(small: &Book) -> Ratio {
    let book = Book::new(400);
    let [mut short, mut long, mut edit] = std::array::from_fn(|_| Series::new());
    for _ in 0..ROUNDS.1 {
        short.add(small.build());
        long.add(book.build());
        edit.add(edited(&book));
    }
    println!("{:<46}{:>10}", "pages of 400 chapters", book.document().pages().len());
    comemo::evict(0);
    long.print("whole build, 400");
    edit.print("layout after a one-word edit, 400");
    Ratio { name: "build of 400 chapters / of 40".into(), found: long.over(&short), limit: 11.0 }
}

/// The first edit of a session: all that follows the word in its file moves to bytes never seen before.
fn edited(book: &Book) -> Duration {
    book.session().edit()
}

/// Peak memory, where the system tells.
fn peaks(book: &Book) -> Option<Ratio> {
    let [build, bare, plain] = ["build", "bare", "plain"].map(|what| memory::peak(what, book.path()));
    let (build, bare, plain) = (build?, bare?, plain?);
    println!("{:<46}{build:>10.0} MiB", "peak memory, whole build, 40");
    println!("{:<46}{bare:>10.0} MiB", "peak memory, Typst with our layouts, 40");
    println!("{:<46}{plain:>10.0} MiB", "peak memory, plain markup, 40");
    Some(Ratio { name: "peak memory / Typst with our layouts".into(), found: build / bare, limit: 1.25 })
}

impl Ratio {
    fn kept(&self) -> bool {
        self.found <= self.limit
    }
}
