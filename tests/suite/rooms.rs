//! The house: imports go one way, and files stay small.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::book::sample;

/// The rooms in the order in which data passes through them.
const ROOMS: [&str; 19] = [
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
    "reference",
    "starter",
    "import",
    "writing",
    "pipeline",
    "preview",
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

/// Inside a room, and among the files of the benchmarks, no file leads back to itself by what it imports.
///
/// A file of the name of its folder, `mod.rs`, gathers what is in it, and does not count.
#[test]
fn no_room_has_circles() {
    let rooms = ROOMS.iter().map(|room| sample().join("src").join(room));
    let mut seen = 0;
    for folder in rooms.chain([sample().join("benches/book")]) {
        for folder in folders(&folder) {
            let arrows = arrows(&folder);
            seen += arrows.values().map(Vec::len).sum::<usize>();
            for start in arrows.keys() {
                let mut way = vec![start.clone()];
                assert!(!leads_back(&arrows, start, &mut way), "{}: {}", folder.display(), way.join(" -> "));
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

/// A folder, and all folders in it.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let inner = entries.filter(|path| path.is_dir()).flat_map(|path| folders(&path));
    inner.chain([folder.to_owned()]).collect()
}

/// Which modules beside each other import which: those of one folder, by their names.
fn arrows(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let modules: Vec<PathBuf> =
        entries.filter(|path| path.is_dir() || path.extension().is_some_and(|kind| kind == "rs")).collect();
    let names: Vec<String> = modules
        .iter()
        .map(|path| name(path))
        .filter(|name| !["mod", "main"].contains(&name.as_str()))
        .collect();
    // From inside a folder of its own, a module reaches its neighbours by one more step.
    let mut arrows = BTreeMap::new();
    for path in modules.iter().filter(|path| names.contains(&name(path))) {
        let mut to = Vec::new();
        let inner = if path.is_dir() { files(path, "rs") } else { vec![path.clone()] };
        for file in inner {
            let text = fs::read_to_string(&file).unwrap();
            let depth = file.strip_prefix(folder).unwrap().components().count() - 1;
            let depth = if file.ends_with("mod.rs") { depth - 1 } else { depth };
            let ups = "super::".repeat(depth + 1);
            let room = folder.strip_prefix(sample().join("src")).ok();
            let room = room.map(|room| format!("crate::{}::", room.to_string_lossy().replace('/', "::")));
            let starts = [Some(ups), room, (folder.ends_with("book")).then(|| "crate::".to_owned())];
            for start in starts.into_iter().flatten() {
                to.extend(imported(&text, &start));
            }
        }
        to.retain(|other| names.contains(other) && *other != name(path));
        to.sort();
        to.dedup();
        arrows.entry(name(path)).or_insert_with(Vec::new).extend(to);
    }
    arrows
}

/// The first names after a start of a path, alone or in braces.
fn imported(text: &str, start: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(start) {
        // `super::super::x` holds `super::x`, and is another place.
        if text[..at].ends_with("super::") {
            continue;
        }
        let rest = &text[at + start.len()..];
        let list = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or_default());
        let parts: Vec<&str> = if rest.starts_with('{') { list.split(',').collect() } else { vec![rest] };
        for part in parts {
            found.push(part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found
}

/// Whether one comes back to where the way started.
fn leads_back(arrows: &BTreeMap<String, Vec<String>>, at: &str, way: &mut Vec<String>) -> bool {
    for next in arrows.get(at).into_iter().flatten() {
        if *next == way[0] {
            way.push(next.clone());
            return true;
        }
        if way.contains(next) {
            continue;
        }
        way.push(next.clone());
        if leads_back(arrows, next, way) {
            return true;
        }
        way.pop();
    }
    false
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

/// Every number of the layouts is in the files of tokens.
#[test]
fn layouts_have_no_numbers_of_their_own() {
    for file in files(&sample().join("layouts"), "typ") {
        if file.ends_with("tokens.typ") || file.parent().is_some_and(|folder| folder.ends_with("tokens")) {
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
