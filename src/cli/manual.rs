//! What clap tells of the command line to shells and to readers of manuals.

use std::io;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::Args;
use super::outcome::Outcome;
use super::say::{print, say, unprinted};
use crate::source::{did_you_mean, list};

/// The program's name.
const NAME: &str = "werkboek";

/// Prints what completes commands in a shell.
pub fn completions(shell: Shell) -> Outcome {
    let mut text = Vec::new();
    // Written to standard output, a pipe that is closed would be a panic.
    clap_complete::generate(shell, &mut shown(), NAME, &mut text);
    unprinted(print(&text)).unwrap_or(Outcome::Fine)
}

/// Prints the manual page of the program, or of a command.
pub fn manual(command: Option<&str>) -> Outcome {
    let mut whole = shown().disable_help_subcommand(true);
    whole.build();
    let page = match command {
        None => Some(&whole),
        Some(name) => whole.find_subcommand(name),
    };
    let Some(page) = page else {
        say(&format!("error: {}", unknown(&whole, command.unwrap_or_default())));
        return Outcome::Usage;
    };
    unprinted(written(page).and_then(|text| print(&text))).unwrap_or(Outcome::Fine)
}

fn written(page: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let source = concat!("werkboek ", env!("CARGO_PKG_VERSION"));
    Man::new(page.clone()).source(source).manual(NAME).render(&mut text)?;
    Ok(text)
}

/// What is said of a command that there is not.
fn unknown(whole: &Command, name: &str) -> String {
    let names = || whole.get_subcommands().map(Command::get_name);
    let hint = did_you_mean(name, names()).unwrap_or_else(|| format!("there are {}", list(names(), "and")));
    format!("there is no command `{name}`: {hint}")
}

/// The command line without what is hidden, which generators would show.
fn shown() -> Command {
    let whole = Args::command();
    let arguments = whole.get_arguments().filter(|argument| !argument.is_hide_set());
    let commands = whole.get_subcommands().filter(|command| !command.is_hide_set());
    let mut shown = Command::new(NAME).version(env!("CARGO_PKG_VERSION"));
    shown = shown.args(arguments.cloned()).subcommands(commands.cloned());
    if let Some(about) = whole.get_about() {
        shown = shown.about(about.clone());
    }
    match whole.get_after_help() {
        Some(help) => shown.after_help(help.clone()),
        None => shown,
    }
}
