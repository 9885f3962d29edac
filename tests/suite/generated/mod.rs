//! Books made from the types themselves: each ends in findings that have a place, or in sound files.
//!
//! What a block or a key may be comes from its [`Shape`](werkboek::content::Shape), so that a new one is tried
//! without a word here. `every_value_of_every_key` goes through all of them; `books_by_seed` mixes them, each
//! seed making the same book always. The environment steers longer runs, and the search for a fault again:
//!
//! | variable | |
//! |---|---|
//! | `GENERATED_SEED` | the first seed (0) |
//! | `GENERATED_COUNT` | how many books by seed at most |
//! | `GENERATED_MINUTES` | how long books are made by seed, where no count is given (2) |
//!
//! What fails is made as small as it still fails, and written to `target/generated`.

mod assets;
mod bench;
mod hunt;
mod made;
mod owners;
mod report;
mod seeded;
mod shrink;
mod systematic;
mod texts;
mod values;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use bench::Bench;
use hunt::{Found, hunt};
use made::Made;
use report::Kept;

/// Of so many books, the files of one are held to the validators.
const SAMPLE: usize = 120;

/// Books of every block, on both styles and in every language, that pass the checks.
pub fn whole() -> Vec<Made> {
    let mut books = systematic::every_block();
    books.iter_mut().flat_map(|made| &mut made.chapters).for_each(described);
    books
}

/// Takes away that images only decorate: they have descriptions, too.
fn described(table: &mut toml::Table) {
    table.remove("decorative");
    for value in table.iter_mut().map(|(_, value)| value) {
        match value {
            toml::Value::Table(inner) => described(inner),
            toml::Value::Array(items) => {
                items.iter_mut().filter_map(toml::Value::as_table_mut).for_each(described)
            }
            _ => {}
        }
    }
}

/// Puts the files that books name into a book.
pub fn with_assets(book: crate::book::Book) -> crate::book::Book {
    assets::write(book.path());
    book
}

/// A number from the environment.
pub fn number(name: &str) -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "a test looks at its own environment")]
    let given = std::env::var(name).ok()?;
    Some(given.parse().unwrap_or_else(|_| panic!("{name} is a number, and not `{given}`")))
}

/// The time, for what goes on until it is up.
#[expect(clippy::disallowed_methods, reason = "a test looks at the clock itself")]
fn now() -> Instant {
    Instant::now()
}

/// Takes books all the way on all processors, until there are none or the time is up.
fn all(
    book: impl Fn(usize) -> Option<(String, Made)> + Sync,
    validated: impl Fn(usize) -> bool + Sync,
) -> (Found, Kept) {
    let next = AtomicUsize::new(0);
    let (found, kept) = (Mutex::new(Found::default()), Mutex::new(Kept::new()));
    let work = || {
        let mut bench = Bench::new();
        let mut own = Found::default();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((label, made)) = book(index) else { break };
            let running = report::running(index % 8, &label);
            let files = hunt(&mut bench, &made, &label, &mut own);
            drop(running);
            if validated(index) {
                kept.lock().unwrap().keep(&label, made, files);
            }
        }
        found.lock().unwrap().add(own);
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    (found.into_inner().unwrap(), kept.into_inner().unwrap())
}

#[test]
fn every_value_of_every_key() {
    let whole = systematic::every_block().len();
    let books = systematic::books();
    let book = |index: usize| Some((format!("systematic-{index}"), books.get(index)?.clone()));
    let (found, kept) = all(book, |index| index < whole || index % SAMPLE == 0);
    report::report(found, kept);
}

#[test]
fn books_by_seed() {
    let first = number("GENERATED_SEED").unwrap_or(0);
    let count = number("GENERATED_COUNT").map(|count| count as usize);
    let end = now() + Duration::from_secs(60 * number("GENERATED_MINUTES").unwrap_or(2));
    let book = |index: usize| {
        let more = count.map_or(now() < end, |count| index < count);
        let seed = first + index as u64;
        more.then(|| (format!("seed-{seed}"), seeded::book(seed)))
    };
    let (found, kept) = all(book, |index| index % SAMPLE == 0);
    assert!(found.files > 0 || count.is_some());
    report::report(found, kept);
}

#[test]
fn a_seed_makes_one_book() {
    for seed in 0..200 {
        // As they are written: no number that is none equals itself.
        assert!(seeded::book(seed).texts() == seeded::book(seed).texts(), "{seed}");
    }
    assert!(seeded::book(1).texts() != seeded::book(2).texts());
}
