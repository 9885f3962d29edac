//! Pieces as blocks of a chapter.

use super::outline::{LONGEST, anchors, bulleted, captioned, drained, level, levels, said_by, title};
use super::piece::{
    Document, Figure, Item, Left, Line, Paragraph, Piece, Remark, Run, Table, ending, is_blank, words,
};

/// A block of a chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its heading, if it has one.
    pub heading: Option<Line>,
    /// The names by which links lead to it.
    pub anchors: Vec<String>,
    /// What was remarked of it.
    pub remarks: Vec<Remark>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A part of the chapter: a heading alone.
    Part,
    /// Text.
    Text(Vec<Piece>),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// What somebody said, and who.
    Quote(Vec<Piece>, Option<Line>),
    /// Items to tick, and whether they are done.
    Checklist(Vec<(Line, bool)>),
}

/// A chapter.
#[derive(Debug, Clone, Default)]
pub struct Chapter {
    /// Its title; nothing where the file has none.
    pub title: Option<Line>,
    /// The sentence under it.
    pub lede: Option<Line>,
    /// The names by which links lead to it.
    pub anchors: Vec<String>,
    /// What was remarked of its title.
    pub remarks: Vec<Remark>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

struct Arranger<'a> {
    chapter: Chapter,
    /// A heading under which nothing stands yet.
    heading: Option<Block>,
    /// References to notes that stood where none can, until a paragraph comes.
    notes: Vec<Run>,
    /// The level of headings that are parts, and of those that open a text.
    levels: (Option<usize>, usize),
    left: &'a mut Vec<Left>,
}

/// Arranges the pieces of a document; what has no place goes to what is left.
pub fn arrange(document: &mut Document) -> Chapter {
    let mut pieces = captioned(std::mem::take(&mut document.pieces));
    let mut chapter = Chapter::default();
    if let Some(at) = title(&pieces)
        && let Piece::Title(text) | Piece::Heading(_, text) = pieces.remove(at)
    {
        chapter.remarks = text.remarks;
        chapter.title = Some(text.line);
        if let Some(Piece::Subtitle(_)) = pieces.get(at)
            && let Piece::Subtitle(text) = pieces.remove(at)
        {
            chapter.remarks.extend(text.remarks);
            chapter.lede = Some(text.line);
        }
    }
    let levels = levels(&pieces);
    let mut arranger = Arranger { chapter, heading: None, notes: vec![], levels, left: &mut document.left };
    if let Some(line) = arranger.chapter.title.take() {
        arranger.chapter.anchors = anchors(&line);
        arranger.chapter.title = Some(arranger.without_notes(line));
    }
    arranger.all(pieces)
}

