//! Comments in the TOML that wait for somebody, as an import writes them.

use std::ops::Range;

use crate::book::Draft;
use crate::content::COMMENTS;
use crate::source::{Finding, Place};

/// The most letters of a comment that are shown.
const SHOWN: usize = 100;

/// Tells of each comment in a chapter that waits.
pub fn open_comments(draft: &Draft, findings: &mut Vec<Finding>) {
    for entry in &draft.chapters {
        for (range, words) in waiting(&entry.text) {
            let mut shown: String = words.chars().take(SHOWN).collect();
            if shown.len() < words.len() {
                shown.push('…');
            }
            let place = Place::new(entry.file, range);
            let finding = Finding::warning("open-comment", place, format!("a comment waits here: {shown}"));
            findings.push(finding.hint("do what it asks, and take the comment away"));
        }
    }
}

/// The comments of a file that begin with one of the words for it: where each stands, and what it says.
fn waiting(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut open = false;
    for range in comments(text) {
        let line = text.get(range.clone()).unwrap_or_default();
        let words = line.trim_start_matches('#');
        match said(words) {
            Some(said) => {
                found.push((range, said.trim().to_owned()));
                open = true;
            }
            // Its further lines stand deeper.
            None if open && words.starts_with("   ") => {
                if let Some((_, said)) = found.last_mut() {
                    said.push(' ');
                    said.push_str(words.trim());
                }
            }
            None => open = false,
        }
    }
    found
}

/// What follows the word for a comment.
fn said(words: &str) -> Option<&str> {
    let words = words.trim_start();
    COMMENTS.iter().find_map(|(_, mark)| {
        let start = words.get(..mark.len()).filter(|start| start.eq_ignore_ascii_case(mark))?;
        words.get(start.len()..)?.trim_start().strip_prefix(':')
    })
}

/// Where the comments of a TOML file stand: a `#` in a text begins none.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(['#', '"', '\''])) {
        at += next;
        let rest = text.get(at..).unwrap_or_default();
        let end = |from: usize| {
            rest.get(from..).and_then(|rest| rest.find('\n')).map_or(rest.len(), |end| from + end)
        };
        let sign = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|sign| rest.starts_with(sign));
        at += match sign {
            None => {
                let end = end(0);
                let line = rest.get(..end).unwrap_or_default().trim_end();
                found.push(at..at + line.len());
                end
            }
            Some(sign) => {
                closing(rest, sign).unwrap_or_else(|| if sign.len() == 3 { rest.len() } else { end(1) })
            }
        };
    }
    found
}

/// The bytes of a text up to the end of its closing quotation mark.
fn closing(rest: &str, sign: &str) -> Option<usize> {
    let (mut at, basic) = (sign.len(), sign.starts_with('"'));
    loop {
        let body = rest.get(at..)?;
        let stops = |c: char| sign.starts_with(c) || basic && c == '\\' || sign.len() == 1 && c == '\n';
        at += body.find(stops)?;
        let found = rest.get(at..)?;
        if found.starts_with(sign) {
            // Two more may stand before a closing of three.
            let more = found.get(sign.len()..)?.chars();
            let more = more.take_while(|c| sign.len() == 3 && sign.starts_with(*c)).take(2);
            return Some(at + sign.len() + more.count());
        }
        match found.chars().next()? {
            '\\' => at += 1 + found.chars().nth(1)?.len_utf8(),
            '\n' => return None,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::waiting;

    #[test]
    fn comments_that_wait() {
        let text = "# opmerking: een\n#   en meer\n# niets\nk = \"# comment: geen\" # Comment: twee\n\
            l = \"\"\"\n# opmerking: geen\n\\\"\"\"\"\"\n# commentaire : trois\nm = '''\n# kommentar: nein'''\n\
            # kommentar: vier\n#opmerking:vijf\n# opmerkingen: geen\nn = 'it\n# comment: six\n";
        let said: Vec<String> = waiting(text).into_iter().map(|(_, said)| said).collect();
        assert_eq!(said, ["een en meer", "twee", "trois", "vier", "vijf", "six"]);
        for (range, _) in waiting(text) {
            assert!(text.get(range).is_some_and(|found| found.starts_with('#')));
        }
    }
}
