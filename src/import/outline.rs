//! What pieces are to each other: the title, the levels of headings and of lists, and captions.

use super::piece::{Document, Item, Line, Paragraph, Piece, Remark, Run, is_blank, words};

/// The most letters of a title, a heading or an item to tick.
pub const LONGEST: usize = 300;

/// Signs that people write where a list has none.
const BULLETS: &str = "•‣◦⁃∙●○■▪▫◆◇❖➢➤►·–—-*";

impl Document {
    /// Its title, if it has one.
    pub fn title(&self) -> Option<String> {
        let piece = title(&self.pieces).and_then(|at| self.pieces.get(at));
        let found = match piece {
            Some(Piece::Title(text) | Piece::Heading(_, text)) => words(&text.line).trim().to_owned(),
            _ => self.name.clone(),
        };
        Some(found).filter(|title| !title.is_empty())
    }
}

/// Where the title stands: that which says so, or the first heading if no other is of its level.
pub fn title(pieces: &[Piece]) -> Option<usize> {
    let short = |text: &Paragraph| {
        words(&text.line).chars().count() <= LONGEST && !words(&text.line).trim().is_empty()
    };
    if let Some(at) = pieces.iter().position(|piece| matches!(piece, Piece::Title(text) if short(text))) {
        return Some(at);
    }
    let level = |piece: &Piece| match piece {
        Piece::Heading(level, text) if short(text) => Some(*level),
        _ => None,
    };
    let at = pieces.iter().position(|piece| level(piece).is_some())?;
    let first = pieces.get(at).and_then(level)?;
    let alone = pieces.iter().filter_map(level).filter(|level| *level <= first).count() == 1;
    alone.then_some(at)
}

/// The level of headings that are parts, if there are three levels or more, and of those that open a text.
pub fn levels(pieces: &[Piece]) -> (Option<usize>, usize) {
    let mut levels: Vec<usize> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Title(_) => Some(0),
            Piece::Heading(level, _) => Some(*level),
            _ => None,
        })
        .collect();
    levels.sort_unstable();
    levels.dedup();
    match levels.as_slice() {
        [first, second, _, ..] => (Some(*first), *second),
        [first, ..] => (None, *first),
        [] => (None, 1),
    }
}

/// Brings captions to the picture or the table beside them.
pub fn captioned(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let Piece::Caption(text, of_table) = piece else {
            out.push(piece);
            continue;
        };
        let takes = |piece: Option<&Piece>| match piece {
            Some(Piece::Figure(figure)) => figure.caption.is_none() && of_table != Some(true),
            Some(Piece::Table(table)) => table.caption.is_none() && of_table != Some(false),
            _ => false,
        };
        let holder = match (takes(out.last()), takes(pieces.peek())) {
            (true, _) => out.last_mut(),
            (false, true) => pieces.peek_mut(),
            (false, false) => None,
        };
        match holder {
            Some(Piece::Figure(figure)) => figure.caption = Some(text),
            Some(Piece::Table(table)) => table.caption = Some(text),
            _ => out.push(Piece::Text(text)),
        }
    }
    out
}

/// Who said it, where the last line of a quote begins with a dash.
pub fn said_by(line: &Line) -> Option<Line> {
    let mut line = line.clone();
    let first = line.iter_mut().find_map(|run| match run {
        Run::Text(text, ..) => Some(text),
        _ => None,
    })?;
    let rest = first.trim_start().strip_prefix(['—', '–', '―'])?.trim_start().to_owned();
    *first = rest;
    (!is_blank(&line) && words(&line).chars().count() <= LONGEST).then_some(line)
}

/// A paragraph that begins with a bullet is an item.
pub fn bulleted(piece: Piece) -> Piece {
    let Piece::Text(mut text) = piece else { return piece };
    let first = text.line.iter_mut().find_map(|run| match run {
        Run::Text(text, ..) => Some(text),
        _ => None,
    });
    let rest = first.as_ref().and_then(|text| {
        let body = text.trim_start();
        let sign = body.chars().next().filter(|c| BULLETS.contains(*c))?;
        let rest = body.get(sign.len_utf8()..)?;
        (rest.starts_with([' ', '\t', '\u{a0}']) && !rest.trim().is_empty())
            .then(|| rest.trim_start().to_owned())
    });
    match (first, rest) {
        (Some(first), Some(rest)) => {
            *first = rest;
            Piece::Item(Item { text, ..Item::default() })
        }
        _ => Piece::Text(text),
    }
}

/// No item stands more than one level under the one before it, and the first on the first.
pub fn level(items: &mut [Item]) {
    let least = items.iter().map(|item| item.level).min().unwrap_or(0);
    let mut open: Vec<usize> = Vec::new();
    for item in items {
        let own = item.level - least;
        while open.last().is_some_and(|last| *last >= own) {
            open.pop();
        }
        item.level = open.len();
        open.push(own);
    }
}

/// Takes the remarks and the anchors out of a piece and what is in it.
pub fn drained(piece: &mut Piece, remarks: &mut Vec<Remark>, found: &mut Vec<String>) {
    match piece {
        Piece::Title(text)
        | Piece::Subtitle(text)
        | Piece::Heading(_, text)
        | Piece::Text(text)
        | Piece::Caption(text, _) => {
            remarks.append(&mut text.remarks);
            found.extend(anchors(&text.line));
        }
        Piece::Item(item) => {
            remarks.append(&mut item.text.remarks);
            found.extend(anchors(&item.text.line));
            item.more.iter_mut().for_each(|piece| drained(piece, remarks, found));
        }
        Piece::Quote(inner) => inner.iter_mut().for_each(|piece| drained(piece, remarks, found)),
        Piece::Table(table) => remarks.append(&mut table.remarks),
        Piece::Remarks(more) => remarks.append(more),
        Piece::Figure(figure) => remarks.append(&mut figure.remarks),
        Piece::Code(..) | Piece::Rule => {}
    }
}

/// The anchors in a line.
pub fn anchors(line: &Line) -> Vec<String> {
    let anchor = |run: &Run| match run {
        Run::Anchor(name) => Some(name.clone()),
        _ => None,
    };
    line.iter().filter_map(anchor).collect()
}
