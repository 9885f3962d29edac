//! `werkboek inspect`.

mod human;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::outcome::Outcome;
use super::report;
use super::say::{say, unprinted};
use crate::inspect::inspect;

/// What to look into, and how to tell it.
#[derive(Debug, Clone)]
pub struct InspectOptions {
    /// The PDF.
    pub file: PathBuf,
    /// How it is told.
    pub format: InspectFormat,
}

/// How it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InspectFormat {
    /// Lines and tables for people.
    Human,
    /// One JSON object.
    Json,
}

/// The heaviest file that is looked into, in bytes.
const HEAVIEST: u64 = 2_000_000_000;

/// In how many bytes at its beginning a PDF says that it is one, at least.
const HEAD: u64 = 4096;

/// Looks into a PDF, and tells what was seen on standard output.
pub fn run(options: &InspectOptions) -> Outcome {
    let name = options.file.display();
    let bytes = match read(&options.file) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let most = HEAVIEST / 1_000_000;
            say(&format!("error: `{name}` weighs more than {most} MB, and no such file is looked into"));
            return Outcome::Problems;
        }
        Err(_) if options.file.is_dir() => {
            say(&format!("error: `{name}` is a folder and not a file"));
            return Outcome::Usage;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            say(&format!("error: there is no file `{name}`"));
            return Outcome::Usage;
        }
        Err(error) => {
            say(&format!("error: the file `{name}` cannot be read ({error})"));
            return Outcome::Machine;
        }
    };
    let inspection = match inspect(&bytes) {
        Ok(inspection) => inspection,
        Err(refusal) => {
            say(&format!("error: `{name}` {refusal}"));
            return Outcome::Problems;
        }
    };
    let mut out = io::stdout().lock();
    let written = match options.format {
        InspectFormat::Human => write!(out, "{}", human::text(&name.to_string(), &inspection)),
        InspectFormat::Json => report::object(&mut out, &inspection),
    };
    let printed = written.and_then(|()| out.flush());
    drop(out);
    unprinted(printed).unwrap_or(Outcome::Fine)
}

/// Reads a file, or a stream to its end; nothing where it is too heavy.
///
/// Of what is no PDF, the beginning is read alone, since some streams have no end.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let (mut file, mut bytes) = (File::open(path)?, Vec::new());
    Read::by_ref(&mut file).take(HEAD).read_to_end(&mut bytes)?;
    if !bytes.windows(5).any(|part| part == b"%PDF-") {
        return Ok(Some(bytes));
    }
    if file.metadata()?.len() > HEAVIEST {
        return Ok(None);
    }
    file.take(HEAVIEST).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= HEAVIEST).then_some(bytes))
}
