//! The process that opens pictures.

use std::io::{self, BufReader, Read, Write};
use std::process;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use typst_library::foundations::Bytes;

use super::super::fault::HEAVY;
use super::super::{Fault, Opened};
use super::wire::{Question, READY, answer, receive, receive_bytes};
use crate::source::guarded;

/// How much longer than its parent would wait the process goes on, which it does where the parent is gone.
const GRACE: Duration = Duration::from_secs(2);

/// The stack of the thread that watches the time, in bytes.
const WATCH_STACK: usize = 64 << 10;

/// Opens pictures, one after the other, until the input ends.
///
/// `open` does all with a picture that a build would do. It may panic, which is a fault of the picture;
/// if it takes longer than `limit`, the process ends.
/// Errors where the other side is gone.
pub fn serve(
    input: impl Read,
    mut output: impl Write,
    limit: Duration,
    open: &dyn Fn(&Bytes, &Question) -> Opened,
) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let watch = watch(limit + GRACE);
    output.write_all(READY.as_bytes())?;
    output.flush()?;
    while let Some(question) = receive::<Question>(&mut input)? {
        let data = receive_bytes(&mut input, question.length)?;
        let told = |busy| watch.as_ref().map(|watch| watch.send(busy));
        told(true);
        let opened = guarded(|| open(&data, &question)).unwrap_or_else(|_| Err(vec![Fault::undrawn()]));
        told(false);
        answer(&mut output, &opened, &data)?;
        // What a heavy picture took is not held against the next, which goes to a new process.
        if opened.is_err_and(|faults| faults.iter().any(|fault| fault.name == HEAVY)) {
            return Ok(());
        }
    }
    Ok(())
}

/// A thread that ends the process when it is busy for too long.
fn watch(limit: Duration) -> Option<Sender<bool>> {
    let (told, heard) = channel();
    let watch = move || {
        let heard: Receiver<bool> = heard;
        while let Ok(busy) = heard.recv() {
            if busy && heard.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                process::abort();
            }
        }
    };
    thread::Builder::new().stack_size(WATCH_STACK).spawn(watch).is_ok().then_some(told)
}
