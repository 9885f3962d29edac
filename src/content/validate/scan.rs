//! Where the quotes and brackets of a broken TOML file open and do not close.
//!
//! The parser tells where it stumbles, which may be at the end of the file; people need the beginning.

use std::ops::Range;

/// A text, a list or a table that does not end where it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclosed {
    /// From its opening to the end of that line.
    pub range: Range<usize>,
    /// Its opening: `"`, `'`, `"""`, `'''`, `[` or `{`.
    pub sign: &'static str,
    /// Where the file can be understood again.
    pub until: usize,
}

struct Scan<'a> {
    text: &'a str,
    /// The brackets that are open.
    open: Vec<(usize, &'static str)>,
    found: Vec<Unclosed>,
}

/// All that opens in a text and does not close.
pub fn unclosed(text: &str) -> Vec<Unclosed> {
    let mut scan = Scan { text, open: vec![], found: vec![] };
    let mut at = 0;
    while let Some(next) = scan.line(at).filter(|next| *next < text.len() || !scan.open.is_empty()) {
        if next >= text.len() {
            if let Some((at, sign)) = scan.open.last().copied() {
                scan.give_up(at, sign);
            }
            break;
        }
        at = next;
    }
    scan.found
}

/// Whether a line is the head of a table, such as `[edition]` or `[[block]]`.
pub fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_start_matches('[').trim_end_matches(']');
    line.starts_with('[')
        && line.ends_with(']')
        && name.starts_with(|c: char| c.is_alphabetic())
        && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}

/// Whether a line begins with a key and `=`.
pub fn is_assignment(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| is_key(key.trim()))
}

/// Whether a text can be a key without quotes.
pub fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

impl Scan<'_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The end of the line in which a byte is.
    fn end(&self, at: usize) -> usize {
        at + self.rest(at).find('\n').unwrap_or(self.rest(at).len())
    }

    /// Reads the line that begins at a byte; gives where the next begins, unless nothing more is understood.
    fn line(&mut self, at: usize) -> Option<usize> {
        let end = self.end(at);
        let line = self.text.get(at..end).unwrap_or_default();
        if let Some((opening, sign)) = self.open.last().copied() {
            if is_header(line) || sign == "[" && is_assignment(line) {
                self.give_up(opening, sign);
                return None;
            }
            return self.value(at);
        }
        let plain = line.trim_start().starts_with(['#', '[']);
        match line.find('=').filter(|_| !plain) {
            Some(equals) => self.value(at + equals + 1),
            None => Some(end + 1),
        }
    }

    /// Reads a value, up to the end of its last line.
    fn value(&mut self, mut at: usize) -> Option<usize> {
        let mut begins = true;
        while let Some(c) = self.rest(at).chars().next() {
            match c {
                '\n' => return Some(at + 1),
                '#' => return Some(self.end(at) + 1),
                '"' | '\'' if begins => {
                    at = self.string(at, c)?;
                    begins = false;
                    continue;
                }
                '[' => self.open.push((at, "[")),
                '{' => self.open.push((at, "{")),
                ']' | '}' => self.close(c)?,
                _ => {}
            }
            begins = "[{,=".contains(c) || begins && c.is_whitespace();
            at += c.len_utf8();
        }
        Some(self.text.len())
    }

    fn close(&mut self, c: char) -> Option<()> {
        match self.open.pop() {
            Some((at, sign)) if (sign == "[") != (c == ']') => {
                self.give_up(at, sign);
                None
            }
            _ => Some(()),
        }
    }

    /// Reads a string; gives where it ends.
    fn string(&mut self, at: usize, quote: char) -> Option<usize> {
        for sign in ["\"\"\"", "'''"] {
            if self.rest(at).starts_with(sign) {
                return self.long(at, sign);
            }
        }
        let end = self.end(at);
        let sign = if quote == '"' { "\"" } else { "'" };
        let line = self.text.get(..end).unwrap_or_default();
        match closing(line, at + 1, sign) {
            Some(closing) => Some(closing + 1),
            None => {
                let until = self.resumed(end, sign);
                self.found.push(Unclosed { range: at..end, sign, until });
                Some(until)
            }
        }
    }

    /// Reads a text of several lines.
    fn long(&mut self, at: usize, sign: &'static str) -> Option<usize> {
        let Some(end) = closing(self.text, at + 3, sign) else {
            self.give_up(at, sign);
            return None;
        };
        let before = self.text.get(at + 3..end).unwrap_or_default();
        // A line `body = """` opens the next text, and does not close this one.
        let opens = before
            .rsplit_once('\n')
            .is_some_and(|(_, line)| line.trim_end().strip_suffix('=').is_some_and(|key| is_key(key.trim())));
        if opens {
            self.give_up(at, sign);
            return None;
        }
        let quote = if sign == "'''" { '\'' } else { '"' };
        let more = self.rest(end + 3).chars().take(2).take_while(|c| *c == quote).count();
        Some(end + 3 + more)
    }

    /// Where a text that breaks off at the end of its line ends after all, on a line further down.
    fn resumed(&self, end: usize, sign: &str) -> usize {
        let mut at = end;
        while at < self.text.len() {
            let next = self.end(at + 1);
            let line = self.text.get(at + 1..next).unwrap_or_default();
            if line.trim().is_empty() || is_header(line) || is_assignment(line) {
                return end;
            }
            if line.contains(sign) {
                return next;
            }
            at = next;
        }
        end
    }

    /// Notes what is not closed, and that nothing after it is understood.
    fn give_up(&mut self, at: usize, sign: &'static str) {
        self.found.push(Unclosed { range: at..self.end(at), sign, until: usize::MAX });
    }
}

