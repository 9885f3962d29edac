//! The lines of a file that the parser stumbled over, looked up at once however many slips it has.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A file and what is known of its lines, counted from 0.
pub struct Written<'a> {
    /// Its text.
    pub text: &'a str,
    /// The first byte of each line.
    starts: Vec<usize>,
    /// The first line that reads so, without the spaces around it.
    lines: OnceLock<HashMap<&'a str, usize>>,
    /// The lines that have this before their first `=`.
    keys: OnceLock<HashMap<&'a str, Vec<usize>>>,
    returns: OnceLock<bool>,
}

impl<'a> Written<'a> {
    /// A file.
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts, lines: OnceLock::new(), keys: OnceLock::new(), returns: OnceLock::new() }
    }

    /// The first byte of the line in which a byte is.
    pub fn start_of_line(&self, at: usize) -> usize {
        self.starts.get(self.line(at)).copied().unwrap_or_default()
    }

    /// The first line that reads as one that begins at a byte does, if it stands before that.
    pub fn first_like(&self, line: &str, start: usize) -> Option<usize> {
        let lines = self.lines.get_or_init(|| {
            let mut first = HashMap::new();
            self.text.lines().enumerate().for_each(|(at, line)| _ = first.entry(line.trim()).or_insert(at));
            first
        });
        lines.get(line).copied().filter(|first| *first < self.line(start))
    }

    /// The last line with a key before the line that begins at a byte.
    pub fn last_with(&self, key: &str, start: usize) -> Option<usize> {
        let keys = self.keys.get_or_init(|| {
            let mut keys: HashMap<&str, Vec<usize>> = HashMap::new();
            for (at, line) in self.text.lines().enumerate() {
                keys.entry(line.split('=').next().unwrap_or_default().trim()).or_default().push(at);
            }
            keys
        });
        let lines = keys.get(key)?;
        let before = lines.partition_point(|line| *line < self.line(start));
        before.checked_sub(1).and_then(|last| lines.get(last)).copied()
    }

    /// Whether lines end as on very old machines, in a carriage return alone.
    pub fn has_lone_returns(&self) -> bool {
        *self.returns.get_or_init(|| {
            let follows = |at: usize| self.text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n'));
            self.text.match_indices('\r').any(|(at, _)| !follows(at))
        })
    }

    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::Written;

    #[test]
    fn lines_are_found_before_a_place() {
        let file = Written::new("[a]\nk = 1\nk = 2\n [a]\nk = 3\n");
        let at = |needle: &str| file.text.find(needle).expect("the needle");
        assert_eq!(file.start_of_line(at("2")), at("k = 2"));
        assert_eq!(file.first_like("[a]", at(" [a]")), Some(0));
        assert_eq!(file.first_like("[a]", 0), None);
        assert_eq!(file.last_with("k", at("k = 3")), Some(2));
        assert_eq!(file.last_with("k", at("k = 1")), None);
        assert_eq!(file.last_with("x", at("k = 3")), None);
        assert!(!file.has_lone_returns() && Written::new("a\rb").has_lone_returns());
        assert!(!Written::new("a\r\nb\r\n").has_lone_returns());
    }
}
