//! What can be written on the command line; clap's types stay here.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::build::{BuildOptions, Output};
use super::check::CheckOptions;
use super::inspect::{InspectFormat, InspectOptions};
use super::plates::PlatesOptions;
use super::report::Format;
use crate::content::target::Flip;
use crate::export::Pages;

/// Sets printable workbooks from TOML.
#[derive(Debug, Parser)]
#[command(
    name = "werkboek",
    version,
    after_help = "exit codes: 0 fine, 1 problems in the content or a PDF that is refused, 2 wrong usage, 3 the machine failed (disk, permissions), 4 a fault of the program itself"
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Builds the workbook as a PDF
    Build(Build),
    /// Checks the workbook, and writes nothing
    Check(Check),
    /// Looks into a PDF, of whatever origin, and tells what a printer asks of it
    Inspect(Inspect),
    /// Prints how much ink each plate of each page takes
    Plates(Plates),
}

/// Builds the workbook as a PDF.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// The workbook's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// A target to build, as declared in workbook.toml; may be given more than once [default: all]
    #[arg(short, long, value_name = "NAME")]
    target: Vec<String>,
    /// The PDF of one target, or - for standard output [default: build/<title>-<edition date>-<target>.pdf]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only these pages of one target, such as 3,5-8: the one named, or else the first for screens
    #[arg(long, value_name = "PAGES")]
    pages: Option<Pages>,
    /// Writes a picture of each page into a folder, too
    #[arg(long, value_name = "DIR")]
    png: Option<PathBuf>,
    /// The resolution of the pictures in pixels per inch
    #[arg(long, value_name = "PPI", default_value_t = 144, value_parser = clap::value_parser!(u16).range(10..=1200), requires = "png")]
    ppi: u16,
    /// Says nothing when all is well
    #[arg(short, long)]
    quiet: bool,
    /// Takes warnings for errors
    #[arg(long)]
    strict: bool,
    /// Opens the PDF when it is done
    #[arg(long)]
    open: bool,
    /// The edge over which the printer turns the sheets of a booklet [default: what the booklet declares]
    #[arg(long, value_enum, value_name = "EDGE")]
    flip: Option<Edge>,
    /// How findings and files are printed
    #[arg(long, value_enum, default_value_t = Figures::Human)]
    format: Figures,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Edge {
    /// Both sides stand upright
    Short,
    /// The back stands on its head
    Long,
}

/// Checks the workbook, and writes nothing.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The workbook's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// A target to hold the book to; may be given more than once [default: all]
    #[arg(short, long, value_name = "NAME")]
    target: Vec<String>,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Style::Human)]
    format: Style,
    /// Says nothing when all is well
    #[arg(short, long)]
    quiet: bool,
    /// Takes warnings for errors
    #[arg(long)]
    strict: bool,
}

/// Prints how much ink each plate of each page takes.
#[derive(Debug, clap::Args)]
pub struct Plates {
    /// The workbook's folder
    #[arg(default_value = ".")]
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
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Figures {
    /// For people
    Human,
    /// One JSON object
    Json,
}

impl From<Plates> for PlatesOptions {
    fn from(args: Plates) -> Self {
        let json = matches!(args.format, Figures::Json);
        Self { dir: args.dir, targets: args.target, png: args.png, ppi: args.ppi.into(), json }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Style {
    /// With the source line and advice
    Human,
    /// A line each
    Short,
    /// One JSON object
    Json,
    /// One log in SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines
    Github,
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

impl From<Build> for BuildOptions {
    fn from(args: Build) -> Self {
        let output = match args.output {
            None => Output::Default,
            Some(path) if path.as_os_str() == "-" => Output::Stdout,
            Some(path) => Output::File(path),
        };
        Self {
            dir: args.dir,
            targets: args.target,
            output,
            pages: args.pages,
            png: args.png,
            ppi: args.ppi.into(),
            quiet: args.quiet,
            strict: args.strict,
            open: args.open,
            flip: args.flip.map(|edge| match edge {
                Edge::Short => Flip::Short,
                Edge::Long => Flip::Long,
            }),
            json: matches!(args.format, Figures::Json),
        }
    }
}

impl From<Check> for CheckOptions {
    fn from(args: Check) -> Self {
        let format = match args.format {
            Style::Human => Format::Human,
            Style::Short => Format::Short,
            Style::Json => Format::Json,
            Style::Sarif => Format::Sarif,
            Style::Github => Format::Github,
        };
        Self { dir: args.dir, targets: args.target, format, quiet: args.quiet, strict: args.strict }
    }
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
