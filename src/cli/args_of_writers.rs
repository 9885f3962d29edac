//! What is written on the command line by those who write: commands that stay.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};

use super::folder::folder_meant;
use super::outputs::{BuildOptions, Output};
use super::preview::PreviewOptions;
use super::report::Format;
use crate::preview::Editor;

/// Shows the book in a browser on this machine, and every change as it is saved.
#[derive(Debug, clap::Args)]
pub struct Preview {
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// The port on this machine [default: one that is free]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,
    /// Does not open the browser
    #[arg(long)]
    no_open: bool,
    /// The editor that a click on a word opens at its line: vscode, zed, idea, sublime, or a command with {file} and {line} in it
    #[arg(long, value_name = "EDITOR")]
    editor: Option<Editor>,
    /// Shows the book and writes nothing; a click opens the editor, if one is named
    #[arg(long)]
    read_only: bool,
}

impl From<Preview> for PreviewOptions {
    fn from(args: Preview) -> Self {
        Self {
            dir: args.dir,
            port: args.port,
            open: !args.no_open,
            editor: args.editor,
            read_only: args.read_only,
        }
    }
}

/// Builds the workbook again after every change.
#[derive(Debug, clap::Args)]
pub struct Watch {
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// A target to build, as declared in workbook.toml; may be given more than once [default: all]
    #[arg(short, long, value_name = "NAME")]
    target: Vec<String>,
    /// A folder for the PDFs, in place of build
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
    /// Takes warnings for errors
    #[arg(long)]
    strict: bool,
}

impl From<Watch> for BuildOptions {
    fn from(args: Watch) -> Self {
        Self {
            dir: args.dir,
            targets: args.target,
            output: args.out_dir.map_or(Output::Default, Output::Folder),
            pages: None,
            png: None,
            ppi: 0.0,
            quiet: false,
            strict: args.strict,
            open: false,
            flip: None,
            format: Format::Human,
            paths_from: None,
        }
    }
}
