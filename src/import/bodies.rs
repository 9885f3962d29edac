//! Pieces as a text of Markdown: paragraphs, lists, subheadings, code, and the notes at its end.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::escape::Place;
use super::lines::{Targets, markdown};
use super::names::slug;
use super::piece::{Item, Line, Piece, Run, Table, is_blank};

/// How many letters a line holds.
const WIDTH: usize = 98;

/// What a text is written with.
pub struct Writer<'a> {
    /// Where a link leads on paper.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// The lines of each note.
    pub notes: &'a BTreeMap<String, Vec<Line>>,
}

impl Writer<'_> {
    /// A text of one line.
    pub fn line(&self, line: &Line) -> String {
        let note = |label: &str| label.to_owned();
        markdown(line, &Targets { link: self.link, note: &note }, Place::Line).trim().to_owned()
    }

    /// A text of several paragraphs, with the notes that it refers to.
    pub fn text(&self, pieces: &[Piece]) -> String {
        self.with_notes(|targets| body(pieces, targets))
    }

    /// A paragraph, with the notes that it refers to.
    pub fn paragraph(&self, line: &Line) -> String {
        self.with_notes(|targets| wrapped(&markdown(line, targets, Place::Text), "", ""))
    }

    /// A table, with the notes that its cells refer to.
    pub fn table(&self, table: &Table) -> String {
        self.with_notes(|targets| rows(table, targets))
    }

    fn with_notes(&self, write: impl FnOnce(&Targets) -> String) -> String {
        let used: RefCell<Vec<String>> = RefCell::default();
        let note = |label: &str| {
            let mut used = used.borrow_mut();
            if !used.iter().any(|known| known == label) {
                used.push(label.to_owned());
            }
            label_of(label)
        };
        let mut text = write(&Targets { link: self.link, note: &note });
        let plain = |label: &str| label_of(label);
        let in_notes = Targets { link: self.link, note: &plain };
        for label in used.borrow().iter() {
            let mut line = Line::new();
            for part in self.notes.get(label).into_iter().flatten().filter(|line| !is_blank(line)) {
                if !line.is_empty() {
                    line.push(Run::Break);
                }
                // A note holds no other note.
                line.extend(part.iter().filter(|run| !matches!(run, Run::Note(_))).cloned());
            }
            let words = markdown(&line, &in_notes, Place::Cell);
            text.push_str(&format!("\n\n{}", wrapped(&words, &format!("[^{}]: ", label_of(label)), "    ")));
        }
        text
    }
}

/// The label of a note, made fit.
fn label_of(label: &str) -> String {
    let fit = slug(label);
    if fit.is_empty() { "note".into() } else { fit }
}

/// Pieces under each other, with an empty line between them, but not between the items of a list.
fn body(pieces: &[Piece], targets: &Targets) -> String {
    let mut out = String::new();
    let mut levels: Vec<usize> = Vec::new();
    let mut listed: Option<bool> = None;
    for piece in pieces {
        let written = match piece {
            Piece::Item(item) => item_lines(item, &mut levels, targets),
            other => {
                levels.clear();
                block(other, targets)
            }
        };
        if written.trim().is_empty() {
            continue;
        }
        // A list of another kind stands apart.
        let numbered = match piece {
            Piece::Item(item) if item.level == 0 => Some(item.number.is_some()),
            Piece::Item(_) => listed,
            _ => None,
        };
        if !out.is_empty() {
            out.push_str(if numbered.is_some() && numbered == listed { "\n" } else { "\n\n" });
        }
        listed = numbered;
        out.push_str(&written);
    }
    out
}

fn block(piece: &Piece, targets: &Targets) -> String {
    match piece {
        Piece::Title(text) | Piece::Heading(_, text) => {
            format!("## {}", markdown(&text.line, targets, Place::Cell).replace("<br>", " "))
        }
        Piece::Subtitle(text) | Piece::Text(text) | Piece::Caption(text, _) => {
            wrapped(&markdown(&text.line, targets, Place::Text), "", "")
        }
        Piece::Quote(inner) => {
            let inner = body(inner, targets);
            inner.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
        }
        Piece::Code(language, code) => fenced(language, code),
        Piece::Rule => "---".into(),
        Piece::Table(table) => rows(table, targets),
        Piece::Item(_) | Piece::Figure(_) | Piece::Remarks(_) => String::new(),
    }
}

/// An item, as deep as those before it let it stand; `levels` are the columns in which they have their words.
fn item_lines(item: &Item, levels: &mut Vec<usize>, targets: &Targets) -> String {
    levels.truncate(item.level);
    let indent = levels.last().copied().unwrap_or(0);
    let sign = match item.number {
        Some(number) => format!("{}. ", number.min(999_999_999)),
        None => "- ".into(),
    };
    levels.push(indent + sign.len());
    let pad = " ".repeat(indent);
    let inner = " ".repeat(indent + sign.len());
    let tick = match item.done {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    let words = markdown(&item.text.line, targets, Place::Text);
    let mut out = wrapped(&words, &format!("{pad}{sign}{tick}"), &inner);
    let more = body(&item.more, targets);
    if !more.is_empty() {
        let lines = more.lines().map(|line| format!("{inner}{line}").trim_end().to_owned());
        let list = matches!(item.more.first(), Some(Piece::Item(_)));
        out.push_str(if list { "\n" } else { "\n\n" });
        out.push_str(&lines.collect::<Vec<_>>().join("\n"));
    }
    out
}

/// Code between as many backticks as it takes.
fn fenced(language: &str, code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let language: String = language.chars().filter(|c| c.is_alphanumeric() || "+-#.".contains(*c)).collect();
    let kept = |c: &char| *c == '\n' || !c.is_control();
    let code: String = code.replace('\t', "    ").chars().filter(kept).collect();
    format!("{fence}{language}\n{}\n{fence}", code.trim_matches('\n'))
}

fn rows(table: &Table, targets: &Targets) -> String {
    let row = |cells: &Vec<Line>| {
        let cells = cells.iter().map(|cell| markdown(cell, targets, Place::Cell));
        let cells: String =
            cells.map(|cell| if cell.is_empty() { " |".into() } else { format!(" {cell} |") }).collect();
        format!("|{cells}")
    };
    let mut lines: Vec<String> = table.rows.iter().map(row).collect();
    let width = table.rows.first().map_or(0, Vec::len);
    let right = |column: usize| table.right.get(column).copied().unwrap_or(false);
    let rule: String = (0..width).map(|column| if right(column) { " ---: |" } else { " --- |" }).collect();
    lines.insert(lines.len().min(1), format!("|{rule}"));
    lines.join("\n")
}

/// Words in lines, none of which begins with a sign that would start something.
fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    let mut lead = first;
    for line in text.split('\n') {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(lead);
        let mut column = lead.chars().count();
        let mut begun = false;
        for word in line.split(' ') {
            let length = word.chars().count();
            if begun && column + 1 + length > WIDTH && is_plain(word) {
                out.push('\n');
                out.push_str(rest);
                column = rest.len();
            } else if begun {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
            begun = true;
        }
        lead = rest;
    }
    out
}

/// Whether a word can begin a line without starting anything.
fn is_plain(word: &str) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
    first.is_alphabetic()
        || "(\"'“‘„«*[`".contains(first) && word.len() > 1 && !word.starts_with("* ") && word != "***"
        || first.is_ascii_digit() && !number.starts_with(['.', ')'])
}
