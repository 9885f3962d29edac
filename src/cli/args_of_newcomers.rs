//! What is written on the command line to begin, and for shells and editors.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PathBufValueParser, TypedValueParser};
use clap_complete::Shell;

use super::figures::Figures;
use super::folder::folder_meant;
use super::import::ImportOptions;
use super::new::NewOptions;
use super::schema::SchemaOptions;
use crate::reference::Kind;

/// Makes a new workbook that builds as it is, and explains itself.
#[derive(Debug, clap::Args)]
pub struct New {
    /// The folder to make; it may be there, if it is empty
    dir: PathBuf,
    /// The language of its texts: nl, en, fr or de, or a region's, such as nl-BE
    #[arg(short, long, value_name = "LANGUAGE", default_value = "en")]
    language: String,
    /// The title [default: "Our workbook", in that language]
    #[arg(short, long, value_name = "TITLE", allow_hyphen_values = true)]
    title: Option<String>,
    /// The second colour of the book, such as "#0050a0", dark enough for white type [default: "#D81E05"]
    #[arg(short, long, value_name = "COLOUR")]
    accent: Option<String>,
    /// The paper: a4, a5, b5, letter, square, or sides such as "170mm x 240mm" [default: a4]
    #[arg(short, long, value_name = "PAPER")]
    paper: Option<String>,
    /// A file whose text it begins with, in the place of the example: .docx, .md or .csv, or a folder of these
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

impl From<New> for NewOptions {
    fn from(args: New) -> Self {
        let New { dir, language, title, accent, paper, from } = args;
        Self { dir, language, title, accent, paper, from }
    }
}

/// Makes chapters of files of Word, Markdown or comma-separated values.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The file: .docx, .md or .csv, or a folder of these, each of which becomes a chapter
    file: PathBuf,
    /// The chapter into which it goes, behind what is there, such as chapters/50.toml [default: a new one, with the next number]
    #[arg(long, value_name = "CHAPTER")]
    into: Option<String>,
    /// The workbook's folder, or the workbook.toml in it
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
    /// How it is told what was made
    #[arg(long, value_enum, default_value_t = Figures::Human)]
    format: Figures,
}

impl From<Import> for ImportOptions {
    fn from(args: Import) -> Self {
        Self { file: args.file, dir: args.dir, into: args.into, json: matches!(args.format, Figures::Json) }
    }
}

/// Prints a JSON schema for editors, the workbook's own types of block included.
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Of which file
    #[arg(value_enum)]
    kind: File,
    /// The workbook's folder, or the workbook.toml in it
    #[arg(default_value = ".", value_parser = PathBufValueParser::new().map(folder_meant))]
    dir: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum File {
    /// workbook.toml
    Workbook,
    /// Chapters
    Chapter,
    /// The files in layouts/blocks that say what a type of block holds
    Block,
}

impl From<Schema> for SchemaOptions {
    fn from(args: Schema) -> Self {
        let kind = match args.kind {
            File::Workbook => Kind::Workbook,
            File::Chapter => Kind::Chapter,
            File::Block => Kind::Block,
        };
        Self { dir: args.dir, kind }
    }
}

/// Prints what completes commands in a shell.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Prints the manual page of the program, or of a command.
#[derive(Debug, clap::Args)]
pub struct Man {
    /// The command, such as build
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}
