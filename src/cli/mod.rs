//! The last room: the command line.

mod args;
mod build;
mod check;
mod environment;
mod folder;
mod inspect;
mod outcome;
mod plates;
mod progress;
mod report;
mod say;
mod usage;

use std::ffi::OsString;
use std::io::{Write, stderr};

use clap::Parser;

use args::{Args, Command};

pub use outcome::Outcome;

use crate::content::schema;
use crate::inspect::Inspection;
use crate::source::guarded;

/// Runs the program with its arguments, its own name being the first.
///
/// A panic is caught and told as a fault of the program, wherever it comes from.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Outcome {
    guarded(|| dispatch(args)).unwrap_or_else(|fault| {
        say::say(&format!("error: {}", fault.message));
        fault.hints.iter().for_each(|hint| say::say(&format!("hint: {hint}")));
        Outcome::Fault
    })
}

fn dispatch(args: impl IntoIterator<Item = OsString>) -> Outcome {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are printed by the parser too, and are no errors.
            let plain = error.render().to_string();
            let safe = report::shown_whole(&plain);
            let failed = match safe == plain {
                true => error.print().is_err(),
                false => writeln!(stderr(), "{safe}").is_err(),
            };
            return match error.use_stderr() {
                true => Outcome::Usage,
                false if failed => Outcome::Machine,
                false => Outcome::Fine,
            };
        }
    };
    match args.command {
        Command::Build(build) => build::run(&build.into()),
        Command::Check(check) => check::run(&check.into()),
        Command::Inspect(inspect) => inspect::run(&inspect.into()),
        Command::Plates(plates) => plates::run(&plates.into()),
    }
}

/// The JSON schemas of what the commands print, each with the name of its file under `docs/schemas`.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("findings", schema::<report::Findings>()),
        ("build", schema::<build::BuildReport>()),
        ("plates", schema::<plates::PlatesReport>()),
        ("inspect", schema::<Inspection>()),
    ]
}
