//! Sets of pages, written as the command line writes them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A set of pages, counted from 1; it is written as `1-3,5`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageSet(BTreeSet<u32>);

impl PageSet {
    /// Adds a page.
    pub fn add(&mut self, page: u32) {
        self.0.insert(page);
    }

    /// Adds all pages of another set.
    pub fn join(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// How many pages are in it.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for PageSet {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut ranges: Vec<(u32, u32)> = vec![];
        for &page in &self.0 {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == page => *last = page,
                _ => ranges.push((page, page)),
            }
        }
        for (index, (first, last)) in ranges.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            match first == last {
                true => write!(f, "{comma}{first}")?,
                false => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

impl Serialize for PageSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for PageSet {
    fn schema_name() -> Cow<'static, str> {
        "PageSet".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*$" })
    }
}

#[cfg(test)]
mod tests {
    use super::PageSet;

    #[test]
    fn pages_are_written_as_ranges() {
        let mut pages = PageSet::default();
        [7, 1, 2, 3, 5].into_iter().for_each(|page| pages.add(page));
        assert_eq!(pages.to_string(), "1-3,5,7");
    }
}
