//! Runs of text as Markdown: what is written reads back as what was meant, or it is written otherwise.

use super::piece::{Line, Marks, Run};
use crate::content::markdown::{Kind, Node, read, read_inline};

/// How carefully a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Care {
    /// Signs are escaped where they would be markup.
    Light,
    /// Marks end before punctuation, too.
    Tight,
    /// All signs are escaped.
    Heavy,
    /// All signs are escaped, and nothing is marked.
    Plain,
}

/// Where a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a text of several paragraphs.
    Text,
    /// In a cell of a table: its line ends are `<br>`.
    Cell,
    /// In a text of one line, which has no line ends and no notes.
    Line,
}

/// Where links lead, and what notes are called.
pub struct Targets<'a> {
    /// Where a link leads on paper; nothing where it leads nowhere.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// The name of a note in the text that is written.
    pub note: &'a dyn Fn(&str) -> String,
}

/// A line as Markdown in one line, but for its own line ends.
pub fn markdown(line: &Line, targets: &Targets, cell: Place) -> String {
    let line = resolved(line, targets, cell);
    let mut written = String::new();
    for care in [Care::Light, Care::Tight, Care::Heavy, Care::Plain] {
        written = with_care(&line, care, cell);
        if reads_back(&written, &line, care, cell) {
            break;
        }
    }
    written
}

/// The line with its links as they are to be written, without anchors, and one space between words.
fn resolved(line: &Line, targets: &Targets, place: Place) -> Line {
    let mut out: Line = Vec::new();
    for run in line {
        let run = match run {
            Run::Anchor(_) => continue,
            Run::Note(_) if place == Place::Line => continue,
            Run::Break if place == Place::Line => Run::Text(" ".into(), Marks::default(), None),
            Run::Note(label) => Run::Note((targets.note)(label)),
            Run::Break => Run::Break,
            Run::Text(text, marks, link) => {
                let link = link.as_deref().and_then(|link| (targets.link)(link)).map(|link| address(&link));
                Run::Text(cleaned(text), *marks, link)
            }
        };
        match (out.last_mut(), run) {
            (Some(Run::Text(last, known, to)), Run::Text(text, marks, link))
                if *known == marks && *to == link =>
            {
                last.push_str(&text);
            }
            (_, run) => out.push(run),
        }
    }
    spaced(&mut out);
    out
}

/// Letters that can stand in a text: those that steer are spaces, or go.
fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// One space between words, and none at the ends of lines.
fn spaced(line: &mut Line) {
    let mut open = true;
    for run in line.iter_mut() {
        match run {
            Run::Text(text, ..) => {
                let mut out = String::with_capacity(text.len());
                for c in text.chars() {
                    if c != ' ' || !open {
                        out.push(c);
                    }
                    open = c == ' ';
                }
                *text = out;
            }
            Run::Break => open = true,
            Run::Note(_) | Run::Anchor(_) => open = false,
        }
    }
    let mut at_end = true;
    for run in line.iter_mut().rev() {
        match run {
            Run::Text(text, ..) if at_end => {
                text.truncate(text.trim_end_matches(' ').len());
                at_end = text.is_empty();
            }
            Run::Break => at_end = true,
            _ => at_end = false,
        }
    }
    line.retain(|run| !matches!(run, Run::Text(text, ..) if text.is_empty()));
    while matches!(line.last(), Some(Run::Break)) {
        line.pop();
    }
    let breaks = line.iter().take_while(|run| matches!(run, Run::Break)).count();
    line.drain(..breaks);
    let mut after = false;
    line.retain(|run| {
        let double = after && matches!(run, Run::Break);
        after = matches!(run, Run::Break);
        !double
    });
}

/// The marks of text, from the outer to the inner ones.
const SIGNS: [(fn(&Marks) -> bool, &str); 3] =
    [(|marks| marks.strong, "**"), (|marks| marks.emphasis, "*"), (|marks| marks.strike, "~~")];

