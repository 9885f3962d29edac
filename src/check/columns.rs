//! Tables with more columns than their place has room for.

use crate::book::{Draft, Entry};
use crate::content::block::{Block, Table};
use crate::content::csv;
use crate::content::fields::{Held, each};
use crate::content::markdown::{Kind, Node, plain, walk};
use crate::content::{CsvPath, Rich};
use crate::source::{Finding, Literal, Place, Store, file_id};

/// A place for a table, in points: its width, and what a letter and the space after a column take there
/// in the smallest type. The figures are those of `layouts/tokens.typ`.
#[derive(Clone, Copy)]
struct Room {
    width: f64,
    letter: f64,
    gutter: f64,
    /// How many letters of its longest word a column must hold on a line.
    most: usize,
}

/// A page on its side: the last that a table of its own is given.
const TURNED: Room = Room { width: 745.5, letter: 3.9, gutter: 5.67, most: 5 };

/// The fewest letters that a column is made for.
const LEAST: usize = 2;

impl Room {
    /// A column of running text.
    const fn of_text(width: f64) -> Self {
        Self { width, letter: 5.5, gutter: 6.4, most: 4 }
    }

    /// How many of these columns fit, given the letters in the longest word of each.
    fn holds(self, columns: &[usize]) -> usize {
        let mut left = self.width;
        let fits = columns.iter().take_while(|word| {
            left -= (**word).clamp(LEAST, self.most) as f64 * self.letter + self.gutter;
            left >= -self.gutter
        });
        fits.count()
    }
}

/// Finds tables that have too many columns.
pub fn too_many(draft: &Draft, store: &Store, findings: &mut Vec<Finding>) {
    for entry in &draft.chapters {
        let lede = entry.head().and_then(|head| head.lede.as_ref());
        if let Some(lede) = lede {
            within(lede, Room::of_text(327.0), entry, findings);
        }
        for placed in entry.blocks() {
            match &placed.block {
                Block::Table(table) => {
                    findings.extend(own(table, entry, store));
                    if let Some(caption) = &table.caption {
                        within(caption, Room::of_text(156.0), entry, findings);
                    }
                }
                block => each(block.table(), &mut |key, held| {
                    if let Held::Rich(text) = held {
                        within(text, Room::of_text(width(block, key)), entry, findings);
                    }
                }),
            }
        }
    }
}

/// How wide the text of a block stands, in points.
fn width(block: &Block, key: &str) -> f64 {
    match (block, key) {
        (Block::Text(text), _) => match text.columns() {
            1 => 327.0,
            2 => 238.0,
            _ => 156.0,
        },
        (Block::Status(_) | Block::Quote(_) | Block::Case(_), _) => 327.0,
        (Block::Insight(_) | Block::Glossary(_), _) | (Block::Team(_), "does" | "lede") => 233.0,
        (Block::Cards(cards), _) if cards.items.len() < 3 => 238.0,
        (Block::Cards(_), _) => 113.0,
        (Block::Team(_), "body") => 60.0,
        _ => 156.0,
    }
}

/// A table block.
fn own(table: &Table, entry: &Entry, store: &Store) -> Option<Finding> {
    let (columns, range) = match (&table.body, &table.file) {
        (Some(body), _) => (words(body.nodes.first()?)?, &body.range),
        (None, Some(path)) => (file(path, store)?, &path.range),
        (None, None) => return None,
    };
    let fits = TURNED.holds(&columns);
    let message = || {
        format!("a table of {} columns does not fit: {fits} of them fit on a page on its side", columns.len())
    };
    (fits < columns.len()).then(|| {
        Finding::error("too-many-columns", entry.place(range), message())
            .hint("split it into tables of fewer columns, or let rows and columns change places")
    })
}

/// Tables in a text.
fn within(text: &Rich, room: Room, entry: &Entry, findings: &mut Vec<Finding>) {
    let literal = Literal::new(&entry.text, text.range.clone());
    walk(&text.nodes, &mut |node| {
        let Some(columns) = words(node) else { return };
        let fits = room.holds(&columns);
        if fits < columns.len() {
            let place = Place::new(entry.file, literal.range(node.range.clone()));
            let message =
                format!("a table of {} columns does not fit here: {fits} of them fit", columns.len());
            findings.push(
                Finding::error("too-many-columns", place, message)
                    .hint("make it a `table` block of its own, which can take a whole page"),
            );
        }
    });
}

/// The letters in the longest word of each column of a Markdown table.
fn words(table: &Node) -> Option<Vec<usize>> {
    let Kind::Table(columns) = &table.kind else { return None };
    let mut longest = vec![0; columns.len()];
    for row in &table.children {
        for (most, cell) in longest.iter_mut().zip(&row.children) {
            *most = (*most).max(word(&plain(&cell.children)));
        }
    }
    Some(longest)
}

/// The letters in the longest word of each column of a CSV file.
fn file(path: &CsvPath, store: &Store) -> Option<Vec<usize>> {
    let data = store.file(file_id(&path.value).ok()?).ok()?;
    let csv = csv::read_csv(csv::decode(&data).ok()?).ok()?;
    let mut longest = vec![0; csv.rows.first()?.len()];
    for row in &csv.rows {
        for (most, cell) in longest.iter_mut().zip(row) {
            *most = (*most).max(word(&cell.text));
        }
    }
    Some(longest)
}

/// The letters in the longest word of a text.
fn word(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Room, TURNED};

    #[test]
    fn short_words_leave_room_for_more_columns() {
        assert_eq!(TURNED.holds(&[1; 80]), 55);
        assert_eq!(TURNED.holds(&[19; 80]), 29);
        assert_eq!(Room::of_text(156.0).holds(&[19; 9]), 5);
        assert_eq!(TURNED.holds(&[1; 3]), 3);
    }
}
