//! The ratios that the program promises, measured side by side in rounds.

use std::time::Duration;

use crate::measure::Ratio;
use crate::work::Book;
use crate::{long, photos};

/// Rounds for the book of 40 chapters, and for that of 400.
const ROUNDS: (usize, usize) = (5, 2);

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

/// What is measured together.
type Group = fn() -> Vec<Ratio>;

/// What is measured, by the names by which it is asked for.
const GROUPS: [(&str, Group); 3] = [("books", books), ("long", long::ratios), ("photos", photos::ratios)];

/// Measures some groups, or all; prints each figure when it is known, and tells whether all promises are kept.
pub fn measure(wanted: &[String]) -> bool {
    println!("\n{:<46}{:>10}", "what", "median");
    let chosen = |name: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name);
    let groups = GROUPS.iter().filter(|(name, _)| chosen(name));
    let ratios: Vec<Ratio> = groups.flat_map(|(_, measure)| measure()).collect();
    println!("\n{:<46}{:>10}{:>10}", "ratio", "found", "at most");
    for ratio in &ratios {
        let verdict = if ratio.kept() { "" } else { "  MISSED" };
        println!("{:<46}{:>10.3}{:>10.3}{verdict}", ratio.name, ratio.found, ratio.limit);
    }
    ratios.iter().all(Ratio::kept)
}

/// Books of many chapters, and the sample.
fn books() -> Vec<Ratio> {
    let small = Book::new(40);
    let mut ratios = forty(&small);
    ratios.push(four_targets("the sample", &Book::sample()));
    ratios.push(four_targets("40 chapters", &Book::with_targets(40)));
    ratios.push(four_hundred(&small));
    ratios
}

/// What is measured of the book of 40 chapters: its name, and what to call it.
const FORTY: [(&str, &str); 9] = [
    ("bare", "Typst with our layouts, 40"),
    ("build", "whole build, 40"),
    ("layout", "cold layout, 40"),
    ("edit", "layout after a one-word edit, 40"),
    ("check", "load and check, 40"),
    ("export", "PDF export, 40"),
    ("whole", "plain markup of the same words, 40"),
    ("simple", "plain markup, Typst's simple line breaks, 40"),
    ("targets", "email and print, 40"),
];

/// The book of 40 chapters.
fn forty(book: &Book) -> Vec<Ratio> {
    println!("{:<46}{:>10}", "pages of 40 chapters", book.pages());
    let mut all = FORTY.map(|_| Series::new());
    let mut peaks = FORTY.map(|_| None);
    for _ in 0..ROUNDS.0 {
        for (index, (what, _)) in FORTY.iter().enumerate() {
            let found = book.measure(what);
            all[index].add(found.time);
            peaks[index] = found.peak;
        }
    }
    FORTY.iter().zip(&all).for_each(|((_, name), series)| series.print(name));
    let [bare, build, layout, edit, check, _, _, plain, ..] = &all;
    let mut ratios = vec![
        Ratio { name: "whole build / Typst with our layouts".into(), found: build.over(bare), limit: 1.15 },
        Ratio {
            name: "layout after an edit / cold layout".into(),
            found: edit.over(layout),
            limit: 1.0 / 40.0,
        },
        Ratio {
            name: "whole build / plain markup, Typst's breaks".into(),
            found: build.over(plain),
            limit: 1.3,
        },
        Ratio { name: "layout after an edit, in ms / 40 ms".into(), found: edit.median() / 40.0, limit: 1.0 },
        Ratio { name: "load and check / whole build".into(), found: check.over(build), limit: 0.03 },
    ];
    if let [Some(bare), Some(build), ..] = peaks {
        println!("{:<46}{build:>10.0} MiB", "peak memory, whole build, 40");
        println!("{:<46}{bare:>10.0} MiB", "peak memory, Typst with our layouts, 40");
        let name = "peak memory / Typst with our layouts".into();
        ratios.push(Ratio { name, found: build / bare, limit: 1.25 });
    }
    ratios
}

/// All four targets of a book, beside its email target alone.
fn four_targets(name: &str, book: &Book) -> Ratio {
    let [mut email, mut all] = std::array::from_fn(|_| Series::new());
    for _ in 0..ROUNDS.0 {
        email.add(book.measure("email").time);
        all.add(book.measure("targets").time);
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
        short.add(small.measure("build").time);
        long.add(book.measure("build").time);
        edit.add(book.measure("edit").time);
    }
    println!("{:<46}{:>10}", "pages of 400 chapters", book.pages());
    long.print("whole build, 400");
    edit.print("layout after a one-word edit, 400");
    Ratio { name: "build of 400 chapters / of 40".into(), found: long.over(&short), limit: 10.3 }
}
