//! Tables: cells that were merged have their words in the first, and the others are empty.

use roxmltree::Node;

use super::reader::Reader;
use super::xml::{attribute, child, elements, name, value, within};
use crate::import::piece::{
    Item, Left, Line, Marks, Piece, Remark, Run, Table, is_blank, without_common_marks, words,
};
use crate::source::count;

/// The most columns that a cell may take.
const WIDEST: usize = 200;

/// A table as it is read.
#[derive(Default)]
struct Reading {
    rows: Vec<Vec<Line>>,
    right: Vec<bool>,
    remarks: Vec<Remark>,
    /// What stands in cells and cannot stay there.
    after: Vec<Piece>,
    merged: usize,
}

impl Reader<'_> {
    /// Reads a table; one of a single cell is a frame around what is in it.
    pub fn table(&mut self, node: Node, out: &mut Vec<Piece>) {
        let mut rows = Vec::new();
        gathered(node, "tr", &mut rows);
        let cells: Vec<Vec<Node>> = rows.iter().map(|row| cells(*row)).collect();
        if let [row] = cells.as_slice()
            && let [cell] = row.as_slice()
        {
            return self.blocks(*cell, out);
        }
        let mut read = Reading::default();
        for (row, cells) in rows.iter().zip(&cells) {
            let skipped = child(*row, "trPr").and_then(|node| value(node, "gridBefore"));
            let skipped = skipped.and_then(|count| count.parse().ok()).unwrap_or(0).min(WIDEST);
            let mut line: Vec<Line> = vec![vec![]; skipped];
            for cell in cells {
                self.cell(*cell, &mut line, &mut read);
            }
            read.rows.push(line);
        }
        self.tabled(read, out);
    }

    fn cell(&mut self, cell: Node, row: &mut Vec<Line>, read: &mut Reading) {
        let properties = child(cell, "tcPr");
        let span = properties.and_then(|node| value(node, "gridSpan")).and_then(|count| count.parse().ok());
        let span = span.unwrap_or(1).clamp(1, WIDEST);
        let merge = properties.and_then(|node| child(node, "vMerge"));
        let goes_on = merge.is_some_and(|node| attribute(node, "val") != Some("restart"));
        read.merged += usize::from(goes_on) + span - 1;
        let mut pieces = Vec::new();
        self.blocks(cell, &mut pieces);
        let mut line = Line::new();
        pieces.into_iter().for_each(|piece| self.flat(piece, &mut line, read));
        let at_right = within(cell, "jc")
            .and_then(|node| attribute(node, "val"))
            .is_some_and(|at| at == "right" || at == "end");
        let column = row.len();
        if read.right.len() <= column {
            read.right.resize(column + 1, true);
        }
        if let Some(right) = read.right.get_mut(column).filter(|_| !read.rows.is_empty() && !is_blank(&line))
        {
            *right &= at_right;
        }
        row.push(line);
        row.extend(std::iter::repeat_n(vec![], span - 1));
    }

    /// Puts a piece into a cell, as far as a cell takes it.
    fn flat(&mut self, piece: Piece, line: &mut Line, read: &mut Reading) {
        match piece {
            Piece::Title(text)
            | Piece::Subtitle(text)
            | Piece::Heading(_, text)
            | Piece::Text(text)
            | Piece::Caption(text, _) => {
                read.remarks.extend(text.remarks);
                joined(line, text.line);
            }
            Piece::Item(Item { number, done, text, .. }) => {
                read.remarks.extend(text.remarks);
                let mark = match (done, number) {
                    (Some(true), _) => "\u{2612} ".into(),
                    (Some(false), _) => "\u{2610} ".into(),
                    (None, Some(number)) => format!("{number}. "),
                    (None, None) => "– ".into(),
                };
                joined(line, vec![Run::Text(mark, Marks::default(), None)]);
                line.extend(text.line);
            }
            Piece::Quote(pieces) => pieces.into_iter().for_each(|piece| self.flat(piece, line, read)),
            Piece::Code(_, code) => {
                let marks = Marks { code: true, ..Marks::default() };
                code.lines().for_each(|code| joined(line, vec![Run::Text(code.to_owned(), marks, None)]));
            }
            Piece::Table(table) => {
                let after = self.last.clone();
                self.document.left.push(Left {
                    what: "table in a cell, whose words stand in lines",
                    words: String::new(),
                    after,
                });
                read.remarks.extend(table.remarks);
                for row in table.rows {
                    let mut cells = row.into_iter().filter(|cell| !is_blank(cell));
                    cells.next().into_iter().for_each(|cell| joined(line, cell));
                    for cell in cells {
                        line.push(Run::Text("; ".into(), Marks::default(), None));
                        line.extend(cell);
                    }
                }
            }
            Piece::Remarks(remarks) => read.remarks.extend(remarks),
            Piece::Figure(_) => read.after.push(piece),
            Piece::Rule => {}
        }
    }

    /// The table, all of whose rows have as many cells.
    fn tabled(&mut self, read: Reading, out: &mut Vec<Piece>) {
        let Reading { mut rows, mut right, remarks, mut after, merged } = read;
        let filled =
            |row: &Vec<Line>| row.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
        let width = rows.iter().map(filled).max().unwrap_or(0);
        rows.retain(|row| filled(row) > 0);
        for row in &mut rows {
            row.resize(width, vec![]);
        }
        right.resize(width, false);
        rows.first_mut().into_iter().flatten().for_each(without_common_marks);
        if let Some(last) = rows.iter().flatten().rev().find(|cell| !is_blank(cell)) {
            self.last = crate::import::piece::ending(&words(last));
        }
        if merged > 0 {
            let words =
                format!("{} left empty beside or under the one with the words", count(merged, "cell"));
            self.document.left.push(Left { what: "merged cells", words, after: self.last.clone() });
        }
        if width > 0 {
            out.push(Piece::Table(Table { rows, right, caption: None, remarks }));
        } else if !remarks.is_empty() {
            out.push(Piece::Remarks(remarks));
        }
        out.append(&mut after);
    }
}

/// Puts a line under those of a cell.
fn joined(line: &mut Line, more: Line) {
    if !is_blank(line) && !is_blank(&more) {
        line.push(Run::Break);
    }
    line.extend(more);
}

/// The elements of a name in a table, also where they stand in controls.
fn gathered<'a, 'i: 'a>(node: Node<'a, 'i>, wanted: &str, found: &mut Vec<Node<'a, 'i>>) {
    for inner in elements(node) {
        match name(inner) {
            here if here == wanted => found.push(inner),
            "sdt" | "sdtContent" | "customXml" | "ins" | "del" => gathered(inner, wanted, found),
            _ => {}
        }
    }
}

fn cells<'a, 'i: 'a>(row: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    gathered(row, "tc", &mut found);
    found
}
