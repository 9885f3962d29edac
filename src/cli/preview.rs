//! `werkboek preview`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::environment::{Stopwatch, source_date};
use super::folder::open;
use super::outcome::Outcome;
use super::pictures::Draws;
use super::say::{print, say, unprinted};
use crate::pipeline::Order;
use crate::preview::{Board, Editor, Pen, Session, Watcher, serve};

/// What to show, and to whom.
#[derive(Debug, Clone)]
pub struct PreviewOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// The port, if it is not to be any that is free.
    pub port: Option<u16>,
    /// Whether to open the browser.
    pub open: bool,
    /// The editor that a click opens.
    pub editor: Option<Editor>,
    /// Whether nothing is to be written from the page.
    pub read_only: bool,
}

/// The finest resolution at which pages are drawn, in pixels per inch: those of a screen, enlarged.
const FINEST: f64 = 300.0;

impl Draws for PreviewOptions {
    fn ppi(&self) -> Option<f64> {
        Some(FINEST)
    }
}

/// Serves the book until it is stopped; its address goes to standard output.
pub fn run(options: &PreviewOptions) -> Outcome {
    let folder = match open(&options.dir) {
        Ok(workspace) => workspace.store().loader().clone(),
        Err(outcome) => return outcome,
    };
    let date = match source_date() {
        Ok(date) => date,
        Err(message) => {
            say(&format!("error: {message}"));
            return Outcome::Usage;
        }
    };
    let root = folder.root().to_owned();
    let board = Arc::new(Board::default());
    let mut watcher = Watcher::new(&root);
    let order = Order { date, ..Order::default() };
    let mut session = Session::new(folder, board.clone(), order, watcher.bell());
    let start = Stopwatch::start();
    let clock = Box::new(move || Duration::from_secs_f64(start.seconds()));
    let pen = (!options.read_only).then(|| Pen::new(root.clone(), watcher.bell(), clock));
    let address = match serve(board, session.workspace(), root, options.editor.clone(), pen, options.port) {
        Ok(address) => address,
        Err(error) => {
            let port = options.port.map_or_else(String::new, |port| format!(" on port {port}"));
            say(&format!("error: the book cannot be served{port} ({error}): name another with `--port`"));
            return Outcome::Machine;
        }
    };
    if let Some(outcome) = unprinted(print(format!("{}\n", address.url()).as_bytes())) {
        return outcome;
    }
    if options.open && open::that_detached(address.url()).is_err() {
        say("no browser could be opened: open the address above in one");
    }
    say("showing the book until you stop it with Ctrl-C");
    loop {
        session.round();
        if !watcher.follow(session.asked_for()) {
            watcher.wait();
        }
    }
}
