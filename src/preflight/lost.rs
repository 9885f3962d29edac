//! Every word arrives: the laid-out text is held to the content.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use typst_library::World;
use unicode_normalization::UnicodeNormalization;

use super::drawn::Drawn;
use super::sheets::Sheet;
use super::subject::Subject;
use crate::book::Entry;
use crate::content::fields::{Held, each};
use crate::source::{FileId, Finding, Place, file_id};
use crate::typeset::{Leaf, Paragraph, leaves, paragraph_of};

/// The letters and digits of a paragraph as they are on the pages: by the spots of their pieces.
type Pieces = Vec<(usize, String)>;

/// Looks whether all texts of the chapters are on the pages.
pub fn check(subject: &Subject, sheets: &[Sheet]) -> Vec<Finding> {
    let drawn = drawn(sheets);
    let chapters = subject.book.chapters.iter();
    let mut seen = HashSet::new();
    let files = chapters.flat_map(|chapter| tables(chapter).chain([chapter.file]));
    files.filter(|file| seen.insert(*file)).flat_map(|file| lost(subject, file, &drawn)).collect()
}

/// The CSV files that a chapter names.
fn tables(chapter: &Entry) -> impl Iterator<Item = FileId> {
    let mut files = Vec::new();
    for placed in chapter.blocks() {
        each(placed.block.table(), &mut |_, held| {
            if let Held::Csv(path) = held {
                files.extend(file_id(&path.value));
            }
        });
    }
    files.into_iter()
}

/// What is on the pages, paragraph by paragraph.
fn drawn(sheets: &[Sheet]) -> HashMap<(FileId, Paragraph), Pieces> {
    let mut drawn: HashMap<(FileId, Paragraph), Pieces> = HashMap::new();
    for thing in sheets.iter().flat_map(|sheet| &sheet.things) {
        let Drawn::Text(item) = &thing.drawn else { continue };
        let mut last = None;
        for glyph in &item.glyphs {
            // Several glyphs may draw the same characters.
            if last.replace(glyph.range()) == Some(glyph.range()) {
                continue;
            }
            let Some((file, paragraph, start)) = paragraph_of(glyph.span.0.into()) else { continue };
            let letters = letters(item.text.get(glyph.range()).unwrap_or_default());
            let pieces = drawn.entry((file, paragraph)).or_default();
            match pieces.last_mut() {
                Some((at, text)) if *at == start => text.push_str(&letters),
                _ => pieces.push((start, letters)),
            }
        }
    }
    // A piece that is drawn in several places, as over the end of a page, is one.
    for pieces in drawn.values_mut() {
        pieces.sort_by_key(|(start, _)| *start);
        let all = std::mem::take(pieces);
        for (start, text) in all {
            match pieces.last_mut() {
                Some((at, known)) if *at == start => known.push_str(&text),
                _ => pieces.push((start, text)),
            }
        }
    }
    drawn
}

/// The texts of a file that are not on the pages, or not whole.
fn lost(subject: &Subject, file: FileId, drawn: &HashMap<(FileId, Paragraph), Pieces>) -> Vec<Finding> {
    let Ok(bytes) = subject.workspace.file(file) else { return vec![] };
    let leaves = leaves(file, &bytes);
    let mut known: HashSet<(Option<usize>, String)> = HashSet::new();
    let mut findings = Vec::new();
    for paragraph in leaves.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let Some(first) = paragraph.first() else { continue };
        let pieces = drawn.get(&(file, first.paragraph)).map_or(&[][..], Vec::as_slice);
        let whole: String = paragraph.iter().map(|leaf| letters(&leaf.text)).collect();
        match missing(paragraph, pieces) {
            None => _ = known.insert((first.block, whole)),
            // What several things share is set once, such as the heading of a group.
            Some(_) if pieces.is_empty() && known.contains(&(first.block, whole)) => {}
            Some((range, words)) => findings.push(told(file, range, &words)),
        }
    }
    findings
}

fn told(file: FileId, range: Range<usize>, words: &str) -> Finding {
    let shown: String = words.chars().take(60).collect();
    let message = format!("`{shown}` is not on the pages, or not whole");
    Finding::error("lost-text", Place::new(file, range), message)
        .hint("this is a fault of the program: please report it; until then, write this text in another way")
}

