//! Stacks: what is nested deep is walked by functions that call themselves, here and in the libraries.

use std::thread;

use super::outcome::Outcome;

/// The stack of each thread of a build, in bytes. It takes no memory before it is used.
const DEEP: usize = 128 << 20;

/// The stack of the process that opens pictures: what it can walk, a build can all the more.
const SHALLOW: usize = 32 << 20;

/// Runs a command of the user's.
pub fn deep(work: impl FnOnce() -> Outcome + Send) -> Outcome {
    on_stack(DEEP, 0, work)
}

/// Runs the process that opens pictures, which does one thing at a time.
pub fn shallow(work: impl FnOnce() -> Outcome + Send) -> Outcome {
    on_stack(SHALLOW, 1, work)
}

/// Runs on a thread with a stack of so many bytes, as do all that help it; their number is as many as there are
/// processors where it is 0.
fn on_stack(bytes: usize, helpers: usize, work: impl FnOnce() -> Outcome + Send) -> Outcome {
    // Whoever calls this as a library may have helpers of their own.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(bytes).num_threads(helpers).build_global();
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(bytes).spawn_scoped(scope, work);
        // The thread's panic goes on here, where it is told.
        thread.map_or(Outcome::Machine, |thread| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })
}
