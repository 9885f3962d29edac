//! Marks that begin and do not end: `**bold`, `` `code ``, `[words](https://…`.

use std::ops::Range;

use crate::content::markdown::Node;
use crate::source::Finding;

use super::passage::Passage;

/// A run of one sign in a text.
struct Run {
    sign: char,
    range: Range<usize>,
    before: char,
    after: char,
}

/// The first mark of some plain text that was clearly meant to be markup.
pub fn unfinished(node: &Node, passage: &Passage) -> Option<Finding> {
    let written = passage.text.get(node.range.clone())?;
    if let Some(finding) = link(written, node.range.start, passage) {
        return Some(finding);
    }
    let mut lone = Vec::new();
    for run in runs(passage.text, node.range.clone()) {
        if is_meant(&run) {
            return Some(told(&run, passage));
        }
        if run.sign == '*' && run.range.len() == 2 && run.before == ' ' && run.after == ' ' {
            lone.push(run);
        }
    }
    // `** words **`: the spaces keep it from being bold.
    lone.first().filter(|_| lone.len() > 1).map(|run| told(run, passage))
}

fn told(run: &Run, passage: &Passage) -> Finding {
    let mark = passage.text.get(run.range.clone()).unwrap_or_default();
    let shown = if run.sign == '`' { "a backtick".into() } else { format!("`{mark}`") };
    let message = format!("{shown} stands here without its other half, and is printed");
    let back = passage.literal.backslash();
    let fence = if run.sign == '`' { "``" } else { "`" };
    let hint = format!(
        "write {fence}{mark}words{mark}{fence}, without spaces inside; for the sign itself, {fence}{back}{}{fence}",
        run.sign
    );
    Finding::warning("unclosed-mark", passage.place(run.range.clone()), message).hint(hint)
}

/// Whether a run was clearly meant to open or to close something.
fn is_meant(run: &Run) -> bool {
    let count = run.range.len();
    let opens = run.after.is_alphanumeric() && !run.before.is_alphanumeric() && run.before != '/';
    let closes = count > 1 && !run.before.is_whitespace() && !run.after.is_alphanumeric();
    match run.sign {
        '*' => count <= 3 && (opens || closes && run.before.is_alphabetic()),
        '_' => count <= 2 && opens && run.before.is_whitespace(),
        '~' => count == 2 && opens,
        _ => opens && (!run.before.is_ascii_punctuation() || "([{\"".contains(run.before)),
    }
}

/// The runs of signs in a stretch of a text; they may reach beyond it.
fn runs(text: &str, range: Range<usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let part = text.get(range.clone()).unwrap_or_default();
    for (found, sign) in part.match_indices(['*', '_', '~', '`']) {
        let at = range.start + found;
        if runs.last().is_some_and(|run| run.range.contains(&at)) || is_escaped(text, at) {
            continue;
        }
        let (head, tail) = text.split_at_checked(at).unwrap_or_default();
        let start = head.trim_end_matches(sign).len();
        let start = if is_escaped(text, start) { at } else { start };
        let end = text.len() - tail.trim_start_matches(sign).len();
        let before = text.get(..start).and_then(|text| text.chars().next_back()).unwrap_or(' ');
        let after = text.get(end..).and_then(|text| text.chars().next()).unwrap_or(' ');
        let sign = sign.chars().next().unwrap_or('*');
        runs.push(Run { sign, range: start..end, before, after });
    }
    runs
}

/// Whether a backslash before it makes a sign plain text.
pub fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// A link that is not complete.
fn link(written: &str, start: usize, passage: &Passage) -> Option<Finding> {
    let split = |part: &str| ["http", "www.", "mailto:", "#"].iter().any(|scheme| part.starts_with(scheme));
    let first = written.find('[')?;
    let (at, _) = written.match_indices(']').find(|(at, _)| {
        let after = written.get(at + 1..).unwrap_or_default();
        let spaced = after.strip_prefix(" (").is_some_and(split);
        first < *at && (after.starts_with('(') || spaced) && !is_escaped(passage.text, start + at)
    })?;
    let open = written.get(..at).and_then(|before| before.rfind('[')).unwrap_or(at);
    let place = passage.place(start + open..start + at + 2);
    let finding =
        Finding::warning("unclosed-link", place, "this link is not complete, and is printed as it stands");
    Some(finding.hint("write `[words](https://example.org)`, without spaces between and in the address"))
}
