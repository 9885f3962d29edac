//! A text that was changed before it is read, and where each of its bytes comes from.

use std::ops::Range;

use super::node::{Kind, Node};

/// A text on its way to the parser.
#[derive(Debug)]
pub struct Prepared {
    text: String,
    /// Stretches in their order, without gaps: those of equal length were copied.
    pieces: Vec<Piece>,
}

/// A stretch of the prepared text, and that of the original from which it was made.
#[derive(Debug, Clone)]
struct Piece {
    new: Range<usize>,
    old: Range<usize>,
}

/// A stretch of a text and what comes in its place.
pub type Edit = (Range<usize>, &'static str);

impl Prepared {
    /// A text as it is.
    pub fn new(text: &str) -> Self {
        let all = 0..text.len();
        Self { text: text.to_owned(), pieces: vec![Piece { new: all.clone(), old: all }] }
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Makes changes, which are in order and do not overlap.
    pub fn edit(self, edits: &[Edit]) -> Self {
        if edits.is_empty() {
            return self;
        }
        let mut next = Self { text: String::with_capacity(self.text.len()), pieces: Vec::new() };
        let (mut at, mut piece) = (0, 0);
        for (range, with) in edits {
            self.copy(at..range.start, &mut piece, &mut next);
            let old = self.old_start(range.start)..self.old_end(range.end).max(self.old_start(range.start));
            let start = next.text.len();
            next.text.push_str(with);
            next.pieces.push(Piece { new: start..next.text.len(), old });
            at = range.end;
        }
        self.copy(at..self.text.len(), &mut piece, &mut next);
        next
    }

    /// Copies a stretch into the next text; `piece` is the first piece that may reach into it.
    fn copy(&self, range: Range<usize>, piece: &mut usize, next: &mut Self) {
        while let Some(Piece { new, old }) = self.pieces.get(*piece) {
            let part = new.start.max(range.start)..new.end.min(range.end);
            if let Some(text) = self.text.get(part.clone()).filter(|text| !text.is_empty()) {
                let copied = new.len() == old.len();
                let old = if copied {
                    old.start + part.start - new.start..old.start + part.end - new.start
                } else {
                    old.clone()
                };
                let start = next.text.len();
                next.text.push_str(text);
                next.pieces.push(Piece { new: start..next.text.len(), old });
            }
            if new.end > range.end {
                break;
            }
            *piece += 1;
        }
    }

    /// Where a stretch that starts here starts in the original.
    fn old_start(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.new.end <= at);
        match self.pieces.get(index) {
            Some(Piece { new, old }) if new.len() == old.len() => old.start + at - new.start,
            Some(piece) => piece.old.start,
            None => self.pieces.last().map_or(at, |piece| piece.old.end),
        }
    }

    /// Where a stretch that ends here ends in the original.
    fn old_end(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.new.end < at);
        match self.pieces.get(index) {
            Some(Piece { new, old }) if new.len() == old.len() => old.start + at - new.start,
            Some(piece) => piece.old.end,
            None => self.pieces.last().map_or(at, |piece| piece.old.end),
        }
    }

    /// Gives nodes their places in the original, and joins what is one there.
    pub fn bring_home(&self, nodes: &mut Vec<Node>) {
        for node in nodes.iter_mut() {
            let start = self.old_start(node.range.start);
            node.range = start..self.old_end(node.range.end).max(start);
            self.bring_home(&mut node.children);
        }
        nodes.dedup_by(|next, last| {
            if let (Kind::Text(text), Kind::Text(more)) = (&mut last.kind, &next.kind)
                && last.range.end == next.range.start
            {
                text.push_str(more);
                last.range.end = next.range.end;
                return true;
            }
            false
        });
    }
}

#[cfg(test)]
mod tests {
    use super::Prepared;

    #[test]
    fn places_survive_two_rounds_of_changes() {
        let prepared = Prepared::new("  • een\n  • [b]: c")
            .edit(&[(0..5, "-"), (9 + 1..9 + 6, "-")])
            .edit(&[(8..8, "\\")]);
        assert_eq!(prepared.text(), "- een\n- \\[b]: c");
        let found = |needle: &str| {
            let at = prepared.text().find(needle).expect("the needle");
            (prepared.old_start(at), prepared.old_end(at + needle.len()))
        };
        assert_eq!(found("een"), (6, 9));
        assert_eq!(found("[b]"), (16, 19));
        assert_eq!(found("c"), (21, 22));
        assert_eq!(found("-"), (0, 5));
    }
}
