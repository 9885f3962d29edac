//! What can be written on the command line; clap's types stay here.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use super::args_of_builds::{Build, Check, Clean};
use super::args_of_designers::{Docs, Eject};
use super::args_of_newcomers::{Completions, Import, Man, New, Schema};
use super::args_of_writers::{Preview, Watch};
use super::figures::Figures;
use super::folder::folder_meant;
use super::fonts::FontsOptions;
use super::inspect::{InspectFormat, InspectOptions};
use super::plates::PlatesOptions;

/// What tells two machines why their files differ: the program, Typst, and what layouts and fonts are in it.
static LONG_VERSION: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{}\ntypst {}\nlayouts {}\nfonts {}",
        env!("CARGO_PKG_VERSION"),
        typst_utils::version().raw(),
        env!("WERKBOEK_LAYOUTS"),
        env!("WERKBOEK_FONTS")
    )
});

/// Sets printable workbooks from TOML.
#[derive(Debug, Parser)]
#[command(
    name = "werkboek",
    version,
    long_version = LONG_VERSION.as_str(),
    after_help = "exit codes: 0 fine, 1 problems in the content or a PDF that is refused, 2 wrong usage, 3 the machine failed (disk, permissions), 4 a fault of the program itself"
)]
pub struct Args {
    /// What to do; nothing where it was not said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How long a picture may take to be opened, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..), global = true, hide = true)]
    pub picture_seconds: u16,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a new workbook that builds as it is, and explains itself
    New(New),
    /// Makes chapters of files of Word, Markdown or comma-separated values
    Import(Import),
    /// Builds the workbook as a PDF
    Build(Build),
    /// Checks the workbook, and writes nothing
    Check(Check),
    /// Shows the book in a browser on this machine, and every change as it is saved
    Preview(Preview),
    /// Builds the workbook again after every change
    Watch(Watch),
    /// Removes what builds made, and nothing else
    Clean(Clean),
    /// Looks into a PDF, of whatever origin, and tells what a printer asks of it
    Inspect(Inspect),
    /// Prints how much ink each plate of each page takes
    Plates(Plates),
    /// Prints what may be written in a workbook, its own types of block included
    Docs(Docs),
    /// Prints a JSON schema for editors, the workbook's own types of block included
    Schema(Schema),
    /// Writes layouts of the program into the workbook, for a designer to change
    Eject(Eject),
    /// Lists the typefaces: their styles, where they are from, and for what the book uses them
    Fonts(Fonts),
    /// Prints what completes commands in a shell
    Completions(Completions),
    /// Prints the manual page of the program, or of a command
    Man(Man),
    /// Opens the pictures that it is given on standard input; the program calls it itself
    #[command(hide = true, name = super::pictures::COMMAND)]
    OpenPictures,
}

/// Prints how much ink each plate of each page takes.
#[derive(Debug, clap::Args)]
pub struct Plates {
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// A printed target; may be given more than once [default: all that are printed]
    #[arg(short, long, value_name = "NAME")]
    target: Vec<String>,
    /// Draws each plate as a gray picture into a folder, too
    #[arg(long, value_name = "DIR")]
    png: Option<PathBuf>,
    /// The resolution of the plates in pixels per inch
    #[arg(long, value_name = "PPI", default_value_t = 72, value_parser = clap::value_parser!(u16).range(10..=1200))]
    ppi: u16,
    /// How the figures are printed
    #[arg(long, value_enum, default_value_t = Figures::Human)]
    format: Figures,
    /// The folder at which the paths of findings begin [default: the workbook's]
    #[arg(long, value_name = "DIR")]
    paths_from: Option<PathBuf>,
}

/// Lists the typefaces: their styles, where they are from, and for what the book uses them.
#[derive(Debug, clap::Args)]
pub struct Fonts {
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// How the list is printed
    #[arg(long, value_enum, default_value_t = Figures::Human)]
    format: Figures,
}

impl From<Fonts> for FontsOptions {
    fn from(args: Fonts) -> Self {
        Self { dir: args.dir, json: matches!(args.format, Figures::Json) }
    }
}

impl From<Plates> for PlatesOptions {
    fn from(args: Plates) -> Self {
        let json = matches!(args.format, Figures::Json);
        Self {
            dir: args.dir,
            targets: args.target,
            png: args.png,
            ppi: args.ppi.into(),
            json,
            paths_from: args.paths_from,
        }
    }
}

/// Looks into a PDF, of whatever origin, and tells what a printer asks of it.
#[derive(Debug, clap::Args)]
pub struct Inspect {
    /// The PDF
    file: PathBuf,
    /// How it is told
    #[arg(long, value_enum, default_value_t = InspectStyle::Human)]
    format: InspectStyle,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum InspectStyle {
    /// Lines and tables
    Human,
    /// One JSON object
    Json,
}

impl From<Inspect> for InspectOptions {
    fn from(args: Inspect) -> Self {
        let format = match args.format {
            InspectStyle::Human => InspectFormat::Human,
            InspectStyle::Json => InspectFormat::Json,
        };
        Self { file: args.file, format }
    }
}
