//! What designers write on the command line.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};

use super::docs::DocsOptions;
use super::eject::{EjectOptions, Wanted};
use super::folder::folder_meant;

/// Prints what may be written in a workbook, its own types of block included.
#[derive(Debug, clap::Args)]
pub struct Docs {
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
}

impl From<Docs> for DocsOptions {
    fn from(args: Docs) -> Self {
        Self { dir: args.dir }
    }
}

/// Writes layouts of the program into the workbook, for a designer to change.
#[derive(Debug, clap::Args)]
pub struct Eject {
    /// A layout, such as cover or blocks/cards; may be given more than once [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// The workbook's folder, or the workbook.toml in it
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// Lists the layouts with what each does, and writes nothing
    #[arg(long, conflicts_with = "diff")]
    list: bool,
    /// Shows how the workbook's layouts differ from the program's, and writes nothing
    #[arg(long)]
    diff: bool,
}

impl From<Eject> for EjectOptions {
    fn from(args: Eject) -> Self {
        let wanted = match (args.list, args.diff) {
            (true, _) => Wanted::List,
            (_, true) => Wanted::Difference,
            _ => Wanted::Files,
        };
        Self { dir: args.dir, names: args.names, wanted }
    }
}
