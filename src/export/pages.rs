//! A selection of pages, such as `3,5-8`.

use std::fmt;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::str::FromStr;

use typst_library::layout::PageRanges;

/// A selection of pages; pages count from 1.
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

impl FromStr for Pages {
    type Err = PagesError;

    fn from_str(text: &str) -> Result<Self, PagesError> {
        text.split(',')
            .map(|part| range(part.trim()).ok_or_else(|| PagesError(part.trim().into())))
            .collect::<Result<_, _>>()
            .map(Self)
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

impl Pages {
    /// Whether a page is in the selection.
    pub fn contains(&self, page: usize) -> bool {
        self.0.iter().any(|range| range.contains(&page))
    }

    /// How many of the first `count` pages are in the selection.
    pub fn count(&self, count: usize) -> usize {
        (1..=count).filter(|page| self.contains(*page)).count()
    }

    /// The selection in Typst's terms.
    pub fn ranges(&self) -> PageRanges {
        let range = |range: &RangeInclusive<usize>| {
            NonZeroUsize::new(*range.start())..=NonZeroUsize::new(*range.end())
        };
        PageRanges::new(self.0.iter().map(range).collect())
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
        for bad in ["", "0", "8-5", "-", "a", "1,,2"] {
            assert!(bad.parse::<Pages>().is_err(), "{bad}");
        }
    }
}
