#![expect(clippy::panic, reason = "a benchmark that cannot go on has failed")]
//! The speed of the program on generated books of 40 and of 400 chapters.
//!
//! `cargo bench` runs Criterion and then prints the ratios that `docs/performance.md` promises;
//! `cargo bench -- --ratios` measures only those, `--ratios long` or `--ratios photos` only those of long
//! things or of photographs, and `--assert` fails if one is missed. `--generate 40 FOLDER` writes a book, and
//! `--child layout FOLDER` does one thing with it, for a profiler to look at.

mod bare;
mod child;
mod generate;
mod long;
mod measure;
mod photos;
mod ratios;
mod work;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use criterion::{Criterion, SamplingMode};

use work::Book;

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, what, folder] = args.as_slice()
        && flag == measure::FLAG
    {
        child::child(what, Path::new(folder));
        return ExitCode::SUCCESS;
    }
    if let [flag, chapters, folder] = args.as_slice()
        && flag == "--generate"
    {
        let chapters = chapters.parse().expect("a number of chapters");
        generate::write(Path::new(folder), chapters).expect("room for the generated book");
        return ExitCode::SUCCESS;
    }
    let mut take = |flag: &str| {
        let count = args.len();
        args.retain(|arg| arg != flag);
        args.len() < count
    };
    let (bench, assert, only) = (take("--bench"), take("--assert"), take("--ratios"));
    if !(assert || only) {
        benchmarks(Criterion::default().configure_from_args());
    }
    // Someone who asks for one benchmark, or for a mere trial run, wants no table.
    let wanted = bench && (args.is_empty() || only);
    if wanted && !ratios::measure(&args) && assert {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn benchmarks(mut criterion: Criterion) {
    for chapters in [40, 400] {
        book(&mut criterion, chapters);
    }
    criterion.final_summary();
}

fn book(criterion: &mut Criterion, chapters: usize) {
    let book = Book::new(chapters);
    let mut group = criterion.benchmark_group(format!("{chapters} chapters"));
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(10));
    let mut measure = |name: &str, what: &str| {
        let once = || book.measure(what).time;
        group.bench_function(name, |bencher| bencher.iter_custom(|count| (0..count).map(|_| once()).sum()));
    };
    measure("cold build", "build");
    measure("load and check", "check");
    measure("layout after an edit", "edit");
    measure("PDF export", "export");
    group.finish();
}
