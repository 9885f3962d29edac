//! Bullets as Word, mail and PDF files write them: to CommonMark they are letters.

use super::lines::{CODE, columns, indent, lines};
use super::prepared::Edit;

/// Signs that are bullets wherever they begin a line; the last are those of Word's symbol fonts.
const BULLETS: &str = "•‣◦⁃∙●○■▪▫◆◇❖➢➤►\u{f0b7}\u{f0a7}\u{f0d8}\u{f076}\u{f02d}\u{f0b0}";
/// Signs that are bullets where a space follows.
const SPACED: &str = "·";
/// Dashes: bullets where a space follows, and the line is not the middle of a sentence.
const DASHES: &str = "–—‐‑";
/// Letters that stand for a bullet of a symbol font where a tab follows.
const LETTERS: &str = "o§Øüv";
/// Boxes to tick, empty and ticked.
const OPEN: &str = "☐□❏❑\u{f0a8}\u{f06f}\u{f071}";
const DONE: &str = "☑☒✓✔\u{f0fc}\u{f0fe}";

/// As many spaces as a bullet is ever set in.
const SPACES: &str = "                                ";

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mark {
    /// A bullet that CommonMark knows, or a number.
    Own,
    /// One that it does not know.
    Pasted(char),
    /// A dash, which may be a bullet.
    Dash(char),
    /// A box.
    Task(char),
}

impl Mark {
    /// Whether two marks stand for one level of a list.
    fn is_like(self, other: Self) -> bool {
        self == other
            || matches!((self, other), (Self::Task(_), Self::Task(_)) | (Self::Dash(_), Self::Dash(_)))
    }
}

/// A mark at the start of a line.
#[derive(Debug, Clone, Copy)]
struct Start {
    mark: Mark,
    /// The columns before it.
    indent: usize,
    /// The bytes of the line up to the words after it.
    length: usize,
}

/// A list that is open.
struct Level {
    mark: Mark,
    indent: usize,
    /// The column in which its items' own blocks start.
    content: usize,
}

/// Whether a line begins with the mark of a list.
pub fn is_marked(line: &str) -> bool {
    start(line).is_some()
}

/// Writes pasted bullets as CommonMark does, each on its level.
pub fn edits(text: &str) -> Vec<Edit> {
    let all: Vec<(usize, &str)> = lines(text).collect();
    let mut edits = Vec::new();
    let mut levels: Vec<Level> = Vec::new();
    let mut fence: Option<&str> = None;
    let (mut blank, mut listed) = (true, false);
    for (index, (at, line)) in all.iter().enumerate() {
        if fenced(line, &mut fence) {
            continue;
        }
        let next = all.get(index + 1).and_then(|(_, line)| start(line));
        let paired = next.is_some_and(|next| matches!(next.mark, Mark::Dash(_)));
        let found = start(line).filter(|start| match start.mark {
            Mark::Dash(_) => blank || listed || paired,
            _ => true,
        });
        match found {
            Some(start) => place(start, *at, &mut levels, &mut edits),
            None if blank && !line.trim().is_empty() && columns(indent(line)) < 2 => levels.clear(),
            None => {}
        }
        blank = line.trim().is_empty();
        listed = found.is_some();
    }
    edits
}

/// Puts a bullet on its level.
fn place(start: Start, at: usize, levels: &mut Vec<Level>, edits: &mut Vec<Edit>) {
    let same = |level: &Level| level.indent == start.indent && level.mark.is_like(start.mark);
    if let Some(known) = levels.iter().rposition(same) {
        levels.truncate(known);
    } else {
        // Where indents got lost, another sign is a deeper level.
        let deeper = |level: &Level| {
            level.indent < start.indent
                || level.indent == start.indent && level.mark != Mark::Own && start.mark != Mark::Own
        };
        let keep = levels.iter().rposition(deeper).map_or(0, |last| last + 1);
        levels.truncate(keep);
    }
    let before = levels.last().map_or(0, |parent| parent.content);
    let own = start.mark == Mark::Own;
    let content = if own { start.indent + start.length } else { before + 2 };
    levels.push(Level { mark: start.mark, indent: start.indent, content });
    if own {
        return;
    }
    let end = at + start.length;
    edits.push((at..end, SPACES.get(..before).unwrap_or(SPACES)));
    edits.push((end..end, "- "));
    if let Mark::Task(c) = start.mark {
        edits.push((end..end, if OPEN.contains(c) { "[ ] " } else { "[x] " }));
    }
}

/// The mark with which a line starts, if words follow it.
fn start(line: &str) -> Option<Start> {
    let blanks = indent(line);
    let body = line.get(blanks.len()..)?;
    let first = body.chars().next()?;
    let rest = body.get(first.len_utf8()..)?;
    let words = rest.trim_start();
    let gap = rest.get(..rest.len() - words.len())?;
    let length = line.len() - words.len();
    let tabbed = gap.contains(['\t', '\u{a0}']) || gap.len() >= CODE - 1;
    let mark = match first {
        _ if words.is_empty() => return None,
        c if BULLETS.contains(c) => Mark::Pasted(c),
        c if SPACED.contains(c) && !gap.is_empty() => Mark::Pasted(c),
        c if LETTERS.contains(c) && tabbed => Mark::Pasted(c),
        c if OPEN.contains(c) || DONE.contains(c) => Mark::Task(c),
        c if DASHES.contains(c) && !gap.is_empty() => Mark::Dash(c),
        '-' | '*' | '+' if !gap.is_empty() => Mark::Own,
        c if c.is_ascii_digit() => return numbered(body, columns(blanks)),
        _ => return None,
    };
    Some(Start { mark, indent: columns(blanks), length: if mark == Mark::Own { 2 } else { length } })
}

/// A number with its full stop or bracket.
fn numbered(body: &str, indent: usize) -> Option<Start> {
    let after = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let spaced = after.strip_prefix(['.', ')'])?.starts_with([' ', '\t']);
    spaced.then_some(Start { mark: Mark::Own, indent, length: body.len() - after.len() + 2 })
}

/// Whether a line belongs to fenced code; `open` is the fence that is open.
fn fenced<'a>(line: &'a str, open: &mut Option<&'a str>) -> bool {
    // It may stand in a list or a quote.
    let marks = |c: char| " \t>-*+.)".contains(c) || c.is_ascii_digit() || BULLETS.contains(c);
    let body = line.trim_start_matches(marks).trim_end();
    let sign = body.chars().next().filter(|c| matches!(c, '`' | '~'));
    let length = body.len() - body.trim_start_matches(sign.unwrap_or(' ')).len();
    let fence = body.get(..length).filter(|_| sign.is_some() && length >= 3);
    match (*open, fence) {
        (Some(first), Some(fence)) if fence.starts_with(first) && fence == body => *open = None,
        (None, Some(fence)) if !body.trim_start_matches('`').contains('`') => *open = Some(fence),
        (Some(_), _) => {}
        (None, _) => return false,
    }
    true
}
