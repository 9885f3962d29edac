//! How a workbook's layout differs from that of the program.

use similar::{ChangeTag, TextDiff};

use super::embedded::Layout;
use super::origin::unmarked;

/// The lines around a change that are shown.
const AROUND: usize = 3;

/// How a workbook's layout differs from that of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// How many lines were added, taken away, or changed: those changed count once.
    pub lines: usize,
    /// The differences in the unified format, as `diff -u` and git write them; empty where there are none.
    pub text: String,
}

impl Difference {
    /// From the program's layout to the workbook's; the ends of lines do not count.
    pub fn new(layout: &Layout, own: &str) -> Self {
        let own = unmarked(own).replace("\r\n", "\n");
        let diff = TextDiff::from_lines(layout.text, &own);
        let all = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
        let lines = all(ChangeTag::Insert).max(all(ChangeTag::Delete));
        let names = (format!("werkboek/layouts/{}", layout.path), format!("layouts/{}", layout.path));
        let text = if lines == 0 {
            String::new()
        } else {
            diff.unified_diff().context_radius(AROUND).header(&names.0, &names.1).to_string()
        };
        Self { lines, text }
    }
}

#[cfg(test)]
mod tests {
    use super::super::embedded::layout_named;
    use super::super::origin::marked;
    use super::Difference;

    #[test]
    fn lines_are_counted_once() {
        let layout = layout_named("cover").expect("a layout");
        let text = marked(&layout);
        assert_eq!(Difference::new(&layout, &text).lines, 0);
        assert_eq!(Difference::new(&layout, &text.replace('\n', "\r\n")).text, "");
        let changed = text.replacen("#import", "// changed\n#import", 1);
        let found = Difference::new(&layout, &changed);
        assert_eq!(found.lines, 1);
        assert!(found.text.starts_with("--- werkboek/layouts/cover.typ\n+++ layouts/cover.typ\n@@ "));
        assert!(found.text.contains("\n+// changed\n"), "{}", found.text);
    }
}
