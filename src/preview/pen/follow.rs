//! Where a value went in a file that somebody else has changed meanwhile.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use toml::Value;

use crate::writing::{Path, Step};

/// The path in a later reading of a file of what a path led to in an earlier one; nothing where it is gone.
///
/// Items of lists are followed by what is in them. `new` is a place in a list where something is to be put in.
pub fn followed(before: &Value, after: &Value, path: &[Step], new: bool) -> Option<Path> {
    let (mut before, mut after) = (Some(before), Some(after));
    let mut found = Path::new();
    for (depth, step) in path.iter().enumerate() {
        let step = match step {
            Step::Key(_) => step.clone(),
            Step::Index(index) => {
                let items =
                    |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
                let (old, now) = (items(before), items(after));
                let is_place = new && depth + 1 == path.len();
                Step::Index(if is_place { place(&old, &now, *index) } else { item(&old, &now, *index)? })
            }
        };
        before = before.and_then(|value| inner(value, path.get(depth)?));
        after = after.and_then(|value| inner(value, &step));
        found.push(step);
    }
    Some(found)
}

fn inner<'a>(value: &'a Value, step: &Step) -> Option<&'a Value> {
    match step {
        Step::Key(key) => value.as_table()?.get(key),
        Step::Index(index) => value.as_array()?.get(*index),
    }
}

/// Where something is put in: after what it was to come after.
fn place(old: &[Value], now: &[Value], index: usize) -> usize {
    let before = index.checked_sub(1).map(|last| item(old, now, last));
    before.map_or(0, |found| found.map_or(index, |last| last + 1)).min(now.len())
}

/// Where an item went: to one that is the same, or else to the one of those in its place that is most like it.
fn item(old: &[Value], now: &[Value], index: usize) -> Option<usize> {
    let written = |items: &[Value]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    let all = capture_diff_slices(Algorithm::Myers, &written(old), &written(now));
    let op = all.into_iter().find(|op| op.old_range().contains(&index))?;
    match op {
        DiffOp::Equal { old_index, new_index, .. } => Some(new_index + index - old_index),
        DiffOp::Replace { new_index, new_len, .. } => {
            let wanted = old.get(index)?;
            let likes = (new_index..new_index + new_len)
                .map(|at| (now.get(at).map_or(0, |item| likeness(wanted, item)), at));
            likes
                .filter(|(like, _)| *like > 0)
                .max_by_key(|(like, at)| (*like, std::cmp::Reverse(*at)))
                .map(|(_, at)| at)
        }
        _ => None,
    }
}

/// How many keys say the same in both; of plain values, that they are of one type.
fn likeness(a: &Value, b: &Value) -> usize {
    match (a, b) {
        (Value::Table(a), Value::Table(b)) => {
            a.iter().filter(|(key, value)| b.get(*key) == Some(*value)).count()
        }
        _ => usize::from(a.same_type(b)),
    }
}
