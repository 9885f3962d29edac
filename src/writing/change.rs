//! Changes to a file of TOML: what they do not name stays as it is, byte for byte.

use toml::Value;

use super::lists::Written;
use super::meant::{Change, is_as_meant, meant};
use super::parts::{Entry, Kind, Node, Step};
use super::refused::Refused;
use super::sections::{insert, regions, remove, section, shift};
use super::splice::Splice;
use super::syntax::Syntax;
use super::text::{line_end, rewritten};
use super::value::{at, in_list, line, literal};

/// What a file says; nothing where it is no TOML.
pub fn reading(text: &str) -> Option<Value> {
    text.parse::<toml::Table>().ok().map(Value::Table)
}

/// A file with a change made.
///
/// Errors where the file is no TOML, where there is nothing at the path, and where the outcome would not say what is
/// meant: nothing else may come of a change.
pub fn changed(text: &str, change: &Change) -> Result<String, Refused> {
    let (syntax, before) = Syntax::read(text).zip(reading(text)).ok_or(Refused::Broken)?;
    let wanted = meant(before.clone(), change).ok_or(Refused::Gone)?;
    let file = File { text, syntax: &syntax, before: &before };
    let splice = match change {
        Change::Set(path, value) => file.set(path, value),
        Change::Unset(path) => file.unset(path),
        Change::Insert(path, value) => file.insert(path, value),
        Change::Remove(path) => file.remove(path),
        Change::Move(path, to) => file.shift(path, *to),
        Change::Copy(path) => file.copy(path),
    };
    let made = splice.and_then(|splice| splice.made(text)).ok_or(Refused::Unfit)?;
    let read = reading(&made).filter(|read| is_as_meant(read, &wanted, change));
    read.map(|_| made).ok_or(Refused::Unfit)
}

/// A file in which something is to be changed.
struct File<'a> {
    text: &'a str,
    syntax: &'a Syntax,
    before: &'a Value,
}

