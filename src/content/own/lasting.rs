//! Names that last as long as the program, since keys and words of blocks do.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A name that lasts as long as the program; each is kept once.
pub fn lasting(name: &str) -> &'static str {
    static KNOWN: LazyLock<Mutex<BTreeSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known.get(name) {
        return found;
    }
    let lasting: &'static str = String::leak(name.to_owned());
    known.insert(lasting);
    lasting
}
