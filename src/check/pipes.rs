//! Tables without their row of `---`: to Markdown they are words between pipes.

use crate::content::markdown::{Node, cells};
use crate::source::Finding;

use super::passage::Passage;

/// Checks whether a paragraph was meant to be a table.
pub fn without_rule(node: &Node, passage: &Passage) -> Option<Finding> {
    let written = passage.text.get(node.range.clone())?;
    if !written.contains('|') {
        return None;
    }
    let lines: Vec<&str> = written.lines().collect();
    let first = lines.iter().position(|line| is_row(line)).or_else(|| {
        let bare = |pair: &[&str]| pair.iter().all(|line| line.contains(" | "));
        lines.windows(2).position(|pair| bare(pair) && equal(pair))
    })?;
    let start = node.range.start + lines.iter().take(first).map(|line| line.len()).sum::<usize>();
    let line = lines.get(first)?;
    let offset = written.find(line).map_or(start, |at| node.range.start + at);
    let place = passage.place(offset..offset + line.len());
    let wanted = cells(line).len().max(1);
    let rule = "|---".repeat(wanted) + "|";
    let given = lines.iter().find(|line| is_rule(line)).map(|line| cells(line).len());
    let finding = match given {
        Some(given) if given != wanted && first == 0 => {
            let message = format!("the row of `---` has {given} cells, and the header has {wanted}");
            Finding::warning("table-without-rule", place, message)
                .hint(format!("write `{rule}` under the header"))
        }
        _ => {
            let message = "this looks like a row of a table, and is printed with its `|`";
            Finding::warning("table-without-rule", place, message).hint(format!(
                "write `{rule}` under the table's first row, and leave no empty lines between its rows"
            ))
        }
    };
    Some(finding)
}

/// Whether a line stands between pipes.
fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.starts_with('|') && line.ends_with('|') && !line.ends_with("\\|") && !is_rule(line)
}

/// Whether a line was meant to stand under the header, with dashes of any kind.
fn is_rule(line: &str) -> bool {
    line.contains(['-', '–', '—', '='])
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '|' | ':' | '-' | '–' | '—' | '=' | ' ' | '\t'))
}

/// Whether two lines have as many cells.
fn equal(pair: &[&str]) -> bool {
    let counts: Vec<usize> = pair.iter().map(|line| cells(line).len()).collect();
    counts.first() == counts.last()
}
