//! What was changed, so that it can be taken back, also where others have changed something else meanwhile.

use std::sync::Arc;
use std::time::Duration;

use crate::writing::Path;

/// The most changes that are remembered.
const MOST: usize = 500;

/// For how long letters that are typed into one text count as one change.
const STROKE: Duration = Duration::from_millis(1500);

/// A file at some time; nothing where there was none.
pub type Text = Option<Arc<str>>;

/// A change to a file; one that is taken back is a change, too.
#[derive(Debug, Clone)]
pub struct Done {
    /// The file, from the workbook's folder.
    pub file: String,
    /// What was in it.
    pub before: Text,
    /// What is in it since.
    pub after: Text,
    /// Where it was.
    pub path: Path,
    /// Whether it may be one with the next: a text that is being typed.
    pub typed: bool,
}

/// All that was changed, and what was taken back.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<(Done, Duration)>,
    undone: Vec<Done>,
}

impl History {
    /// Takes note of a change that is made at a time since some start.
    pub fn add(&mut self, change: Done, now: Duration) {
        self.undone.clear();
        if let Some((last, when)) = self.done.last_mut()
            && change.typed
            && last.typed
            && (&last.file, &last.path) == (&change.file, &change.path)
            && last.after == change.before
            && now.saturating_sub(*when) < STROKE
        {
            last.after = change.after;
            *when = now;
            return;
        }
        self.done.push((change, now));
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    /// The change that would be taken back, or made again.
    pub fn next(&self, back: bool) -> Option<&Done> {
        if back { self.done.last().map(|(done, _)| done) } else { self.undone.last() }
    }

    /// Takes note that it was, and of what was in the file before and is now.
    pub fn took(&mut self, back: bool, before: Text, after: Text, now: Duration) {
        let taken = if back { self.done.pop().map(|(done, _)| done) } else { self.undone.pop() };
        let Some(taken) = taken else { return };
        let made = Done { before, after, typed: false, ..taken };
        if back { self.undone.push(made) } else { self.done.push((made, now)) }
    }

    /// Whether something can be taken back, and whether something can be made again.
    pub fn ways(&self) -> [bool; 2] {
        [!self.done.is_empty(), !self.undone.is_empty()]
    }
}

/// A file as it is now without a change that was made to it earlier; nothing where the two meet.
///
/// - `after`: the file after that change
/// - `before`: the file before it
pub fn without(now: &Text, after: &Text, before: &Text) -> Option<Text> {
    if now == after {
        return Some(before.clone());
    }
    let (Some(now), Some(after), Some(before)) = (now, after, before) else { return None };
    let own = differing(after, before);
    let other = differing(after, now);
    let (start, end) = if other.start >= own.end {
        (own.start, own.end)
    } else if other.end <= own.start {
        (own.start + now.len() - after.len(), own.end + now.len() - after.len())
    } else {
        return None;
    };
    let back = before.get(own.start..own.end + before.len() - after.len())?;
    Some(Some(format!("{}{back}{}", now.get(..start)?, now.get(end..)?).into()))
}

/// The bytes of a text in which another differs from it.
fn differing(text: &str, other: &str) -> std::ops::Range<usize> {
    let before = text.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let start = before.unwrap_or(text.len().min(other.len()));
    let rest = |text: &str| text.get(start..).unwrap_or_default().chars().rev().collect::<Vec<_>>();
    let (own, others) = (rest(text), rest(other));
    let same = own.iter().zip(&others).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    start..text.len() - same
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Done, History, without};

    #[test]
    fn changes_elsewhere_stay() {
        let text = |text: &str| Some(text.into());
        let gone = |now: &str| without(&text(now), &text("a B c"), &text("a b c"));
        assert_eq!(gone("a B c"), Some(text("a b c")));
        assert_eq!(gone("a B c d"), Some(text("a b c d")));
        assert_eq!(gone("0 a B c"), Some(text("0 a b c")));
        assert_eq!(gone("a X c"), None);
        assert_eq!(without(&text("x"), &text("y"), &None), None);
        assert_eq!(without(&text("y"), &text("y"), &None), Some(None));
        assert_eq!(without(&text("ab x"), &text("ab"), &text("a")), Some(text("a x")));
    }

    #[test]
    fn what_is_typed_in_one_go_is_one_change() {
        let mut history = History::default();
        let text = |text: &str| Some(text.into());
        for (second, before, after) in [(0, "", "a"), (1, "a", "ab"), (2, "ab", "abc"), (9, "abc", "abcd")] {
            let (before, after) = (text(before), text(after));
            let done = Done { file: "f".into(), before, after, path: vec![], typed: true };
            history.add(done, Duration::from_secs(second));
        }
        let last = history.next(true).expect("a change").clone();
        assert_eq!((last.before, last.after), (text("abc"), text("abcd")));
        history.took(true, text("abcd"), text("abc"), Duration::from_secs(9));
        let first = history.next(true).expect("a change").clone();
        assert_eq!((first.before, first.after), (text(""), text("abc")));
        history.took(true, text("abc"), text(""), Duration::from_secs(9));
        assert_eq!(history.ways(), [false, true]);
        assert_eq!(history.next(false).map(|done| done.after.clone()), Some(text("")));
    }
}
