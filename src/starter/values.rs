//! Values in the place of others in a TOML file, whose comments and order stay.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Puts values, each as TOML, in the place of those that a file has by their keys.
///
/// Each comes with a mark of its own, which is given back with where the value stands.
pub fn with_values<T>(text: &str, values: Vec<(T, &[&str], String)>) -> (String, Vec<(T, Range<usize>)>) {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut found: Vec<(T, Range<usize>, String)> = Vec::new();
    for (mark, key, value) in values {
        found.extend(range(root.get_ref(), key).map(|range| (mark, range, value)));
    }
    found.sort_by_key(|(_, range, _)| range.start);
    let (mut out, mut done, mut places) = (String::with_capacity(text.len()), 0, Vec::new());
    for (mark, range, value) in found {
        out.push_str(text.get(done..range.start).unwrap_or_default());
        places.push((mark, out.len()..out.len() + value.len()));
        out.push_str(&value);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    (out, places)
}

/// Where the value of a key stands, given with those of the tables around it.
fn range(table: &DeTable, key: &[&str]) -> Option<Range<usize>> {
    let (first, rest) = key.split_first()?;
    let value: &Spanned<DeValue> = table.get(*first)?;
    if rest.is_empty() { Some(value.span()) } else { range(value.get_ref().as_table()?, rest) }
}

#[cfg(test)]
mod tests {
    use super::{quoted, with_values};

    #[test]
    fn comments_and_order_stay() {
        let text = "# a\ntitle = \"x\" # b\n[design]\n# c\naccent = { rgb = \"#fff\" }\n[edition]\ndate = 2020-01-01\n";
        let title = quoted("a \"b\" \\");
        let values: Vec<(char, &[&str], String)> = vec![
            ('d', &["edition", "date"], "2026-05-01".into()),
            ('t', &["title"], title.clone()),
            ('a', &["design", "accent"], "{}".into()),
            ('n', &["none"], "1".into()),
        ];
        let (new, places) = with_values(text, values);
        assert_eq!(
            new,
            format!("# a\ntitle = {title} # b\n[design]\n# c\naccent = {{}}\n[edition]\ndate = 2026-05-01\n")
        );
        let marks: String = places.iter().map(|(mark, _)| *mark).collect();
        assert_eq!(marks, "tad");
        assert!(places.iter().all(|(_, place)| new.get(place.clone()).is_some()));
        assert_eq!(new.get(places[0].1.clone()), Some(title.as_str()));
    }
}
