//! What is written on the command line to build and to check.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PathBufValueParser, TypedValueParser};

use super::check::CheckOptions;
use super::clean::CleanOptions;
use super::figures::Style;
use super::folder::folder_meant;
use super::outputs::{BuildOptions, Output};
use crate::content::target::Flip;
use crate::export::Pages;

/// What standard output is called.
const STDOUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Builds the workbook as a PDF.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// A target to build, as declared in workbook.toml; may be given more than once [default: all]
    #[arg(short, long, value_name = "NAME")]
    target: Vec<String>,
    /// The PDF of one target, or - for standard output [default: build/<title>-<edition date>-<target>.pdf]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A folder for the PDFs, in place of build
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    out_dir: Option<PathBuf>,
    /// Only these pages of one target, such as 3,5-8, in a file of their own: the one named, or else the first for screens
    #[arg(long, value_name = "PAGES", allow_hyphen_values = true)]
    pages: Option<Pages>,
    /// Draws each page into a folder, as its target has it: those named, or else the first for screens; with --output or --out-dir the PDFs, too
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
    /// How findings and files are printed; all but human and short go to standard output
    #[arg(long, value_enum, default_value_t = Style::Human)]
    format: Style,
    /// The folder at which the paths of findings begin [default: the workbook's; for sarif, github, gitlab and junit that of the repository, or else this one]
    #[arg(long, value_name = "DIR")]
    paths_from: Option<PathBuf>,
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
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// A target to hold the book to; may be given more than once [default: all]
    #[arg(short, long, value_name = "NAME")]
    target: Vec<String>,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Style::Human)]
    format: Style,
    /// The folder at which the paths of findings begin [default: the workbook's; for sarif, github, gitlab and junit that of the repository, or else this one]
    #[arg(long, value_name = "DIR")]
    paths_from: Option<PathBuf>,
    /// Says nothing when all is well
    #[arg(short, long)]
    quiet: bool,
    /// Takes warnings for errors
    #[arg(long)]
    strict: bool,
}

/// Removes what builds made, and nothing else.
#[derive(Debug, clap::Args)]
pub struct Clean {
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// The folder to clean, as it was named to build, in place of build and the folders in it
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
    /// Removes files that were changed since they were built, too
    #[arg(long)]
    force: bool,
    /// Says nothing when all is well
    #[arg(short, long)]
    quiet: bool,
}

impl From<Clean> for CleanOptions {
    fn from(args: Clean) -> Self {
        Self { dir: args.dir, out_dir: args.out_dir, force: args.force, quiet: args.quiet }
    }
}

impl From<Build> for BuildOptions {
    fn from(args: Build) -> Self {
        let output = match (args.output, args.out_dir) {
            (Some(path), _) if STDOUT.iter().any(|name| path.as_os_str() == *name) => Output::Stdout,
            (Some(path), _) => Output::File(path),
            (None, Some(folder)) => Output::Folder(folder),
            (None, None) if args.png.is_some() => Output::Nowhere,
            (None, None) => Output::Default,
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
            format: args.format.into(),
            paths_from: args.paths_from,
        }
    }
}

impl From<Check> for CheckOptions {
    fn from(args: Check) -> Self {
        Self {
            dir: args.dir,
            targets: args.target,
            format: args.format.into(),
            quiet: args.quiet,
            strict: args.strict,
            paths_from: args.paths_from,
        }
    }
}