/// Where a string closes that opened before `from`, if it does.
fn closing(text: &str, from: usize, sign: &str) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let found = at + rest.find(sign)?;
        let escapes = text.get(from..found)?.chars().rev().take_while(|c| *c == '\\').count();
        if !sign.starts_with('"') || escapes % 2 == 0 {
            return Some(found);
        }
        at = found + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    /// What is unclosed, from its opening to the end of its line.
    fn found(text: &str) -> String {
        let found = unclosed(text);
        found.iter().filter_map(|one| text.get(one.range.clone())).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn what_opens_and_does_not_close() {
        for (text, expected) in [
            ("a = \"\"\"\nx\ny\n", "\"\"\""),
            ("a = \"\"\"\nx\n\n[[block]]\nb = \"\"\"\ny\n\"\"\"\n", "\"\"\""),
            ("a = \"\"\"\nx\n\n[[block]]\nb = \"\"\"y\"\"\"\n", "\"\"\""),
            ("a = '''\nx\nb = 2\n", "'''"),
            ("a = \"x\nb = 2\n", "\"x"),
            ("a = 'x\nb = \"y\n", "'x; \"y"),
            ("a = \"x\ny\"\nb = 1\n", "\"x"),
            ("a = [1, 2\nb = 3\n", "[1, 2"),
            ("a = [\n  { x = 1 },\n\n[[block]]\nb = 1\n", "["),
            ("a = [\n  { x = 1,\n]\n", "{ x = 1,"),
            ("a = { x = 1\n", "{ x = 1"),
            ("a = [[1, 2], [3]\n", "[[1, 2], [3]"),
            ("a = \"x\\\"\n", "\"x\\\""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_closes() {
        for text in [
            "a = \"x\" # \"\n",
            "# \"\"\"\na = 1\n",
            "a = \"\"\"\nx\n\"\"\"\n",
            "a = \"\"\"x \"\"\\\"\"\"\"\n",
            "a = \"\"\"\"x\"\"\"\"\n",
            "a = [\n  1, # ]\n  \"]\",\n]\nb = 1\n",
            "a = Foto's\n",
            "a = 'foto's'\n",
            "a = \"zei \"hoi\" tegen\"\n",
            "a = {\n  x = 1,\n  y = 2\n}\n",
            "[edition]\n[[block]]\n",
            "",
            "a =",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }
}
