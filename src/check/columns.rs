//! Tables with more columns than their place has room for.

use crate::book::{Design, Draft, Entry};
use crate::content::block::{Block, Table};
use crate::content::csv;
use crate::content::fields::{Held, each};
use crate::content::markdown::{Kind, Node, plain, walk};
use crate::content::{CsvPath, Length, Rich};
use crate::source::{Finding, Literal, Place, Store, file_id};

/// A place for a table, in points: its width, and what a letter and the space after a column take there
/// in the smallest type.
#[derive(Clone, Copy)]
struct Room {
    width: f64,
    letter: f64,
    gutter: f64,
    /// How many letters of its longest word a column must hold on a line.
    most: usize,
    /// Whether it is a page that is turned on its side.
    is_turned: bool,
}

/// The places of a book's pages, as `layouts/tokens/page.typ` has them.
struct Places {
    /// The type size.
    size: f64,
    /// The whole width of the text.
    measure: f64,
    /// The widest place for a table of its own: a page on its side, where that is wider.
    widest: f64,
}

/// The fewest letters that a column is made for.
const LEAST: usize = 2;

/// How wide a letter is in running text, and how wide it may be, in parts of the type size.
const LETTER: [f64; 2] = [0.47, 0.595];

/// What a letter takes in the smallest type, in parts of the size of the text.
const TINY: f64 = 0.4216;

/// The fewest letters of a column.
const COLUMN: f64 = 28.0;

impl Room {
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

impl Places {
    fn new(design: &Design) -> Self {
        let measure = design.measure();
        Self { size: design.size, measure, widest: measure.max(design.turned_measure()) }
    }

    /// A length as it is where the text is 9.25 pt.
    fn sized(&self, millimetres: f64) -> f64 {
        Length(millimetres).points() * self.size / 9.25
    }

    /// The last place that a table of its own is given.
    fn last(&self) -> Room {
        Room {
            width: self.widest,
            letter: TINY * self.size,
            gutter: self.sized(2.0),
            most: 5,
            is_turned: self.widest > self.measure,
        }
    }

    /// A column of running text.
    fn text(&self, width: f64) -> Room {
        Room { width, letter: LETTER[1] * self.size, gutter: 0.69 * self.size, most: 4, is_turned: false }
    }

    /// One of so many columns side by side, or of fewer where these would be too narrow.
    fn column(&self, wanted: usize) -> f64 {
        let gutter = |count: usize| self.sized(if count == 2 { 8.0 } else { 5.0 });
        let wide = |count: usize| (self.measure + gutter(count)) / count as f64 - gutter(count);
        let least = COLUMN * LETTER[0] * self.size;
        let fitting = (2..=wanted).rev().find(|count| wide(*count) >= least);
        fitting.map_or(self.measure, wide)
    }

    /// What stands beside a title column.
    fn rest(&self) -> f64 {
        self.measure - (self.measure - 2.0 * self.sized(5.0)) / 3.0 - self.sized(5.0)
    }

    /// How wide the text of a block stands, in points.
    fn width(&self, block: &Block, key: &str) -> f64 {
        match (block, key) {
            (Block::Text(text), _) if text.columns() > 1 => self.column(text.columns()),
            (Block::Text(_) | Block::Status(_) | Block::Quote(_) | Block::Case(_), _) => self.rest(),
            (Block::Insight(_) | Block::Glossary(_), _) => self.column(2) - 5.0,
            (Block::Team(_), "does" | "lede") => self.column(2) - 5.0,
            (Block::Cards(cards), _) if cards.items.len() < 3 => self.column(2),
            (Block::Cards(_), _) => (self.measure + self.sized(5.0)) / 4.0 - self.sized(5.0),
            (Block::Team(_), "body") => 6.5 * self.size,
            _ => self.column(3),
        }
    }
}

/// Finds tables that have too many columns.
pub fn too_many(draft: &Draft, store: &Store, findings: &mut Vec<Finding>) {
    let Some(workbook) = &draft.workbook else { return };
    let places = Places::new(&Design::new(&workbook.design));
    for entry in &draft.chapters {
        let lede = entry.head().and_then(|head| head.lede.as_ref());
        if let Some(lede) = lede {
            within(lede, places.text(places.rest()), entry, findings);
        }
        for placed in entry.blocks() {
            match &placed.block {
                Block::Table(table) => {
                    findings.extend(own(table, places.last(), entry, store));
                    if let Some(caption) = &table.caption {
                        within(caption, places.text(places.column(3)), entry, findings);
                    }
                }
                block => each(block.table(), &mut |key, held| {
                    if let Held::Rich(text) = held {
                        within(text, places.text(places.width(block, key)), entry, findings);
                    }
                }),
            }
        }
    }
}

/// A table block.
fn own(table: &Table, room: Room, entry: &Entry, store: &Store) -> Option<Finding> {
    let (columns, range) = match (&table.body, &table.file) {
        (Some(body), _) => (words(body.nodes.first()?)?, &body.range),
        (None, Some(path)) => (file(path, store)?, &path.range),
        (None, None) => return None,
    };
    let fits = room.holds(&columns);
    let message = || {
        let turned = if room.is_turned { " on its side" } else { "" };
        format!("a table of {} columns does not fit: {fits} of them fit on a page{turned}", columns.len())
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
    use super::Places;
    use crate::book::Design;

    #[test]
    fn short_words_leave_room_for_more_columns() {
        let places = Places::new(&Design::new(&Default::default()));
        assert_eq!(places.last().holds(&[1; 80]), 55);
        assert_eq!(places.last().holds(&[19; 80]), 29);
        assert_eq!(places.text(places.column(3)).holds(&[19; 9]), 5);
        assert_eq!(places.last().holds(&[1; 3]), 3);
    }
}