/// The first piece of a paragraph that the pages do not have whole.
///
/// Pieces may be drawn more than once, one after the other, as the heads of tables are.
fn missing(paragraph: &[Leaf], pieces: &[(usize, String)]) -> Option<(Range<usize>, String)> {
    let whole: String = paragraph.iter().map(|leaf| letters(&leaf.text)).collect();
    let ends = ends(paragraph);
    let mut rest = whole.as_str();
    for (start, piece) in pieces.iter().filter(|(_, piece)| !piece.is_empty()) {
        let done = whole.len() - rest.len();
        let room = ends.partition_point(|(from, _)| from <= start).checked_sub(1).and_then(|at| ends.get(at));
        let room = room.map_or(0, |(_, end)| end.saturating_sub(done));
        // What fits into its own leaf is taken before what reaches into the next, as a ligature does.
        let fitting = once(piece).filter(|once| once.len() <= room).chain(once(piece));
        match fitting.into_iter().find_map(|once| rest.strip_prefix(once)) {
            Some(after) => rest = after,
            None => break,
        }
    }
    if rest.is_empty() {
        return None;
    }
    let found = whole.len() - rest.len();
    let at = ends.partition_point(|(_, end)| *end <= found);
    paragraph.get(at).map(|leaf| (leaf.range.clone(), leaf.text.clone()))
}

/// Where each leaf starts, as its spot says, and where its letters end in those of the paragraph.
fn ends(paragraph: &[Leaf]) -> Vec<(usize, usize)> {
    let mut end = 0;
    let end_of = |leaf: &Leaf| {
        end += letters(&leaf.text).len();
        (leaf.start, end)
    };
    paragraph.iter().map(end_of).collect()
}

/// A piece as it reads once, if it was drawn once, twice, and so on.
fn once(piece: &str) -> impl Iterator<Item = &str> {
    let times = (1..=piece.len()).filter(|times| piece.len().is_multiple_of(*times));
    times.filter_map(move |times| {
        let once = piece.get(..piece.len() / times)?;
        (once.repeat(times) == piece).then_some(once)
    })
}

/// Letters and digits alone, as they are written without ligatures and accents.
fn letters(text: &str) -> String {
    text.nfkd().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Leaf, Paragraph, letters, missing};

    fn leaf(start: usize, text: &str) -> Leaf {
        let paragraph = Paragraph { field: 0, paragraph: 0 };
        Leaf { paragraph, start, range: start..start + text.len(), text: text.into(), block: None }
    }

    fn pieces(list: &[(usize, &str)]) -> Vec<(usize, String)> {
        list.iter().map(|(start, text)| (*start, (*text).to_owned())).collect()
    }

    #[test]
    fn what_is_not_there_is_missing() {
        let text = [leaf(0, "One "), leaf(6, "two, "), leaf(14, "three.")];
        let check = |list: &[(usize, &str)]| missing(&text, &pieces(list)).map(|found| found.1);
        assert_eq!(check(&[(0, "One"), (6, "two"), (14, "three")]), None);
        assert_eq!(check(&[(0, "OneOne"), (6, "twotwo"), (14, "three")]), None, "the head of a table");
        assert_eq!(check(&[(0, "Onet"), (6, "wo"), (14, "three")]), None, "a ligature");
        assert_eq!(check(&[(0, "One"), (14, "three")]).as_deref(), Some("two, "));
        assert_eq!(check(&[(0, "One"), (6, "two"), (14, "thre")]).as_deref(), Some("three."));
        assert_eq!(check(&[]).as_deref(), Some("One "));
        let cells = [leaf(0, "ha"), leaf(4, "ha"), leaf(8, "haha")];
        let drawn = pieces(&[(0, "haha"), (4, "haha"), (8, "hahahaha")]);
        assert_eq!(missing(&cells, &drawn), None, "equal cells in a head that repeats");
        assert_eq!(
            missing(&cells, &pieces(&[(0, "haha"), (8, "haha")])).map(|found| found.1).as_deref(),
            Some("haha")
        );
    }

    #[test]
    fn letters_are_those_of_the_words() {
        assert_eq!(letters("2\u{1d49} e\u{301}é, ﬁn—½"), "2eeefin12");
    }
}
