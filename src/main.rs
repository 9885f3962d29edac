//! The program: parses, runs, and exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    werkboek::source::remember_panics();
    ExitCode::from(werkboek::cli::run(std::env::args_os()).code())
}
