//! The house: imports go one way, and files stay small.

use std::fs;
use std::path::{Path, PathBuf};

use crate::book::sample;

/// The rooms in the order in which data passes through them.
const ROOMS: [&str; 14] = [
    "source",
    "content",
    "picture",
    "ink",
    "book",
    "check",
    "typeset",
    "edition",
    "plates",
    "preflight",
    "export",
    "inspect",
    "pipeline",
    "cli",
];

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found
}

#[test]
fn imports_go_one_way() {
    let mut seen = 0;
    for (rank, room) in ROOMS.iter().enumerate() {
        for file in files(&sample().join("src").join(room), "rs") {
            let text = fs::read_to_string(&file).unwrap();
            for part in text.split("crate::").skip(1) {
                let name: String = part.chars().take_while(|c| c.is_ascii_lowercase()).collect();
                let other = ROOMS.iter().position(|known| *known == name);
                let other = other.unwrap_or_else(|| panic!("{}: `{name}` is no room", file.display()));
                assert!(other <= rank, "{} imports upward, from `{name}`", file.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 30);
}

#[test]
fn there_are_no_other_rooms() {
    let mut found: Vec<String> = fs::read_dir(sample().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let mut rooms = ROOMS.map(String::from);
    found.sort();
    rooms.sort();
    assert_eq!(found, rooms);
}

#[test]
fn files_are_small() {
    let code = files(&sample().join("src"), "rs").into_iter().chain(files(&sample().join("layouts"), "typ"));
    for file in code {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 310, "{} has {lines} lines", file.display());
    }
}

/// Every number of the layouts is in the tokens file.
#[test]
fn layouts_have_no_numbers_of_their_own() {
    for file in files(&sample().join("layouts"), "typ") {
        if file.ends_with("tokens.typ") {
            continue;
        }
        for (index, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for unit in ["pt", "mm", "em"] {
                for (at, _) in code.match_indices(unit) {
                    let before = code[..at]
                        .chars()
                        .rev()
                        .take_while(|c| c.is_ascii_digit() || *c == '.')
                        .collect::<String>();
                    let after = code[at + unit.len()..].chars().next().is_some_and(char::is_alphanumeric);
                    let number = before.chars().any(|c| c.is_ascii_digit()) && before != "0";
                    assert!(!number || after, "{}:{}: {line}", file.display(), index + 1);
                }
            }
        }
    }
}
