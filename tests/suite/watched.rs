//! `watch`: whatever editors do to save a file, what is built in the end is what was saved last.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::Duration;

use crate::book::{Book, CHAPTER, WORKBOOK, program};

/// How long something may take until it is told, and until it is built.
const PATIENCE: Duration = Duration::from_secs(60);

/// A watch that is running.
struct Watched {
    child: Child,
    lines: Receiver<String>,
    book: Book,
}

impl Watched {
    fn new() -> Self {
        let workbook = format!("{WORKBOOK}\n[target.email]\nkind = \"screen\"\n");
        let book = Book::with(CHAPTER).file("workbook.toml", workbook).file(
            "chapters/02.toml",
            CHAPTER.replace("Een alinea.", "Tweede tekst.").replace("number = 0", "number = 1"),
        );
        let mut command = program();
        command.arg("watch").current_dir(book.path()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = channel();
        let stderr = child.stderr.take().unwrap();
        spawn(move || {
            BufReader::new(stderr).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let watched = Self { child, lines, book };
        watched.told("wrote build/");
        watched.told("waiting");
        watched
    }

    /// Waits for a line.
    fn told(&self, wanted: &str) -> String {
        let mut all = Vec::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("`{wanted}` was not said, but {all:#?}"));
            if line.contains(wanted) {
                return line;
            }
            all.push(line);
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.book.path().join(name)
    }

    /// The text of what is built.
    fn built(&self) -> String {
        let folder = fs::read_dir(self.path("build"));
        let files = folder
            .map(|folder| folder.filter_map(Result::ok).map(|entry| entry.path()))
            .into_iter()
            .flatten();
        let pdf = files.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "pdf"));
        pdf.map(|path| text(&path)).unwrap_or_default()
    }

    /// Waits until a text is in what is built.
    fn until(&self, holds: impl Fn(&str) -> bool) {
        for _ in 0..PATIENCE.as_millis() / 100 {
            if holds(&self.built()) {
                return;
            }
            sleep(Duration::from_millis(100));
        }
        let said: Vec<String> = self.lines.try_iter().collect();
        panic!("what was saved was not built, but {} {said:#?}", self.built());
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn text(pdf: &Path) -> String {
    let output = Command::new("pdftotext").arg(pdf).arg("-").output();
    let output = output.unwrap_or_else(|error| panic!("pdftotext ({error}): tests/run installs it"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn chapter(body: &str) -> String {
    CHAPTER.replace("Een alinea.", body)
}

#[test]
fn saves_of_all_kinds_are_built() {
    let watched = Watched::new();
    let path = watched.path("chapters/01.toml");

    // As it is, and over a new file that takes the place of the old.
    fs::write(&path, chapter("Gewoon bewaard.")).unwrap();
    watched.until(|text| text.contains("Gewoon bewaard."));
    let beside = watched.path("chapters/.01.toml.swp");
    fs::write(&beside, chapter("Door een ander vervangen.")).unwrap();
    fs::rename(&beside, &path).unwrap();
    watched.until(|text| text.contains("Door een ander vervangen."));
    // The old one moved away first, as some editors keep it.
    fs::rename(&path, watched.path("chapters/01.toml~")).unwrap();
    fs::write(&path, chapter("Met een oude ernaast.")).unwrap();
    watched.until(|text| text.contains("Met een oude ernaast."));

    // Two in a row, of one length.
    fs::write(&path, chapter("Twee keer: aaaa.")).unwrap();
    fs::write(&path, chapter("Twee keer: bbbb.")).unwrap();
    watched.until(|text| text.contains("Twee keer: bbbb."));

    // A chapter that goes and comes back.
    let second = watched.path("chapters/02.toml");
    fs::rename(&second, watched.path("weg.toml")).unwrap();
    watched.until(|text| !text.contains("Tweede tekst."));
    fs::rename(watched.path("weg.toml"), &second).unwrap();
    watched.until(|text| text.contains("Tweede tekst."));

    // A file written by halves: told, and nothing is built of it.
    let whole = chapter("In twee delen geschreven.");
    fs::write(&path, &whole[..whole.len() - 8]).unwrap();
    let said = watched.told("nothing was written");
    assert!(said.contains("error"), "{said}");
    assert!(watched.built().contains("Twee keer: bbbb."));
    fs::write(&path, &whole).unwrap();
    watched.until(|text| text.contains("In twee delen geschreven."));
}

#[test]
fn a_folder_may_go_and_come_back() {
    let watched = Watched::new();
    let (here, away) = (watched.path("chapters"), watched.path("elders"));
    fs::rename(&here, &away).unwrap();
    watched.told("nothing was written");
    fs::rename(&away, &here).unwrap();
    watched.told("wrote build/");
    // Another folder of that name is watched as the first was.
    fs::remove_dir_all(&here).unwrap();
    watched.told("nothing was written");
    fs::create_dir(&here).unwrap();
    fs::write(here.join("01.toml"), chapter("In een nieuwe map.")).unwrap();
    watched.until(|text| text.contains("In een nieuwe map."));
    fs::write(here.join("01.toml"), chapter("En daarin bewaard.")).unwrap();
    watched.until(|text| text.contains("En daarin bewaard."));
    // A picture that is not there yet, in a folder that is not there yet.
    let figure = "\n[[block]]\ntype = \"figure\"\nimage = \"platen/a.svg\"\nalt = \"Een vlak.\"\ncaption = \"Met een plaat.\"\n";
    fs::write(here.join("01.toml"), chapter("Met.") + figure).unwrap();
    watched.told("nothing was written");
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 40\"><rect width=\"80\" height=\"40\"/></svg>";
    for folder in [watched.path("platen"), here.join("platen")] {
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.svg"), picture).unwrap();
    }
    watched.until(|text| text.contains("Met een plaat."));
}

#[test]
fn a_hundred_saves_end_with_the_last() {
    let watched = Watched::new();
    for save in 1..=100 {
        fs::write(watched.path("chapters/01.toml"), chapter(&format!("Bewaard voor keer {save}."))).unwrap();
        sleep(Duration::from_millis(30));
    }
    watched.until(|text| text.contains("Bewaard voor keer 100."));
}

#[test]
fn what_cannot_be_watched_is_told() {
    let book = Book::with(CHAPTER);
    for args in [&["watch", "nowhere"][..], &["watch", "--target", "none"], &["watch", "chapters/01.toml"]] {
        let run = book.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
    }
}