impl File<'_> {
    fn set(&self, path: &[Step], value: &Value) -> Option<Splice> {
        let Some(node) = self.syntax.node(path) else { return self.add(path, value) };
        let made = match (at(self.before, path), value) {
            (Some(Value::String(old)), Value::String(new)) => {
                rewritten(self.text, node.range.clone(), old, new)
            }
            _ => literal(value, line_end(self.text)),
        };
        Some(Splice::one(node.range.clone(), made))
    }

    /// Adds a key where its table is: between braces, among keys with dots, or below a line in brackets.
    fn add(&self, path: &[Step], value: &Value) -> Option<Splice> {
        let (Step::Key(key), table) = path.split_last()? else { return None };
        let ends = line_end(self.text);
        let written = line(key, value, ends);
        if let Some(node) = self.syntax.node(table) {
            return into_braces(node, &written);
        }
        if let Some(section) = self.syntax.section(table) {
            if section.entries.is_empty() && table.is_empty() {
                return Some(self.at_top(&written));
            }
            let end = self.line_end(section.end());
            return Some(Splice::one(end..end, format!("{ends}{written}")));
        }
        for section in &self.syntax.sections {
            let Some(rest) = table.strip_prefix(section.path.as_slice()) else { continue };
            if let Some(entry) = section.entries.iter().rfind(|entry| entry.begins_with(rest)) {
                let depth = rest.len();
                let first = entry.keys.first()?.range.start;
                let names = self.text.get(first..entry.keys.get(depth.checked_sub(1)?)?.range.end)?;
                let end = self.line_end(entry.node.range.end);
                return Some(Splice::one(end..end, format!("{ends}{names}.{written}")));
            }
        }
        let inner = Value::Table(std::iter::once((key.clone(), value.clone())).collect());
        match table {
            [Step::Key(name)] => {
                let end = self.text.trim_end().len();
                Some(Splice::one(end..self.text.len(), format!("{ends}{ends}[{name}]{ends}{written}{ends}")))
            }
            _ => self.add(table, &inner),
        }
    }

    /// A first key, above all sections, and below the comments at the top.
    fn at_top(&self, written: &str) -> Splice {
        let ends = line_end(self.text);
        let comments = self
            .text
            .split_inclusive('\n')
            .take_while(|line| line.trim_start_matches('\u{feff}').starts_with('#'));
        let at = comments.map(str::len).sum::<usize>();
        let gap =
            if at > 0 && !self.text.get(..at).is_some_and(|text| text.ends_with('\n')) { ends } else { "" };
        let after = if self.text.get(at..).is_some_and(|rest| rest.trim().is_empty()) { "" } else { ends };
        Splice::one(at..at, format!("{gap}{written}{ends}{after}"))
    }

    /// Where the line of a byte ends, with nothing but blanks and a comment before.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        at + line.trim_end_matches('\r').len()
    }

    fn unset(&self, path: &[Step]) -> Option<Splice> {
        let (owner, rest) = self.owner(path)?;
        let is_own = |entry: &Entry| entry.keys.len() == rest.len() && entry.begins_with(rest);
        match owner {
            Owner::Section(entries) => {
                let entry = entries.iter().find(|entry| is_own(entry))?;
                let range = entry.range();
                let start = self.text.get(..range.start)?.rfind('\n').map_or(0, |at| at + 1);
                let end = self.line_end(range.end);
                let after = self.text.get(end..)?;
                let more = after.find('\n').map_or(after.len(), |at| at + 1);
                Some(Splice::one(start..end + more, ""))
            }
            Owner::Braces(node, entries) => {
                let index = entries.iter().position(is_own)?;
                let own = entries.get(index)?.range();
                let before = index.checked_sub(1).and_then(|before| entries.get(before));
                let range = match (before, entries.get(index + 1)) {
                    (_, Some(next)) => own.start..next.range().start,
                    (Some(before), None) => before.range().end..own.end,
                    (None, None) => node.range.start + 1..node.range.end - 1,
                };
                Some(Splice::one(range, ""))
            }
        }
    }

    /// What the key of a path is written in, and the rest of the path in that.
    fn owner<'p>(&self, path: &'p [Step]) -> Option<(Owner<'_>, &'p [Step])> {
        for depth in (0..path.len()).rev() {
            let (table, rest) = path.split_at_checked(depth)?;
            if let Some(node) = self.syntax.node(table) {
                let Kind::Table(entries) = &node.kind else { continue };
                return Some((Owner::Braces(node, entries), rest));
            }
            if let Some(section) = self.syntax.section(table) {
                return Some((Owner::Section(&section.entries), rest));
            }
        }
        None
    }

    fn insert(&self, path: &[Step], value: &Value) -> Option<Splice> {
        let (list, index) = in_list(path)?;
        if let Some(written) = self.list(&list) {
            return Some(written.insert(index, &literal(value, line_end(self.text))));
        }
        let regions = regions(self.text, self.syntax, &list);
        // The blocks of a chapter are sections; other lists begin in brackets.
        if regions.is_empty() && (list.len() > 1 || !value.is_table()) {
            return self.add(&list, &Value::Array(vec![value.clone()]));
        }
        let body = section(&list, value, line_end(self.text));
        Some(insert(self.text, &regions, index, &body))
    }

    fn remove(&self, path: &[Step]) -> Option<Splice> {
        let (list, index) = in_list(path)?;
        match self.list(&list) {
            Some(written) => written.remove(index),
            None => remove(self.text, &regions(self.text, self.syntax, &list), index),
        }
    }

    fn shift(&self, path: &[Step], to: usize) -> Option<Splice> {
        let (list, index) = in_list(path)?;
        match self.list(&list) {
            Some(written) => written.shift(index, to),
            None => shift(self.text, &regions(self.text, self.syntax, &list), index, to),
        }
    }

    fn copy(&self, path: &[Step]) -> Option<Splice> {
        let (list, index) = in_list(path)?;
        if let Some(written) = self.list(&list) {
            let item = self.text.get(written.items.get(index)?.range.clone())?;
            return Some(written.insert(index + 1, item));
        }
        let regions = regions(self.text, self.syntax, &list);
        let body = self.text.get(regions.get(index)?.clone())?;
        Some(insert(self.text, &regions, index + 1, body))
    }

    fn list(&self, path: &[Step]) -> Option<Written<'_>> {
        let node = self.syntax.node(path)?;
        let Kind::List(items) = &node.kind else { return None };
        Some(Written { text: self.text, range: node.range.clone(), items })
    }
}

/// What a key is written in.
enum Owner<'a> {
    /// A section.
    Section(&'a [Entry]),
    /// Braces.
    Braces(&'a Node, &'a [Entry]),
}

fn into_braces(node: &Node, written: &str) -> Option<Splice> {
    let Kind::Table(entries) = &node.kind else { return None };
    Some(match entries.last() {
        Some(last) => Splice::one(last.node.range.end..last.node.range.end, format!(", {written}")),
        None => Splice::one(node.range.clone(), format!("{{ {written} }}")),
    })
}

#[cfg(test)]
mod tests;
