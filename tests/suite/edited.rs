//! Edits through the forms of the preview, beside the same ones made by hand in the file.

use std::fs;

use serde_json::{Value, json};
use werkboek::writing::{Kind, Node, Syntax};

use crate::book::{Book, sample};
use crate::previewed::Served;

/// How many edits are made at random in each book.
const EDITS: usize = 170;

/// The sample, in a folder of its own.
fn sample_book() -> Book {
    let mut book = Book::empty();
    let mut folders = vec![sample().join("chapters")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(sample()).unwrap().to_str().unwrap().to_owned();
                book = book.file(&name, fs::read(path).unwrap());
            }
        }
    }
    book.file("workbook.toml", fs::read(sample().join("workbook.toml")).unwrap())
}

/// The strings of a file, with their quotation marks.
fn strings(text: &str) -> Vec<std::ops::Range<usize>> {
    fn of(node: &Node, text: &str, found: &mut Vec<std::ops::Range<usize>>) {
        match &node.kind {
            Kind::Scalar if text[node.range.clone()].starts_with(['"', '\'']) => {
                found.push(node.range.clone())
            }
            Kind::Scalar => {}
            Kind::List(items) => items.iter().for_each(|item| of(item, text, found)),
            Kind::Table(entries) => entries.iter().for_each(|entry| of(&entry.node, text, found)),
        }
    }
    let mut found = Vec::new();
    let syntax = Syntax::read(text).unwrap();
    syntax
        .sections
        .iter()
        .flat_map(|section| &section.entries)
        .for_each(|entry| of(&entry.node, text, &mut found));
    found
}

/// The field of a path in a form, with all that is in it.
fn field<'a>(fields: &'a Value, path: &Value) -> Option<&'a Value> {
    let inner = |each: &'a Value| ["fields", "items"].iter().find_map(|key| field(&each[key], path));
    fields.as_array()?.iter().find_map(|each| if each["path"] == *path { Some(each) } else { inner(each) })
}

/// What a person writes between quotation marks for some words.
fn by_hand(words: &str, raw: &str, windows: bool) -> Option<String> {
    let several = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    if words.contains('\n') && !several {
        return None;
    }
    let words = if windows { words.replace('\n', "\r\n") } else { words.to_owned() };
    match (raw.starts_with('"'), several) {
        (true, false) => Some(words.replace('\\', "\\\\").replace('"', "\\\"")),
        (true, true) => Some(words.replace('\\', "\\\\").replace('"', "\\\"")),
        (false, _) => (!words.contains('\'')).then_some(words),
    }
}

/// Words are put in at a letter that was clicked, or a letter is taken out, as a person would do it in the file: all
/// other bytes stay.
fn edits_are_those_by_hand(book: Book, seed: u64, windows: bool) {
    let served = Served::new(book, &[]);
    served.events().until(|told| told["pages"].is_array());
    let files = served.json("types")["chapters"].clone();
    let mut files: Vec<String> = serde_json::from_value(files).unwrap();
    files.push("workbook.toml".into());
    let mut random = fastrand::Rng::with_seed(seed);
    let words = ["woord", " é “x” ", "a\\b", "\"", "'", "\n", "🌳", "# [x]", "|"];
    let (mut made, mut tries) = (0, 0);
    while made < EDITS {
        tries += 1;
        assert!(tries < EDITS * 60, "{made} edits only");
        let file = &files[random.usize(..files.len())];
        let before = served.text(file);
        let strings = strings(&before);
        let Some(range) = random.choice(strings).filter(|range| range.len() > 8) else { continue };
        let raw = &before[range.clone()];
        let at = range.start + 3 + random.usize(..range.len() - 6);
        // Not in the middle of an escape, nor of what a backslash swallows.
        let near = before.get(at.saturating_sub(12).max(range.start)..at).unwrap_or("\\");
        let is_plain = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (left, right) = (before.get(..at), before.get(at..));
        if near.contains('\\')
            || !is_plain(left.and_then(|text| text.chars().next_back()))
            || !is_plain(right.and_then(|text| text.chars().next()))
        {
            continue;
        }
        let form = served.form(file, &format!("byte={at}"));
        let (path, units) = (form["cursor"]["path"].clone(), form["cursor"]["at"].as_u64().unwrap() as usize);
        // What type a block is of stands on no page.
        if path.as_array().and_then(|path| path.last()).is_some_and(|key| key == "type") {
            continue;
        }
        let Some(known) = field(&form["fields"], &path) else { panic!("{file}: no field for {path}") };
        let mut value: Vec<u16> = known["value"].as_str().unwrap().encode_utf16().collect();
        let word = random.choice(words).unwrap();
        let wanted = if random.bool() {
            let Some(hand) = by_hand(word, raw, windows) else { continue };
            value.splice(units..units, word.encode_utf16());
            format!("{}{hand}{}", &before[..at], &before[at..])
        } else {
            let letter = before[at..].chars().next().unwrap();
            value.drain(units..units + letter.len_utf16());
            format!("{}{}", &before[..at], &before[at + letter.len_utf8()..])
        };
        let value = String::from_utf16(&value).unwrap();
        let (status, told) = served.set(file, &path, &json!(value));
        assert_eq!(status, 200, "{told}");
        assert_eq!(served.text(file), wanted, "{file} {path}: {word:?}");
        // Enough of it stays TOML that can be read.
        if random.u8(..) < 128 {
            assert_eq!(served.write(&json!({ "do": "undo" })).0, 200);
            assert_eq!(served.text(file), before);
        }
        made += 1;
    }
}

#[test]
fn edits_of_the_sample_are_those_by_hand() {
    edits_are_those_by_hand(sample_book(), 1, false);
}

#[test]
fn edits_of_the_hard_book_are_those_by_hand() {
    edits_are_those_by_hand(crate::hard::book(), 2, false);
}

#[test]
fn edits_of_files_of_windows_are_those_by_hand() {
    let book = sample_book();
    for entry in fs::read_dir(book.path().join("chapters")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "toml") {
            let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
            fs::write(path, text).unwrap();
        }
    }
    let text = fs::read_to_string(book.path().join("workbook.toml")).unwrap().replace('\n', "\r\n");
    edits_are_those_by_hand(book.file("workbook.toml", text), 3, true);
}
