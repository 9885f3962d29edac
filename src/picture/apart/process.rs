//! The other process, as seen from this one.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use typst_library::foundations::Bytes;

use super::super::Opened;
use super::Apart;
use super::wire::{Question, READY, answered, send};

/// How long the process may take to start.
const START: Duration = Duration::from_secs(20);

/// The most bytes of its last words that are kept.
const WORDS: u64 = 64 << 10;

/// Why the process went down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// It took too long.
    Time,
    /// It asked for more memory than there is.
    Memory,
    /// Its stack ran over.
    Depth,
    /// Anything else.
    Crash,
}

/// A process that opens pictures.
pub struct Process {
    child: Child,
    questions: Sender<(Question, Bytes)>,
    answers: Receiver<Opened>,
    last_words: Option<JoinHandle<String>>,
    served: usize,
}

impl Process {
    /// Starts the program; nothing where it cannot be started, or is another.
    pub fn start(apart: &Apart) -> Option<Self> {
        let mut command = Command::new(&apart.program);
        command.args(&apart.arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Each thread that asks for memory would else be given a large part of what may be taken.
        command.env("MALLOC_ARENA_MAX", "1");
        let mut child = command.spawn().ok()?;
        let (questions, asked) = channel();
        let (answering, answers) = channel();
        let (readying, ready) = channel();
        let (input, output, words) = (child.stdin.take()?, child.stdout.take()?, child.stderr.take()?);
        let (waiting, waited) = channel();
        thread::spawn(move || write(input, &asked, &waiting));
        thread::spawn(move || read(output, &waited, &readying, &answering));
        let last_words = Some(thread::spawn(move || listen(words)));
        let mut process = Self { child, questions, answers, last_words, served: 0 };
        if ready.recv_timeout(START).is_ok() {
            return Some(process);
        }
        process.end();
        None
    }

    /// Whether it has opened a picture before.
    pub fn has_served(&self) -> bool {
        self.served > 0
    }

    /// Has a picture opened.
    ///
    /// Errors where the process goes down over it, or takes longer than the limit and is ended.
    pub fn ask(&mut self, question: &Question, data: &Bytes, limit: Duration) -> Result<Opened, Death> {
        // If nobody takes the question, nobody answers it.
        let _ = self.questions.send((question.clone(), data.clone()));
        match self.answers.recv_timeout(limit) {
            Ok(opened) => {
                self.served += 1;
                Ok(opened)
            }
            Err(RecvTimeoutError::Timeout) => {
                self.end();
                Err(Death::Time)
            }
            Err(RecvTimeoutError::Disconnected) => Err(reason(&self.end())),
        }
    }

    /// Ends the process, and gives its last words.
    fn end(&mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.last_words.take().and_then(|words| words.join().ok()).unwrap_or_default()
    }
}

/// Why a process went down, by what Rust's own handlers print then.
fn reason(last_words: &str) -> Death {
    if last_words.contains("memory allocation of") {
        Death::Memory
    } else if last_words.contains("overflowed its stack") {
        Death::Depth
    } else {
        Death::Crash
    }
}

/// Writes questions to the process, and hands on whose answer comes next.
fn write(mut input: ChildStdin, asked: &Receiver<(Question, Bytes)>, waiting: &Sender<Bytes>) {
    while let Ok((question, data)) = asked.recv() {
        let is_told = waiting.send(data.clone()).is_ok();
        if !is_told || send(&mut input, &question, &data).is_err() {
            return;
        }
    }
}

/// Reads answers of the process.
fn read(output: ChildStdout, waited: &Receiver<Bytes>, ready: &Sender<()>, answering: &Sender<Opened>) {
    let mut output = BufReader::new(output);
    let mut first = String::new();
    if output.by_ref().take(WORDS).read_line(&mut first).is_err() || first != READY {
        return;
    }
    let mut is_heard = ready.send(()).is_ok();
    while is_heard && let Ok(data) = waited.recv() {
        let Ok(Some(opened)) = answered(&mut output, &data) else { return };
        is_heard = answering.send(opened).is_ok();
    }
}

/// Keeps the first of what the process says, and reads on so that it never waits.
fn listen(mut words: ChildStderr) -> String {
    let mut kept = Vec::new();
    let _ = words.by_ref().take(WORDS).read_to_end(&mut kept);
    let _ = std::io::copy(&mut words, &mut std::io::sink());
    String::from_utf8_lossy(&kept).into_owned()
}