fn with_care(line: &Line, care: Care, cell: Place) -> String {
    let mut out = String::new();
    let mut rest = line.as_slice();
    while let Some(first) = rest.first() {
        let link = target(first);
        let length = rest.iter().take_while(|run| target(run) == link).count();
        let (group, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = after;
        match link {
            Some(link) => {
                let mut inner = String::new();
                marked(group, 0, care, cell, &mut inner);
                let words = inner.trim();
                let (before, behind) =
                    (inner.len() - inner.trim_start().len(), inner.len() - inner.trim_end().len());
                out.push_str(&" ".repeat(before));
                out.push_str(&format!("[{words}]({link})"));
                out.push_str(&" ".repeat(behind));
            }
            None => marked(group, 0, care, cell, &mut out),
        }
    }
    if cell == Place::Text { out.split('\n').map(start_of_line).collect::<Vec<_>>().join("\n") } else { out }
}

fn target(run: &Run) -> Option<&str> {
    match run {
        Run::Text(_, _, link) => link.as_deref(),
        _ => None,
    }
}

/// An address that stands between brackets.
fn address(link: &str) -> String {
    let mut out = String::new();
    for c in link.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Writes runs with the marks from a level on.
fn marked(runs: &[Run], level: usize, care: Care, cell: Place, out: &mut String) {
    let Some((has, sign)) = SIGNS.get(level) else {
        return runs.iter().for_each(|run| piece(run, care, cell, out));
    };
    let is_marked = |run: &Run| match run {
        Run::Text(text, marks, _) => has(marks) && (!text.trim().is_empty()),
        _ => false,
    };
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let on = is_marked(first) && care < Care::Plain;
        let length = rest.iter().take_while(|run| (is_marked(run) && care < Care::Plain) == on).count();
        let (group, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = after;
        let mut inner = String::new();
        marked(group, level + 1, care, cell, &mut inner);
        if !on {
            out.push_str(&inner);
            continue;
        }
        let outer = |c: char| {
            c == ' ' || care >= Care::Tight && c.is_ascii_punctuation() && !"*_~`[]()\\\"'".contains(c)
        };
        let words = inner.trim_matches(outer);
        let before = inner.len() - inner.trim_start_matches(outer).len();
        let (head, _) = inner.split_at_checked(before).unwrap_or_default();
        let tail = inner.get(before + words.len()..).unwrap_or_default();
        match words.is_empty() {
            true => out.push_str(&inner),
            false => [head, sign, words, sign, tail].iter().for_each(|part| out.push_str(part)),
        }
    }
}

fn piece(run: &Run, care: Care, cell: Place, out: &mut String) {
    match run {
        Run::Text(text, marks, _) if marks.code && care < Care::Plain && !text.trim().is_empty() => {
            let words = text.trim();
            let before = text.len() - text.trim_start().len();
            out.push_str(&" ".repeat(before));
            code(words, cell, out);
            out.push_str(&" ".repeat(text.len() - before - words.len()));
        }
        Run::Text(text, _, link) => escaped(text, care, cell, link.is_some(), out),
        Run::Note(label) => out.push_str(&format!("[^{label}]")),
        Run::Break if cell == Place::Cell => out.push_str("<br>"),
        Run::Break => out.push_str("\\\n"),
        Run::Anchor(_) => {}
    }
}

/// Code between as many backticks as it takes.
fn code(words: &str, cell: Place, out: &mut String) {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let words = if cell == Place::Cell { words.replace('|', "\\|") } else { words.to_owned() };
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    out.push_str(&format!("{fence}{pad}{words}{pad}{fence}"));
}

/// Words in which no sign is markup.
fn escaped(text: &str, care: Care, cell: Place, linked: bool, out: &mut String) {
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let next = chars.get(at + 1).copied();
        let inside = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let escape = match c {
            _ if care >= Care::Heavy => c.is_ascii_punctuation(),
            '*' | '`' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '_' => !inside && before != Some('_') && next != Some('_') || next.is_none() || before.is_none(),
            '~' => before == Some('~') || next == Some('~') || next.is_none() || before.is_none(),
            '[' => linked || bracketed(chars.get(at..).unwrap_or_default()),
            ']' => linked || next.is_none(),
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
            '!' => next.is_none(),
            '|' => cell == Place::Cell,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether what begins with a bracket could be a link, a note or a box.
fn bracketed(chars: &[char]) -> bool {
    if matches!(chars.get(1), Some('^' | ' ' | 'x' | 'X' | ']')) {
        return true;
    }
    match chars.iter().position(|c| *c == ']') {
        Some(end) => matches!(chars.get(end + 1), Some('(' | '[' | ':' | ' ') | None),
        None => true,
    }
}

/// A line that begins nothing but a paragraph, or goes on with one.
fn start_of_line(line: &str) -> String {
    let mut chars = line.chars();
    let first = chars.next().unwrap_or(' ');
    let spaced = chars.next().is_none_or(|c| c == ' ');
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (head, tail) = line.split_at_checked(digits).unwrap_or_default();
    let rule = line.len() > 1 && line.chars().all(|c| c == '=' || c == '-' || c == ' ');
    match first {
        '#' | '>' => format!("\\{line}"),
        '-' | '+' if spaced || rule => format!("\\{line}"),
        '=' if rule => format!("\\{line}"),
        ':' | '|' => format!("\\{line}"),
        // Signs that the program takes for bullets.
        c if "•‣◦⁃∙●○■▪▫◆◇❖➢➤►·–—‐‑☐□❏❑☑☒✓✔".contains(c) =>
        {
            format!("&#{};{}", u32::from(c), line.get(c.len_utf8()..).unwrap_or_default())
        }
        '0'..='9' if tail.starts_with(['.', ')']) => {
            let (sign, rest) = tail.split_at_checked(1).unwrap_or_default();
            match rest.is_empty() || rest.starts_with(' ') {
                true => format!("{head}\\{sign}{rest}"),
                false => line.to_owned(),
            }
        }
        _ => line.to_owned(),
    }
}

/// A letter as it is to be read, with its marks and its link.
#[derive(Debug, PartialEq, Eq)]
enum Letter<'a> {
    Plain(char, Marks, Option<&'a str>),
    Note(&'a str),
    Break,
}

/// Whether what was written is read as what was meant.
fn reads_back(written: &str, line: &Line, care: Care, place: Place) -> bool {
    let wanted: Vec<Letter> = line.iter().flat_map(|run| wanted(run, care)).collect();
    let mut labels: Vec<&str> = Vec::new();
    for run in line {
        if let Run::Note(label) = run
            && !labels.contains(&label.as_str())
        {
            labels.push(label);
        }
    }
    let defined: String = labels.iter().map(|label| format!("\n\n[^{label}]: x")).collect();
    let nodes = match place {
        Place::Text => read(&format!("{written}{defined}")),
        Place::Cell => read(&format!("| a |\n| --- |\n| {written} |{defined}")),
        Place::Line => read_inline(written),
    };
    let holder = match (place, nodes.as_slice()) {
        (Place::Line, nodes) => nodes,
        (Place::Text, [Node { kind: Kind::Paragraph, children, .. }]) => children.as_slice(),
        (Place::Cell, [Node { kind: Kind::Table(_), children: rows, .. }]) => match rows.as_slice() {
            [_, Node { children: cells, .. }] => match cells.as_slice() {
                [Node { children, .. }] => children.as_slice(),
                _ => return false,
            },
            _ => return line.is_empty(),
        },
        (_, []) => return line.is_empty(),
        _ => return false,
    };
    let mut found = Vec::new();
    let sound = letters(holder, Marks::default(), None, &mut found);
    if care == Care::Tight {
        for letter in &mut found {
            if let Letter::Plain(c, marks, _) = letter
                && c.is_ascii_punctuation()
            {
                *marks = Marks::default();
            }
        }
    }
    sound && found == wanted
}

fn wanted(run: &Run, care: Care) -> Vec<Letter<'_>> {
    match run {
        Run::Text(text, marks, link) => {
            let marks = if care == Care::Plain || text.trim().is_empty() { Marks::default() } else { *marks };
            let loose = |c: char| care == Care::Tight && c.is_ascii_punctuation();
            let marks = |c: char| if loose(c) { Marks::default() } else { marks };
            let seen = text.chars().filter(|c| *c != ' ');
            seen.map(|c| Letter::Plain(c, marks(c), link.as_deref())).collect()
        }
        Run::Note(label) => vec![Letter::Note(label)],
        Run::Break => vec![Letter::Break],
        Run::Anchor(_) => vec![],
    }
}

fn letters<'a>(nodes: &'a [Node], marks: Marks, link: Option<&'a str>, out: &mut Vec<Letter<'a>>) -> bool {
    nodes.iter().all(|node| match &node.kind {
        Kind::Text(text) | Kind::Code(text) => {
            let code = matches!(node.kind, Kind::Code(_));
            let seen = text.chars().filter(|c| *c != ' ');
            out.extend(seen.map(|c| Letter::Plain(c, Marks { code, ..marks }, link)));
            true
        }
        Kind::Strong => letters(&node.children, Marks { strong: true, ..marks }, link, out),
        Kind::Emphasis => letters(&node.children, Marks { emphasis: true, ..marks }, link, out),
        Kind::Strike => letters(&node.children, Marks { strike: true, ..marks }, link, out),
        Kind::Link(target) => letters(&node.children, marks, Some(target), out),
        Kind::Footnote { label, .. } | Kind::FootnoteAgain(label) => {
            out.push(Letter::Note(label));
            true
        }
        Kind::HardBreak => {
            out.push(Letter::Break);
            true
        }
        Kind::SoftBreak => true,
        _ => false,
    })
}
