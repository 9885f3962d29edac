//! Letters as Markdown takes them for letters, and where a line is written.

use super::piece::{Line, Run};

/// How carefully a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub enum Care {
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

/// Letters that can stand in a text: those that steer are spaces, or go.
pub fn cleaned(text: &str) -> String {
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
pub fn spaced(line: &mut Line) {
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

/// An address that stands between brackets.
pub fn address(link: &str) -> String {
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

/// Code between as many backticks as it takes.
pub fn code(words: &str, cell: Place, out: &mut String) {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let words = if cell == Place::Cell { words.replace('|', "\\|") } else { words.to_owned() };
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    out.push_str(&format!("{fence}{pad}{words}{pad}{fence}"));
}

/// Words in which no sign is markup.
pub fn escaped(text: &str, care: Care, cell: Place, linked: bool, out: &mut String) {
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
            '&' => is_entity(chars.get(at + 1..).unwrap_or_default()),
            '|' => cell == Place::Cell,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether what follows a `&` makes it the name of a letter, as in `&amp;`.
fn is_entity(chars: &[char]) -> bool {
    let name = chars.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && matches!(chars.get(name), Some(';') | None)
}

/// Whether what begins with a bracket could be a link, a note or a box.
pub fn bracketed(chars: &[char]) -> bool {
    match chars {
        [_, '^', ..] | [_, ' ' | 'x' | 'X', ']', ..] => true,
        _ => match chars.iter().position(|c| *c == ']') {
            Some(end) => matches!(chars.get(end + 1), Some('(' | '[' | ':')),
            None => true,
        },
    }
}

/// A line that begins nothing but a paragraph, or goes on with one.
pub fn start_of_line(line: &str) -> String {
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
