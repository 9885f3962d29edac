//! The program: parses, runs, and exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(werkboek::cli::run(std::env::args_os()).code())
}
