//! The words of a file and their places, by poppler.

use std::path::Path;

use crate::standards::accepts;

/// A word with its box, in points from the top left of the medium.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Left, top, right and bottom.
    pub area: [f64; 4],
}

/// A page with its words, in the order in which they are drawn.
#[derive(Debug)]
pub struct Page {
    /// Width and height in points.
    pub size: [f64; 2],
    /// The words.
    pub words: Vec<Word>,
}

/// The words of all pages of a file.
pub fn words(file: &Path) -> Vec<Page> {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("book.pdf");
    std::fs::copy(file, &copy).unwrap();
    // The output stands beside the file where no other is named.
    accepts("pdftotext", &["-q", "-raw", "-bbox"], &copy);
    let text = std::fs::read_to_string(folder.path().join("book.html")).unwrap();
    text.split("<page ").skip(1).map(page).collect()
}

fn page(text: &str) -> Page {
    let size = ["width", "height"].map(|key| number(text, key));
    let words = text.split("<word ").skip(1).map(|word| {
        let area = ["xMin", "yMin", "xMax", "yMax"].map(|key| number(word, key));
        let text = word.split_once('>').unwrap().1.split_once("</word>").unwrap().0;
        Word { text: text.to_owned(), area }
    });
    Page { size, words: words.collect() }
}

fn number(text: &str, key: &str) -> f64 {
    let (_, rest) = text.split_once(&format!("{key}=\"")).unwrap();
    rest.split_once('"').unwrap().0.parse().unwrap()
}

impl Page {
    /// The words in a box, moved so that its corner is the origin.
    pub fn inside(&self, area: [f64; 4]) -> Vec<Word> {
        let slack = 0.1;
        let inside = |word: &&Word| {
            let [left, top, right, bottom] = word.area;
            left > area[0] - slack
                && top > area[1] - slack
                && right < area[2] + slack
                && bottom < area[3] + slack
        };
        let moved = |word: &Word| {
            let [left, top, right, bottom] = word.area;
            let area = [left - area[0], top - area[1], right - area[0], bottom - area[1]];
            Word { text: word.text.clone(), area }
        };
        self.words.iter().filter(inside).map(moved).collect()
    }

    /// The words on a page that was turned upright by a quarter turn to the left.
    pub fn turned(&self) -> Vec<Word> {
        let width = self.size[0];
        let turn = |word: &Word| {
            let [left, top, right, bottom] = word.area;
            Word { text: word.text.clone(), area: [top, width - right, bottom, width - left] }
        };
        self.words.iter().map(turn).collect()
    }

    /// Where a word stands first.
    pub fn find(&self, text: &str) -> Option<[f64; 4]> {
        self.words.iter().find(|word| word.text == text).map(|word| word.area)
    }
}
