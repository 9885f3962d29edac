//! Word files: their parts, read by what the standard says of them (ISO/IEC 29500-1).
//!
//! [`reader`] holds what is known on the way; [`body`], [`inline`], [`run`], [`table`] and [`drawing`] each
//! read a kind of content with it.

mod body;
mod drawing;
mod fields;
mod inline;
mod numbering;
mod reader;
mod relations;
mod run;
mod styles;
mod symbols;
mod table;
mod xml;

use std::collections::{BTreeMap, HashMap};

use roxmltree::Node;

use super::archive::Parts;
use super::piece::{Document, Left, Line, Piece, Run, is_blank};
use inline::signed;
use numbering::Numbering;
use reader::{Comment, Now, Reader};
use relations::{Relation, Relations};
use styles::Styles;
use xml::{all_words, attribute, child, elements, name, parse};

pub use reader::Fits;

/// Parts that are told of, because nothing is made of them.
const LEFT_PARTS: [(&str, &str); 3] = [
    ("word/vbaproject.bin", "macros"),
    ("word/embeddings/", "embedded file"),
    ("word/activex/", "ActiveX control"),
];

/// The folders in which other programs keep their text.
const OTHERS: [&str; 3] = ["xl/", "ppt/", "visio/"];

/// Reads a Word file; `fits` says whether a picture in it can be set.
///
/// Errors with what is wrong, as the end of a sentence that begins with the file's name.
pub fn read(bytes: &[u8], fits: Fits) -> Result<Document, String> {
    let parts = Parts::open(bytes)?;
    let main = main_part(&parts)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(&parts, folder, file)?;
    let mut reader = Reader {
        parts: &parts,
        fits,
        styles: with_part(&parts, &relations, "styles", Styles::read)?,
        numbering: with_part(&parts, &relations, "numbering", Numbering::read)?,
        relations: Relations::default(),
        comments: with_part(&parts, &relations, "comments", comments)?,
        notes: HashMap::new(),
        fields: vec![],
        change: None,
        now: Now::default(),
        waiting: vec![],
        contents: String::new(),
        images: HashMap::new(),
        last: String::new(),
        document: Document { name: title(&parts)?, ..Document::default() },
    };
    notes(&mut reader, &relations)?;
    let others: Vec<(String, &'static str)> = [("header", "header of pages"), ("footer", "footer of pages")]
        .into_iter()
        .flat_map(|(kind, what)| relations.of_kind(kind).into_iter().map(move |to| (to.target.clone(), what)))
        .collect();
    reader.relations = relations;
    let text = parts.text(&main)?.ok_or("holds no text")?;
    let parsed = parse(&text, &main)?;
    let body = child(parsed.root_element(), "body").ok_or("holds no text")?;
    let mut pieces = Vec::new();
    reader.blocks(body, &mut pieces);
    reader.document.pieces = pieces;
    end(&mut reader, &others)?;
    Ok(reader.document)
}

/// The name of the part that holds the text.
fn main_part(parts: &Parts) -> Result<String, String> {
    let none = || {
        let open = parts.names().any(|name| name == "mimetype");
        let what = if open { "is an OpenDocument file" } else { "is a ZIP archive, and no Word file" };
        format!("{what}: open it in Word or LibreOffice, and save it as .docx")
    };
    let text = parts.text("_rels/.rels")?.ok_or_else(none)?;
    let parsed = parse(&text, "_rels/.rels")?;
    let relations = Relations::read(parsed.root_element(), "");
    let main = relations.of_kind("officeDocument").first().map(|relation| relation.target.clone());
    let main = main.filter(|main| !OTHERS.iter().any(|other| main.to_lowercase().starts_with(other))).ok_or_else(|| {
        "is a file of Excel, PowerPoint or another program, and no Word file: save the text of it as .docx, a table as .csv".to_owned()
    })?;
    Ok(main)
}

fn relations(parts: &Parts, folder: &str, file: &str) -> Result<Relations, String> {
    let name = format!("{folder}/_rels/{file}.rels");
    let name = name.trim_start_matches('/');
    let Some(text) = parts.text(name)? else { return Ok(Relations::default()) };
    Ok(Relations::read(parse(&text, name)?.root_element(), folder))
}

/// What is read of a part, if it is there.
fn with_part<T: Default>(
    parts: &Parts,
    relations: &Relations,
    kind: &str,
    read: impl Fn(Node) -> T,
) -> Result<T, String> {
    let Some(Relation { target, .. }) = relations.of_kind(kind).first().copied() else {
        return Ok(T::default());
    };
    let Some(text) = parts.text(target)? else { return Ok(T::default()) };
    Ok(read(parse(&text, target)?.root_element()))
}

/// The title in the properties of the file.
fn title(parts: &Parts) -> Result<String, String> {
    let Some(text) = parts.text("docProps/core.xml")? else { return Ok(String::new()) };
    let parsed = parse(&text, "docProps/core.xml")?;
    let title = child(parsed.root_element(), "title").and_then(|node| node.text()).unwrap_or_default();
    Ok(title.trim().to_owned())
}

fn comments(root: Node) -> BTreeMap<String, Comment> {
    let comment = |node: Node| {
        let id = attribute(node, "id")?.to_owned();
        Some((id, Comment { by: signed(node), words: all_words(node), ..Comment::default() }))
    };
    elements(root).filter(|node| name(*node) == "comment").filter_map(comment).collect()
}

/// Reads the notes, each as the lines of its paragraphs, and names them in their order.
fn notes(reader: &mut Reader, relations: &Relations) -> Result<(), String> {
    for (kind, at_end) in [("footnotes", false), ("endnotes", true)] {
        let Some(Relation { target, .. }) = relations.of_kind(kind).first().copied() else { continue };
        let Some(text) = reader.parts.text(target)? else { continue };
        let (folder, file) = target.rsplit_once('/').unwrap_or(("", target));
        reader.relations = self::relations(reader.parts, folder, file)?;
        let parsed = parse(&text, target)?;
        for note in elements(parsed.root_element())
            .filter(|node| attribute(*node, "type").is_none_or(|kind| kind == "normal"))
        {
            let Some(id) = attribute(note, "id") else { continue };
            let mut pieces = Vec::new();
            reader.blocks(note, &mut pieces);
            let label = (reader.document.notes.len() + 1).to_string();
            let lines =
                pieces.into_iter().flat_map(|piece| note_lines(piece, &mut reader.document.left)).collect();
            reader.document.notes.insert(label.clone(), lines);
            reader.notes.insert((at_end, id.to_owned()), label);
        }
    }
    Ok(())
}

/// The lines of a piece of a note.
fn note_lines(piece: Piece, left: &mut Vec<Left>) -> Vec<Line> {
    let remarked = |remarks: Vec<super::piece::Remark>, left: &mut Vec<Left>| {
        for remark in remarks {
            let words = [remark.by, remark.about, remark.words].join(" ").trim().to_owned();
            left.push(Left { what: "comment or change in a note", words, after: String::new() });
        }
    };
    match piece {
        Piece::Title(text)
        | Piece::Subtitle(text)
        | Piece::Heading(_, text)
        | Piece::Text(text)
        | Piece::Caption(text, _) => {
            remarked(text.remarks, left);
            vec![text.line]
        }
        Piece::Item(item) => {
            remarked(item.text.remarks, left);
            vec![item.text.line]
        }
        Piece::Quote(pieces) => pieces.into_iter().flat_map(|piece| note_lines(piece, left)).collect(),
        Piece::Code(_, code) => {
            code.lines().map(|line| vec![Run::Text(line.to_owned(), Default::default(), None)]).collect()
        }
        Piece::Table(table) => {
            left.push(Left {
                what: "table in a note, whose words stand in lines",
                words: String::new(),
                after: String::new(),
            });
            table.rows.into_iter().flatten().filter(|cell| !is_blank(cell)).collect()
        }
        Piece::Figure(figure) => {
            left.push(Left { what: "picture in a note", words: figure.alt, after: String::new() });
            vec![]
        }
        Piece::Remarks(remarks) => {
            remarked(remarks, left);
            vec![]
        }
        Piece::Rule => vec![],
    }
}

/// Tells of what is in the file and found no place.
fn end(reader: &mut Reader, others: &[(String, &'static str)]) -> Result<(), String> {
    reader.now = Now::default();
    for open in std::mem::take(&mut reader.fields).into_iter().filter(|open| !open.words.is_empty()) {
        reader.leave(inline::INSTRUCTED, open.words);
    }
    reader.last = String::new();
    let contents = std::mem::take(&mut reader.contents);
    if !contents.is_empty() {
        reader.leave(inline::CONTENTS, contents);
    }
    for comment in std::mem::take(&mut reader.comments).into_values().filter(|comment| !comment.placed) {
        reader.leave("comment that has no place in the text", [comment.by, comment.words].join(": "));
    }
    for (part, what) in others {
        let Some(text) = reader.parts.text(part)? else { continue };
        let words = all_words(parse(&text, part)?.root_element());
        if words.chars().any(char::is_alphanumeric) {
            reader.leave(what, words);
        }
    }
    let names: Vec<String> = reader.parts.names().map(str::to_owned).collect();
    for (start, what) in LEFT_PARTS {
        for name in names
            .iter()
            .filter(|name| name.starts_with(start) && !name.ends_with('/') && !name.ends_with(".rels"))
        {
            reader.leave(what, name.rsplit('/').next().unwrap_or_default());
        }
    }
    used_notes(reader);
    Ok(())
}

/// Notes to which nothing refers are told of.
fn used_notes(reader: &mut Reader) {
    let mut used = Vec::new();
    reader.document.pieces.iter().for_each(|piece| referred(piece, &mut used));
    let unused: Vec<String> =
        reader.document.notes.keys().filter(|label| !used.contains(label)).cloned().collect();
    for label in unused {
        let lines = reader.document.notes.remove(&label).unwrap_or_default();
        let words = lines.iter().map(|line| super::piece::words(line)).collect::<Vec<_>>().join(" ");
        if !words.trim().is_empty() {
            reader.leave("note that nothing refers to", words);
        }
    }
}

/// The labels of the notes to which a piece refers.
fn referred(piece: &Piece, used: &mut Vec<String>) {
    let lines: Vec<&Line> = match piece {
        Piece::Title(text)
        | Piece::Subtitle(text)
        | Piece::Heading(_, text)
        | Piece::Text(text)
        | Piece::Caption(text, _) => vec![&text.line],
        Piece::Item(item) => vec![&item.text.line],
        Piece::Table(table) => table.rows.iter().flatten().collect(),
        Piece::Quote(inner) => return inner.iter().for_each(|piece| referred(piece, used)),
        Piece::Figure(_) | Piece::Code(..) | Piece::Rule | Piece::Remarks(_) => vec![],
    };
    used.extend(lines.into_iter().flatten().filter_map(|run| match run {
        Run::Note(label) => Some(label.clone()),
        _ => None,
    }));
}
