//! Search in the text of the pages.

use typst_layout::{Page, PagedDocument};

use super::letters::{Letter, letters};
use super::source_text::folded;
use crate::edition::Area;

/// Where something that was looked for is.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The page, counted from 0.
    pub page: usize,
    /// The boxes around it, a line each, in points from the top left of the page's frame.
    pub areas: Vec<Area>,
}

/// The most places that are told.
const MOST: usize = 1000;

/// Where a text is on the pages of a document, whatever its case; a word is found over the end of a line, too.
pub fn search(document: &PagedDocument, wanted: &str) -> Vec<Hit> {
    let wanted: Vec<char> = squeezed(wanted);
    if wanted.is_empty() {
        return vec![];
    }
    let pages = document.pages().iter().enumerate();
    let hits = pages.flat_map(|(page, laid)| {
        let letters = letters(laid);
        let row = row(&letters);
        let found = positions(&row, &wanted);
        found.into_iter().map(|(from, to)| Hit { page, areas: areas(&row, from, to) }).collect::<Vec<_>>()
    });
    hits.take(MOST).collect()
}

/// A text as it is looked for: in lower case, with one space between words.
fn squeezed(text: &str) -> Vec<char> {
    let words: Vec<String> = text.split_whitespace().map(|word| word.chars().map(folded).collect()).collect();
    words.join(" ").chars().collect()
}

/// The characters of a page in a row, each with its letter; none between letters that stand apart.
fn row(letters: &[Letter]) -> Vec<(char, Option<&Letter>)> {
    let mut row: Vec<(char, Option<&Letter>)> = Vec::new();
    let mut before: Option<&Letter> = None;
    for letter in letters {
        let ends_line = before.is_some_and(|before| is_apart(before, letter));
        let is_split = row.last().is_some_and(|(c, _)| *c == '-')
            && letter.text.chars().next().is_some_and(char::is_lowercase);
        if ends_line && is_split {
            row.pop();
        } else if ends_line {
            space(&mut row, None);
        }
        for c in letter.text.chars().filter(|c| *c != '\u{ad}') {
            if folded(c) == ' ' {
                space(&mut row, Some(letter));
            } else {
                row.push((folded(c), Some(letter)));
            }
        }
        before = Some(letter);
    }
    row
}

fn space<'a>(row: &mut Vec<(char, Option<&'a Letter>)>, letter: Option<&'a Letter>) {
    if row.last().is_some_and(|(c, _)| *c != ' ') {
        row.push((' ', letter));
    }
}

/// Whether a letter stands on another line than the one before it, or well away from it.
fn is_apart(before: &Letter, letter: &Letter) -> bool {
    let high = before.area.height().max(0.1);
    (before.area.bottom - letter.area.bottom).abs() > high * 0.5
        || letter.area.left - before.area.right > high * 0.15
        || before.area.right - letter.area.left > high
}

/// Where some characters are in a row: first and last of each.
fn positions(row: &[(char, Option<&Letter>)], wanted: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(some) = row.get(at..at + wanted.len()) {
        if some.iter().map(|(c, _)| c).eq(wanted) {
            found.push((at, at + wanted.len()));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

/// The boxes around some of a row, a line each.
fn areas(row: &[(char, Option<&Letter>)], from: usize, to: usize) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for letter in row.get(from..to).into_iter().flatten().filter_map(|(_, letter)| *letter) {
        let area = letter.area;
        match areas.last_mut() {
            Some(last) if (last.bottom - area.bottom).abs() < 0.5 && area.left >= last.left - 0.5 => {
                last.right = last.right.max(area.right);
                last.top = last.top.min(area.top);
            }
            _ => areas.push(area),
        }
    }
    areas
}

/// What a page says, as words for who cannot see it.
pub fn spoken(page: &Page) -> String {
    let letters = letters(page);
    let mut text = String::new();
    let mut before: Option<&Letter> = None;
    for letter in &letters {
        if before.is_some_and(|before| is_apart(before, letter)) && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(&letter.text);
        before = Some(letter);
    }
    text
}
