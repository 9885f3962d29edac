//! What is told of the books: counts, faults with the smallest book of each, what the validators say.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::assets;
use super::bench::{Bench, Fault, Files};
use super::hunt::Found;
use super::made::Made;
use super::shrink::shrink;
use crate::book::sample;
use crate::standards::CONFORMS;

/// How long a failing book is made smaller, and all of them together.
const SHRINKING: (Duration, Duration) = (Duration::from_secs(20), Duration::from_secs(240));

/// Where failing books are written.
fn folder() -> PathBuf {
    sample().join("target/generated")
}

/// The label of the book that is being made, in a file while it is: for what ends the whole process.
pub struct Running(PathBuf);

/// Notes which book is being made.
pub fn running(worker: usize, label: &str) -> Running {
    let path = folder().join(format!("running-{worker}-{label}"));
    fs::create_dir_all(folder()).unwrap();
    fs::write(&path, "").unwrap();
    Running(path)
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Files that the validators are to see, with the books that they are of.
pub struct Kept {
    dir: TempDir,
    books: Vec<(PathBuf, String, Made)>,
}

impl Kept {
    /// None yet.
    pub fn new() -> Self {
        Self { dir: TempDir::new().unwrap(), books: vec![] }
    }

    /// Keeps the files of a book.
    pub fn keep(&mut self, label: &str, made: Made, files: Files) {
        for (name, bytes) in files {
            let path = self.dir.path().join(format!("{label}-{name}.pdf"));
            fs::write(&path, bytes).unwrap();
            self.books.push((path, label.into(), made.clone()));
        }
    }

    /// What the validators refuse: all files at once, and one by one where there is anything.
    fn faults(&self) -> Vec<(Fault, String, Made)> {
        let is_tagged =
            |path: &Path| fs::read(path).unwrap().windows(17).any(|part| part == b"<pdfuaid:part>1</");
        let mut faults = Vec::new();
        // A title that is a sentence stands beside each folio, which outloud takes for lost prose.
        let (plain, sentences): (Vec<_>, Vec<_>) =
            self.books.iter().partition(|(.., made)| made.shown().contains("title = \"Werkboek\"\n"));
        for (books, args) in [(plain, vec!["--quiet"]), (sentences, vec!["--quiet", "--skip", "TAG-002"])] {
            let tagged: Vec<&Path> =
                books.iter().map(|(path, ..)| path.as_path()).filter(|path| is_tagged(path)).collect();
            if refused("outloud", &args, &tagged).is_none() {
                continue;
            }
            for (path, label, made) in books.iter().filter(|(path, ..)| tagged.contains(&path.as_path())) {
                let fault = refused("outloud", &args[1..], &[path]);
                faults.extend(fault.map(|fault| (fault, label.clone(), made.clone())));
            }
        }
        let conforms = [CONFORMS];
        let claiming: Vec<&Path> =
            self.books.iter().map(|(path, ..)| path.as_path()).filter(|path| is_tagged(path)).collect();
        let all_conform = refused("python3", &conforms, &claiming).is_none();
        for (path, label, made) in &self.books {
            let fault = refused("qpdf", &["--check"], &[path]);
            let conforms = || refused("python3", &conforms, &[path]);
            let fault = fault.or_else(|| if all_conform || !is_tagged(path) { None } else { conforms() });
            faults.extend(fault.map(|fault| (fault, label.clone(), made.clone())));
        }
        faults
    }
}

/// What a validator says of files that it refuses.
fn refused(tool: &str, args: &[&str], paths: &[&Path]) -> Option<Fault> {
    if paths.is_empty() {
        return None;
    }
    let output = Command::new(tool).args(args).args(paths).output();
    let output =
        output.unwrap_or_else(|error| panic!("{tool} cannot be run ({error}): tests/run installs it"));
    if output.status.success() {
        return None;
    }
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let first = paths.first().map_or_else(String::new, |path| path.display().to_string());
    Some(Fault::new(tool, &said.replace(&first, "FILE")))
}

/// Fails with all faults, each with the smallest book that has it.
pub fn report(mut found: Found, kept: Kept) {
    let validated = kept.books.len();
    for (fault, label, made) in kept.faults() {
        found.record(fault, made, &label, 1);
    }
    let mut text = format!(
        "{} books came out as files ({validated} files were held to validators), {} times a book was refused\n{:?}\n",
        found.files, found.refused, found.tally
    );
    let mut bench = Bench::new();
    let each = (SHRINKING.1 / found.faults.len().max(1) as u32).min(SHRINKING.0);
    for (at, (kind, (count, fault, made, label))) in found.faults.iter().enumerate() {
        let small = shrink(&mut bench, made.clone(), kind, each);
        let name = format!("{:02}-{label}", at + 1);
        let place = folder().join(&name);
        fs::create_dir_all(&place).unwrap();
        assets::write(&place);
        small.write(&place);
        let _ = write!(
            text,
            "\n## {count} x {}\nfirst in {label}, written to target/generated/{name}\n{}",
            fault.message,
            small.shown()
        );
    }
    if !found.faults.is_empty() {
        panic!("{text}");
    }
    println!("{text}");
}
