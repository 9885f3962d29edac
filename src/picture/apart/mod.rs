//! Pictures opened apart: in a process of their own first, with limits on what it may take.
//!
//! A picture may be made, or by bad luck be such, that what reads it never ends, takes all memory, or
//! overflows its stack, and no code can catch that. So the program starts itself once more, and hands that
//! process the pictures whose cost cannot be seen from outside. It does with each what a build does with it.
//! If it goes down, that is a finding about the picture, and the next one is given to a new process.

mod limits;
mod process;
mod serve;
mod wire;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use typst_library::foundations::Bytes;

use super::kind::is_raster;
use super::{Fault, Opened};
use crate::source::count;
use limits::GIGABYTES;
use process::{Death, Process};

pub use limits::{busy_seconds, confine, forget_peak, peak_megabytes};
pub use serve::serve;
pub use wire::Question;

/// A program that opens pictures, and how long it may take for one.
#[derive(Debug, Clone)]
pub struct Apart {
    /// The program.
    pub program: PathBuf,
    /// Its arguments: with them, it must do what [`serve`] does.
    pub arguments: Vec<OsString>,
    /// How long it may take for a picture.
    pub limit: Duration,
    /// The resolution at which pictures will be drawn, in pixels per inch, if they will.
    pub ppi: Option<f64>,
}

/// The program that was named, and its process if it runs.
struct Opener {
    apart: Apart,
    process: Option<Process>,
}

static OPENER: Mutex<Option<Opener>> = Mutex::new(None);

/// From now on, has pictures opened by a program, in a process of its own; or in this one, where none is named.
///
/// Whoever uses the library and names none takes the risk: a picture can then end the process.
/// The same happens where the program cannot be started.
pub fn open_apart(apart: Option<Apart>) {
    let opener = apart.map(|apart| Opener { apart, process: None });
    *OPENER.lock().unwrap_or_else(PoisonError::into_inner) = opener;
}

/// Has a picture opened apart; nothing where no program is named, or where it cannot be started.
pub fn ask(data: &Bytes, page: usize) -> Option<Opened> {
    let mut opener = OPENER.lock().unwrap_or_else(PoisonError::into_inner);
    let opened = opener.as_mut()?.opened(data, page);
    if opened.is_none() {
        // What cannot be started once is not waited for again.
        *opener = None;
    }
    opened
}

impl Opener {
    fn opened(&mut self, data: &Bytes, page: usize) -> Option<Opened> {
        let Self { apart, process } = self;
        let question = Question { page, ppi: apart.ppi, length: data.len() };
        loop {
            let mut own = match process.take() {
                Some(running) => running,
                None => Process::start(apart)?,
            };
            match own.ask(&question, data, apart.limit) {
                Ok(answer) => {
                    *process = Some(own);
                    return Some(answer);
                }
                // What others left behind in it may be to blame: a new process decides.
                Err(death) if own.has_served() && death != Death::Time => {}
                Err(death) => return Some(Err(vec![fault(death, apart.limit, data)])),
            }
        }
    }
}

/// What to tell of a picture at which the process went down.
fn fault(death: Death, limit: Duration, data: &[u8]) -> Fault {
    let fault = match death {
        Death::Time => Fault::heavy(format!(
            "takes more than {} to be opened and drawn",
            count(limit.as_secs() as usize, "second")
        )),
        Death::Memory => {
            Fault::heavy(format!("takes more than {GIGABYTES} GB of memory to be opened and drawn"))
        }
        Death::Depth => Fault::heavy("has parts within parts that go too deep to be drawn"),
        Death::Crash => Fault::undrawn(),
    };
    if is_raster(data) { fault.of_pixels() } else { fault }
}
