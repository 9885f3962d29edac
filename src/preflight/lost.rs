//! Every word arrives: the laid-out text is held to the content.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use typst_library::World;
use unicode_normalization::UnicodeNormalization;

use super::drawn::{Drawn, is_of_marks};
use super::sheets::Sheet;
use super::subject::Subject;
use crate::book::Entry;
use crate::content::fields::{Held, each};
use crate::content::letters::is_right_to_left;
use crate::source::{FileId, Finding, Place, WORKBOOK, file_id};
use crate::typeset::{Leaf, Paragraph, leaves, paragraph_of, suspicion};

/// The letters and digits of a paragraph as they are on the pages: by the spots of their pieces.
type Pieces = Vec<(usize, String)>;

/// Looks whether all texts of the chapters are on the pages.
pub fn lost_texts(subject: &Subject, sheets: &[Sheet]) -> Vec<Finding> {
    let drawn = drawn(sheets);
    let chapters = subject.book.chapters.iter();
    let mut seen = HashSet::new();
    let files = chapters.flat_map(|chapter| tables(chapter).chain([chapter.file]));
    let files = files.filter(|file| seen.insert(*file)).flat_map(|file| lost(subject, file, &drawn));
    front(subject, sheets).into_iter().chain(files).collect()
}

/// The texts of `workbook.toml` that are not on the cover or in the colophon.
fn front(subject: &Subject, sheets: &[Sheet]) -> Vec<Finding> {
    let Ok(file) = file_id(WORKBOOK) else { return vec![] };
    let workbook = &subject.book.workbook;
    let description = workbook.description.as_ref().map(|text| (text.plain(), &text.range));
    let plain = [Some(&workbook.title), Some(&workbook.organisation), workbook.edition.name.as_ref()];
    let plain = plain.into_iter().flatten().map(|text| (text.value.clone(), &text.range, sheets.first()));
    let last = description.into_iter().map(|(text, range)| (text, range, sheets.last()));
    let missing = plain.chain(last).filter(|(text, _, sheet)| {
        let on_page = sheet.map_or_else(String::new, page_letters);
        let wanted = letters(text);
        match wanted.chars().any(is_right_to_left) {
            // What is written from right to left is not drawn in its order.
            true => !counts(&on_page).covers(&counts(&wanted)),
            false => !on_page.contains(&wanted),
        }
    });
    missing.map(|(text, range, _)| told(subject, Place::new(file, range.clone()), &text)).collect()
}

/// The letters and digits of a page in the order in which they are drawn.
fn page_letters(sheet: &Sheet) -> String {
    let texts = sheet.things.iter().filter_map(|thing| match &thing.drawn {
        Drawn::Text(item) if !is_of_marks(item) => Some(letters(&item.text)),
        _ => None,
    });
    texts.collect()
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
        if is_of_marks(item) {
            continue;
        }
        let mut last = None;
        // The glyphs of a word are of one paragraph.
        let mut current: Option<((FileId, Paragraph), &mut Pieces)> = None;
        for glyph in &item.glyphs {
            // Several glyphs may draw the same characters.
            if last.replace(glyph.range()) == Some(glyph.range()) {
                continue;
            }
            let Some((file, paragraph, start)) = paragraph_of(glyph.span.0.into()) else { continue };
            let key = (file, paragraph);
            let pieces = match current.take() {
                Some((known, pieces)) if known == key => pieces,
                _ => drawn.entry(key).or_default(),
            };
            if pieces.last().is_none_or(|(at, _)| *at != start) {
                pieces.push((start, String::new()));
            }
            if let Some((_, text)) = pieces.last_mut() {
                add_letters(text, item.text.get(glyph.range()).unwrap_or_default());
            }
            current = Some((key, pieces));
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
    let leaves = leaves(file, &bytes, &subject.workspace.own_types());
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
            Some((range, words)) => findings.push(told(subject, Place::new(file, range), &words)),
        }
    }
    findings
}

fn told(subject: &Subject, place: Place, words: &str) -> Finding {
    let shown: String = words.chars().take(60).collect();
    let message = format!("`{shown}` is not on the pages, or not whole");
    let fault =
        "this is a fault of the program: please report it; until then, write this text in another way";
    Finding::error("lost-text", place, message).hint(suspicion(subject.workspace).unwrap_or(fault.into()))
}

/// How many leaves may be drawn with a letter that they share, as a ligature over the start of a link.
const SHARED: usize = 3;

/// The first piece of a paragraph that the pages do not have whole.
///
/// What stands in the head of a table is drawn several times, all pieces of it equally often.
fn missing(paragraph: &[Leaf], pieces: &[(usize, String)]) -> Option<(Range<usize>, String)> {
    // What is written from right to left is not drawn in its order: the letters are counted.
    if paragraph.iter().any(|leaf| leaf.text.chars().any(is_right_to_left)) {
        return missing_shared(paragraph, pieces);
    }
    let apart = paragraph.iter().take_while(|leaf| leaf.is_told_apart).count();
    let (apart, shared) = paragraph.split_at_checked(apart)?;
    // What is drawn as a whole, as code is, stands at the start of its paragraph.
    let first = shared.first().map_or(usize::MAX, |leaf| leaf.start);
    let end = if apart.is_empty() { 0 } else { first };
    let (own, later) = pieces.split_at_checked(pieces.partition_point(|(start, _)| *start < end))?;
    missing_apart(apart, own).or_else(|| missing_shared(shared, later))
}

