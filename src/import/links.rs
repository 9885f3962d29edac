//! Where links in a chapter lead.

use std::collections::{BTreeMap, HashMap};

use super::arrange::{Chapter, Kind};
use super::piece::{Line, Piece, Run};

/// Schemes of addresses to which a link on paper may lead.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// The names to which links in a chapter lead.
pub fn targets(chapter: &Chapter, notes: &BTreeMap<String, Vec<Line>>) -> Vec<String> {
    fn of_line(line: &Line, found: &mut Vec<String>) {
        found.extend(line.iter().filter_map(|run| match run {
            Run::Text(_, _, Some(link)) => Some(link.strip_prefix('#')?.to_owned()),
            _ => None,
        }));
    }
    fn of(piece: &Piece, found: &mut Vec<String>) {
        match piece {
            Piece::Title(text)
            | Piece::Subtitle(text)
            | Piece::Heading(_, text)
            | Piece::Text(text)
            | Piece::Caption(text, _) => of_line(&text.line, found),
            Piece::Item(item) => {
                of_line(&item.text.line, found);
                item.more.iter().for_each(|piece| of(piece, found));
            }
            Piece::Quote(inner) => inner.iter().for_each(|piece| of(piece, found)),
            Piece::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| of_line(cell, found));
                table.caption.iter().for_each(|text| of_line(&text.line, found));
            }
            Piece::Figure(figure) => figure.caption.iter().for_each(|text| of_line(&text.line, found)),
            Piece::Code(..) | Piece::Rule | Piece::Remarks(_) => {}
        }
    }
    let mut found = Vec::new();
    let heads = chapter.title.iter().chain(&chapter.lede).chain(notes.values().flatten());
    heads.for_each(|line| of_line(line, &mut found));
    for block in &chapter.blocks {
        block.heading.iter().for_each(|line| of_line(line, &mut found));
        match &block.kind {
            Kind::Text(pieces) => pieces.iter().for_each(|piece| of(piece, &mut found)),
            Kind::Quote(pieces, by) => {
                pieces.iter().for_each(|piece| of(piece, &mut found));
                by.iter().for_each(|line| of_line(line, &mut found));
            }
            Kind::Table(table) => of(&Piece::Table(table.clone()), &mut found),
            Kind::Figure(figure) => of(&Piece::Figure(figure.clone()), &mut found),
            Kind::Checklist(items) => items.iter().for_each(|(line, _)| of_line(line, &mut found)),
            Kind::Part => {}
        }
    }
    found
}

/// Where a link leads on paper.
pub fn leads(target: &str, ids: &HashMap<String, String>) -> Option<String> {
    if let Some(name) = target.strip_prefix('#') {
        return ids.get(name).map(|id| format!("#{id}"));
    }
    let known = SCHEMES.iter().any(|scheme| {
        target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && target.len() > scheme.len()
    });
    known.then(|| target.trim().to_owned())
}
