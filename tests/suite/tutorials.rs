//! The first hour, as its pages tell it: each command is run as it stands there.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::book::{program, sample};

/// The commands of a page, in their order.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(sample().join("docs").join(page)).unwrap();
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    blocks.flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// What a shell makes of a word with a star in it: the files of a folder of which the names begin and end so.
fn named(word: &str, folder: &Path) -> Vec<String> {
    let Some((start, end)) = word.split_once('*') else { return vec![word.into()] };
    let (outer, start) = start.rsplit_once('/').unwrap();
    let names =
        folder.join(outer).read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let fits = names.filter(|name| name.starts_with(start) && name.ends_with(end));
    fits.map(|name| format!("{outer}/{name}")).collect()
}

/// Runs a command in a folder; gives the folder in which one is then.
fn run(line: &str, folder: &Path) -> PathBuf {
    let words = shlex::split(line).unwrap();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["cd", to] => folder.join(to),
        // It stays until it is stopped.
        ["werkboek", "preview", rest @ ..] => {
            let mut command = program();
            command.args(["preview", "--no-open"]).args(rest).current_dir(folder);
            let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
            let mut address = String::new();
            BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(address.starts_with("http://127.0.0.1:"), "{line}: {address}");
            folder.into()
        }
        ["werkboek", rest @ ..] => {
            let rest = rest.iter().flat_map(|word| named(word, folder));
            let output = program().args(rest).current_dir(folder).output().unwrap();
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
            folder.into()
        }
        _ => panic!("{line}: this is no command of ours"),
    }
}

#[test]
fn the_first_hour_goes_as_it_is_told() {
    for page in ["first-hour.md", "eerste-uur.md", "for-designers.md"] {
        let place = tempfile::tempdir().unwrap();
        let lines = commands(page);
        assert!(lines.len() >= 4, "{lines:?}");
        let end = lines.iter().fold(place.path().to_owned(), |folder, line| run(line, &folder));
        let built = end.join("build").read_dir().unwrap().map(|entry| entry.unwrap().path());
        assert_eq!(
            built.filter(|path| path.extension().is_some_and(|end| end == "pdf")).count(),
            2,
            "{page}"
        );
    }
}

/// What the pages call by its name is called so on the page.
#[test]
fn the_first_hour_names_what_there_is() {
    let words = |file: &str| fs::read_to_string(sample().join("web").join(file)).unwrap();
    let all = words("labels.js") + &words("labels-of-writing.js");
    for (page, names) in [
        (
            "first-hour.md",
            &["More", "Undo", "Add a block", "Duplicate", "Remove", "New chapter", "Findings", "saved"][..],
        ),
        (
            "eerste-uur.md",
            &[
                "Meer",
                "Ongedaan maken",
                "Blok erbij",
                "Verdubbel",
                "Verwijder",
                "Nieuw hoofdstuk",
                "Bevindingen",
                "bewaard",
            ],
        ),
    ] {
        let text = fs::read_to_string(sample().join("docs").join(page)).unwrap();
        for name in names {
            assert!(text.contains(&format!("*{name}*")), "{page} does not name {name}");
            assert!(all.contains(&format!("\"{name}\"")), "nothing is called {name}");
        }
    }
}
