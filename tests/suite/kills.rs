//! Builds that are killed at any moment, and builds that write to one place at once: what is left is
//! whole, and of one set.
//!
//! Bounded in count and not in time. Moments come from a seed.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{sleep, yield_now};
use std::time::Duration;

use crate::book::{Book, CHAPTER, WORKBOOK, program};

/// How many builds are killed.
const KILLS: usize = 300;

/// How many pairs of builds write to one place at once.
const PAIRS: usize = 100;

/// How long after its start a build is killed at the latest, in microseconds.
const LATEST: u64 = 250_000;

/// How long after its first hidden file a build is killed at the latest, in microseconds.
const WRITING: u64 = 40_000;

/// How often it is looked whether a build writes.
const LOOKS: usize = 2_000_000;

/// Files by their names.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Two books whose builds have the same names, and the places to which both are built.
struct Bench {
    books: [Book; 2],
    place: tempfile::TempDir,
    /// What each build leaves.
    sets: [Files; 2],
}

impl Bench {
    fn new() -> Self {
        let books = ["Een alinea.", "Iets heel anders, en langer."].map(|body| {
            Book::with(&CHAPTER.replace("Een alinea.", body)).file(
                "workbook.toml",
                format!(
                    "{WORKBOOK}\n[target.a]\nkind = \"screen\"\n[target.b]\nkind = \"print\"\nmarks = false\n"
                ),
            )
        });
        let mut bench = Self { books, place: tempfile::tempdir().unwrap(), sets: Default::default() };
        for folder in ["pdf", "png"] {
            fs::create_dir(bench.place.path().join(folder)).unwrap();
        }
        for book in [0, 1] {
            assert!(bench.command(book).status().unwrap().success());
            bench.sets[book] = bench.found();
            assert_eq!(bench.sets[book].len(), 7);
        }
        assert!(bench.sets[0].iter().all(|(name, _)| bench.sets[1].contains_key(name)));
        assert!(bench.sets[0] != bench.sets[1]);
        bench
    }

    /// Builds a book: two PDFs into one folder, and pictures into another.
    fn command(&self, book: usize) -> Command {
        let mut command = program();
        command.arg("build").arg(self.books[book].path()).args([
            "-q",
            "--ppi",
            "10",
            "--out-dir",
            "pdf",
            "--png",
            "png",
        ]);
        command.current_dir(self.place.path()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn start(&self, book: usize) -> Child {
        self.command(book).spawn().unwrap()
    }

    /// All files, but for hidden ones.
    fn found(&self) -> Files {
        self.all().into_iter().filter(|(path, _)| !is_hidden(path)).collect()
    }

    fn all(&self) -> Files {
        let folders = ["pdf", "png"].map(|folder| fs::read_dir(self.place.path().join(folder)).unwrap());
        let paths = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
        // A hidden file may go while it is looked at.
        paths.map(|path| (path.clone(), fs::read(&path).unwrap_or_default())).collect()
    }

    /// Whether the files are those of one build.
    fn is_one_set(&self) -> bool {
        let found = self.found();
        self.sets.contains(&found)
    }

    /// Each file by itself is whole.
    fn is_whole(&self) -> bool {
        let known = |path: &PathBuf, bytes| self.sets.iter().any(|set| set.get(path) == Some(bytes));
        let found = self.found();
        found.len() == 7 && found.iter().all(|(path, bytes)| known(path, bytes))
    }

    /// A build that comes to nothing, since its content is wrong: it ends what another had begun.
    fn next(&self) {
        let broken = Book::with("title = ");
        let mut command = program();
        command.arg("build").arg(broken.path()).args(["--out-dir", "pdf", "--png", "png"]);
        command.current_dir(self.place.path()).stdout(Stdio::null()).stderr(Stdio::null());
        assert_eq!(command.status().unwrap().code(), Some(1));
    }

    /// Whether a build has begun to write.
    fn is_writing(&self) -> bool {
        self.place.path().join("pdf/.werkboek").exists()
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().unwrap().to_string_lossy().starts_with('.')
}

#[test]
fn builds_that_are_killed() {
    let bench = Bench::new();
    let mut random = fastrand::Rng::with_seed(8);
    let (mut writing, mut between) = (0, 0);
    for round in 0..KILLS {
        let mut child = bench.start(round % 2);
        // Two of three are killed while they write, which takes but a part of their time.
        if round % 3 == 0 {
            sleep(Duration::from_micros(random.u64(0..LATEST)));
        } else {
            for _ in 0..LOOKS {
                if bench.is_writing() || child.try_wait().unwrap().is_some() {
                    break;
                }
                yield_now();
            }
            sleep(Duration::from_micros(random.u64(0..WRITING)));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(bench.is_whole(), "round {round}: {:?}", bench.found().keys());
        let hidden = bench.all().keys().any(|path| is_hidden(path));
        writing += usize::from(hidden);
        if !bench.is_one_set() {
            // Killed between two moves: the journal says how it ends.
            assert!(bench.is_writing(), "round {round}");
            between += 1;
        }
        if hidden {
            bench.next();
        }
        assert!(bench.is_one_set(), "round {round}: {:?}", bench.all().keys());
        assert!(!bench.all().keys().any(|path| is_hidden(path)), "round {round}: {:?}", bench.all().keys());
    }
    println!("{writing} of {KILLS} killed while writing, {between} of them between two moves");
    assert!(writing > KILLS / 10, "{writing}");
}

#[test]
fn builds_at_once() {
    let bench = Bench::new();
    for round in 0..PAIRS {
        let pair = [bench.start(round % 2), bench.start((round + 1) % 2)];
        for mut child in pair {
            assert_eq!(child.wait().unwrap().code(), Some(0), "round {round}");
        }
        assert!(bench.is_one_set(), "round {round}: {:?}", bench.all().keys());
        assert!(!bench.all().keys().any(|path| is_hidden(path)), "round {round}");
    }
}
