//! A selection of pages, such as `3,5-8`.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// A selection of pages; pages count from 1. The ranges come in order and apart from each other, so that one
/// selection has one name, however it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages(Vec<RangeInclusive<usize>>);

/// Why a selection cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagesError(String);

impl fmt::Display for PagesError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(
            f,
            "`{}` is not a page or a range of pages; they count from 1, and are written as `3,5-8`",
            self.0
        )
    }
}

impl std::error::Error for PagesError {}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (index, range) in self.0.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            match (range.start(), range.end()) {
                (first, last) if first == last => write!(f, "{comma}{first}")?,
                (first, &usize::MAX) => write!(f, "{comma}{first}-")?,
                (first, last) => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Pages {
    type Err = PagesError;

    fn from_str(text: &str) -> Result<Self, PagesError> {
        let ranges =
            text.split(',').map(|part| range(part.trim()).ok_or_else(|| PagesError(part.trim().into())));
        ranges.collect::<Result<_, _>>().map(joined)
    }
}

/// Reads `3`, `5-8`, `5-` or `-8`.
fn range(text: &str) -> Option<RangeInclusive<usize>> {
    let page = |text: &str| text.trim().parse().ok().filter(|page| *page > 0);
    match text.split_once('-') {
        None => page(text).map(|page| page..=page),
        Some(("", "")) => None,
        Some(("", last)) => Some(1..=page(last)?),
        Some((first, "")) => Some(page(first)?..=usize::MAX),
        Some((first, last)) => Some(page(first)?..=page(last)?).filter(|range| !range.is_empty()),
    }
}

/// The ranges in order; those that touch become one.
fn joined(mut ranges: Vec<RangeInclusive<usize>>) -> Pages {
    ranges.sort_by_key(|range| *range.start());
    let mut apart: Vec<RangeInclusive<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(before) if *range.start() <= before.end().saturating_add(1) => {
                *before = *before.start()..=*before.end().max(range.end());
            }
            _ => apart.push(range),
        }
    }
    Pages(apart)
}

impl Pages {
    /// Whether a page is in the selection.
    pub fn contains(&self, page: usize) -> bool {
        self.0.iter().any(|range| range.contains(&page))
    }

    /// How many of the first `count` pages are in the selection.
    pub fn count(&self, count: usize) -> usize {
        (1..=count).filter(|page| self.contains(*page)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::Pages;

    #[test]
    fn selections() {
        let pages: Pages = "3, 5-8,11-".parse().expect("a selection");
        let found: Vec<usize> = (1..=12).filter(|page| pages.contains(*page)).collect();
        assert_eq!(found, [3, 5, 6, 7, 8, 11, 12]);
        assert_eq!(pages.to_string(), "3,5-8,11-");
        assert_eq!("-4, 07,9-9".parse::<Pages>().map(|pages| pages.to_string()), Ok("1-4,7,9".into()));
        for (written, named) in [("2,1", "1-2"), ("1-1,1", "1"), ("9-,3,4,12", "3-4,9-"), ("5-8,1-6", "1-8")]
        {
            assert_eq!(written.parse::<Pages>().map(|pages| pages.to_string()), Ok(named.into()));
        }
        for bad in ["", "0", "8-5", "-", "a", "1,,2"] {
            assert!(bad.parse::<Pages>().is_err(), "{bad}");
        }
    }
}