/// The first of some leaves that share their spot, if the pages do not have all letters of all of them.
///
/// Notes and the text around them are drawn in another order than they are written in.
fn missing_shared(leaves: &[Leaf], pieces: &[(usize, String)]) -> Option<(Range<usize>, String)> {
    let first = leaves.first()?;
    let wanted = counts(&leaves.iter().map(|leaf| letters(&leaf.text)).collect::<String>());
    let drawn = counts(&pieces.iter().map(|(_, text)| text.as_str()).collect::<String>());
    (!drawn.is_several_times(&wanted)).then(|| (first.range.clone(), first.text.clone()))
}

/// How often each letter is there.
struct Counts(BTreeMap<char, usize>);

fn counts(text: &str) -> Counts {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    text.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    Counts(counts)
}

impl Counts {
    /// Whether all letters are there that others are, as often at least.
    fn covers(&self, other: &Self) -> bool {
        other.0.iter().all(|(c, count)| self.0.get(c).is_some_and(|own| own >= count))
    }

    /// Whether these are others once, or all of them several times.
    fn is_several_times(&self, other: &Self) -> bool {
        let times = (self.0.values().sum::<usize>() / other.0.values().sum::<usize>().max(1)).max(1);
        other.0.iter().map(|(c, count)| (c, count * times)).eq(self.0.iter().map(|(c, count)| (c, *count)))
    }
}

/// The first piece that the pages do not have, of leaves each of which has its own spot.
fn missing_apart(paragraph: &[Leaf], pieces: &[(usize, String)]) -> Option<(Range<usize>, String)> {
    let mut rest = paragraph;
    let mut pieces = pieces;
    while let Some(first) = rest.first() {
        let found = (1..=SHARED.min(rest.len())).find_map(|count| {
            let (leaves, after) = rest.split_at_checked(count)?;
            let end = after.first().map_or(usize::MAX, |leaf| leaf.start);
            let (own, later) = pieces.split_at_checked(pieces.partition_point(|(start, _)| *start < end))?;
            says(leaves, own).then_some((after, later))
        });
        match found {
            Some(after) => (rest, pieces) = after,
            None => return Some((first.range.clone(), first.text.clone())),
        }
    }
    None
}

/// Whether some pieces together say what some leaves say, once or several times.
fn says(leaves: &[Leaf], pieces: &[(usize, String)]) -> bool {
    let wanted: String = leaves.iter().map(|leaf| letters(&leaf.text)).collect();
    let drawn: usize = pieces.iter().map(|(_, piece)| piece.len()).sum();
    if wanted.is_empty() || drawn == 0 {
        return drawn == wanted.len();
    }
    let times = drawn / wanted.len();
    let once = |piece: &'_ String| {
        let once = piece.get(..piece.len() / times.max(1))?.to_owned();
        (once.repeat(times) == *piece).then_some(once)
    };
    times > 0 && pieces.iter().map(|(_, piece)| once(piece)).collect::<Option<String>>() == Some(wanted)
}

/// Letters and digits alone, as they are written without ligatures and accents.
fn letters(text: &str) -> String {
    let mut letters = String::new();
    add_letters(&mut letters, text);
    letters
}

/// Adds the letters and digits of a text to others.
fn add_letters(letters: &mut String, text: &str) {
    if text.is_ascii() {
        letters.extend(text.chars().filter(char::is_ascii_alphanumeric));
    } else {
        letters.extend(text.nfkd().filter(|c| c.is_alphanumeric()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Leaf, Paragraph, letters, missing};

    fn leaf(start: usize, text: &str) -> Leaf {
        let paragraph = Paragraph { field: 0, paragraph: 0 };
        let range = start..start + text.len();
        Leaf { paragraph, start, range, text: text.into(), block: None, is_told_apart: true }
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
        assert_eq!(check(&[(0, "OneOne"), (6, "tt"), (7, "wowo"), (14, "three")]), None, "in pieces");
        assert_eq!(check(&[(0, "Onet"), (6, "wo"), (14, "three")]), None, "a ligature");
        assert_eq!(check(&[(0, "One"), (14, "three")]).as_deref(), Some("two, "));
        assert_eq!(check(&[(0, "One"), (6, "two"), (14, "thre")]).as_deref(), Some("three."));
        assert_eq!(check(&[]).as_deref(), Some("One "));
        let cells = [leaf(0, "ha"), leaf(4, "ha"), leaf(8, "haha")];
        let drawn = pieces(&[(0, "haha"), (4, "haha"), (8, "hahahaha")]);
        assert_eq!(missing(&cells, &drawn), None, "equal cells in a head that repeats");
        assert_eq!(
            missing(&cells, &pieces(&[(0, "haha"), (8, "haha")])).map(|found| found.1).as_deref(),
            Some("ha")
        );
    }

    /// Far on in a long text all spots are one: the letters are counted.
    #[test]
    fn leaves_that_share_a_spot_are_counted() {
        let far = |text: &str| Leaf { is_told_apart: false, ..leaf(9, text) };
        let text = [leaf(0, "One "), far("two "), far("a note"), far("three.")];
        let check = |list: &[(usize, &str)]| missing(&text, &pieces(list)).map(|found| found.1);
        assert_eq!(check(&[(0, "One"), (9, "twothreeanote")]), None);
        assert_eq!(check(&[(0, "OneOne"), (9, "twotwothreethreeanoteanote")]), None);
        assert_eq!(check(&[(0, "One"), (9, "twothreeanot")]).as_deref(), Some("two "));
        assert_eq!(check(&[(0, "One")]).as_deref(), Some("two "));
        assert_eq!(check(&[(9, "twothreeanote")]).as_deref(), Some("One "));
        let signs = [leaf(0, "One "), far("---")];
        assert_eq!(missing(&signs, &pieces(&[(0, "One")])), None);
    }

    #[test]
    fn letters_are_those_of_the_words() {
        assert_eq!(letters("2\u{1d49} e\u{301}é, ﬁn—½"), "2eeefin12");
    }
}
