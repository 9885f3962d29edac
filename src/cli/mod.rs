//! The last room: the command line.

mod args;
mod args_of_builds;
mod args_of_designers;
mod args_of_newcomers;
mod args_of_writers;
mod build;
mod check;
mod clean;
mod docs;
mod eject;
mod environment;
mod figures;
mod folder;
mod fonts;
mod import;
mod inspect;
mod manifests;
mod manual;
mod new;
mod outcome;
mod outputs;
mod pictures;
mod plates;
mod preview;
mod progress;
mod report;
mod say;
mod schema;
mod shell;
mod sources;
mod stack;
mod usage;
mod watch;
mod written;

use std::ffi::OsString;
use std::io::{Write, stderr, stdout};

use clap::Parser;

use args::{Args, Command};

pub use outcome::Outcome;

use crate::content::schema;
use crate::export::Manifest;
use crate::inspect::Inspection;
use crate::source::guarded;

/// What is said where no command is given: what to do first, and where to read on.
const FIRST: &str = "\
make a workbook, and build it:

  werkboek new my-workbook
  cd my-workbook
  werkboek build --open

then write in its files; `werkboek check` says what is wrong, and where

`werkboek --help` lists the commands, `werkboek new --help` tells of one
`werkboek docs` prints all that may be written in a workbook
";

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
            let printed = match safe == plain {
                true => error.print().and_then(|()| stdout().flush()),
                false => writeln!(stderr(), "{safe}"),
            };
            return match error.use_stderr() {
                true => Outcome::Usage,
                false => say::unprinted(printed).unwrap_or(Outcome::Fine),
            };
        }
    };
    let seconds = args.picture_seconds;
    let Some(command) = args.command else {
        return say::unprinted(say::print(FIRST.as_bytes())).unwrap_or(Outcome::Fine);
    };
    match command {
        Command::Build(build) => stack::deep(|| build::run(&with_pictures(build.into(), seconds))),
        Command::New(new) => stack::deep(|| new::run(&with_pictures(new.into(), seconds))),
        Command::Import(import) => stack::deep(|| import::run(&with_pictures(import.into(), seconds))),
        Command::Check(check) => stack::deep(|| check::run(&with_pictures(check.into(), seconds))),
        Command::Preview(preview) => stack::deep(|| preview::run(&with_pictures(preview.into(), seconds))),
        Command::Watch(watch) => stack::deep(|| watch::run(&with_pictures(watch.into(), seconds))),
        Command::Clean(clean) => clean::run(&clean.into()),
        Command::Docs(docs) => stack::deep(|| docs::run(&docs.into())),
        Command::Schema(schema) => stack::deep(|| schema::run(&schema.into())),
        Command::Completions(completions) => manual::completions(completions.shell),
        Command::Man(man) => manual::manual(man.command.as_deref()),
        Command::Eject(eject) => stack::deep(|| eject::run(&eject.into())),
        Command::Fonts(fonts) => stack::deep(|| fonts::run(&with_pictures(fonts.into(), seconds))),
        Command::Inspect(inspect) => stack::deep(|| inspect::run(&inspect.into())),
        Command::Plates(plates) => stack::deep(|| plates::run(&with_pictures(plates.into(), seconds))),
        Command::OpenPictures => stack::shallow(|| pictures::run(seconds)),
    }
}

/// Has pictures opened apart, in a process that knows what is to come of them.
fn with_pictures<T: pictures::Draws>(options: T, seconds: u16) -> T {
    pictures::open_apart(seconds, options.ppi());
    options
}

/// The JSON schemas of what the commands print, each with the name of its file under `docs/schemas`.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("findings", schema::<report::Findings>()),
        ("build", schema::<written::BuildReport>()),
        ("manifest", schema::<Manifest>()),
        ("plates", schema::<plates::PlatesReport>()),
        ("inspect", schema::<Inspection>()),
        ("fonts", schema::<fonts::FontsReport>()),
        ("import", schema::<import::ImportReport>()),
    ]
}
