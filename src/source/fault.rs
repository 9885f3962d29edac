//! Faults of the program itself, which are told as such.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use super::finding::{Finding, Place};

/// Where the last panic was, as a file and a line of the program.
static LAST: Mutex<Option<String>> = Mutex::new(None);

impl Finding {
    /// A fault of the program itself; `origin` says where in the program it arose.
    pub fn internal(place: impl Into<Option<Place>>, message: &str, origin: Option<String>) -> Self {
        let finding = Self::error("internal", place, format!("werkboek itself fails here: {message}"));
        let version = env!("CARGO_PKG_VERSION");
        let origin = origin.map_or_else(String::new, |origin| format!(", {origin}"));
        finding.hint(format!(
            "this is a fault of the program and not of the workbook: please report it, with this message and the text at this place (werkboek {version}{origin})"
        ))
    }

    /// Whether it is a fault of the program itself.
    pub fn is_internal(&self) -> bool {
        self.name == "internal"
    }
}

/// Has panics say nothing by themselves, and remembers where they were.
///
/// Called once, by the program; whoever uses the library keeps their own hook.
pub fn remember_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }));
}

/// Does something that may panic.
///
/// Errors with the fault as a finding without a place.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Box<Finding>> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let origin = LAST.lock().unwrap_or_else(PoisonError::into_inner).take();
        Box::new(Finding::internal(None, message(&*payload), origin))
    })
}

/// What a panic said.
fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without words")
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_becomes_a_finding() {
        let list: Vec<u8> = vec![];
        let fault =
            guarded(|| list.iter().map(|item| 10 / item).max().expect("an item")).expect_err("a panic");
        assert!(fault.is_internal());
        assert_eq!(fault.message, "werkboek itself fails here: an item");
        assert!(fault.hints[0].contains("please report it"), "{:?}", fault.hints);
        assert!(matches!(guarded(|| 7), Ok(7)));
    }
}