impl Arranger<'_> {
    fn all(mut self, pieces: Vec<Piece>) -> Chapter {
        let mut pieces = pieces.into_iter().map(bulleted).peekable();
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Title(text) => self.heading(0, text),
                Piece::Heading(level, text) => self.heading(level, text),
                Piece::Item(item) => {
                    let mut items = vec![item];
                    while let Some(Piece::Item(item)) = pieces.next_if(|next| matches!(next, Piece::Item(_)))
                    {
                        items.push(item);
                    }
                    self.items(items);
                }
                Piece::Table(mut table) => {
                    let mut remarks = std::mem::take(&mut table.remarks);
                    remarks
                        .extend(table.caption.iter_mut().flat_map(|text| std::mem::take(&mut text.remarks)));
                    let mut found: Vec<String> = table.rows.iter().flatten().flat_map(anchors).collect();
                    found.extend(table.caption.iter().flat_map(|text| anchors(&text.line)));
                    self.block(Kind::Table(table), found, remarks);
                }
                Piece::Figure(mut figure) => {
                    let mut remarks = std::mem::take(&mut figure.remarks);
                    remarks
                        .extend(figure.caption.iter_mut().flat_map(|text| std::mem::take(&mut text.remarks)));
                    let found = figure.caption.iter().flat_map(|text| anchors(&text.line)).collect();
                    self.block(Kind::Figure(figure), found, remarks);
                }
                Piece::Quote(inner) => self.quote(inner),
                Piece::Remarks(remarks) => self.remarks(remarks),
                Piece::Rule if self.heading.is_some() => {}
                other => self.text(other),
            }
        }
        self.flush();
        for note in std::mem::take(&mut self.notes) {
            self.text(Piece::Text(Paragraph { line: vec![note], remarks: vec![] }));
        }
        self.flush();
        self.chapter
    }

    /// A heading: of a part, of a text, or within one.
    fn heading(&mut self, level: usize, mut text: Paragraph) {
        let found = anchors(&text.line);
        if self.levels.1 < level && self.heading.is_none() && matches!(self.last(), Some(Kind::Text(_))) {
            return self.text(Piece::Heading(level, text));
        }
        self.flush();
        let line = self.without_notes(std::mem::take(&mut text.line));
        let part = self.levels.0.is_some_and(|part| level <= part);
        let block = Block { kind: Kind::Part, heading: Some(line), anchors: found, remarks: text.remarks };
        match part {
            true => self.chapter.blocks.push(block),
            false => self.heading = Some(block),
        }
    }

    /// A heading under which nothing stands is a part.
    fn flush(&mut self) {
        self.chapter.blocks.extend(self.heading.take());
    }

    fn last(&self) -> Option<&Kind> {
        self.chapter.blocks.last().map(|block| &block.kind)
    }

    /// Adds a block; a heading that waits goes into it where it takes one.
    fn block(&mut self, kind: Kind, mut found: Vec<String>, mut remarks: Vec<Remark>) {
        let mut heading = None;
        if matches!(kind, Kind::Figure(_) | Kind::Quote(..) | Kind::Part) {
            self.flush();
        } else if let Some(waiting) = self.heading.take() {
            heading = waiting.heading;
            found.splice(0..0, waiting.anchors);
            remarks.splice(0..0, waiting.remarks);
        } else if matches!(kind, Kind::Table(_) | Kind::Checklist(_)) {
            heading = self.last_heading();
        }
        self.chapter.blocks.push(Block { kind, heading, anchors: found, remarks });
    }

    /// The heading with which the text before ends: it belongs to what follows.
    fn last_heading(&mut self) -> Option<Line> {
        let Some(Block { kind: Kind::Text(body), .. }) = self.chapter.blocks.last_mut() else { return None };
        match body.last() {
            Some(Piece::Heading(..)) if body.len() > 1 => {}
            _ => return None,
        }
        let Some(Piece::Heading(_, text)) = body.pop() else { return None };
        Some(self.without_notes(text.line))
    }

    /// Adds a piece to the text that is open, or opens one.
    fn text(&mut self, mut piece: Piece) {
        let mut remarks = Vec::new();
        let mut found = Vec::new();
        drained(&mut piece, &mut remarks, &mut found);
        if let Piece::Text(text) = &mut piece {
            let blank = is_blank(&text.line);
            if !blank {
                text.line.append(&mut self.notes);
            } else if self.heading.is_none() {
                // Anchors and remarks alone belong to what stands before them.
                match self.chapter.blocks.last_mut() {
                    Some(block) => {
                        block.anchors.append(&mut found);
                        block.remarks.append(&mut remarks);
                    }
                    None => {
                        self.chapter.anchors.append(&mut found);
                        self.chapter.remarks.append(&mut remarks);
                    }
                }
                return;
            } else if let Some(heading) = &mut self.heading {
                heading.anchors.append(&mut found);
                heading.remarks.append(&mut remarks);
                return;
            }
        }
        if self.heading.is_none()
            && let Some(Block { kind: Kind::Text(body), anchors, remarks: known, .. }) =
                self.chapter.blocks.last_mut()
        {
            body.push(piece);
            anchors.append(&mut found);
            known.append(&mut remarks);
            return;
        }
        self.block(Kind::Text(vec![piece]), found, remarks);
    }

    /// Items: all of them to tick on one level are a block, others a list in the text.
    fn items(&mut self, mut items: Vec<Item>) {
        let plain = |item: &Item| {
            item.done.is_some()
                && item.level == 0
                && item.more.is_empty()
                && words(&item.text.line).chars().count() <= LONGEST
        };
        if !items.iter().all(plain) {
            level(&mut items);
            return items.into_iter().for_each(|item| self.text(Piece::Item(item)));
        }
        let (mut found, mut remarks, mut list) = (Vec::new(), Vec::new(), Vec::new());
        for item in items {
            found.extend(anchors(&item.text.line));
            remarks.extend(item.text.remarks);
            list.push((self.without_notes(item.text.line), item.done.unwrap_or(false)));
        }
        self.block(Kind::Checklist(list), found, remarks);
    }

    fn quote(&mut self, mut inner: Vec<Piece>) {
        let (mut found, mut remarks) = (Vec::new(), Vec::new());
        inner.iter_mut().for_each(|piece| drained(piece, &mut remarks, &mut found));
        let unfit = |piece: &Piece| matches!(piece, Piece::Figure(_) | Piece::Table(_));
        let (out, mut inner): (Vec<Piece>, Vec<Piece>) = inner.into_iter().partition(unfit);
        let by = match inner.last() {
            Some(Piece::Text(text)) if inner.len() > 1 => said_by(&text.line),
            _ => None,
        };
        if by.is_some() {
            inner.pop();
        }
        if !inner.is_empty() {
            self.block(Kind::Quote(inner, by), found, remarks);
        } else {
            self.remarks(remarks);
        }
        for piece in out {
            match piece {
                Piece::Table(table) => self.block(Kind::Table(table), vec![], vec![]),
                Piece::Figure(figure) => self.block(Kind::Figure(figure), vec![], vec![]),
                _ => {}
            }
        }
    }

    fn remarks(&mut self, mut remarks: Vec<Remark>) {
        match (&mut self.heading, self.chapter.blocks.last_mut()) {
            (Some(heading), _) => heading.remarks.append(&mut remarks),
            (None, Some(block)) => block.remarks.append(&mut remarks),
            (None, None) => self.chapter.remarks.append(&mut remarks),
        }
    }

    /// A line of a place that holds no notes: these wait for the next paragraph.
    fn without_notes(&mut self, line: Line) -> Line {
        let (notes, line): (Line, Line) = line.into_iter().partition(|run| matches!(run, Run::Note(_)));
        if !notes.is_empty() {
            let after = ending(&words(&line));
            let words = "the reference stands in the next paragraph".into();
            self.left.push(Left { what: "note in a line that takes none", words, after });
        }
        self.notes.extend(notes);
        line
    }
}
