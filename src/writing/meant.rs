//! What a change is meant to say, told on the values alone: the outcome in bytes is held to that.

use toml::Value;

use super::parts::{Path, Step};
use super::value::{alike, at, at_mut, in_list};

/// A change.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A key, or an item of a list, gets a value; the key is added where it is not there.
    Set(Path, Value),
    /// A key goes.
    Unset(Path),
    /// An item is put into a list, before the one of that place; the list is added where it is not there.
    Insert(Path, Value),
    /// An item goes.
    Remove(Path),
    /// An item goes to another place of its list.
    Move(Path, usize),
    /// An item is put in once more, after itself.
    Copy(Path),
}

impl Change {
    /// Where it happens.
    pub fn path(&self) -> &Path {
        match self {
            Self::Set(path, _) | Self::Unset(path) | Self::Insert(path, _) => path,
            Self::Remove(path) | Self::Move(path, _) | Self::Copy(path) => path,
        }
    }

    /// The same, somewhere else.
    pub fn moved(self, to: Path) -> Self {
        match self {
            Self::Set(_, value) => Self::Set(to, value),
            Self::Unset(_) => Self::Unset(to),
            Self::Insert(_, value) => Self::Insert(to, value),
            Self::Remove(_) => Self::Remove(to),
            Self::Move(_, index) => Self::Move(to, index),
            Self::Copy(_) => Self::Copy(to),
        }
    }
}

/// What a file is to say after a change.
pub fn meant(mut root: Value, change: &Change) -> Option<Value> {
    match change {
        Change::Set(path, value) => match path.split_last()? {
            (Step::Key(key), table) => {
                at_mut(&mut root, table, true)?.as_table_mut()?.insert(key.clone(), value.clone());
            }
            (Step::Index(_), _) => *at_mut(&mut root, path, false)? = value.clone(),
        },
        Change::Unset(path) => {
            let (Step::Key(key), table) = path.split_last()? else { return None };
            at_mut(&mut root, table, false)?.as_table_mut()?.remove(key)?;
        }
        Change::Insert(path, value) => {
            let (items, index) = list(&mut root, path, true)?;
            if index > items.len() {
                return None;
            }
            items.insert(index, value.clone());
        }
        Change::Remove(path) => {
            let (items, index) = list(&mut root, path, false)?;
            items.get(index)?;
            items.remove(index);
        }
        Change::Move(path, to) => {
            let (items, index) = list(&mut root, path, false)?;
            items.get(index).and(items.get(*to))?;
            let item = items.remove(index);
            items.insert(*to, item);
        }
        Change::Copy(path) => {
            let (items, index) = list(&mut root, path, false)?;
            let item = items.get(index)?.clone();
            items.insert(index + 1, item);
        }
    }
    Some(root)
}

fn list<'a>(root: &'a mut Value, path: &[Step], make: bool) -> Option<(&'a mut Vec<Value>, usize)> {
    let (list, index) = in_list(path)?;
    if make && at(root, &list).is_none() {
        let (Step::Key(key), table) = list.split_last()? else { return None };
        at_mut(root, table, true)?.as_table_mut()?.insert(key.clone(), Value::Array(vec![]));
    }
    Some((at_mut(root, &list, false)?.as_array_mut()?, index))
}

/// A list without items is as good as none: of the last section, nothing is left.
pub fn is_as_meant(read: &Value, wanted: &Value, change: &Change) -> bool {
    if alike(read, wanted) {
        return true;
    }
    let Change::Remove(path) = change else { return false };
    let list = in_list(path).map(|(list, _)| list).unwrap_or_default();
    let Some((Step::Key(key), table)) = list.split_last() else { return false };
    let mut bare = wanted.clone();
    let owner = at_mut(&mut bare, table, false).and_then(Value::as_table_mut);
    owner.is_some_and(|owner| owner.remove(key).is_some_and(|list| list == Value::Array(vec![])))
        && alike(read, &bare)
}
