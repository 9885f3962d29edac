//! `werkboek inspect`.

mod human;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use super::outcome::Outcome;
use super::report;
use super::say::say;
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

/// Looks into a PDF, and tells what was seen on standard output.
pub fn run(options: &InspectOptions) -> Outcome {
    let name = options.file.display();
    let bytes = match fs::read(&options.file) {
        Ok(bytes) => bytes,
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
    match written.and_then(|()| out.flush()) {
        Ok(()) => Outcome::Fine,
        Err(_) => Outcome::Machine,
    }
}
