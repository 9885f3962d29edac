//! Items of lists in brackets: each on its line, or all on one.

use std::ops::Range;

use super::parts::Node;
use super::splice::Splice;
use super::text::line_end;

/// A list as it is written.
pub struct Written<'a> {
    /// The file.
    pub text: &'a str,
    /// The list.
    pub range: Range<usize>,
    /// Its items.
    pub items: &'a [Node],
}

/// What comes after an item: where its comma ends, if there is one, and where the line of that does, a comment
/// included.
struct After {
    comma: Option<usize>,
    line: Option<usize>,
}

impl Written<'_> {
    /// Puts an item in before that of an index, or at the end.
    pub fn insert(&self, index: usize, item: &str) -> Splice {
        let ends = line_end(self.text);
        let indent = self.items.iter().find_map(|item| self.indent(item));
        if let Some(next) = self.items.get(index) {
            let gap = self.indent(next).map_or_else(|| " ".into(), |indent| format!("{ends}{indent}"));
            return Splice::one(next.range.start..next.range.start, format!("{item},{gap}"));
        }
        let Some(last) = self.items.last() else {
            let several = item.contains('\n') || item.starts_with('{');
            let made = if several { format!("[{ends}  {item},{ends}]") } else { format!("[{item}]") };
            return Splice::one(self.range.clone(), made);
        };
        let Some(indent) = indent else {
            return Splice::one(last.range.end..last.range.end, format!(", {item}"));
        };
        let after = self.after(last);
        let at = after.line.or(after.comma).unwrap_or(last.range.end);
        let mut splice = Splice::default();
        if after.comma.is_none() {
            splice.add(last.range.end..last.range.end, ",");
        }
        splice.add(at..at, format!("{ends}{indent}{item},"));
        splice
    }

    /// Takes an item out, with the line that it has for itself.
    pub fn remove(&self, index: usize) -> Option<Splice> {
        let item = self.items.get(index)?;
        let after = self.after(item);
        if let (Some(indent), Some(line)) = (self.indent(item), after.line)
            && (after.comma.is_some() || index + 1 == self.items.len())
        {
            let start = item.range.start - indent.len() - self.break_before(item.range.start - indent.len());
            return Some(Splice::one(start..line, ""));
        }
        let range = match (self.items.get(index + 1), index.checked_sub(1).and_then(|at| self.items.get(at)))
        {
            (Some(next), _) => item.range.start..next.range.start,
            (None, Some(before)) => before.range.end..item.range.end,
            (None, None) => item.range.start..after.comma.unwrap_or(item.range.end),
        };
        Some(Splice::one(range, ""))
    }

    /// Has an item stand in another place; those between move up.
    pub fn shift(&self, from: usize, to: usize) -> Option<Splice> {
        let mut order: Vec<&Node> = self.items.iter().collect();
        if from >= order.len() || to >= order.len() {
            return None;
        }
        let moved = order.remove(from);
        order.insert(to, moved);
        let mut splice = Splice::default();
        for (slot, item) in self.items.iter().zip(order) {
            splice.add(slot.range.clone(), self.text.get(item.range.clone())?);
        }
        Some(splice)
    }

    /// The blanks before an item that begins its line.
    fn indent(&self, item: &Node) -> Option<&str> {
        let before = self.text.get(..item.range.start)?;
        let start = before.rfind('\n')? + 1;
        let blanks = before.get(start..)?;
        (start > self.range.start && blanks.trim().is_empty()).then_some(blanks)
    }

    fn break_before(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        if before.ends_with("\r\n") { 2 } else { usize::from(before.ends_with('\n')) }
    }

    fn after(&self, item: &Node) -> After {
        let rest = self.text.get(item.range.end..self.range.end).unwrap_or_default();
        let mut at = item.range.end + blanks(rest);
        let mut comma = None;
        if self.text.get(at..).is_some_and(|rest| rest.starts_with(',')) {
            at += 1;
            comma = Some(at);
            at += blanks(self.text.get(at..self.range.end).unwrap_or_default());
        }
        let rest = self.text.get(at..self.range.end).unwrap_or_default();
        let line = rest.find('\n').map(|end| rest.get(..end).unwrap_or_default().trim_end_matches('\r'));
        let line = line.filter(|line| line.is_empty() || line.starts_with('#')).map(|line| at + line.len());
        After { comma, line }
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}
